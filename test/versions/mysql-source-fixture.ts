import type { Fingerprint } from '../../src/domain/fingerprint.ts';
import { mysqlSource } from '../../src/engines/mysql/source.ts';
import type { Dump, DumpRequest } from '../../src/ports/engine.ts';
import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { launcher, type Command, type Launcher } from '../../src/process/launcher.ts';
import { collect } from '../contracts/byte-streams.ts';
import { keptProgress, type KeptProgress } from '../fakes/kept-progress.ts';
import type { TestMysql } from '../real/mysql-server.ts';

export const never = new AbortController().signal;

/** Starts programs in the environment that a source's tools get. */
export function toolsOf({ searchPath }: TestMysql): Launcher {
  return launcher({ PATH: searchPath, LC_ALL: 'C.UTF-8', TZ: 'UTC' });
}

/** Runs statements as root before anything else can happen in this process. */
export function sqlAtOnce(server: TestMysql, statements: string): void {
  const socket = new URL(server.socketUrl()).searchParams.get('socket') ?? '';
  const args = ['--no-defaults', `--socket=${socket}`, '--user=root', '-e', statements];
  const { status, stderr } = spawnSync(server.product, args, { env: { PATH: server.searchPath }, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** The launcher, for which the command that dumps is changed before it starts. */
export function withDumpTool(tools: Launcher, change: (command: Command) => Command): Launcher {
  const isDump = ({ file, args }: Command): boolean => basename(file).endsWith('dump') && !args.includes('--version');
  return { ...tools, start: (command, signal) => tools.start(isDump(command) ? change(command) : command, signal) };
}

export interface DumpOptions extends Partial<DumpRequest> {
  /** Starts the tools in place of the usual one. */
  readonly launcher?: Launcher;
}

/** Starts a dump with the server's own tools. */
export async function startDump(server: TestMysql, url: string, options: DumpOptions = {}): Promise<Dump> {
  const { launcher: tools = toolsOf(server), ...request } = options;
  const source = mysqlSource({ launcher: tools, url, client: 'auto', searchPath: server.searchPath });
  const all = { kind: 'full', tables: [], excludeTables: [], digest: 'stream', signal: never } as const;
  return await source.dump({ ...all, progress: keptProgress(), ...request });
}

export interface TakenDump {
  readonly sql: string;
  readonly fingerprint: Fingerprint;
  /** What the dump says of itself. */
  readonly position: Readonly<Record<string, string>>;
  /** What was noted meanwhile. */
  readonly lines: readonly string[];
}

/** Dumps to the end. */
export async function takeDump(server: TestMysql, url: string, options: DumpOptions = {}): Promise<TakenDump> {
  const progress: KeptProgress = keptProgress();
  await using dump = await startDump(server, url, { progress, ...options });
  const sql = (await collect(dump.bytes())).toString('utf8');
  const fingerprint = await dump.fingerprint();
  if (fingerprint === undefined) throw new Error('no fingerprint');
  return { sql, fingerprint, position: dump.position, lines: progress.lines };
}

let accounts = 0;

/**
 * Creates an account with a few rights, each as it stands in `GRANT … TO`, and returns a function that gives its URL.
 */
export async function accountWith(server: TestMysql, grants: readonly string[]): Promise<(schema?: string) => string> {
  accounts += 1;
  const user = `account${accounts}`;
  const statements = grants.map((grant) => `GRANT ${grant} TO ${user}@'%'`);
  await server.sql([`CREATE USER ${user}@'%' IDENTIFIED BY 'r'`, ...statements].join(';\n'));
  return (schema) => server.url(schema, { user, password: 'r' });
}
