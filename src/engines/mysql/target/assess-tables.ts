import { Failure } from '../../../domain/failure.ts';
import type { Fingerprint, ObjectFingerprint } from '../../../domain/fingerprint.ts';
import { didYouMean } from '../../../domain/nearest.ts';
import type { Obstacle } from '../../../domain/obstacle.ts';
import { identifier, literal, type Session } from '../session.ts';
import { matcherOf } from '../source-scope.ts';
import type { TargetAccess } from './access.ts';
import { tableOfTrigger, unquoted } from './dump-text.ts';
import { definersOf, type SchemaPart } from './part-of-backup.ts';
import { readPointingKeys } from './pointing-keys.ts';

/** Chosen tables of a backup, and what the target has to do with them. */
export interface ChosenTables {
  /** Plain names. */
  readonly tables: readonly string[];
  readonly expected: Fingerprint;
  readonly obstacles: readonly Obstacle[];
  /** Whether the target has any of them with rows. */
  readonly holdsData: boolean;
  readonly steps: readonly string[];
  readonly notes: readonly string[];
}

/**
 * The tables that patterns mean, by the names that the backup has; views come back with a whole schema only.
 *
 * @throws Failure `source-missing` for a pattern that fits nothing
 */
export function tablesFitting(patterns: readonly string[], { source, expected }: SchemaPart): readonly string[] {
  const names = expected.objects
    .filter(({ kind }) => kind === 'table' || kind === 'sequence')
    .map(({ name }) => unquoted(name));
  const found = patterns.flatMap((pattern) => {
    const fits = matcherOf(pattern, source);
    const matches = names.filter((name) => fits({ schema: source, name }));
    if (matches.length > 0) return matches;
    throw new Failure(
      'source-missing',
      `no table of the backup fits ${JSON.stringify(pattern)}${didYouMean(pattern, names)}`,
      {
        hint: 'correct the pattern: * and ? stand for any characters and for one; views come back with the whole schema',
      },
    );
  });
  return [...new Set(found)].sort();
}

export async function assessTables(
  session: Session,
  access: TargetAccess,
  patterns: readonly string[],
  part: SchemaPart,
): Promise<ChosenTables> {
  const { schema } = access;
  const tables = tablesFitting(patterns, part);
  const expected = partOfTables(part.expected, tables);
  const there = await relationsIn(session, schema, tables);
  const pointing = await readPointingKeys(session, schema, [...there.keys()]);
  const triggers = await triggersOf(session, schema, tables);
  const rows = new Map(expected.tables.map((table) => [unquoted(table.name), table.rows]));
  const wanted = new Set(expected.objects.filter(({ kind }) => kind === 'trigger').map(({ name }) => unquoted(name)));
  return {
    tables,
    expected,
    obstacles: [
      ...(await takenTriggers(session, schema, wanted, tables)),
      ...[...there]
        .filter(([, type]) => type === 'VIEW')
        .map(([name]) => ({
          message: `${name} is a view in the target, and a table in the backup`,
          remedy: `DROP VIEW ${identifier(schema)}.${identifier(name)};`,
        })),
    ],
    holdsData: await anyHasRows(
      session,
      schema,
      [...there].filter(([, type]) => type !== 'VIEW').map(([name]) => name),
    ),
    steps: [
      ...tables.map((name) => {
        const count = rows.get(name);
        const from =
          count === undefined ? 'from the backup' : `from the backup (${count} ${count === 1 ? 'row' : 'rows'})`;
        return there.has(name)
          ? `${name}: gives way to a fresh one ${from}`
          : `${name}: is missing, and is made ${from}`;
      }),
      'all of them at one moment, by one statement; whoever uses them waits until then',
      ...pointing.map(
        ({ schema: own, table, name }) => `foreign key ${name} of ${own}.${table}: made to point to the fresh table`,
      ),
      ...[...wanted].map((name) => `trigger ${name}: made anew from the backup`),
    ],
    notes: [
      ...triggers
        .filter((name) => !wanted.has(name))
        .map((name) => `trigger ${name}: not in the backup, and goes with the old table`),
      ...(await viewsOver(session, schema, tables)).map((name) => `view ${name}: reads the fresh table from then on`),
    ],
  };
}

/** The part of a fingerprint that belongs to tables: rows, the tables themselves, their triggers, and whom those name. */
export function partOfTables(expected: Fingerprint, tables: readonly string[]): Fingerprint {
  const isOf = (name: string): boolean => tables.includes(unquoted(name));
  const own = expected.objects.filter((object) => isOwn(object, isOf));
  const objects = [...own, ...definersOf(own)];
  return { ...expected, tables: expected.tables.filter(({ name }) => isOf(name)), objects };
}

function isOwn({ kind, name, definition }: ObjectFingerprint, isOf: (name: string) => boolean): boolean {
  if (kind === 'table' || kind === 'sequence' || kind === 'table-digest') return isOf(name);
  return kind === 'trigger' && isOf(identifier(tableOfTrigger(definition) ?? ''));
}

async function relationsIn(
  session: Session,
  schema: string,
  tables: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await session.rows(
    { name: 'table_name', type: 'table_type' },
    `FROM information_schema.tables WHERE table_schema = ${literal(schema)} AND table_name IN (${tables.map(literal).join(', ')})`,
  );
  return new Map(rows.map(({ name, type }) => [name ?? '', type ?? '']));
}

/** Whether any of some tables has a row. */
export async function anyHasRows(session: Session, schema: string, tables: readonly string[]): Promise<boolean> {
  for (const table of tables) {
    const rows = await session.rows({ one: '1' }, `FROM ${identifier(schema)}.${identifier(table)} LIMIT 1`);
    if (rows.length > 0) return true;
  }
  return false;
}

async function triggersOf(session: Session, schema: string, tables: readonly string[]): Promise<readonly string[]> {
  const rows = await session.rows(
    { name: 'trigger_name' },
    `FROM information_schema.triggers WHERE trigger_schema = ${literal(schema)} AND event_object_table IN (${tables.map(literal).join(', ')})`,
  );
  return rows.map(({ name }) => name ?? '');
}

/** Names of triggers that come back and that another table has by now. */
async function takenTriggers(
  session: Session,
  schema: string,
  wanted: ReadonlySet<string>,
  tables: readonly string[],
): Promise<readonly Obstacle[]> {
  const rows = await session.rows(
    { name: 'trigger_name', table: 'event_object_table' },
    `FROM information_schema.triggers WHERE trigger_schema = ${literal(schema)}`,
  );
  return rows
    .filter(({ name, table }) => wanted.has(name ?? '') && !tables.includes(table ?? ''))
    .map(({ name, table }) => ({
      message: `trigger ${name ?? ''} is one of ${table ?? ''} by now, and of another table in the backup`,
      remedy: `DROP TRIGGER ${identifier(schema)}.${identifier(name ?? '')};`,
    }));
}

/** Views whose text names one of the tables. */
async function viewsOver(session: Session, schema: string, tables: readonly string[]): Promise<readonly string[]> {
  const rows = await session.rows(
    { name: `CONCAT(table_schema, '.', table_name)`, text: 'view_definition' },
    `FROM information_schema.views WHERE table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY 1`,
  );
  const names = tables.map((table) => `${identifier(schema)}.${identifier(table)}`);
  return rows.filter(({ text }) => names.some((name) => (text ?? '').includes(name))).map(({ name }) => name ?? '');
}
