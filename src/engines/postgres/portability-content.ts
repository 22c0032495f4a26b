import { counted } from '../../domain/counted.ts';
import { roleName, userRelations } from './catalog-query.ts';
import { packageOf } from './extension-packages.ts';
import { column, listed, numberIn, type PortabilityQuestion } from './portability-question.ts';

/** Versions are not in a dump: a restore takes the one that the server's packages have. */
export const extensions: PortabilityQuestion = {
  topic: 'extensions',
  sql: () => `
    SELECT e.extname AS name, quote_ident(e.extname) || ' ' || e.extversion AS version, v.superuser AND NOT v.trusted AS superuser
    FROM pg_extension e LEFT JOIN pg_available_extension_versions v ON v.name = e.extname AND v.version = e.extversion
    WHERE e.extname <> 'plpgsql' ORDER BY e.extname COLLATE "C"`,
  say(rows, version) {
    if (rows.length === 0) return [];
    const found = column(rows, 'name').map((name) => packageOf(name, Math.floor(version / 10000)));
    const packages = [...new Set(found.filter((name) => name !== undefined))].sort();
    const privileged = column(
      rows.filter((row) => row['superuser'] === 't'),
      'name',
    );
    const said = [
      `a restore needs the extensions ${listed(column(rows, 'version'))}; it takes the versions that the server's packages have, which the dump does not name`,
    ];
    if (packages.length > 0) {
      said.push(`install ${listed(packages)} beside a server to restore into: not everything comes with PostgreSQL`);
    }
    if (privileged.length > 0) said.push(`only a superuser can create the extensions ${listed(privileged)}`);
    return said;
  },
};

/** Foreign tables come back; what is in them does not. */
export const foreignServers: PortabilityQuestion = {
  topic: 'foreign-servers',
  sql: () => `
    SELECT quote_ident(s.srvname) AS name, (SELECT count(*) FROM pg_foreign_table) AS tables, (SELECT count(*) FROM pg_user_mappings) AS mappings
    FROM pg_foreign_server s ORDER BY s.srvname COLLATE "C"`,
  say(rows) {
    if (rows.length === 0) return [];
    const names = listed(column(rows, 'name'));
    const [tables, mappings] = [numberIn(rows, 'tables'), numberIn(rows, 'mappings')];
    return [
      `the rows of ${counted(tables, 'foreign table')} on the servers ${names} are not in the dump; back up what these servers hold by itself`,
      `the servers ${names} and ${counted(mappings, 'user mapping')} come back with the addresses and passwords that they have: change them before a copy is used, or it writes to the same servers`,
    ];
  },
};

/** Tables of kinds that not every server has, or that do not outlive a crash. */
export const tableKinds: readonly PortabilityQuestion[] = [
  {
    topic: 'unlogged-tables',
    sql: () =>
      `SELECT count(*) AS tables, pg_is_in_recovery() AS standby ${userRelations('rm')} AND c.relpersistence = 'u'`,
    say(rows) {
      const tables = numberIn(rows, 'tables');
      if (tables === 0) return [];
      if (rows[0]?.['standby'] === 't')
        return [`${counted(tables, 'unlogged table')}: a standby has none of their rows, so they are not in the dump`];
      return [
        `${counted(tables, 'unlogged table')}: their rows are in the dump, but a crash of the server empties them and standbys have none; set logged what must last`,
      ];
    },
  },
  {
    topic: 'access-methods',
    sql: () => `
      SELECT DISTINCT quote_ident(m.amname) AS name FROM pg_am m JOIN pg_class c ON c.relam = m.oid WHERE m.amtype = 't' AND m.amname <> 'heap'`,
    say(rows) {
      if (rows.length === 0) return [];
      return [
        `tables are stored by ${listed(column(rows, 'name'))}, which a server to restore into must have; pg_restore 15 and newer can do without (--no-table-access-method)`,
      ];
    },
  },
];

/**
 * The text of such a value has the signs of `lc_monetary`, in a dump too, and is read by those of the server that loads it:
 * https://www.postgresql.org/docs/current/datatype-money.html
 */
export const moneyColumns: PortabilityQuestion = {
  topic: 'money-columns',
  sql: () => `
    SELECT count(*) AS columns, (SELECT reset_val FROM pg_settings WHERE name = 'lc_monetary') AS locale
    ${userRelations('rpm', 'JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped')}
    AND a.atttypid IN ('money'::regtype, 'money[]'::regtype)`,
  say(rows) {
    const columns = numberIn(rows, 'columns');
    if (columns === 0) return [];
    return [
      `${counted(columns, 'column')} of type money: the dump has their values in the signs of lc_monetary ${rows[0]?.['locale'] ?? ''}, and a server with another one, as sandboxes have, may refuse or misread them; make them numeric`,
    ];
  },
};

/** A dump fails where row-level security hides rows from its account, so what is dumped is whole. */
export const rowSecurity: PortabilityQuestion = {
  topic: 'row-security',
  sql: () => `
    SELECT count(*) AS tables, count(*) FILTER (WHERE c.relforcerowsecurity) AS forced,
      (SELECT r.rolsuper OR r.rolbypassrls FROM pg_roles r WHERE r.rolname = current_user) AS bypass
    ${userRelations('rp')} AND c.relrowsecurity`,
  say(rows) {
    const [tables, forced] = [numberIn(rows, 'tables'), numberIn(rows, 'forced')];
    if (tables === 0) return [];
    const said = [
      `${counted(tables, 'table')} with row-level security, ${forced} of them forced on the owner: every role that a policy names must exist, and an account that restores rows alone needs BYPASSRLS`,
    ];
    if (rows[0]?.['bypass'] !== 't') {
      said.push(
        'the account of the backup has no BYPASSRLS: as soon as a policy hides rows from it, backups fail; alter role … bypassrls',
      );
    }
    return said;
  },
};

/** pg_dump writes who owns each large object, and only a superuser or a member of that role can give it away. */
export const largeObjects: PortabilityQuestion = {
  topic: 'large-objects',
  sql: () => `
    SELECT ${roleName('l.lomowner')} AS name, count(*) AS objects, sum(count(*)) OVER () AS total
    FROM pg_largeobject_metadata l GROUP BY l.lomowner ORDER BY 1`,
  say(rows) {
    if (rows.length === 0) return [];
    return [
      `${counted(numberIn(rows, 'total'), 'large object')} of ${listed(column(rows, 'name'))}: restore as a superuser or a member of these roles; tables name them by number, so never load them into a database that has others`,
    ];
  },
};
