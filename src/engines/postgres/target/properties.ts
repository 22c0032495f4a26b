import { quoteIdentifier } from '../copy-statement.ts';
import { literal, type Row, type Session } from '../session.ts';
import type { ServerFacts } from './facts.ts';

/** What a database is beside what is in it: a dump does not hold it, and whoever takes a database's place takes this over. */
export interface DatabaseProperties {
  /** Statements that give all of it to another database, for its quoted name. */
  statements(database: string): readonly string[];
  /** What the account may not give to another database, for people. */
  readonly beyondTheAccount: readonly string[];
}

/** What `ALTER DATABASE … SET` and `ALTER ROLE … IN DATABASE … SET` said. */
interface Setting {
  /** Quoted; null for all roles. */
  readonly role: string | null;
  readonly name: string;
  readonly value: string;
  readonly isForbidden: boolean;
}

/** Owner, privileges, connection limit, settings and comment of a database. */
export async function readProperties(session: Session, oid: string, facts: ServerFacts): Promise<DatabaseProperties> {
  const [row = {}] = await session.rows(
    `SELECT quote_ident(pg_get_userbyid(datdba)) AS owner, datconnlimit AS connections, datistemplate AS template,
       shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE oid = ${oid}`,
  );
  const grants = await session.rows(
    `SELECT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END AS grantee, x.privilege_type AS privilege,
       x.is_grantable AND x.grantee <> d.datdba AS grantable
     FROM pg_database d CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x WHERE d.oid = ${oid}
     ORDER BY 1, 2`,
  );
  const settings = await readSettings(session, oid, facts);
  return {
    beyondTheAccount: settings.filter(({ isForbidden }) => isForbidden).map(({ name }) => `the setting ${name}`),
    statements: (database) => [
      `ALTER DATABASE ${database} OWNER TO ${row['owner'] ?? ''}`,
      `REVOKE ALL ON DATABASE ${database} FROM PUBLIC, ${row['owner'] ?? ''}`,
      ...grants.map((grant) => grantStatement(database, grant)),
      ...settings.map((setting) => settingStatement(database, setting)),
      `ALTER DATABASE ${database} CONNECTION LIMIT ${row['connections'] ?? '-1'}`,
      ...(row['template'] === 't' ? [`ALTER DATABASE ${database} IS_TEMPLATE true`] : []),
      `COMMENT ON DATABASE ${database} IS ${row['comment'] == null ? 'NULL' : literal(row['comment'])}`,
    ],
  };
}

/** Whoever granted it: the server puts down the owner, since only the grantor itself can grant in its own name. */
function grantStatement(database: string, { grantee, privilege, grantable }: Row): string {
  const option = grantable === 't' ? ' WITH GRANT OPTION' : '';
  return `GRANT ${privilege ?? ''} ON DATABASE ${database} TO ${grantee ?? ''}${option}`;
}

async function readSettings(session: Session, oid: string, facts: ServerFacts): Promise<readonly Setting[]> {
  // from 15 on a parameter can be granted
  const granted = facts.major >= 15 ? `has_parameter_privilege(p.name, 'SET')` : 'false';
  const rows = await session.rows(
    `SELECT quote_ident(r.rolname) AS role, split_part(c, '=', 1) AS name, substr(c, strpos(c, '=') + 1) AS value,
       p.context IN ('superuser', 'superuser-backend') AND NOT ${granted} AS guarded, r.rolname = current_user AS own
     FROM pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) c LEFT JOIN pg_roles r ON r.oid = s.setrole
     LEFT JOIN pg_settings p ON lower(p.name) = lower(split_part(c, '=', 1))
     WHERE s.setdatabase = ${oid} ORDER BY 1 NULLS FIRST, 2`,
  );
  return rows.map((row) => {
    const role = row['role'] ?? null;
    const isOthers = role !== null && row['own'] !== 't' && !facts.createsRoles;
    return {
      role,
      name: row['name'] ?? '',
      value: row['value'] ?? '',
      isForbidden: !facts.isSuperuser && (row['guarded'] === 't' || isOthers),
    };
  });
}

function settingStatement(database: string, { role, name, value }: Setting): string {
  const subject = role === null ? `DATABASE ${database}` : `ROLE ${role} IN DATABASE ${database}`;
  const quoted = name.split('.').map(quoteIdentifier).join('.');
  return `ALTER ${subject} SET ${quoted} TO ${valueOf(name, value)}`;
}

/** Settings whose text is a list with quotes of its own: `GUC_LIST_QUOTE` in the server's sources (13 to 18). */
const listed = new Set([
  'search_path',
  'temp_tablespaces',
  'local_preload_libraries',
  'session_preload_libraries',
  'shared_preload_libraries',
  'unix_socket_directories',
]);

function valueOf(name: string, value: string): string {
  if (!listed.has(name.toLowerCase()) || value.trim() === '') return literal(value);
  const items = value.match(/"(?:[^"]|"")*"|[^\s,"]+/g) ?? [];
  return items.map((item) => literal(item.startsWith('"') ? item.slice(1, -1).replaceAll('""', '"') : item)).join(', ');
}
