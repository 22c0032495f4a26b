import { quoteIdentifier } from '../copy-statement.ts';
import type { OpenSession } from '../create-database.ts';
import { literal } from '../session.ts';
import { settle } from '../../../process/settle.ts';
import { pidOf } from './connections.ts';
import type { DatabaseFacts } from './facts.ts';

/** Statements that drop the database whose place was taken. It is a template as long as it was one. */
export function removalOf(former: string, { isTemplate }: Pick<DatabaseFacts, 'isTemplate'>): readonly string[] {
  const name = quoteIdentifier(former);
  return [...(isTemplate ? [`ALTER DATABASE ${name} IS_TEMPLATE false;`] : []), `DROP DATABASE ${name} WITH (FORCE);`];
}

/**
 * Drops it. Where the connection is lost meanwhile, the server goes on by itself, and knows what became of it.
 *
 * @throws what the server said, where the database is still there
 */
export async function removeFormer(open: OpenSession, former: string, removal: readonly string[]): Promise<void> {
  await using session = await open();
  const pid = await pidOf(session);
  try {
    for (const statement of removal) await session.execute(statement);
  } catch (error) {
    const isGone = await settle(
      async () => {
        await using asking = await open();
        const [row] = await asking.rows(
          `SELECT EXISTS (SELECT FROM pg_database WHERE datname = ${literal(former)}) AS there,
             EXISTS (SELECT FROM pg_stat_activity WHERE pid = ${pid} AND application_name = 'muster') AS working`,
        );
        return row?.['working'] === 't' ? undefined : row?.['there'] === 'f';
      },
      () => error,
    );
    if (!isGone) throw error;
  }
}
