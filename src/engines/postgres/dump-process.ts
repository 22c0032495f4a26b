import type { DumpRequest } from '../../ports/engine.ts';
import type { Launcher, RunningProcess } from '../../process/launcher.ts';
import type { Clients } from './clients.ts';
import type { Connection } from './connection.ts';
import type { Snapshot } from './source-snapshot.ts';

export interface DumpProcessOptions {
  readonly launcher: Launcher;
  readonly clients: Pick<Clients, 'pgDump' | 'prefix'>;
  readonly connection: Connection;
  readonly snapshot: Pick<Snapshot, 'id' | 'encoding' | 'byteaOutput'>;
  readonly request: Pick<DumpRequest, 'kind' | 'tables' | 'excludeTables' | 'signal'>;
}

/** How long pg_dump waits for a table that somebody else has locked, before it fails. */
export const lockWait = '60s';

/** Starts pg_dump in a snapshot; its output is a custom archive that is not compressed. */
export function startDump({ launcher, clients, connection, snapshot, request }: DumpProcessOptions): RunningProcess {
  const { kind, tables, excludeTables, signal } = request;
  const args = [
    '--format=custom',
    '--compress=0',
    '--no-password',
    `--snapshot=${snapshot.id}`,
    `--encoding=${snapshot.encoding}`,
    `--lock-wait-timeout=${lockWait}`,
    ...(kind === 'schema' ? ['--schema-only'] : []),
    ...(tables.length > 0 ? ['--strict-names'] : []),
    ...tables.map((pattern) => `--table=${pattern}`),
    ...excludeTables.map((pattern) => `--exclude-table=${pattern}`),
    `--dbname=${connection.target}`,
  ];
  const { pgDump: file, prefix } = clients;
  const env = { PGAPPNAME: 'muster', ...connection.env, ...settingsOf(snapshot) };
  const running = launcher.start({ file, args, prefix, isBulky: true, env }, signal);
  running.stdin.end();
  return running;
}

/**
 * What pg_dump does not set by itself, so that server, database and account would decide how it writes values, and another server would
 * write them otherwise. Options of the start are for servers that need them only, since poolers refuse them.
 */
function settingsOf({ byteaOutput }: DumpProcessOptions['snapshot']): Readonly<Record<string, string>> {
  return { PGTZ: 'UTC', ...(byteaOutput === 'hex' ? {} : { PGOPTIONS: '-c bytea_output=hex' }) };
}
