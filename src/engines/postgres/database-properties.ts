import type { Fingerprint } from '../../domain/fingerprint.ts';
import { quoteIdentifier } from './copy-statement.ts';
import { literal, type Row, type Session } from './session.ts';

/** What a database is beside what is in it: whatever takes a database's place takes this over. Names of roles are quoted. */
export interface DatabaseProperties {
  readonly owner: string;
  /** -1 for none. */
  readonly connectionLimit: number;
  readonly isTemplate: boolean;
  readonly comment: string | null;
  /** All of them, those that a database has by default too. */
  readonly grants: readonly DatabaseGrant[];
  readonly settings: readonly DatabaseSetting[];
}

export interface DatabaseGrant {
  /** `PUBLIC` for everybody. */
  readonly grantee: string;
  readonly privilege: string;
  readonly isGrantable: boolean;
}

/** What `ALTER DATABASE … SET` and `ALTER ROLE … IN DATABASE … SET` said. */
export interface DatabaseSetting {
  /** Null for all roles. */
  readonly role: string | null;
  readonly name: string;
  readonly value: string;
}

/** The properties of the database of an oid, an SQL expression. They are read in the session's snapshot, where it has one. */
export async function readProperties(session: Session, oid: string): Promise<DatabaseProperties> {
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
  const settings = await session.rows(
    `SELECT quote_ident(r.rolname) AS role, split_part(c, '=', 1) AS name, substr(c, strpos(c, '=') + 1) AS value
     FROM pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) c LEFT JOIN pg_roles r ON r.oid = s.setrole
     WHERE s.setdatabase = ${oid} ORDER BY 1 NULLS FIRST, 2`,
  );
  return {
    owner: row['owner'] ?? '',
    connectionLimit: Number(row['connections'] ?? -1),
    isTemplate: row['template'] === 't',
    comment: row['comment'] ?? null,
    grants: grants.map(grantOf),
    settings: settings.map(({ role, name, value }) => ({ role: role ?? null, name: name ?? '', value: value ?? '' })),
  };
}

function grantOf({ grantee, privilege, grantable }: Row): DatabaseGrant {
  return { grantee: grantee ?? '', privilege: privilege ?? '', isGrantable: grantable === 't' };
}

/** Where a fingerprint's settings hold the properties of the source, as JSON. */
export const propertiesSetting = 'database_properties';

/** The properties that a fingerprint has of its source; fingerprints of before do without. */
export function recordedProperties({ settings }: Pick<Fingerprint, 'settings'>): DatabaseProperties | undefined {
  const text = settings[propertiesSetting];
  return text === undefined ? undefined : (JSON.parse(text) as DatabaseProperties);
}

/** Roles that the properties name, quoted. */
export function rolesOfProperties({ owner, grants, settings }: DatabaseProperties): readonly string[] {
  const grantees = grants.map(({ grantee }) => grantee).filter((grantee) => grantee !== 'PUBLIC');
  return [...new Set([owner, ...grantees, ...settings.flatMap(({ role }) => role ?? [])])];
}

/** Gives a database, by its quoted name, all of it. */
export function propertyStatements(database: string, properties: DatabaseProperties): readonly string[] {
  const { owner, grants, settings, connectionLimit, isTemplate, comment } = properties;
  return [
    ownerStatement(database, owner),
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC, ${owner}`,
    ...grants.map((grant) => grantStatement(database, grant)),
    ...settings.map((setting) => settingStatement(database, setting)),
    `ALTER DATABASE ${database} CONNECTION LIMIT ${connectionLimit}`,
    ...(isTemplate ? [`ALTER DATABASE ${database} IS_TEMPLATE true`] : []),
    `COMMENT ON DATABASE ${database} IS ${comment === null ? 'NULL' : literal(comment)}`,
  ];
}

export function ownerStatement(database: string, owner: string): string {
  return `ALTER DATABASE ${database} OWNER TO ${owner}`;
}

/** Whoever granted it: the server puts down the owner, since only the grantor itself can grant in its own name. */
export function grantStatement(database: string, { grantee, privilege, isGrantable }: DatabaseGrant): string {
  return `GRANT ${privilege} ON DATABASE ${database} TO ${grantee}${isGrantable ? ' WITH GRANT OPTION' : ''}`;
}

export function settingStatement(database: string, { role, name, value }: DatabaseSetting): string {
  return `${settingHead(database, { role, name })} ${valueOf(name, value)}`;
}

/** The statement for people: parameters that applications made up may hold secrets. */
export function settingInWords(database: string, setting: DatabaseSetting): string {
  return setting.name.includes('.') ? `${settingHead(database, setting)} …` : settingStatement(database, setting);
}

function settingHead(database: string, { role, name }: Pick<DatabaseSetting, 'role' | 'name'>): string {
  const subject = role === null ? `DATABASE ${database}` : `ROLE ${role} IN DATABASE ${database}`;
  return `ALTER ${subject} SET ${name.split('.').map(quoteIdentifier).join('.')} TO`;
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
