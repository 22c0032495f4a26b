import { counted } from '../../domain/counted.ts';
import { Failure } from '../../domain/failure.ts';
import type { Fingerprint } from '../../domain/fingerprint.ts';
import { schemasIn } from './other-schemas.ts';
import { compareVersions, type ProductVersion } from './product.ts';
import { identifier, literal, type Session } from './session.ts';

/** What the definitions of tables ask of the server that they are loaded into. */
export interface TableNeeds {
  /** Names of storage engines, in upper case. */
  readonly engines: readonly string[];
  /** General tablespaces of MySQL, by name. */
  readonly tablespaces: readonly string[];
  /** Tables whose files are encrypted by a key of the server. */
  readonly encrypted: number;
  /** Tables, or partitions of them, that lie in folders of their own. */
  readonly placed: number;
  /** Other schemas that tables and views name something of. */
  readonly schemas: readonly string[];
}

/** Something that tables need and a server does not have, or that nobody can see there. */
export interface PlaceLack {
  /** For people: `the storage engines ARCHIVE`. */
  readonly what: string;
  /** What to do, as a statement to run where there is one. */
  readonly remedy: string;
  /** Whether it is known to be missing. */
  readonly isCertain: boolean;
}

/** Reads them out of a fingerprint. What stands in comments and defaults is no part of it. */
export function needsOf({ objects, settings }: Pick<Fingerprint, 'objects' | 'settings'>): TableNeeds {
  const engines = new Set<string>();
  const tablespaces = new Set<string>();
  const own = JSON.parse(settings['schemas'] ?? '[]') as readonly string[];
  const named = objects.filter(({ kind }) => kind === 'table' || kind === 'view');
  const schemas = new Set(named.flatMap(({ definition }) => schemasIn(definition)));
  let [encrypted, placed] = [0, 0];
  for (const { kind, definition } of objects) {
    if (kind !== 'table') continue;
    const options = optionsOf(definition);
    for (const { name, value } of options) {
      if (name === 'ENGINE') engines.add(value.toUpperCase());
      // those that every server has begin like this
      if (name === 'TABLESPACE' && !value.startsWith('innodb_')) tablespaces.add(value);
    }
    const has = (word: string, given: string): boolean =>
      options.some(({ name, value }) => name === word && value.toUpperCase() === given);
    if (has('ENCRYPTION', 'Y') || has('ENCRYPTED', 'YES')) encrypted += 1;
    if (options.some(({ name }) => name === 'DIRECTORY')) placed += 1;
  }
  return {
    ...{ engines: [...engines].sort(), tablespaces: [...tablespaces].sort(), encrypted, placed },
    schemas: [...schemas].filter((name) => !own.includes(name)).sort(),
  };
}

const token = /'(?:[^'\\]|\\.|'')*'|`(?:[^`]|``)*`|[\w$]+|\S/gs;
/** Words of options, which stand bare; MariaDB quotes those that belong to a storage engine alone, as it does with names of columns. */
const option = /^(?:ENGINE|TABLESPACE|ENCRYPTION|DIRECTORY|`?ENCRYPTED`?)$/i;

/** The options of a table and of its partitions, with values out of their quotes. */
function optionsOf(definition: string): readonly { readonly name: string; readonly value: string }[] {
  const tokens = definition.match(token) ?? [];
  let depth = 0;
  return tokens.flatMap((word, at) => {
    if (word === '(') depth += 1;
    if (word === ')') depth -= 1;
    if (!option.test(word)) return [];
    const isAssigned = tokens[at + 1] === '=';
    if (word.startsWith('`') && (depth > 0 || !isAssigned)) return []; // a column
    const value = tokens[at + (isAssigned ? 2 : 1)] ?? '';
    const [quote = ''] = value;
    const isQuoted = quote === "'" || quote === '`';
    const plain = isQuoted ? value.slice(1, -1).replaceAll(quote + quote, quote) : value;
    return [{ name: word.replaceAll('`', '').toUpperCase(), value: plain }];
  });
}

/**
 * Which of them a server does not have. A server without a storage engine makes the tables in another one without a word, so that the copy
 * would differ; most others end a load.
 */
export async function lacksOf(
  session: Session,
  needs: TableNeeds,
  server: ProductVersion,
): Promise<readonly PlaceLack[]> {
  return [
    ...(await lackedEngines(session, needs)),
    ...(await lackedTablespaces(session, needs)),
    ...(await lackedKeys(session, needs, server)),
    ...(await lackedFolders(session, needs, server)),
    ...(await lackedSchemas(session, needs)),
  ];
}

/**
 * Requires that a sandbox can have the tables, and lets none be written outside of it.
 *
 * @throws Failure `sandbox-unavailable` that names all that is missing.
 */
export async function assertHas(session: Session, needs: TableNeeds, server: ProductVersion): Promise<void> {
  const lacks = await lacksOf(session, needs, server);
  if (lacks.length === 0) return;
  throw new Failure(
    'sandbox-unavailable',
    `the sandbox lacks ${lacks.map(({ what }) => what).join('; ')}: whether the backup restores cannot be told`,
    {
      hint: 'give a server that has this, by the input "sandbox" or another image; tables with DATA DIRECTORY and in tablespaces have to be restored by hand; other schemas come into the backup with a URL that names no database',
    },
  );
}

async function lackedEngines(session: Session, { engines }: TableNeeds): Promise<readonly PlaceLack[]> {
  const rows = await session.rows(
    { name: 'UPPER(engine)' },
    `FROM information_schema.engines WHERE support IN ('YES', 'DEFAULT')`,
  );
  const known = new Set(rows.map(({ name }) => name));
  const unknown = engines.filter((name) => !known.has(name));
  if (unknown.length === 0) return [];
  const remedy = `install the storage engines ${unknown.join(', ')} on its server, or restore into one that has them`;
  return [{ what: `the storage engines ${unknown.join(', ')}`, remedy, isCertain: true }];
}

async function lackedTablespaces(session: Session, { tablespaces }: TableNeeds): Promise<readonly PlaceLack[]> {
  if (tablespaces.length === 0) return [];
  // since MySQL 8.0.21; everybody may read it
  const isCertain = await isThere(session, 'information_schema', 'TABLESPACES_EXTENSIONS');
  const rows = isCertain
    ? await session.rows({ name: 'tablespace_name' }, 'FROM information_schema.tablespaces_extensions')
    : [];
  const known = new Set(rows.map(({ name }) => name));
  const unknown = tablespaces.filter((name) => !known.has(name));
  if (unknown.length === 0) return [];
  const statements = unknown.map(
    (name) => `CREATE TABLESPACE ${identifier(name)} ADD DATAFILE ${literal(`${name}.ibd`)};`,
  );
  return [{ what: `the tablespaces ${unknown.join(', ')}`, remedy: statements.join(' '), isCertain }];
}

async function lackedKeys(
  session: Session,
  { encrypted }: TableNeeds,
  { product }: ProductVersion,
): Promise<readonly PlaceLack[]> {
  if (encrypted === 0) return [];
  const [row] = await session.rows(
    { count: 'COUNT(*)' },
    `FROM information_schema.plugins WHERE plugin_status = 'ACTIVE' AND (plugin_type = 'ENCRYPTION' OR plugin_name LIKE 'keyring%')`,
  );
  if (row?.['count'] !== '0') return [];
  const maySee = await isThere(session, 'performance_schema', 'keyring_component_status');
  const active = maySee
    ? await session.rows({ one: '1' }, `FROM performance_schema.keyring_component_status WHERE status_value = 'Active'`)
    : [];
  if (active.length > 0) return [];
  const remedy = 'give its server a key management plugin or a keyring, or restore into one that has it';
  const isCertain = maySee || product.name === 'mariadb';
  return [{ what: `a key for ${counted(encrypted, 'encrypted table')}`, remedy, isCertain }];
}

/** Folders are the server's own affair, but MySQL from 8.0.21 on writes into none that it was not told of. */
async function lackedFolders(
  session: Session,
  { placed }: TableNeeds,
  { product, version }: ProductVersion,
): Promise<readonly PlaceLack[]> {
  if (placed === 0) return [];
  const isStrict = product.name === 'mysql' && compareVersions(version, '8.0.21') >= 0;
  const told = isStrict
    ? await session.rows({ own: `CONCAT_WS('', @@GLOBAL.innodb_directories, @@GLOBAL.innodb_data_home_dir)` })
    : [];
  return [
    {
      what: `the folders in which DATA DIRECTORY puts ${counted(placed, 'table')}`,
      remedy: 'name the folders in innodb_directories of its server, and start it anew',
      isCertain: told[0]?.['own'] === '',
    },
  ];
}

async function lackedSchemas(session: Session, { schemas }: TableNeeds): Promise<readonly PlaceLack[]> {
  if (schemas.length === 0) return [];
  const rows = await session.rows({ name: 'schema_name' }, 'FROM information_schema.schemata');
  const unknown = schemas.filter((name) => !rows.some((row) => row['name'] === name));
  if (unknown.length === 0) return [];
  return [
    {
      what: `the schemas ${unknown.join(', ')}, which tables or views name`,
      remedy: `restore the schemas ${unknown.join(', ')} first, where they are not there`,
      isCertain: false, // an account sees those only in which it may do something
    },
  ];
}

async function isThere(session: Session, schema: string, table: string): Promise<boolean> {
  const rows = await session.rows(
    { one: '1' },
    `FROM information_schema.tables WHERE table_schema = ${literal(schema)} AND table_name = ${literal(table)}`,
  );
  return rows.length > 0;
}
