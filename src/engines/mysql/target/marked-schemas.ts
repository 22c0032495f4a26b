import { Failure } from '../../../domain/failure.ts';
import { identifier, literal, type Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { readJournal, writeJournal, journalTable, type Journal } from './journal.ts';
import { readTables } from './schema-objects.ts';

/** The two schemas of one restore beside its target. */
export interface MarkedSchemas {
  /** What is loaded. */
  readonly fresh: string;
  /** Keeps what was there before, and the journal, which is the mark of both. */
  readonly former: string;
}

/** Makes both: the one with the mark first, so that nothing is ever left without one. */
export async function createMarked(
  session: Session,
  access: TargetAccess,
  { charset, collation }: SchemaDefaults,
): Promise<MarkedSchemas> {
  const [row] = await session.rows({ time: `DATE_FORMAT(UTC_TIMESTAMP(), '%Y%m%d%H%i%s')` });
  const names = namesAt(access.schema, row?.['time'] ?? '');
  await session.execute(`CREATE DATABASE ${identifier(names.former)}`);
  try {
    await writeJournal(session, names.former, { into: access.schema, fresh: names.fresh, state: 'loading' });
    const defaults = charset === '' ? '' : ` CHARACTER SET ${charset} COLLATE ${collation}`;
    await session.execute(`CREATE DATABASE ${identifier(names.fresh)}${defaults}`);
  } catch (error) {
    await using other = await access.open(); // an error ends a session
    await other.execute(`DROP DATABASE ${identifier(names.former)}`);
    throw error;
  }
  return names;
}

/** Character set and collation of a schema by the server's names; empty where nothing is known. */
export interface SchemaDefaults {
  readonly charset: string;
  readonly collation: string;
}

/** Names have at most 64 characters, and lower case is the same everywhere. */
const longestName = 64;
const longestSuffix = '_restored_20260131235959'.length;

function namesAt(schema: string, time: string): MarkedSchemas {
  const head = Array.from(schema)
    .slice(0, longestName - longestSuffix)
    .join('');
  return { fresh: `${head}_restored_${time}`, former: `${head}_before_${time}` };
}

/** Patterns of grants that cover the two schemas of any restore into a schema. */
export function markedPatterns(schema: string): readonly string[] {
  const { fresh, former } = namesAt(schema, '');
  return [fresh, former].map((name) => `${name.replace(/[\\%_]/g, '\\$&')}%`);
}

/**
 * Drops both schemas of a restore that is not in place.
 *
 * @throws Failure `bug` where the one that keeps what was there before keeps anything
 */
export async function dropMarked(session: Session, { fresh, former }: MarkedSchemas): Promise<void> {
  const kept = (await readTables(session, former)).filter((table) => table !== journalTable);
  if (kept.length > 0) throw new Failure('bug', `${former} holds tables of before, and was to be dropped`);
  await session.execute(`DROP DATABASE IF EXISTS ${identifier(fresh)}`);
  await session.execute(`DROP DATABASE IF EXISTS ${identifier(former)}`);
}

/** What restores into the same schema have left on the server. */
export interface LeftBehind {
  readonly schemas: MarkedSchemas;
  readonly journal: Journal;
}

/** Finds by their marks what restores into the schema have left; to be called with the lock, under which no other one lives. */
export async function findLeftBehind(session: Session, access: TargetAccess): Promise<readonly LeftBehind[]> {
  const rows = await session.rows(
    { name: 'table_schema' },
    `FROM information_schema.tables WHERE table_name = ${literal(journalTable)} ORDER BY table_schema`,
  );
  const found: LeftBehind[] = [];
  for (const { name } of rows) {
    const former = name ?? '';
    const journal = await readJournal(session, former);
    if (journal?.into !== access.schema) continue;
    found.push({ schemas: { former, fresh: journal.fresh }, journal });
  }
  return found;
}

/**
 * Finds what a restore into the schema left that was killed before it had written its mark: a schema of such a name that holds nothing, or only
 * the table for the mark.
 */
export async function findUnmarked(session: Session, { schema }: TargetAccess): Promise<readonly string[]> {
  const { former } = namesAt(schema, '');
  if (!former.startsWith(schema)) return []; // cut off, and not of this schema alone
  const rows = await session.rows({ name: 'schema_name' }, 'FROM information_schema.schemata');
  const names = rows
    .map(({ name }) => name ?? '')
    .filter((name) => name.startsWith(former) && /^\d{14}$/.test(name.slice(former.length)));
  const found: string[] = [];
  for (const name of names) {
    const tables = await readTables(session, name);
    const isBare = tables.length === 0 || (tables.length === 1 && tables[0] === journalTable);
    if (isBare && (tables.length === 0 || !(await hasEntry(session, name)))) found.push(name);
  }
  return found;
}

async function hasEntry(session: Session, former: string): Promise<boolean> {
  return (await session.rows({ id: 'id' }, `FROM ${identifier(former)}.${identifier(journalTable)}`)).length > 0;
}
