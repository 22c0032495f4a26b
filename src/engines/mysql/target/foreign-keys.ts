import { identifier, literal, type Session } from '../session.ts';
import type { PointingKey } from './journal.ts';

/** Foreign keys, whole, that a condition over `k` (`information_schema.key_column_usage`) chooses. */
export async function readForeignKeys(session: Session, condition: string): Promise<readonly PointingKey[]> {
  const rows = await session.rows(
    {
      schema: 'k.table_schema',
      table: 'k.table_name',
      name: 'k.constraint_name',
      column: 'k.column_name',
      target: 'k.referenced_table_name',
      targetColumn: 'k.referenced_column_name',
    },
    `FROM information_schema.key_column_usage k WHERE k.referenced_table_name IS NOT NULL AND ${condition}
     ORDER BY k.table_schema, k.table_name, k.constraint_name, k.ordinal_position`,
  );
  const keys: PointingKey[] = [];
  for (const columns of Map.groupBy(rows, ({ schema, table, name }) =>
    JSON.stringify([schema, table, name]),
  ).values()) {
    const [first = {}] = columns;
    const text = (name: string): string => first[name] ?? '';
    const list = (name: string): readonly string[] => columns.map((row) => row[name] ?? '');
    const [schema, table, name] = [text('schema'), text('table'), text('name')];
    const [[, definition = ''] = []] = await session.show(
      `SHOW CREATE TABLE ${identifier(schema)}.${identifier(table)}`,
    );
    keys.push({
      ...{ schema, table, name, target: text('target'), columns: list('column'), targetColumns: list('targetColumn') },
      rules: rulesIn(definition, name),
      indexes: await indexesOf(session, schema, table),
    });
  }
  return keys;
}

/** What a server prints behind the columns that a foreign key refers to; nothing where that is its usual way. */
function rulesIn(definition: string, name: string): string {
  const line =
    definition.split('\n').find((text) => text.startsWith(`  CONSTRAINT ${identifier(name)} FOREIGN KEY `)) ?? '';
  return (
    / REFERENCES (?:`(?:[^`]|``)*`\.)?`(?:[^`]|``)*` \((?:`(?:[^`]|``)*`(?:, )?)*\)(.*?),?$/.exec(line)?.[1]?.trim() ??
    ''
  );
}

async function indexesOf(session: Session, schema: string, table: string): Promise<readonly string[]> {
  const rows = await session.rows(
    { name: 'index_name' },
    `FROM information_schema.statistics WHERE table_schema = ${literal(schema)} AND table_name = ${literal(table)} GROUP BY index_name`,
  );
  return rows.map(({ name }) => name ?? '');
}

/** Statements that make a foreign key refer to a schema. */
export function repointing(key: PointingKey, into: string): readonly [drop: string, add: string] {
  const { schema, table, name, columns, target, targetColumns, rules } = key;
  const place = `ALTER TABLE ${identifier(schema)}.${identifier(table)}`;
  const list = (names: readonly string[]): string => names.map(identifier).join(', ');
  const definition = `(${list(columns)}) REFERENCES ${identifier(into)}.${identifier(target)} (${list(targetColumns)}) ${rules}`;
  return [
    `${place} DROP FOREIGN KEY ${identifier(name)}`,
    `${place} ADD CONSTRAINT ${identifier(name)} FOREIGN KEY ${definition.trim()}`,
  ];
}

/** Gives the index of a foreign key its name again, where the server had made it for the key and makes another one for the new key. */
export async function renameIndex(session: Session, { schema, table, indexes }: PointingKey): Promise<void> {
  const now = await indexesOf(session, schema, table);
  const [lost, ...more] = indexes.filter((name) => !now.includes(name));
  const [made, ...others] = now.filter((name) => !indexes.includes(name));
  if (lost === undefined || made === undefined || more.length + others.length > 0) return;
  await session.execute(
    `ALTER TABLE ${identifier(schema)}.${identifier(table)} RENAME INDEX ${identifier(made)} TO ${identifier(lost)}`,
  );
}
