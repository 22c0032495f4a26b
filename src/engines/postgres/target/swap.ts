import { Failure } from '../../../domain/failure.ts';
import { quoteIdentifier } from '../copy-statement.ts';
import type { OpenSession } from '../create-database.ts';
import { literal, type Session } from '../session.ts';
import { amidOthers, assertEndable, blocking, onDatabases, pidOf } from './connections.ts';
import type { FreshDatabase } from './fresh-database.ts';
import { settle } from '../../../process/settle.ts';

export interface Swap {
  /** Holds the lock. */
  readonly holder: Session;
  /** Sessions that do not end with the run. */
  readonly open: OpenSession;
  readonly database: string;
  readonly fresh: FreshDatabase;
  /** The name for what is in place; absent where there is nothing. */
  readonly former?: string;
  /** What gives the fresh database the properties that it is to have. */
  readonly properties: readonly string[];
}

/**
 * Gives the target's name to the fresh database, in one transaction: there is no moment without a database of that name, and whoever is
 * killed leaves it as it was. `RENAME` keeps new connections waiting from the start, and waits up to five seconds for the others to go.
 *
 * @throws Failure `target-busy` where they do not go; `restore-unsettled` where the server was lost at that moment.
 */
export async function swap(swapping: Swap): Promise<void> {
  const { holder, open, database, fresh } = swapping;
  const connected = onDatabases([database, fresh.name]);
  await using ender = await open();
  await assertEndable(ender, connected);
  const pid = await pidOf(holder);
  // others can hold the name without a connection: whoever comments on the database, or makes another after it
  const inTheWay = `(${connected}) OR (${blocking(pid)})`;
  try {
    await amidOthers({ session: ender, inTheWay, end: connected }, () =>
      holder.execute(statements(swapping).join('; ')),
    );
  } catch (error) {
    const isInPlace = await settle(
      async () => {
        await using session = await open();
        const [row] = await session.rows(
          `SELECT (SELECT datname FROM pg_database WHERE oid = ${fresh.oid}) AS name,
             EXISTS (SELECT FROM pg_stat_activity WHERE pid = ${pid} AND application_name = 'muster') AS working`,
        );
        return row?.['working'] === 't' ? undefined : row?.['name'] === database;
      },
      () =>
        new Failure('restore-unsettled', `the server was lost while ${database} was put in place`, {
          hint: `look with SELECT datname FROM pg_database: the backup is in place unless there is a ${fresh.name}`,
          cause: error,
        }),
    );
    if (!isInPlace) throw error;
  }
}

function statements({ database, fresh, former, properties }: Swap): readonly string[] {
  const name = quoteIdentifier(database);
  const rename = (from: string, to: string): string => `ALTER DATABASE ${from} RENAME TO ${to}`;
  return [
    'BEGIN',
    // before the names, from which on others wait
    ...properties,
    ...(former === undefined ? [] : [rename(name, quoteIdentifier(former))]),
    rename(quoteIdentifier(fresh.name), name),
    'COMMIT',
  ];
}

/** Statements that bring back what was there before: all of them or none, so that there is always a database of the name. */
export function wayBackOf(database: string, fresh: string, former: string): readonly string[] {
  const name = quoteIdentifier(database);
  return [
    'BEGIN;',
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (${literal(database)}, ${literal(former)}) AND pid <> pg_backend_pid();`,
    `ALTER DATABASE ${name} RENAME TO ${quoteIdentifier(fresh)};`,
    `ALTER DATABASE ${quoteIdentifier(former)} RENAME TO ${name};`,
    'COMMIT;',
  ];
}
