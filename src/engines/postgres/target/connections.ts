import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../../domain/failure.ts';
import { literal, type Row, type Session } from '../session.ts';

/** Who is connected, for an alias of `pg_stat_activity`. */
const who = `a.pid, coalesce(a.usename, a.backend_type) AS user, nullif(a.application_name, '') AS application,
  coalesce(host(a.client_addr), CASE WHEN a.client_port = -1 THEN 'a local socket' END) AS address`;

/** The server's own rule for `pg_terminate_backend`. */
const mayEnd = `(current_setting('is_superuser') = 'on' OR EXISTS (SELECT FROM pg_roles r WHERE r.oid = a.usesysid AND NOT r.rolsuper
  AND (pg_has_role(r.oid, 'USAGE') OR pg_has_role('pg_signal_backend', 'USAGE'))))`;

/** Connections in the way: a condition over `pg_stat_activity a`. */
export type InTheWay = string;

/** All on these databases. Those without a user are the server's own, such as autovacuum, and go by themselves. */
export function onDatabases(names: readonly string[]): InTheWay {
  return `a.datname IN (${names.map(literal).join(', ')}) AND a.pid <> pg_backend_pid() AND a.usesysid IS NOT NULL`;
}

const pauseMs = 100;

/** Those that a backend waits for. */
export function blocking(pid: string): InTheWay {
  return `a.pid = ANY (pg_blocking_pids(${pid})) AND a.pid <> pg_backend_pid()`;
}

/** @throws Failure `target-busy` that names the connections which the account may not end, so that nothing is begun in vain */
export async function assertEndable(session: Session, inTheWay: InTheWay): Promise<void> {
  let rows: readonly Row[] = [];
  // one that only looks in, as monitors do, is soon gone
  for (let tries = 0; tries < 20; tries += 1) {
    rows = await session.rows(`SELECT ${who} FROM pg_stat_activity a WHERE ${inTheWay} AND NOT ${mayEnd}`);
    if (rows.length === 0) return;
    await sleep(pauseMs);
  }
  throw new Failure('target-busy', `the account may not end connections in the way: ${named(rows)}`, {
    hint: 'close them, or GRANT pg_signal_backend to the account (a superuser has to end those of superusers); nothing was changed',
  });
}

function named(rows: readonly Row[]): string {
  const words = rows.map(
    (row) => `${row['user'] ?? 'unknown'} (${row['application'] ?? 'no name'}, ${row['address'] ?? 'no address seen'})`,
  );
  return [...new Set(words)].join(', ');
}

interface Waiting {
  /** Sees those who are in the way; not the one that waits. */
  readonly session: Session;
  readonly inTheWay: InTheWay;
  /** Which of them are ended where the account may, those too that come meanwhile. */
  readonly end?: InTheWay;
}

/**
 * Does what others may be in the way of.
 *
 * @throws what the work throws; a `target-busy` names the connections that were in the way at last
 */
export async function amidOthers<T>({ session, inTheWay, end }: Waiting, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  let last: readonly Row[] = [];
  const watch = async (): Promise<void> => {
    const ended =
      end === undefined ? '' : `, CASE WHEN (${end}) AND ${mayEnd} THEN pg_terminate_backend(a.pid) END AS ended`;
    while (!over.signal.aborted) {
      const rows = await session.rows(`SELECT ${who}${ended} FROM pg_stat_activity a WHERE ${inTheWay}`);
      if (rows.length > 0) last = rows;
      await sleep(pauseMs, undefined, { signal: over.signal }).catch(() => undefined);
    }
  };
  const watching = watch().catch(() => undefined); // whether the work was done says whether it was enough
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'target-busy' || last.length === 0) throw error;
    throw new Failure(error.code, `${error.message}: ${named(last)}`, { cause: error });
  } finally {
    over.abort();
    await watching;
  }
}

/** The number by which the server knows a session. */
export async function pidOf(session: Session): Promise<string> {
  const [row] = await session.rows('SELECT pg_backend_pid() AS pid');
  return row?.['pid'] ?? '0';
}
