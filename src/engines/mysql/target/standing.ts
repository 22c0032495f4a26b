import { identifier, type Session } from '../session.ts';
import type { Exchange } from './journal.ts';
import { readTables } from './schema-objects.ts';

/** Where the tables of an exchange are: all where they were, all where they belong, or some here and some there. */
export type Standing = 'before' | 'after' | 'between';

interface TablesByPlace {
  /** Tables that have left, and have come. */
  readonly left: readonly string[];
  readonly come: readonly string[];
}

async function tablesByPlace(session: Session, { leaving, coming }: Exchange): Promise<TablesByPlace> {
  const [former, fresh] = [await readTables(session, leaving.schema), await readTables(session, coming.schema)];
  return {
    left: leaving.tables.filter((table) => former.includes(table)),
    come: coming.tables.filter((table) => !fresh.includes(table)),
  };
}

/** Looks where they are. One statement exchanges them; only MariaDB before 10.6 can stop in the middle of it, where the server is lost. */
export async function readStanding(session: Session, exchange: Exchange): Promise<Standing> {
  const { left, come } = await tablesByPlace(session, exchange);
  const moved = left.length + come.length;
  if (moved === exchange.leaving.tables.length + exchange.coming.tables.length) return 'after';
  return moved === 0 ? 'before' : 'between';
}

/** Takes back what was exchanged of an exchange that stopped in the middle. */
export async function takeHalfBack(session: Session, exchange: Exchange): Promise<void> {
  const { schema, leaving, coming } = exchange;
  const { left, come } = await tablesByPlace(session, exchange);
  const rename = (table: string, from: string, to: string): string =>
    `${identifier(from)}.${identifier(table)} TO ${identifier(to)}.${identifier(table)}`;
  const pairs = [
    ...come.map((table) => rename(table, schema, coming.schema)),
    ...left.map((table) => rename(table, leaving.schema, schema)),
  ];
  if (pairs.length > 0) await session.execute(`RENAME TABLE ${pairs.join(', ')}`);
}
