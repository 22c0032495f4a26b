import type { DumpRequest } from '../../ports/engine.ts';
import type { Launcher, RunningProcess } from '../../process/launcher.ts';
import type { Clients } from './clients.ts';
import type { Connection } from './connection.ts';

export interface DumpProcessOptions {
  readonly launcher: Launcher;
  readonly clients: Pick<Clients, 'pgDump' | 'prefix'>;
  readonly connection: Connection;
  readonly snapshotId: string;
  readonly request: Pick<DumpRequest, 'kind' | 'tables' | 'excludeTables' | 'signal'>;
}

/** How long pg_dump waits for a table that somebody else has locked, before it fails. */
export const lockWait = '60s';

/** Starts pg_dump in a snapshot; its output is a custom archive that is not compressed. */
export function startDump({ launcher, clients, connection, snapshotId, request }: DumpProcessOptions): RunningProcess {
  const { kind, tables, excludeTables, signal } = request;
  const args = [
    '--format=custom',
    '--compress=0',
    '--no-password',
    `--snapshot=${snapshotId}`,
    `--lock-wait-timeout=${lockWait}`,
    ...(kind === 'schema' ? ['--schema-only'] : []),
    ...(tables.length > 0 ? ['--strict-names'] : []),
    ...tables.map((pattern) => `--table=${pattern}`),
    ...excludeTables.map((pattern) => `--exclude-table=${pattern}`),
    `--dbname=${connection.target}`,
  ];
  const { pgDump: file, prefix } = clients;
  const running = launcher.start(
    { file, args, prefix, isBulky: true, env: { PGAPPNAME: 'muster', ...connection.env } },
    signal,
  );
  running.stdin.end();
  return running;
}
