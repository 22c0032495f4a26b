import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import { catalogEdition } from './catalog-edition.ts';
import { identifier, literal, type Session } from './session.ts';
import type { DumpScope } from './dump-process.ts';

/** Objects of one kind in one schema, and how the server shows one. */
interface CatalogQuery {
  readonly kind: string;
  /** Expression for the name, and the rest of the query, whose schema stands for `{schema}`. */
  readonly name: string;
  readonly from: string;
  /** Belongs to a table of that name; objects of the schema itself are left out where tables are chosen. */
  readonly table?: string;
  /** What follows `SHOW CREATE`, and which of its columns make up the definition. */
  readonly show: { readonly what: string; readonly columns: readonly number[] };
}

const queries: readonly CatalogQuery[] = [
  {
    kind: 'table',
    name: 'table_name',
    table: 'table_name',
    from: `FROM information_schema.tables WHERE table_schema = {schema} AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')`,
    show: { what: 'TABLE', columns: [1] },
  },
  {
    kind: 'sequence',
    name: 'table_name',
    table: 'table_name',
    from: `FROM information_schema.tables WHERE table_schema = {schema} AND table_type = 'SEQUENCE'`,
    show: { what: 'SEQUENCE', columns: [1] },
  },
  {
    kind: 'view',
    name: 'table_name',
    table: 'table_name',
    from: `FROM information_schema.views WHERE table_schema = {schema}`,
    show: { what: 'VIEW', columns: [1, 2, 3] },
  },
  {
    kind: 'trigger',
    name: 'trigger_name',
    table: 'event_object_table',
    from: `FROM information_schema.triggers WHERE trigger_schema = {schema}`,
    show: { what: 'TRIGGER', columns: [1, 2, 3, 4] },
  },
  ...(['PROCEDURE', 'FUNCTION', 'PACKAGE', 'PACKAGE BODY'] as const).map((what) => ({
    kind: what.toLowerCase().replace(' ', '-'),
    name: 'routine_name',
    from: `FROM information_schema.routines WHERE routine_schema = {schema} AND routine_type = ${literal(what)}`,
    show: { what, columns: [1, 2, 3, 4] },
  })),
  {
    kind: 'event',
    name: 'event_name',
    from: `FROM information_schema.events WHERE event_schema = {schema}`,
    show: { what: 'EVENT', columns: [1, 2, 3, 4, 5] },
  },
];

/**
 * What the schemas hold beside their rows, each object as the server shows it: that text has everything in it that a dump brings back, and
 * servers of one version write it alike. Where the next number of a column stands is left out, since others may be writing.
 */
export async function readCatalog(
  session: Session,
  { schemas, tables, without }: DumpScope,
): Promise<readonly ObjectFingerprint[]> {
  const objects: ObjectFingerprint[] = [];
  const definers = new Set<string>();
  for (const schema of schemas) {
    await session.execute(`USE ${identifier(schema)}`); // names in it are shown without the schema then
    const qualifier = schemas.length === 1 ? '' : `${identifier(schema)}.`;
    const isDumped = (table: string): boolean =>
      (tables === undefined || tables.includes(table)) &&
      !without.some((other) => other.schema === schema && other.name === table);
    if (tables === undefined) objects.push(await schemaObject(session, schema));
    for (const name of await definersIn(session, schema, isDumped, tables === undefined)) definers.add(name);
    for (const query of queries) {
      if (tables !== undefined && query.table === undefined) continue;
      const rows = await session.rows(
        { name: query.name, table: query.table ?? `''` },
        query.from.replace('{schema}', literal(schema)),
      );
      for (const { name, table } of rows) {
        if (query.table !== undefined && !isDumped(table ?? '')) continue;
        const definition = await definitionOf(session, query, `${identifier(schema)}.${identifier(name ?? '')}`);
        objects.push({ kind: query.kind, name: qualifier + identifier(name ?? ''), definition });
      }
    }
  }
  for (const name of definers) objects.push({ kind: 'definer', name, definition: '' });
  return objects.sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name));
}

/** The accounts in whose name views, triggers, routines and events run: without them a restored copy has them, but cannot use them. */
async function definersIn(
  session: Session,
  schema: string,
  isDumped: (table: string) => boolean,
  isWhole: boolean,
): Promise<readonly string[]> {
  const within = `= ${literal(schema)}`;
  const ofTables = `SELECT definer, table_name AS relation FROM information_schema.views WHERE table_schema ${within}
    UNION SELECT definer, event_object_table FROM information_schema.triggers WHERE trigger_schema ${within}`;
  const ofSchema = `SELECT definer, '' AS relation FROM information_schema.routines WHERE routine_schema ${within}
    UNION SELECT definer, '' FROM information_schema.events WHERE event_schema ${within}`;
  const rows = await session.rows({ definer: 'definer', relation: 'relation' }, `FROM (${ofTables}) AS d`);
  const found = rows.filter(({ relation }) => isDumped(relation ?? '')).map(({ definer }) => definer ?? '');
  if (!isWhole) return found;
  const more = await session.rows({ definer: 'definer' }, `FROM (${ofSchema}) AS d`);
  return [...found, ...more.map(({ definer }) => definer ?? '')];
}

async function definitionOf(session: Session, { show }: CatalogQuery, name: string): Promise<string> {
  const [row = []] = await session.show(`SHOW CREATE ${show.what} ${name}`);
  const text = show.columns.map((index) => row[index] ?? '').join('\n');
  return text.replace(/ AUTO_INCREMENT=\d+/, '');
}

async function schemaObject(session: Session, schema: string): Promise<ObjectFingerprint> {
  const [row] = await session.rows(
    { charset: 'default_character_set_name', collation: 'default_collation_name' },
    `FROM information_schema.schemata WHERE schema_name = ${literal(schema)}`,
  );
  return { kind: 'schema', name: identifier(schema), definition: JSON.stringify(row ?? {}) };
}

/** What a sandbox has to offer so that the dump loads the same: variables, and the schemas with their defaults. */
export async function readSettings(
  session: Session,
  { schemas }: Pick<DumpScope, 'schemas'>,
): Promise<Readonly<Record<string, string>>> {
  const names = [
    'character_set_server',
    'collation_server',
    'lower_case_table_names',
    'sql_mode',
    'explicit_defaults_for_timestamp',
    'innodb_page_size',
    'default_storage_engine',
  ];
  const [row = {}] = await session.rows(Object.fromEntries(names.map((name) => [name, `@@GLOBAL.${name}`])));
  const settings: Record<string, string> = {
    schemas: JSON.stringify(schemas),
    catalog_edition: String(catalogEdition),
  };
  for (const name of names) settings[name] = row[name] ?? '';
  for (const schema of schemas) settings[`schema ${schema}`] = (await schemaObject(session, schema)).definition;
  return settings;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
