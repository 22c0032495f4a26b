import { Failure } from '../../../domain/failure.ts';
import { literal, type Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { oidsOf, textIn } from './tables-live.ts';
import type { Survey } from './tables-survey.ts';

/** How long the restore waits for those who use the tables; whoever comes after it waits behind it. */
const lockWait = '30s';

/**
 * Locks all tables that a restore changes, against readers too, until the transaction ends.
 *
 * @throws Failure `target-busy` that names who uses them.
 */
export async function lockTables(
  access: TargetAccess,
  session: Session,
  { live, foreignKeys, wantedKeys }: Survey,
): Promise<void> {
  const there = live.map(({ name }) => name);
  const around = [...foreignKeys, ...wantedKeys].flatMap(({ table, target }) => [table, target]);
  const rows = await session.rows(
    `SELECT CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END || c.oid::regclass AS name FROM pg_class c WHERE c.oid = ANY (${oidsOf([...there, ...around])}) ORDER BY c.oid::regclass::text`,
  );
  const names = rows.map((row) => textIn(row, 'name'));
  if (names.length === 0) return;
  try {
    await session.execute(`DO ${literal(lockAll(names))}`);
    await session.execute(`SET LOCAL lock_timeout = '${lockWait}'`);
  } catch (error) {
    const isBusy = error instanceof Failure && (error.code === 'target-busy' || error.message.includes('deadlock'));
    if (!isBusy) throw error;
    const howLong = error.code === 'target-busy' ? `for ${lockWait}` : 'until there was a deadlock';
    throw await inUse(
      access,
      names.map((name) => name.replace(/^ONLY /, '')),
      howLong,
    );
  }
}

/**
 * Applications lock tables in an order of their own: a row of an order locks the orders, and then, by its foreign key, the customers. Whoever
 * waits for one table while it holds another would end in a deadlock with some of them, and the server ends one of the two. So this waits
 * for one table alone; for the others only half as long as the server waits before it looks for deadlocks, and then it lets all go and
 * waits for the one that it did not get.
 */
function lockAll(names: readonly string[]): string {
  return `
    DECLARE
      tables text[] := ARRAY[${names.map(literal).join(', ')}];
      wanted text := tables[1];
      patience interval := current_setting('deadlock_timeout')::interval / 2;
      deadline timestamptz := clock_timestamp() + interval '${lockWait}';
      until timestamptz;
    BEGIN
      LOOP
        until := deadline;
        BEGIN
          FOREACH wanted IN ARRAY wanted || tables LOOP
            PERFORM set_config('lock_timeout', greatest(1, ceil(1000 * extract(epoch FROM until - clock_timestamp())))::text, true);
            EXECUTE 'LOCK TABLE ' || wanted || ' IN ACCESS EXCLUSIVE MODE';
            until := least(until, clock_timestamp() + patience);
          END LOOP;
          RETURN;
        EXCEPTION WHEN lock_not_available THEN
          IF clock_timestamp() >= deadline THEN RAISE; END IF;
        END;
      END LOOP;
    END`;
}

/** Who holds the tables, in a session of its own: the one that waited has ended. */
async function inUse(access: TargetAccess, names: readonly string[], howLong: string): Promise<Failure> {
  await using session = await access.opener(AbortSignal.timeout(lookMs))(access.connection.database);
  const rows = await session.rows(
    `SELECT DISTINCT l.relation::regclass AS name, CASE WHEN a.pid IS NULL THEN 'the prepared transaction ' || x.gid
       ELSE format('process %s (%s, %s)', a.pid, a.usename, a.application_name) END AS holder
     FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
     LEFT JOIN pg_stat_activity a ON a.pid = l.pid LEFT JOIN LATERAL (
       SELECT p.gid FROM pg_prepared_xacts p JOIN pg_locks t ON t.transactionid = p.transaction WHERE t.virtualtransaction = l.virtualtransaction
     ) x ON a.pid IS NULL
     WHERE l.relation = ANY (${oidsOf(names)}) AND l.granted AND coalesce(a.pid::text, x.gid) IS NOT NULL ORDER BY 1, 2 LIMIT 5`,
  );
  const holders = rows.map((row) => `${textIn(row, 'name')} by ${textIn(row, 'holder')}`);
  const who = holders.length === 0 ? names.join(', ') : holders.join(', ');
  return new Failure('target-busy', `tables stayed in use ${howLong}: ${who}`, {
    hint: 'end these, or run again when they are over; nothing was changed',
  });
}

const lookMs = 15_000;
