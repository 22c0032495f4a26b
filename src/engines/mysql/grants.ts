/** One line of `SHOW GRANTS`. */
export interface Grant {
  /** In upper case, such as `SELECT`; `ALL PRIVILEGES` stands for all. */
  readonly privileges: readonly string[];
  /** `*` for all schemas, else a pattern with `%` and `_`, in which a backslash makes them plain. */
  readonly schema: string;
  /** `*` for all tables. */
  readonly table: string;
  /** Taken away from a wider grant, as MySQL's partial revokes do. */
  readonly isRevoked: boolean;
}

const form = /^(GRANT|REVOKE) (.+?) ON (?:TABLE )?(`(?:[^`]|``)*`|\*)\.(`(?:[^`]|``)*`|\*) (?:TO|FROM) /;

/** Reads the lines of `SHOW GRANTS`. What is granted on single routines, and roles themselves, say nothing about tables and are left out. */
export function parseGrants(lines: readonly string[]): readonly Grant[] {
  return lines.flatMap((line) => {
    const [, verb, list = '', schema = '', table = ''] = form.exec(line) ?? [];
    if (verb === undefined) return [];
    const privileges = list
      .replace(/\([^)]*\)/g, ' (columns)') // a grant on some columns is none on the table
      .split(',')
      .map((privilege) => privilege.trim().toUpperCase());
    return [{ privileges, schema: plain(schema), table: plain(table), isRevoked: verb === 'REVOKE' }];
  });
}

/** Whether the grants include a privilege on a schema, or on one table of it where that is enough. */
export function isGranted(grants: readonly Grant[], privilege: string, schema: string, table = '*'): boolean {
  const covers = (grant: Grant): boolean =>
    grant.privileges.some((name) => name === privilege || name === 'ALL PRIVILEGES' || name === 'ALL') &&
    (grant.schema === '*' || schemaPattern(grant.schema).test(schema)) &&
    (grant.table === '*' || grant.table === table);
  return (
    grants.some((grant) => !grant.isRevoked && covers(grant)) &&
    !grants.some((grant) => grant.isRevoked && grant.schema === schema && covers(grant))
  );
}

/** Privileges with which the account could change data, as `SHOW GRANTS` calls them. */
export function writingPrivileges(grants: readonly Grant[]): readonly string[] {
  const writing =
    /^(?:ALL(?: PRIVILEGES)?|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE|FILE|SUPER|SHUTDOWN|SYSTEM_\w+|\w+_ADMIN)$/;
  const found = grants
    .filter(({ isRevoked }) => !isRevoked)
    .flatMap(({ privileges }) => privileges.filter((name) => writing.test(name)));
  return [...new Set(found)];
}

function plain(name: string): string {
  return name === '*' ? name : name.slice(1, -1).replaceAll('``', '`');
}

function schemaPattern(pattern: string): RegExp {
  const parts = pattern.match(/\\.|[\s\S]/g) ?? [];
  const expression = parts.map((part) => {
    if (part === '%') return '.*';
    if (part === '_') return '.';
    return (part.length > 1 ? part.slice(1) : part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${expression.join('')}$`, 's');
}
