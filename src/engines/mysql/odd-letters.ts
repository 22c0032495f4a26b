import { Failure } from '../../domain/failure.ts';
import type { DumpScope } from './dump-process.ts';
import { statementsOf } from './dump-statements.ts';
import { ambiguousCharsets, inBytes } from './letters.ts';
import type { Product } from './product.ts';
import { areClear } from './readings.ts';
import { identifier, literal, ownCharset, type Session } from './session.ts';

/** What has a body. `head` is what MySQL's tool writes in front of it; `table` what it belongs to; `column` of `SHOW CREATE` has the statement. */
const holders = [
  { list: 'trigger', kind: `'TRIGGER'`, table: 'event_object_table', head: 'event_object_table', column: 2 },
  { list: 'event', kind: `'EVENT'`, table: `''`, head: 'event_comment', column: 3 },
  {
    ...{ list: 'routine', kind: 'routine_type', table: `''`, column: 2 },
    head: `routine_comment, dtd_identifier, (SELECT GROUP_CONCAT(parameter_name, dtd_identifier) FROM information_schema.parameters p
      WHERE p.specific_schema = routine_schema AND p.specific_name = o.specific_name)`,
  },
] as const;

/**
 * Requires that the dump tools get every letter right: what they get wrong loads as something else, or not at all. Tried on MariaDB 10.5 to
 * 11.8 and MySQL 9.7.
 *
 * @throws Failure `dump-failed` that names what they would get wrong, and what to do
 */
export async function assertLettersLast(session: Session, product: Product, scope: DumpScope): Promise<void> {
  const tool = product.dump[0];
  const refuse = (names: readonly string[], because: string, hint: string): void => {
    if (names.length === 0) return;
    const shown = names.slice(0, 5).map((name) => name.replaceAll('\n', '\\n').replaceAll('\r', '\\r'));
    const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
    throw new Failure('dump-failed', `${shown.join(', ')}${more}: ${because}`, { hint });
  };
  refuse(
    await namesWith(session, scope, `REGEXP '[\n\r]'`, ['schemata', 'tables']),
    `there is a line break in the name, at which nobody can cut what ${tool} writes`,
    'give it another name, with RENAME TABLE where it is a table',
  );
  const [row] = await session.rows({ given: `@${ownCharset}` });
  const given = row?.['given'] ?? '';
  if (!given.startsWith('utf8'))
    refuse(
      await namesWith(session, scope, `REGEXP '[^ -~]'`, ['schemata', 'tables', 'columns', 'routines', 'events']),
      `the server makes all clients speak ${given}, in which ${tool} cannot ask for the name`,
      'leave SET NAMES out of init_connect, and skip-character-set-client-handshake out of the options of the server; or give it a plain name',
    );
  const bodies = await bodiesIn(session, scope);
  const remedy = 'make them anew in a session that began with SET NAMES utf8mb4';
  if (product.name === 'mysql')
    refuse(
      bodies.filter(({ head }) => !isAscii(head)).map(({ shown }) => shown),
      `${tool} writes their names and comments in utf8mb4 and says that they are in the character set in which they were made, so that they would come back with other letters`,
      remedy,
    );
  const unclear: string[] = [];
  for (const body of bodies.filter(({ charset }) => ambiguousCharsets.includes(charset)))
    if (!(await isClear(session, body))) unclear.push(body.shown);
  refuse(
    unclear,
    `they have letters that end in a byte which clients take for a sign of its own, such as a backslash, so that the dump would not load`,
    remedy,
  );
}

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** Lists of the server, each with its columns for the schema, the name, and the table that it belongs to. */
const lists = {
  schemata: ['schema_name', 'schema_name', `''`],
  tables: ['table_schema', 'table_name', 'table_name'],
  columns: ['table_schema', 'column_name', 'table_name'],
  routines: ['routine_schema', 'routine_name', `''`],
  events: ['event_schema', 'event_name', `''`],
} as const;

/** Names of what is dumped that fit a condition, quoted. */
async function namesWith(
  session: Session,
  { schemas, ...scope }: DumpScope,
  condition: string,
  wanted: readonly (keyof typeof lists)[],
): Promise<readonly string[]> {
  const within = `IN (${schemas.map(literal).join(', ')})`;
  const queries = wanted.map((list) => {
    const [schema, name, table] = lists[list];
    return `SELECT ${schema} AS \`schema\`, ${name} AS name, ${table} AS owner FROM information_schema.${list} WHERE ${schema} ${within} AND ${name} ${condition}`;
  });
  const rows = await session.rows(
    { schema: '`schema`', name: 'name', owner: 'owner' },
    `FROM (${queries.join(' UNION ')}) AS n ORDER BY name`,
  );
  const dumped = rows.filter(({ schema, owner }) => (owner === '' ? true : isDumped(scope, schema ?? '', owner ?? '')));
  return [...new Set(dumped.map(({ name }) => identifier(name ?? '')))];
}

interface Body {
  readonly statement: string;
  readonly column: number;
  /** For people. */
  readonly shown: string;
  readonly head: string;
  readonly charset: string;
}

/** What was made by clients that did not speak utf8. */
async function bodiesIn(session: Session, { schemas, ...scope }: DumpScope): Promise<readonly Body[]> {
  const found: Body[] = [];
  for (const { list, kind, table, head, column } of holders) {
    if (scope.tables !== undefined && list !== 'trigger') continue; // those are of the schema
    const rows = await session.rows(
      {
        ...{ kind, table, schema: `${list}_schema`, name: `${list}_name`, charset: 'character_set_client' },
        head: `CONCAT_WS(' ', ${list}_name, definer, ${head})`,
      },
      `FROM information_schema.${list}s AS o WHERE ${list}_schema IN (${schemas.map(literal).join(', ')})
         AND character_set_client NOT LIKE 'utf8%' ORDER BY ${list}_schema, ${list}_name`,
    );
    for (const row of rows) {
      if (list === 'trigger' && !isDumped(scope, row['schema'] ?? '', row['table'] ?? '')) continue;
      const name = `${identifier(row['schema'] ?? '')}.${identifier(row['name'] ?? '')}`;
      const what = row['kind'] ?? '';
      found.push({
        ...{ column, statement: `SHOW CREATE ${what} ${name}`, shown: `${what.toLowerCase()} ${name}` },
        ...{ head: row['head'] ?? '', charset: row['charset'] ?? '' },
      });
    }
  }
  return found;
}

/** Whether the client reads the statement as the server does, under the mode that it was made in. */
async function isClear(session: Session, { statement, column, charset }: Body): Promise<boolean> {
  const [shown = []] = await session.show(statement);
  const text = inBytes(shown[column] ?? '', charset);
  const setUp = `SET character_set_client = ${charset};\nSET sql_mode = '${shown[1] ?? ''}';\nDELIMITER ;;\n`;
  return areClear(statementsOf(`${setUp}${text};;`));
}

function isDumped({ tables, without }: Omit<DumpScope, 'schemas'>, schema: string, name: string): boolean {
  return tables?.includes(name) !== false && !without.some((one) => one.schema === schema && one.name === name);
}
