import { catalogEdition } from './catalog-edition.ts';
import { propertiesSetting, readProperties } from './database-properties.ts';
import type { Session } from './session.ts';

/**
 * What a sandbox has to offer so that the dump loads the same, for the fingerprint's `settings`: `database`, `encoding`, `lc_collate`,
 * `lc_ctype`, `locale_provider` (`c`, `i` or `b` as in `pg_database.datlocprovider`), `locale` and `icu_rules`, and `server_version_num`. And
 * in which edition objects are described: `catalog_edition`. A sandbox has no use for `database_properties`; a restore that makes a lost database
 * anew has.
 */
export async function readSettings(session: Session): Promise<Readonly<Record<string, string>>> {
  const [server] = await session.rows(`SELECT current_setting('server_version_num') AS version`);
  const version = Number(server?.['version']);
  const [row = {}] = await session.rows(
    `SELECT datname AS database, pg_encoding_to_char(encoding) AS encoding, ${localeColumns(Math.floor(version / 10_000))}, ` +
      `current_setting('server_version_num') AS server_version_num FROM pg_database WHERE datname = current_database()`,
  );
  const known = Object.entries(row).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const properties = await readProperties(session, '(SELECT oid FROM pg_database WHERE datname = current_database())');
  return {
    ...Object.fromEntries(known),
    catalog_edition: String(catalogEdition),
    [propertiesSetting]: JSON.stringify(properties),
  };
}

/** By what a database sorts texts, as columns of `pg_database`. */
export function localeColumns(major: number): string {
  const provider = major >= 15 ? 'datlocprovider' : `'c'`;
  const locale = major >= 17 ? 'datlocale' : major >= 15 ? 'daticulocale' : 'NULL';
  const rules = major >= 16 ? 'daticurules' : 'NULL';
  return (
    `datcollate AS lc_collate, datctype AS lc_ctype, ${provider} AS locale_provider, ` +
    `${locale} AS locale, ${rules} AS icu_rules`
  );
}
