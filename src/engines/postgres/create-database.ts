import { Failure } from '../../domain/failure.ts';
import type { Fingerprint, ObjectFingerprint } from '../../domain/fingerprint.ts';
import { quoteIdentifier } from './copy-statement.ts';
import { literal, type Session } from './session.ts';

/** Opens a session on the server's usual database, or on one that is named. */
export type OpenSession = (database?: string, settings?: Readonly<Record<string, string>>) => Promise<Session>;

/** For sessions in a copy without its own event triggers: objects are made on trial, in transactions that are rolled back. */
export const withoutTriggers = { session_replication_role: 'replica' };

/** A database's `settings`, as `readSettings` reads them. */
export type DatabaseSettings = Readonly<Record<string, string>>;

/** The statement that makes an empty database in an encoding and a locale. */
export function createStatement(name: string, settings: DatabaseSettings, locale = localeOf(settings)): string {
  const encoding = settings['encoding'] ?? 'UTF8';
  return `CREATE DATABASE ${quoteIdentifier(name)} TEMPLATE template0 ENCODING ${literal(encoding)} ${locale}`.trimEnd();
}

/**
 * Makes an empty database in the source's encoding and locale, else in its encoding and a locale that every machine has.
 *
 * @returns in words which locale it has, where it is not the source's
 * @throws Failure `sandbox-unavailable` where the server cannot have the encoding
 */
export async function createSimilarDatabase(
  open: OpenSession,
  name: string,
  settings: DatabaseSettings,
): Promise<{ readonly otherLocale?: string }> {
  const { encoding = 'UTF8' } = settings;
  const candidates = [localeOf(settings), ...(encoding === 'UTF8' ? [`LOCALE 'C.UTF-8'`] : []), `LOCALE 'C'`];
  let refused: unknown;
  for (const [index, locale] of candidates.entries()) {
    await using session = await open();
    try {
      await session.execute(createStatement(name, settings, locale));
      const wanted = settings['locale'] ?? settings['lc_collate'] ?? 'another one';
      return index === 0 ? {} : { otherLocale: `${locale.toLowerCase()} instead of ${wanted}` };
    } catch (error) {
      refused = error;
    }
  }
  throw new Failure('sandbox-unavailable', `the sandbox cannot have a database in the encoding ${encoding}`, {
    cause: refused,
  });
}

/** Makes a fresh database such that a dump loads in it: with the schemas that the dump takes for granted, and without those it has not. */
export async function shapeDatabase(session: Session, expected: Fingerprint): Promise<void> {
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
}

function localeOf(settings: DatabaseSettings): string {
  const { lc_collate: collate, lc_ctype: ctype, locale_provider: provider = 'c', locale, icu_rules: rules } = settings;
  if (collate === undefined || ctype === undefined) return '';
  const libc = `LC_COLLATE ${literal(collate)} LC_CTYPE ${literal(ctype)}`;
  if (provider === 'i' && locale !== undefined) {
    const ownRules = rules === undefined ? '' : `ICU_RULES ${literal(rules)} `;
    return `LOCALE_PROVIDER icu ICU_LOCALE ${literal(locale)} ${ownRules}${libc}`;
  }
  if (provider === 'b' && locale !== undefined)
    return `LOCALE_PROVIDER builtin BUILTIN_LOCALE ${literal(locale)} ${libc}`;
  return Number(settings['server_version_num'] ?? 0) >= 150000 ? `LOCALE_PROVIDER libc ${libc}` : libc;
}

/** A dump of chosen tables and sequences does not hold their schemas, which their names begin with. */
function schemasOfTables(objects: readonly ObjectFingerprint[]): ReadonlySet<string> {
  const chosen = objects.filter(({ kind }) => kind === 'table' || kind === 'sequence');
  return new Set(chosen.flatMap(({ name }) => /^(?:"(?:[^"]|"")+"|[^".]+)(?=\.)/.exec(name)?.[0] ?? []));
}
