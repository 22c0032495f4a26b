import { localeColumns } from '../catalog-settings.ts';
import type { Obstacle } from '../../../domain/obstacle.ts';
import type { OpenSession } from '../create-database.ts';
import type { Row, Session } from '../session.ts';
import { sortingInWords } from './locale.ts';

/** What the target's server is, and what the account may do on it. */
export interface ServerFacts {
  readonly major: number;
  readonly version: string;
  readonly systemIdentifier?: string;
  readonly isStandby: boolean;
  /** The account's name, quoted. */
  readonly account: string;
  readonly isSuperuser: boolean;
  /** Whether the account is what managed services have instead of a superuser: their servers allow it more than its attributes say. */
  readonly isManaged: boolean;
  readonly createsDatabases: boolean;
  readonly createsRoles: boolean;
  readonly bypassesRowSecurity: boolean;
  /** Quoted names. */
  readonly roles: ReadonlySet<string>;
  /** Quoted names of roles that the account may make the owner of something, and whose objects it may read. */
  readonly playsRoles: ReadonlySet<string>;
  /** Absent where there is no such database. */
  readonly database?: DatabaseFacts;
}

/** What the target is before the restore. */
export interface DatabaseFacts {
  readonly oid: string;
  /** Quoted. */
  readonly owner: string;
  readonly encoding: string;
  /** By what it sorts texts, for people. */
  readonly sorting: string;
  readonly isTemplate: boolean;
  /** Why nobody can connect to it, and the statement that mends it; absent where one can. */
  readonly closed?: Obstacle;
  /** Quoted; absent where it is the server's usual one. */
  readonly tablespace?: string;
}

/** Roles that managed services give their customers. */
const managedRoles = `'rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin', 'neon_superuser', 'alloydbsuperuser'`;

/** Reads what is there. Changes nothing. */
export async function readFacts(open: OpenSession, database: string): Promise<ServerFacts> {
  await using session = await open();
  const [row = {}] = await session.rows(
    `SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_version') AS version,
       pg_is_in_recovery() AS standby, quote_ident(r.rolname) AS account, r.rolsuper AS superuser, r.rolcreatedb AS databases,
       r.rolcreaterole AS roles, r.rolbypassrls AS bypass,
       has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS controls,
       EXISTS (SELECT FROM pg_roles m WHERE m.rolname IN (${managedRoles}) AND pg_has_role(m.oid, 'USAGE')) AS managed
     FROM pg_roles r WHERE r.rolname = current_user`,
  );
  const major = Number(row['major']);
  const is = (name: string): boolean => row[name] === 't';
  const identifier = is('controls') ? await identifierOf(session) : undefined;
  // up to 15 whoever is a member may also make a role the owner of something
  const may = major >= 16 ? `'SET'` : `'MEMBER'`;
  const roles = await session.rows(
    `SELECT quote_ident(rolname) AS name, pg_has_role(oid, ${may}) AND pg_has_role(oid, 'USAGE') AS plays FROM pg_roles`,
  );
  const found = await databaseFacts(session, database, major);
  return {
    major,
    version: row['version']?.split(' ')[0] ?? '',
    ...(identifier === undefined ? {} : { systemIdentifier: identifier }),
    isStandby: is('standby'),
    account: row['account'] ?? '',
    isSuperuser: is('superuser'),
    isManaged: is('managed'),
    createsDatabases: is('superuser') || is('databases'),
    createsRoles: is('superuser') || is('roles'),
    bypassesRowSecurity: is('superuser') || is('bypass'),
    roles: namesOf(roles),
    playsRoles: namesOf(roles.filter(({ plays }) => plays === 't')),
    ...(found === undefined ? {} : { database: found }),
  };
}

async function identifierOf(session: Session): Promise<string | undefined> {
  const [row] = await session.rows('SELECT system_identifier AS id FROM pg_control_system()');
  return row?.['id'] ?? undefined;
}

async function databaseFacts(session: Session, database: string, major: number): Promise<DatabaseFacts | undefined> {
  const rows = await session.rows(
    `SELECT d.datname, d.oid, quote_ident(pg_get_userbyid(d.datdba)) AS owner, pg_encoding_to_char(d.encoding) AS encoding,
       ${localeColumns(major)}, d.datistemplate AS template, d.datallowconn AS open, d.datconnlimit = -2 AS broken, quote_ident(d.datname) AS name, quote_ident(nullif(t.spcname, 'pg_default')) AS tablespace
     FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace`,
  );
  const row = rows.find(({ datname }) => datname === database);
  if (row === undefined) return undefined;
  const tablespace = row['tablespace'];
  const closed = closedBy(row);
  return {
    oid: row['oid'] ?? '',
    owner: row['owner'] ?? '',
    encoding: row['encoding'] ?? '',
    sorting: sortingInWords(row) ?? '',
    isTemplate: row['template'] === 't',
    ...(tablespace == null ? {} : { tablespace }),
    ...(closed && { closed }),
  };
}

function closedBy({ name, open, broken }: Row): Obstacle | undefined {
  const database = name ?? '';
  if (broken === 't')
    return { message: 'a DROP DATABASE of it stopped midway, and it is lost', remedy: `DROP DATABASE ${database};` };
  if (open === 't') return undefined;
  return {
    message: 'it takes no connections, not even ours',
    remedy: `ALTER DATABASE ${database} ALLOW_CONNECTIONS true; keep others away by REVOKE CONNECT, or stop them`,
  };
}

function namesOf(rows: readonly Row[]): ReadonlySet<string> {
  return new Set(rows.map(({ name }) => name ?? ''));
}
