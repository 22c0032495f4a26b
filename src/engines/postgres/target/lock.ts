import { Failure } from '../../../domain/failure.ts';
import { literal, type Session } from '../session.ts';

/**
 * Keeps other restores into the same database away for as long as the session lives: an advisory lock, which the server gives up when the
 * session ends, however it ends. It holds for restores that work from the same home database.
 *
 * @throws Failure `target-busy` where another restore has it.
 */
export async function takeLock(session: Session, database: string): Promise<void> {
  const key = `hashtextextended(${literal(`muster restore ${database}`)}, 0)`;
  const [row] = await session.rows(`SELECT pg_try_advisory_lock(${key}) AS taken`);
  if (row?.['taken'] === 't') return;
  const [holder] = await session.rows(
    `SELECT a.pid, coalesce(a.usename, 'unknown') AS user, to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
     FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND (l.classid::bigint << 32 | l.objid::bigint) = ${key}`,
  );
  const whose =
    holder === undefined
      ? ''
      : ` by ${holder['user'] ?? ''} since ${holder['since'] ?? ''} (pid ${holder['pid'] ?? ''})`;
  throw new Failure('target-busy', `another restore into ${database} is under way${whose}`, {
    hint: 'wait until it has ended and run again; nothing was changed',
  });
}
