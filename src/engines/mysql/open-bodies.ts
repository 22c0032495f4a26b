import { Failure } from '../../domain/failure.ts';
import type { Clients } from './clients.ts';
import type { DumpScope } from './dump-process.ts';
import { statementsOf } from './dump-statements.ts';
import { compareVersions } from './product.ts';
import { identifier, literal, type Session } from './session.ts';
import { since } from './since.ts';

/** Whether a tool writes on in the last line of a body: seen with MariaDB 10.5 and MySQL 9.7, and not with MariaDB 10.11 and 11.8. */
export function writesOn({ product, version }: Pick<Clients, 'product' | 'version'>): boolean {
  return product.name === 'mysql' || compareVersions(version, since.endedBodies) < 0;
}

/**
 * Whether a statement with a body ends within a comment that reaches to the end of its line.
 *
 * @param sqlMode under which it was made, which says what is quoted in it
 */
export function isOpen(statement: string, sqlMode: string): boolean {
  const statements = statementsOf(`SET sql_mode = '${sqlMode}';\nDELIMITER ;;\n${statement} behind`);
  return statements.at(-1)?.bare.endsWith('behind') !== true;
}

/** What has a body, with the expression for its kind, the table that it belongs to, and the column of `SHOW CREATE` that has its statement. */
const holders = [
  {
    list: 'trigger',
    kind: `'TRIGGER'`,
    table: 'event_object_table',
    body: 'action_statement',
    having: 'TRUE',
    column: 2,
  },
  { list: 'event', kind: `'EVENT'`, table: `''`, body: 'event_definition', having: 'TRUE', column: 3 },
  // bodies in other languages have other comments
  {
    ...{ list: 'routine', kind: 'routine_type', table: `''`, body: 'routine_definition' },
    ...{ having: `routine_body = 'SQL'`, column: 2 },
  },
] as const;

/**
 * Such a tool writes the end of the statement into the comment in which a body ends, and nobody can load the dump.
 *
 * @throws Failure `dump-failed` that names all that end so
 */
export async function assertBodiesEnd(
  session: Session,
  clients: Pick<Clients, 'product' | 'version'>,
  { schemas, tables, without }: DumpScope,
): Promise<void> {
  if (!writesOn(clients)) return;
  const open: string[] = [];
  for (const { list, kind, table, body, having, column } of holders) {
    if (tables !== undefined && list !== 'trigger') continue; // those are of the schema
    const rows = await session.rows(
      { kind, table, schema: `${list}_schema`, name: `${list}_name` },
      `FROM information_schema.${list}s WHERE ${list}_schema IN (${schemas.map(literal).join(', ')}) AND ${having}
         AND SUBSTRING_INDEX(${body}, '\\n', -1) REGEXP '#|--' ORDER BY ${list}_schema, ${list}_name`,
    );
    for (const row of rows) {
      const [schema, owner, what] = [row['schema'] ?? '', row['table'] ?? '', row['kind'] ?? ''];
      if (tables?.includes(owner) === false || without.some((one) => one.schema === schema && one.name === owner))
        continue;
      const name = `${identifier(schema)}.${identifier(row['name'] ?? '')}`;
      // the lists of MySQL have no quotes doubled: only this is the text that a dump has
      const [shown = []] = await session.show(`SHOW CREATE ${what} ${name}`);
      if (isOpen(shown[column] ?? '', shown[1] ?? '')) open.push(`${what.toLowerCase()} ${name}`);
    }
  }
  if (open.length === 0) return;
  throw new Failure(
    'dump-failed',
    `${open.join(', ')}: end with a comment into which ${clients.product.dump[0]} writes the end of the statement, so that nobody could load the dump`,
    { hint: 'make them anew with that comment left out, or written as /* … */' },
  );
}
