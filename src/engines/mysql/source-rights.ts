import { Failure } from '../../domain/failure.ts';
import type { Progress } from '../../ports/progress.ts';
import { isGranted, parseGrants, writingPrivileges, type Grant } from './grants.ts';
import { compareVersions, type ProductVersion } from './product.ts';
import { identifier, type Session } from './session.ts';
import type { SourceScope } from './source-scope.ts';

/**
 * Requires that the account sees everything that will be dumped. The dump tools leave out what it does not see, print no word about it and
 * exit with 0: triggers, routines, whole tables. The server's own lists leave it out too, so that only the grants tell.
 *
 * @throws Failure `source-denied` that names what is missing, with the statement that grants it.
 */
export async function assertSeesAll(
  session: Session,
  server: ProductVersion,
  scope: SourceScope,
  progress: Progress,
): Promise<void> {
  const grants = parseGrants((await session.show(await grantsStatement(session, server))).map(([line = '']) => line));
  const missing = scope.schemas.flatMap((schema) => missingIn(schema, grants, server, scope));
  const [first] = missing;
  if (first !== undefined) {
    const [row] = await session.rows({ account: 'CURRENT_USER()' });
    const account = (row?.['account'] ?? '').replace(/^(.*)@([^@]*)$/s, `'$1'@'$2'`);
    const list = missing.map(({ privilege, on }) => `${privilege} on ${on}`).join(', ');
    throw new Failure(
      'source-denied',
      `the account lacks ${list}, without which parts of the dump would be missing in silence`,
      {
        hint: missing.map(({ privilege, on }) => `GRANT ${privilege} ON ${on} TO ${account}`).join('; '),
      },
    );
  }
  const writing = writingPrivileges(grants);
  if (writing.length > 0)
    progress.warn(`the account may change data (${writing.join(', ')}); a backup only has to read`);
}

interface MissingRight {
  readonly privilege: string;
  readonly on: string;
}

function missingIn(
  schema: string,
  grants: readonly Grant[],
  server: ProductVersion,
  { tables }: SourceScope,
): readonly MissingRight[] {
  const lacks = (privilege: string, table?: string): MissingRight[] =>
    isGranted(grants, privilege, schema, table)
      ? []
      : [{ privilege, on: `${identifier(schema)}.${table === undefined ? '*' : identifier(table)}` }];
  if (tables !== undefined) return tables.flatMap((table) => [...lacks('SELECT', table), ...lacks('TRIGGER', table)]);
  return [
    ...['SELECT', 'SHOW VIEW', 'TRIGGER', 'EVENT'].flatMap((privilege) => lacks(privilege)),
    ...missingForRoutines(schema, grants, server),
  ];
}

/** Bodies of routines are shown to those who may read the table that they are in, or who have a privilege of their own for it. */
function missingForRoutines(
  schema: string,
  grants: readonly Grant[],
  { product, version }: ProductVersion,
): readonly MissingRight[] {
  if (product.name === 'mysql') {
    const sees = isGranted(grants, 'SHOW_ROUTINE', '') || isGranted(grants, 'SELECT', '');
    return sees ? [] : [{ privilege: 'SHOW_ROUTINE', on: '*.*' }];
  }
  if (isGranted(grants, 'SELECT', 'mysql', 'proc')) return [];
  if (compareVersions(version, '11.3') < 0) return [{ privilege: 'SELECT', on: '`mysql`.`proc`' }];
  const own = 'SHOW CREATE ROUTINE';
  return isGranted(grants, own, schema) ? [] : [{ privilege: own, on: `${identifier(schema)}.*` }];
}

/** With the roles that are switched on, which MySQL shows only where they are named. */
async function grantsStatement(session: Session, { product }: ProductVersion): Promise<string> {
  if (product.name === 'mariadb') return 'SHOW GRANTS';
  const [row] = await session.rows({ roles: 'CURRENT_ROLE()' });
  const roles = row?.['roles'] ?? 'NONE';
  return roles === 'NONE' ? 'SHOW GRANTS' : `SHOW GRANTS FOR CURRENT_USER() USING ${roles}`;
}
