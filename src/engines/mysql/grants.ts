/** One line of `SHOW GRANTS`. */
export interface Grant {
  /** In upper case, such as `SELECT`; `ALL PRIVILEGES` stands for all. */
  readonly privileges: readonly string[];
  /** `*` for all schemas, else a pattern with `%` and `_`, in which a backslash makes them plain. */
  readonly schema: string;
  /** `*` for all tables. */
  readonly table: string;
  /** The account, role or PUBLIC that has it, as the server quotes it. */
  readonly grantee: string;
  /** Taken away from a wider grant, as MySQL's partial revokes do. */
  readonly isRevoked: boolean;
}

export interface GrantReading {
  /** Whether `%` and `_` are plain characters, as they are in MySQL where `partial_revokes` is on. */
  readonly isLiteral: boolean;
}

const form = /^(GRANT|REVOKE) (.+?) ON (?:TABLE )?(`(?:[^`]|``)*`|\*)\.(`(?:[^`]|``)*`|\*) (?:TO|FROM) (\S.*)$/s;

/** Reads the lines of `SHOW GRANTS`. What is granted on single routines, and roles themselves, say nothing about tables and are left out. */
export function parseGrants(
  lines: readonly string[],
  { isLiteral }: GrantReading = { isLiteral: false },
): readonly Grant[] {
  return lines.flatMap((line) => {
    const [, verb, list = '', schema = '', table = '', rest = ''] = form.exec(line) ?? [];
    if (verb === undefined) return [];
    const privileges = list
      .replace(/ ?\([^)]*\)/g, ' (columns)') // a grant on some columns is none on the table
      .split(',')
      .map((privilege) => privilege.trim().toUpperCase());
    if (rest.endsWith(' WITH GRANT OPTION')) privileges.push('GRANT OPTION');
    const grantee = /^(?:`(?:[^`]|``)*`(?:@`(?:[^`]|``)*`)?|\S+)/.exec(rest)?.[0] ?? rest;
    const name = isLiteral ? plain(schema).replace(/[\\%_]/g, '\\$&') : plain(schema);
    return [
      { privileges, schema: schema === '*' ? '*' : name, table: plain(table), grantee, isRevoked: verb === 'REVOKE' },
    ];
  });
}

/** Whether the grants include a privilege on a schema, or on one table of it where that is enough. */
export function isGranted(grants: readonly Grant[], privilege: string, schema: string, table = '*'): boolean {
  if (isGrantedEverywhere(grants, privilege, schema)) return true;
  return [...Map.groupBy(grants, ({ grantee }) => grantee).values()].some(
    (own) => includesOn(decidingGrants(own, schema), privilege) || hasOnTable(own, privilege, schema, table),
  );
}

/** Whether the privilege is granted at `*.*`, and not taken away again for the schema. */
export function isGrantedEverywhere(grants: readonly Grant[], privilege: string, schema: string): boolean {
  const having = grants.filter((grant) => has(grant, privilege));
  return (
    having.some((grant) => grant.schema === '*' && !grant.isRevoked) &&
    !having.some((grant) => grant.isRevoked && schemaPattern(grant.schema).test(schema))
  );
}

/**
 * Of one account's grants on schemas, those that count for a schema. Servers do not add them up: they take the name itself, else the pattern
 * whose first wildcard comes latest, and nothing of the others. Tried on MariaDB 10.5 to 11.8 and MySQL 9.7.
 */
export function decidingGrants(grants: readonly Grant[], schema: string): readonly Grant[] {
  const fitting = grants.filter(
    (grant) =>
      !grant.isRevoked && grant.schema !== '*' && grant.table === '*' && schemaPattern(grant.schema).test(schema),
  );
  const narrowest = Math.max(...fitting.map((grant) => plainStart(grant.schema)));
  return fitting.filter((grant) => plainStart(grant.schema) === narrowest);
}

/** Privileges with which the account could change data or settings, as `SHOW GRANTS` calls them. */
export function writingPrivileges(grants: readonly Grant[]): readonly string[] {
  const found = grants
    .filter(({ isRevoked }) => !isRevoked)
    .flatMap(({ privileges }) => privileges.filter((name) => writing.test(name) && !harmless.has(name)));
  return [...new Set(found)];
}

const writing =
  /^(?:ALL(?: PRIVILEGES)?|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE|FILE|SUPER|SHUTDOWN|GRANT OPTION|SYSTEM_\w+|(?:CREATE|ALTER|DROP|DELETE) .+|.+[_ ]ADMIN)(?: \(COLUMNS\))?$/;
const harmless = new Set(['CREATE TEMPORARY TABLES', 'BACKUP_ADMIN']);

function has({ privileges }: Grant, privilege: string): boolean {
  return privileges.some((name) => name === privilege || name === 'ALL PRIVILEGES' || name === 'ALL');
}

/** Where patterns are equally narrow, nobody knows which of them the server takes: each must have it. */
function includesOn(deciding: readonly Grant[], privilege: string): boolean {
  const byPattern = [...Map.groupBy(deciding, ({ schema }) => schema).values()];
  return byPattern.length > 0 && byPattern.every((same) => same.some((grant) => has(grant, privilege)));
}

function hasOnTable(grants: readonly Grant[], privilege: string, schema: string, table: string): boolean {
  if (table === '*') return false;
  return grants.some(
    (grant) => grant.table === table && schemaPattern(grant.schema).test(schema) && has(grant, privilege),
  );
}

function plain(name: string): string {
  return name === '*' ? name : name.slice(1, -1).replaceAll('``', '`');
}

const characters = /\\.|[\s\S]/g;

/** How many characters stand before the first wildcard; endless where there is none. */
function plainStart(pattern: string): number {
  const first = (pattern.match(characters) ?? []).findIndex((part) => part === '%' || part === '_');
  return first < 0 ? Infinity : first;
}

function schemaPattern(pattern: string): RegExp {
  const parts = pattern.match(characters) ?? [];
  const expression = parts.map((part) => {
    if (part === '%') return '.*';
    if (part === '_') return '.';
    return (part.length > 1 ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${expression.join('')}$`, 's');
}
