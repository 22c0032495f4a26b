import { Failure } from '../../../domain/failure.ts';
import { isNotOfExtension, isUserSchema } from '../catalog-query.ts';
import { quoteIdentifier } from '../copy-statement.ts';
import type { OpenSession } from '../create-database.ts';
import { literal, type Row, type Session } from '../session.ts';
import type { Obstacle } from '../../../domain/obstacle.ts';

/** What of other transactions and servers hangs on a database, so that it can be neither renamed nor cleared. */
export async function readHolds(session: Session, database: string): Promise<readonly Obstacle[]> {
  const is = `OPERATOR(pg_catalog.=) ${literal(database)}`;
  const prepared = await session.rows(`SELECT gid AS name FROM pg_prepared_xacts WHERE database ${is}`);
  const slots = await session.rows(`SELECT slot_name AS name FROM pg_replication_slots WHERE database ${is}`);
  const subscriptions = await session.rows(
    `SELECT s.subname AS name FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid WHERE d.datname ${is}`,
  );
  return [
    ...obstacle('prepared transactions', prepared, (name) => `COMMIT PREPARED ${plain(name)};`),
    ...obstacle('logical replication slots', slots, (name) => `SELECT pg_drop_replication_slot(${plain(name)});`),
    ...obstacle('subscriptions', subscriptions, (name) => `DROP SUBSCRIPTION ${quoteIdentifier(name)};`),
  ];
}

function obstacle(what: string, rows: readonly Row[], remedy: (name: string) => string): readonly Obstacle[] {
  if (rows.length === 0) return [];
  const names = rows.map(({ name }) => name ?? '');
  return [{ message: `it has ${what}: ${names.join(', ')}`, remedy: names.map(remedy).join(' ') }];
}

function plain(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Relations, routines, types and schemas of users, and large objects: an empty table is somebody's work as well. */
const anything = `
  SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_class', 'c.oid')})
    OR EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_proc', 'p.oid')})
    OR EXISTS (SELECT FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_type', 't.oid')})
    OR EXISTS (SELECT FROM pg_namespace n
      WHERE ${isUserSchema('n.nspname')} AND n.nspname <> 'public' AND ${isNotOfExtension('pg_namespace', 'n.oid')})
    OR EXISTS (SELECT FROM pg_largeobject_metadata) AS held`;

/**
 * To be asked again before a database is touched that held nothing when the plan was made: no safety backup has what came since.
 *
 * @throws Failure `target-busy`
 */
export async function assertStillEmpty(open: OpenSession, database: string): Promise<void> {
  if (!(await holdsAnything(open, database))) return;
  throw filledMeanwhile(`database ${database}`);
}

/** @param what What was empty, for people. */
export function filledMeanwhile(what: string): Failure {
  return new Failure('target-busy', `${what} held nothing when the restore was planned, and does now`, {
    hint: 'run again, so that what came meanwhile is backed up first; nothing was changed',
  });
}

/** Whether a database holds anything that its users made. One that cannot be looked into is taken to. */
export async function holdsAnything(open: OpenSession, database: string): Promise<boolean> {
  try {
    await using session = await open(database);
    const [row] = await session.rows(anything);
    return row?.['held'] === 't';
  } catch (error) {
    if (error instanceof Failure && (error.code === 'source-denied' || error.code === 'source-missing')) return true;
    throw error;
  }
}
