import { Failure } from '../../domain/failure.ts';
import type { Progress } from '../../ports/progress.ts';
import {
  decidingGrants,
  isGranted,
  isGrantedEverywhere,
  parseGrants,
  writingPrivileges,
  type Grant,
} from './grants.ts';
import { compareVersions, type ProductVersion } from './product.ts';
import { identifier, literal, type Session } from './session.ts';
import { since } from './since.ts';
import { ownSchemas, type SourceScope } from './source-scope.ts';

/** What the account may do, as the server says it. */
export interface AccountRights {
  readonly server: ProductVersion;
  /** Quoted, for a statement. */
  readonly account: string;
  /** Of the account itself, of PUBLIC and of the roles that are switched on. */
  readonly grants: readonly Grant[];
  /** Whether `%` and `_` in the name of a schema are plain in a grant. */
  readonly isLiteral: boolean;
  /** What switches on a role that the account has, where none is. */
  readonly roleStatement?: string;
}

/** Reads what the account may do, in a session as the dump tool will have one: with the roles that are switched on at each login. */
export async function readRights(session: Session, server: ProductVersion): Promise<AccountRights> {
  const isMysql = server.product.name === 'mysql';
  const literally = isMysql ? '@@GLOBAL.partial_revokes' : '0';
  const [row] = await session.rows({ account: 'CURRENT_USER()', role: 'CURRENT_ROLE()', literally });
  const account =
    /^(.*)@([^@]*)$/s
      .exec(row?.['account'] ?? '')
      ?.slice(1)
      .map(literal)
      .join('@') ?? '';
  const role = row?.['role'] ?? 'NONE';
  const isLiteral = row?.['literally'] === '1';
  // MySQL takes the roles that are named, MariaDB the one that is switched on
  const statement = isMysql && role !== 'NONE' ? `SHOW GRANTS FOR CURRENT_USER() USING ${role}` : 'SHOW GRANTS';
  const lines = (await session.show(statement)).map(([line = '']) => line);
  const idle = role === 'NONE' ? roleIn(lines) : undefined;
  const target = isMysql ? `ALL TO ${account}` : `${idle ?? ''} FOR ${account}`;
  return {
    server,
    account,
    grants: parseGrants(lines, { isLiteral }),
    isLiteral,
    ...(idle !== undefined && { roleStatement: `SET DEFAULT ROLE ${target}` }),
  };
}

/** The first role that the lines of `SHOW GRANTS` name. */
function roleIn(lines: readonly string[]): string | undefined {
  return lines.map((line) => /^GRANT (`(?:[^`]|``)*`)(?:@`[^`]*`)?(?:,.*)? TO /.exec(line)?.[1]).find(Boolean);
}

/**
 * Requires that the account sees every schema that the server has.
 *
 * @throws Failure `source-denied` with the statement that grants what is missing.
 */
export function assertSeesSchemas(rights: AccountRights): void {
  const { grants } = rights;
  const sees = ['SHOW DATABASES', 'SELECT'].some((privilege) => isGrantedEverywhere(grants, privilege, ''));
  if (!sees) throw denied(rights, [{ privilege: 'SHOW DATABASES', on: '*.*', grantOn: '*.*' }]);
}

/**
 * Requires that the account sees everything that will be dumped. The dump tools leave out what it does not see, print no word about it and
 * exit with 0: triggers, routines, whole tables. The server's own lists leave it out too, so that only the grants tell.
 *
 * @throws Failure `source-denied` that names what is missing, with the statements that grant it.
 */
export function assertSeesAll(rights: AccountRights, scope: SourceScope): void {
  const revoked = scope.isWholeServer ? revokedSchemas(rights.grants) : [];
  const schemas = [...new Set([...scope.schemas, ...revoked])];
  const missing = schemas.flatMap((schema) =>
    scope.tables === undefined || scope.hasPatterns
      ? missingIn(schema, rights, scope)
      : missingOnTables(schema, rights, scope),
  );
  if (missing.length > 0) throw denied(rights, scope.isWholeServer ? grantedAtOnce(missing, revoked) : missing);
}

/** Says with which privileges the account could change the server that it only has to read. */
export function warnOfWriting({ grants }: AccountRights, progress: Progress): void {
  const found = writingPrivileges(grants);
  if (found.length === 0) return;
  const more = found.length > 8 ? ` and ${found.length - 8} more` : '';
  progress.warn(`the account may change data (${found.slice(0, 8).join(', ')}${more}); a backup only has to read`);
}

interface MissingRight {
  readonly privilege: string;
  /** What it is missing on, for people. */
  readonly on: string;
  /** The schema, where it is missing on all of it. */
  readonly schema?: string;
  /** What it is best granted on. */
  readonly grantOn: string;
}

function denied({ account, roleStatement }: AccountRights, missing: readonly MissingRight[]): Failure {
  // what is missing for the whole server is missing for each schema
  const list = byPrivileges(missing, ({ on }) => on).map(([privileges, places]) => {
    const more = places.length > 5 ? ` and ${places.length - 5} more` : '';
    return `${privileges} on ${places.slice(0, 5).join(', ')}${more}`;
  });
  const grants = byPrivileges(missing, ({ grantOn }) => grantOn).flatMap(([privileges, places]) =>
    places.map((on) => `GRANT ${privileges} ON ${on} TO ${account}`),
  );
  const roles = roleStatement === undefined ? '' : `; or, where a role of the account has this, ${roleStatement}`;
  return new Failure(
    'source-denied',
    `the account lacks ${list.join(', ')}, without which parts of the dump would be missing in silence`,
    { hint: grants.join('; ') + roles },
  );
}

/**
 * The same with one grant for the whole server in place of one for each schema, where there are several: it counts beside those that the account
 * has, and for schemas to come. Not for what was taken out of such a grant.
 */
function grantedAtOnce(missing: readonly MissingRight[], revoked: readonly string[]): readonly MissingRight[] {
  const isOfSchema = ({ schema }: MissingRight): boolean => schema !== undefined && !revoked.includes(schema);
  const several = new Set(missing.filter(isOfSchema).map(({ schema }) => schema));
  if (several.size < 2) return missing;
  // whoever may read everything sees all routines
  const seesAll = revoked.length === 0 && missing.some((right) => isOfSchema(right) && right.privilege === 'SELECT');
  return missing
    .filter(({ schema, privilege }) => !seesAll || (schema !== undefined && privilege !== 'SHOW CREATE ROUTINE'))
    .map((right) => (isOfSchema(right) ? { ...right, grantOn: '*.*' } : right));
}

/** Each list of privileges, with all places on which it is missing; two schemas may be granted by one pattern. */
function byPrivileges(
  missing: readonly MissingRight[],
  placeOf: (right: MissingRight) => string,
): readonly (readonly [privileges: string, places: readonly string[]])[] {
  const ofPlaces = [...Map.groupBy(missing, placeOf)].map(
    ([place, rights]) => [place, [...new Set(rights.map(({ privilege }) => privilege))].join(', ')] as const,
  );
  const grouped = Map.groupBy(ofPlaces, ([, privileges]) => privileges);
  return [...grouped].map(([privileges, places]) => [privileges, places.map(([place]) => place)]);
}

/** Schemas that a partial revoke takes out of a grant at `*.*`: where it takes everything, the account does not even see their names. */
function revokedSchemas(grants: readonly Grant[]): readonly string[] {
  const names = grants.filter(({ isRevoked }) => isRevoked).map(({ schema }) => schema.replace(/\\(.)/gs, '$1'));
  return names.filter((name) => !ownSchemas.includes(name));
}

function missingIn(schema: string, rights: AccountRights, { tables }: SourceScope): readonly MissingRight[] {
  const on = `${identifier(schema)}.*`;
  const privileges =
    tables === undefined ? ['SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT'] : ['SELECT', 'SHOW VIEW', 'TRIGGER'];
  const missing = privileges
    .filter((privilege) => !isGranted(rights.grants, privilege, schema))
    .map((privilege) => ({ privilege, on, schema, grantOn: grantOn(schema, rights) }));
  return tables === undefined ? [...missing, ...missingForRoutines(schema, rights)] : missing;
}

/** Where exact names choose tables, what is granted on each of them is enough. */
function missingOnTables(schema: string, { grants }: AccountRights, scope: SourceScope): readonly MissingRight[] {
  const isBase = (table: string): boolean => scope.baseTables.some(({ name }) => name === table);
  return (scope.tables ?? []).flatMap((table) => {
    const on = `${identifier(schema)}.${identifier(table)}`;
    return ['SELECT', isBase(table) ? 'TRIGGER' : 'SHOW VIEW']
      .filter((privilege) => !isGranted(grants, privilege, schema, table))
      .map((privilege) => ({ privilege, on, grantOn: on }));
  });
}

/** The pattern through which the account has its rights on the schema: a grant on the name itself would take them all away. */
function grantOn(schema: string, { grants, isLiteral }: AccountRights): string {
  const own = grants.filter(({ grantee }) => grantee.includes('@'));
  const name = isLiteral ? schema : (decidingGrants(own, schema)[0]?.schema ?? schema.replace(/[\\%_]/g, '\\$&'));
  return `${identifier(name)}.*`;
}

/** Bodies of routines are shown to those who may read the table that they are in, or who have a privilege of their own for it. */
function missingForRoutines(schema: string, rights: AccountRights): readonly MissingRight[] {
  const { grants, server } = rights;
  const missing = (privilege: string, on: string, where = on): readonly MissingRight[] => [
    { privilege, on, grantOn: where },
  ];
  if (server.product.name === 'mysql') {
    const sees = ['SHOW_ROUTINE', 'SELECT'].some((privilege) => isGrantedEverywhere(grants, privilege, schema));
    const own = compareVersions(server.version, since.showRoutine) < 0 ? 'SELECT' : 'SHOW_ROUTINE';
    return sees ? [] : missing(own, '*.*');
  }
  if (isGranted(grants, 'SELECT', 'mysql', 'proc')) return [];
  if (compareVersions(server.version, since.showCreateRoutine) < 0) return missing('SELECT', '`mysql`.`proc`');
  const own = 'SHOW CREATE ROUTINE';
  if (isGranted(grants, own, schema)) return [];
  return [{ privilege: own, on: `${identifier(schema)}.*`, schema, grantOn: grantOn(schema, rights) }];
}
