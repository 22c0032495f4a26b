import type { Secret } from '../../domain/secret.ts';
import type { SandboxNeed } from '../../ports/sandbox.ts';
import type { Launcher } from '../../process/launcher.ts';
import type { ProductName } from '../products.ts';

/** What was made in a server for a sandbox, beside what is in its database. */
export interface GivenTraces {
  readonly database: string;
  /** Accounts, quoted for a statement. */
  readonly accounts: readonly string[];
}

/** What a sandbox needs of a server that runs already. */
export interface GivenServer {
  /** What the server is, and its version without what the packager added. */
  identity(signal: AbortSignal): Promise<{ readonly product: ProductName; readonly version: string }>;
  /** Why a copy would not be the same in this server whatever the backup is worth, in words, or undefined. */
  differs(need: SandboxNeed, signal: AbortSignal): Promise<string | undefined>;
  /** Is not stopped half-way: a server goes on with what a client that has left began, and nobody would drop the database. */
  create(database: string): Promise<void>;
  /** Drops the database, ends the sessions in it, and drops the accounts. No failure where there is none. */
  drop(traces: GivenTraces): Promise<void>;
  /** Connection URL of one of its databases, with the credentials that were given. */
  urlOf(database: string): string;
}

/** What the clients of a database look for in their environment; an engine knows it. Files for them are written into the folder. */
export type ClientEnvironment = (
  name: string,
  url: string,
  folder: string,
) => Promise<{ readonly variables: Readonly<Record<string, string>> }>;

export interface GivenServerOptions {
  readonly launcher: Launcher;
  readonly url: Secret;
  readonly environmentFor: ClientEnvironment;
  /** Path of `psql`; found on the launcher's `PATH` where not given. */
  readonly psql?: string;
}
