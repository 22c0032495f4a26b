import type { Fingerprint } from '../../domain/fingerprint.ts';
import { identifier, literal, type Session } from './session.ts';
import type { DumpScope } from './dump-process.ts';
import { ownSchemas, type TableName } from './source-scope.ts';

const quoted = '`(?:[^`]|``)*`';
const literals = new RegExp(`${quoted}|'(?:[^'\\\\]|\\\\.|'')*'`, 'gs');
/** Where the name of a schema stands: in a foreign key, in front of a sequence, a table, a function or a column of a view. */
const places: readonly RegExp[] = [
  new RegExp(`\\bREFERENCES (${quoted})\\.${quoted}`, 'gi'),
  new RegExp(`\\b(?:nextval|lastval|setval)\\((${quoted})\\.${quoted}`, 'gi'),
  new RegExp(`\\b(?:from|join)[\\s(]+(${quoted})\\.${quoted}`, 'gi'),
  new RegExp(`(${quoted})\\.${quoted}\\(`, 'g'),
  new RegExp(`(?<!\\.)(${quoted})\\.${quoted}\\.${quoted}`, 'g'),
];

/** The schemas that the definition of a table or view names, as servers write it; what stands in comments and defaults is no part of it. */
export function schemasIn(definition: string): readonly string[] {
  const text = definition.replace(literals, (token) => (token.startsWith('`') ? token : `''`));
  const found = places.flatMap((place) => [...text.matchAll(place)].map(([, name = '']) => name));
  return [...new Set(found.map((name) => name.slice(1, -1).replaceAll('``', '`')))].sort();
}

/** Whether a table of a backup with several schemas takes its defaults from a sequence of another one, which a dump may have later on. */
export function awaitsSequence({ objects }: Pick<Fingerprint, 'objects'>): (table: TableName) => boolean {
  const waiting = new Set<string>();
  for (const { kind, name, definition } of objects) {
    const [own = ''] = new RegExp(`^${quoted}(?=\\.)`, 's').exec(name) ?? [];
    const isTaken = schemasIn(definition).some((schema) => identifier(schema) !== own);
    if (kind === 'table' && own !== '' && isTaken && /\bnextval\(/i.test(definition)) waiting.add(name);
  }
  return ({ schema, name }) => waiting.has(`${identifier(schema)}.${identifier(name)}`);
}

/** Tables and views that name something of a schema which is not dumped, and how many such schemas there are. */
export async function readReach(
  session: Session,
  { schemas, tables, without }: DumpScope,
): Promise<{ readonly objects: number; readonly schemas: number }> {
  const within = `IN (${schemas.map(literal).join(', ')})`;
  const rows = await session.rows(
    { schema: '`schema`', name: 'name', definition: 'definition' },
    `FROM (SELECT table_schema AS \`schema\`, table_name AS name, view_definition AS definition FROM information_schema.views WHERE table_schema ${within}
       UNION ALL SELECT table_schema, table_name, column_default FROM information_schema.columns WHERE table_schema ${within} AND column_default LIKE 'nextval(%'
       UNION ALL SELECT table_schema, table_name, CONCAT('REFERENCES \`', REPLACE(referenced_table_schema, '\`', '\`\`'), '\`.\`t\`') FROM information_schema.key_column_usage
         WHERE table_schema ${within} AND referenced_table_schema IS NOT NULL) AS d`,
  );
  const reached = new Set<string>();
  const objects = new Set<string>();
  for (const { schema, name, definition } of rows) {
    const isLeftOut = without.some((one) => one.schema === schema && one.name === name);
    if (isLeftOut || tables?.includes(name ?? '') === false) continue;
    const others = schemasIn(definition ?? '').filter((other) => ![...schemas, ...ownSchemas].includes(other));
    if (others.length === 0) continue;
    for (const other of others) reached.add(other);
    objects.add(`${identifier(schema ?? '')}.${identifier(name ?? '')}`);
  }
  return { objects: objects.size, schemas: reached.size };
}
