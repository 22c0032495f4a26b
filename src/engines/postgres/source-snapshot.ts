import { Failure } from '../../domain/failure.ts';
import type { Session } from './session.ts';

/** A snapshot that one session holds and that others on the same database can take. */
export interface Snapshot {
  /** For `pg_dump --snapshot` and `SET TRANSACTION SNAPSHOT`. */
  readonly id: string;
  /** When it was taken, by the server's clock. */
  readonly takenAt: Date;
  readonly server: Readonly<Record<string, string>>;
  /** `lsn`: the end of the write-ahead log just before the snapshot; on a standby `replay-lsn`. */
  readonly position: Readonly<Record<string, string>>;
  /** Of the database. */
  readonly encoding: string;
  /** What `bytea_output` is for the account where nobody sets it. */
  readonly byteaOutput: string;
}

const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';

/** Takes a snapshot that lives as long as the session does. */
export async function takeSnapshot(holder: Session): Promise<Snapshot> {
  const [about = {}] = await holder.rows(
    `SELECT current_setting('server_version') AS version, pg_is_in_recovery() AS standby, getdatabaseencoding() AS encoding,
       (SELECT reset_val FROM pg_settings WHERE name = 'bytea_output') AS bytea_output,
       has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS controls`,
  );
  const isStandby = about['standby'] === 't';
  const identity = about['controls'] === 't' ? await holder.rows(systemIdentifier) : [];
  const lsn = await holder.rows(`SELECT ${isStandby ? 'pg_last_wal_replay_lsn' : 'pg_current_wal_lsn'}() AS lsn`);
  await holder.execute(begin);
  const [taken = {}] = await holder.rows(
    `SELECT pg_export_snapshot() AS id,
       to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS moment`,
  );
  const takenAt = new Date(taken['moment'] ?? '');
  if (!taken['id'] || Number.isNaN(takenAt.getTime())) throw new Failure('dump-failed', 'the server gave no snapshot');
  const systemId = identity[0]?.['id'];
  const position = lsn[0]?.['lsn'];
  return {
    id: taken['id'],
    takenAt,
    encoding: about['encoding'] ?? 'UTF8',
    byteaOutput: about['bytea_output'] ?? 'hex',
    server: {
      flavour: 'postgresql',
      version: (about['version'] ?? '').split(' ')[0] ?? '',
      ...(systemId ? { 'system-identifier': systemId } : {}),
    },
    position: position ? { [isStandby ? 'replay-lsn' : 'lsn']: position } : {},
  };
}

/** Makes a session see what the snapshot's holder sees. */
export async function joinSnapshot(session: Session, id: string): Promise<void> {
  // in one message: a statement in between would give the transaction a snapshot of its own
  await session.execute(`${begin}; SET TRANSACTION SNAPSHOT '${id}'`);
}

const systemIdentifier = 'SELECT system_identifier AS id FROM pg_control_system()';
