import type { SandboxNeed } from '../../ports/sandbox.ts';
import type { Command } from '../../process/launcher.ts';

/** Where the programs of one installed server are. */
export interface Installation {
  readonly folder: string;
  readonly version: string;
}

/** What a server may use. */
export interface ServerRoom {
  /** Folder that belongs to the server's account alone, for its data and its socket. */
  readonly folder: string;
  /** Main memory in bytes that the server should not go far beyond. */
  readonly memoryBytes: number;
}

/** What is particular to one database product that runs as a private server. Everything else is the same for all of them. */
export interface Flavour {
  /** For people, e.g. `PostgreSQL`. */
  readonly product: string;
  /** The part of a version that has to be the source's, e.g. `15` of `15.18`. */
  series(version: string): string;
  /** What to install where it is missing, e.g. `postgresql-15`. */
  packageName(series: string): string;
  /** Where packages put the programs of a series. */
  folders(series: string): readonly string[];
  /** The programs that have to be in one folder; the first prints its version for `--version`. */
  readonly programs: readonly [string, ...string[]];
  /** The path of the socket below the server's folder; the system allows 107 bytes for the whole. */
  readonly socketName: string;
  /** Makes the data folder. */
  initialise(installation: Installation, room: ServerRoom, need: SandboxNeed): Command;
  /** Runs the server in the foreground. Logs go to standard error, without statements and rows. */
  serve(installation: Installation, room: ServerRoom, need: SandboxNeed): Command;
  /** Asks the server for its version over the socket and prints it as the whole output. */
  askVersion(installation: Installation, room: ServerRoom): Promise<Command>;
  /** URL of an empty database in the server. */
  url(room: ServerRoom): string;
  /** Ends the server without saving anything. */
  readonly stopSignal: 'SIGQUIT' | 'SIGKILL';
}
