import type { Fingerprint, ObjectFingerprint } from '../../domain/fingerprint.ts';
import { Failure } from '../../domain/failure.ts';
import { rolesOf } from './catalog.ts';
import { literal, type Session } from './session.ts';

/** Opens a session on the sandbox's own database, or on one that is named. */
export type OpenSession = (database?: string, settings?: Readonly<Record<string, string>>) => Promise<Session>;

export interface TargetDatabase {
  readonly name: string;
  /** Roles that were created for it, quoted. */
  readonly roles: readonly string[];
  /** Set where the sandbox cannot have the source's locale, for people. */
  readonly otherLocale?: string;
}

/**
 * Creates an empty database for a dump, with the roles that the dump names, as accounts that cannot log in.
 *
 * @throws Failure `sandbox-unavailable` where the sandbox lacks an extension.
 */
export async function createTarget(open: OpenSession, expected: Fingerprint, major: number): Promise<TargetDatabase> {
  const { name, roles } = await prepareServer(open, expected, major);
  const target = { ...(await createDatabase(open, name, expected.settings)), roles };
  await using session = await open(name);
  const schemas = expected.objects.filter(({ kind }) => kind === 'schema').map((schema) => schema.name);
  if (schemas.length > 0) {
    // new databases have both, and a dump does not say that the source has not
    if (!schemas.includes('public')) await session.execute('DROP SCHEMA public');
    const hasLanguage = expected.objects.some(({ kind, name }) => kind === 'extension' && name === 'plpgsql');
    if (!hasLanguage) await session.execute('DROP EXTENSION IF EXISTS plpgsql');
  } else {
    for (const schema of schemasOfTables(expected.objects))
      await session.execute(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  }
  return target;
}

/** @throws Failure `restore-failed` where an index over partitions is invalid that was valid in the source */
export async function assertIndexesComplete(
  open: OpenSession,
  target: TargetDatabase,
  expected: Fingerprint,
): Promise<void> {
  await using session = await open(target.name);
  const invalid = await session.rows(
    `SELECT i.indexrelid::regclass AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relkind = 'I' AND NOT i.indisvalid`,
  );
  const wrong = expected.objects.find(
    ({ kind, name, definition }) =>
      kind === 'index' &&
      invalid.some((row) => row['name'] === name) &&
      (JSON.parse(definition) as { readonly valid?: boolean }).valid === true,
  );
  if (wrong !== undefined)
    throw new Failure('restore-failed', `the index ${wrong.name} over partitions is not complete`);
}

/** Removes the database and the roles that were created for it. */
export async function dropTarget(open: OpenSession, target: TargetDatabase): Promise<void> {
  await using session = await open();
  await session.execute(`DROP DATABASE ${quoted(target.name)}`);
  for (const role of target.roles) await session.execute(`DROP ROLE ${role}`);
}

async function prepareServer(
  open: OpenSession,
  expected: Fingerprint,
  major: number,
): Promise<Pick<TargetDatabase, 'name' | 'roles'>> {
  await using session = await open();
  const available = await session.rows('SELECT quote_ident(name) AS name FROM pg_available_extensions');
  const has = new Set(available.map((row) => row['name']));
  const lacking = expected.objects.filter(({ kind, name }) => kind === 'extension' && !has.has(name));
  if (lacking.length > 0) throw lacksExtensions(lacking, major);

  const existing = await session.rows('SELECT quote_ident(rolname) AS name FROM pg_roles');
  const there = new Set(existing.map((row) => row['name']));
  // names with pg_ are the server's own, and only another major version could lack one
  const missing = rolesOf(expected.objects).filter((role) => !there.has(role) && !/^"?pg_/.test(role));
  for (const role of missing) await session.execute(`CREATE ROLE ${role} NOLOGIN`);

  const wanted = expected.settings['database'] ?? 'restored';
  const taken = await session.rows(`SELECT datname FROM pg_database`);
  const names = new Set(taken.map((row) => row['datname']));
  let name = wanted;
  for (let suffix = 1; names.has(name); suffix += 1) name = `restored_${suffix}`;
  return { name, roles: missing };
}

/** Where packages are not named after the extension (apt.postgresql.org). */
const packageNames: Readonly<Record<string, string>> = {
  postgis: 'postgis-3',
  postgis_topology: 'postgis-3',
  postgis_raster: 'postgis-3',
  vector: 'pgvector',
  pg_cron: 'cron',
  pg_partman: 'partman',
  pg_repack: 'repack',
  pgrouting: 'pgrouting',
};

function lacksExtensions(lacking: readonly ObjectFingerprint[], major: number): Failure {
  const packages = lacking.map(({ name }) => {
    const plain = name.replaceAll('"', '');
    return `postgresql-${major}-${packageNames[plain] ?? plain.replaceAll('_', '-')}`;
  });
  const names = lacking.map(({ name }) => name).join(', ');
  return new Failure('sandbox-unavailable', `the sandbox lacks extensions that the backup needs: ${names}`, {
    hint: `install ${[...new Set(packages)].join(' ')} beside the sandbox's server, or give a server that has them with \`sandbox\``,
  });
}

/** In the source's encoding and locale, else in its encoding and a locale that every machine has. */
async function createDatabase(
  open: OpenSession,
  name: string,
  settings: Readonly<Record<string, string>>,
): Promise<Omit<TargetDatabase, 'roles'>> {
  const encoding = settings['encoding'] ?? 'UTF8';
  const create = `CREATE DATABASE ${quoted(name)} TEMPLATE template0 ENCODING ${literal(encoding)}`;
  const candidates = [localeOf(settings), ...(encoding === 'UTF8' ? [`LOCALE 'C.UTF-8'`] : []), `LOCALE 'C'`];
  let refused: unknown;
  for (const [index, locale] of candidates.entries()) {
    await using session = await open();
    try {
      await session.execute(`${create} ${locale}`);
      const wanted = settings['locale'] ?? settings['lc_collate'] ?? 'another one';
      return index === 0 ? { name } : { name, otherLocale: `${locale.toLowerCase()} instead of ${wanted}` };
    } catch (error) {
      refused = error;
    }
  }
  throw new Failure('sandbox-unavailable', `the sandbox cannot have a database in the encoding ${encoding}`, {
    cause: refused,
  });
}

function localeOf(settings: Readonly<Record<string, string>>): string {
  const { lc_collate: collate, lc_ctype: ctype, locale_provider: provider = 'c', locale } = settings;
  if (collate === undefined || ctype === undefined) return '';
  const libc = `LC_COLLATE ${literal(collate)} LC_CTYPE ${literal(ctype)}`;
  if (provider === 'i' && locale !== undefined) return `LOCALE_PROVIDER icu ICU_LOCALE ${literal(locale)} ${libc}`;
  if (provider === 'b' && locale !== undefined)
    return `LOCALE_PROVIDER builtin BUILTIN_LOCALE ${literal(locale)} ${libc}`;
  return Number(settings['server_version_num'] ?? 0) >= 150000 ? `LOCALE_PROVIDER libc ${libc}` : libc;
}

/** A dump of chosen tables does not hold their schemas. */
function schemasOfTables(objects: readonly ObjectFingerprint[]): ReadonlySet<string> {
  const tables = objects.filter(({ kind }) => kind === 'table');
  const schemas = tables.map(({ definition }) => (JSON.parse(definition) as { readonly schema?: string }).schema);
  return new Set(schemas.filter((schema) => schema !== undefined));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
