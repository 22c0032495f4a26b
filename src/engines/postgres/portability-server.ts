import { counted } from '../../domain/counted.ts';
import { catalogEdition } from './catalog-edition.ts';
import { globalsFile } from './globals.ts';
import { column, listed, numberIn, type PortabilityQuestion } from './portability-question.ts';
import { roles as rolesThatObjectsName } from './objects-roles.ts';

/** The roles that a dump names; the server's own, such as `pg_read_all_data`, are on every server of the version. */
export const roles: PortabilityQuestion = {
  topic: 'roles',
  sql: (version) => `
    SELECT o.name, r.rolsuper AS superuser FROM (${rolesThatObjectsName.sql(version, version, catalogEdition)}) o JOIN pg_roles r ON quote_ident(r.rolname) = o.name
    WHERE o.kind = 'role' AND r.rolname !~ '^pg_' ORDER BY o.name COLLATE "C"`,
  say(rows) {
    if (rows.length === 0) return [];
    const superusers = column(
      rows.filter((row) => row['superuser'] === 't'),
      'name',
    );
    const names = listed(column(rows, 'name'));
    const said = `the dump names the roles ${names}: create them before a restore, from ${globalsFile}, which has no passwords, or restore with --no-owner --no-privileges`;
    return [superusers.length === 0 ? said : `${said}; superusers are ${listed(superusers)}`];
  },
};

/** Tablespaces of tables, indexes and materialized views, and the one that the database itself lies in. */
export const tablespaces: PortabilityQuestion = {
  topic: 'tablespaces',
  sql: () => `
    SELECT quote_ident(t.spcname) AS name FROM pg_tablespace t
    WHERE t.spcname NOT IN ('pg_default', 'pg_global') AND (EXISTS (SELECT FROM pg_class c WHERE c.reltablespace = t.oid)
      OR EXISTS (SELECT FROM pg_database d WHERE d.datname = current_database() AND d.dattablespace = t.oid))
    ORDER BY t.spcname COLLATE "C"`,
  say(rows) {
    if (rows.length === 0) return [];
    return [
      `data lies in the tablespaces ${listed(column(rows, 'name'))}: create them before a restore (${globalsFile} has their places), or restore with --no-tablespaces; a drill restores without them`,
    ];
  },
};

/** Accounts without `pg_read_all_settings` do not see the setting, and nothing is said. */
export const libraries: PortabilityQuestion = {
  topic: 'libraries',
  sql: () => `SELECT setting AS names FROM pg_settings WHERE name = 'shared_preload_libraries' AND setting <> ''`,
  say(rows) {
    const [names] = column(rows, 'names');
    if (names === undefined) return [];
    return [
      `the server preloads ${names}: extensions that need it do not work, or cannot be created, on a server without it in shared_preload_libraries`,
    ];
  },
};

const thisDatabase = '(SELECT oid FROM pg_database WHERE datname = current_database())';

/** `pg_dump` writes these with `--create` only, and `pg_dumpall --globals-only` not at all. */
export const databaseItself: readonly PortabilityQuestion[] = [
  {
    topic: 'database',
    sql: () => `
      SELECT DISTINCT split_part(c, '=', 1) AS name FROM pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) AS c
      WHERE s.setdatabase = ${thisDatabase} ORDER BY 1`,
    say(rows) {
      if (rows.length === 0) return [];
      return [
        `the database itself has settings (${listed(column(rows, 'name'))}), which come back only with pg_restore --create; make them again after another restore (alter database … set, alter role … in database … set)`,
      ];
    },
  },
  {
    topic: 'database',
    sql: () => `
      SELECT count(*) AS kinds FROM pg_database WHERE datname = current_database() AND (datacl IS NOT NULL OR datconnlimit <> -1)`,
    say: (rows) =>
      numberIn(rows, 'kinds') === 0
        ? []
        : [
            'the database itself has privileges or a connection limit, which come back only with pg_restore --create: grant … on database, and alter database … connection limit after another restore',
          ],
  },
  {
    topic: 'prepared-transactions',
    sql: () => 'SELECT count(*) AS transactions FROM pg_prepared_xacts WHERE database = current_database()',
    say(rows) {
      const transactions = numberIn(rows, 'transactions');
      if (transactions === 0) return [];
      return [
        `${counted(transactions, 'prepared transaction')}: what they wrote is not in the dump; commit or roll them back`,
      ];
    },
  },
];

/** Privileges on parameters of the server exist from version 15 on; `pg_dumpall` writes them. */
export const parameters: PortabilityQuestion = {
  topic: 'parameters',
  sql: (version) =>
    version >= 150000
      ? 'SELECT parname AS name FROM pg_parameter_acl ORDER BY 1'
      : 'SELECT NULL::text AS name WHERE false',
  say(rows) {
    if (rows.length === 0) return [];
    return [
      `privileges on the parameters ${listed(column(rows, 'name'))} of the server are in ${globalsFile} and not in the dump`,
    ];
  },
};
