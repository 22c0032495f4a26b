import type { Fingerprint } from '../../domain/fingerprint.ts';
import { Failure } from '../../domain/failure.ts';
import { copyName, type Sandbox } from '../../ports/sandbox.ts';
import { quoteIdentifier } from './copy-statement.ts';
import { createSimilarDatabase, shapeDatabase, type OpenSession } from './create-database.ts';
import { packagesOf } from './extension-packages.ts';
import { createRoles, dropRoles } from './sandbox-roles.ts';

export interface TargetDatabase {
  readonly name: string;
  /** Roles that were created for it, quoted. */
  readonly roles: readonly string[];
  /** Set where the sandbox cannot have the source's locale, for people. */
  readonly otherLocale?: string;
}

export interface TargetRequest {
  readonly open: OpenSession;
  readonly expected: Fingerprint;
  readonly sandbox: Pick<Sandbox, 'isThrowaway' | 'mark'>;
}

/**
 * Creates an empty database for a dump, with the roles that the dump names, as accounts that cannot log in. Where it fails, nothing is left.
 *
 * @throws Failure `sandbox-unavailable`
 */
export async function createTarget({ open, expected, sandbox }: TargetRequest): Promise<TargetDatabase> {
  const roles = await rolesIn(open, expected, sandbox);
  let target: TargetDatabase | undefined;
  try {
    const { mark } = sandbox;
    const name =
      mark === undefined ? await freeName(open, expected.settings['database'] ?? 'restored') : copyName(mark);
    target = { name, roles, ...(await createSimilarDatabase(open, name, expected.settings)) };
    await shapeIn(open, target, expected);
    return target;
  } catch (error) {
    await (target === undefined ? dropRolesIn(open, roles) : dropTarget(open, target));
    throw error;
  }
}

/** Removes the database and the roles that were created for it. */
export async function dropTarget(open: OpenSession, target: TargetDatabase): Promise<void> {
  await using session = await open();
  await session.execute(`DROP DATABASE ${quoteIdentifier(target.name)}`);
  await dropRoles(session, target.roles);
}

/** To be asked before a dump is fetched. @throws Failure `sandbox-unavailable` that names the packages which the sandbox lacks */
export async function assertExtensionsThere(open: OpenSession, expected: Fingerprint, major: number): Promise<void> {
  await using session = await open();
  const available = await session.rows('SELECT quote_ident(name) AS name FROM pg_available_extensions');
  const has = new Set(available.map((row) => row['name']));
  const lacking = expected.objects.filter(({ kind, name }) => kind === 'extension' && !has.has(name));
  if (lacking.length === 0) return;
  throw lacksExtensions(
    lacking.map(({ name }) => name),
    major,
  );
}

async function rolesIn(
  open: OpenSession,
  expected: Fingerprint,
  sandbox: TargetRequest['sandbox'],
): Promise<readonly string[]> {
  await using session = await open();
  try {
    return await createRoles(session, expected.objects, sandbox);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'environment') throw error;
    throw new Failure('sandbox-unavailable', `the sandbox refuses the roles of the backup: ${error.message}`, {
      hint: 'let the account of `sandbox` make roles (CREATEROLE), or use a sandbox of its own with `sandbox: auto`',
      cause: error,
    });
  }
}

async function dropRolesIn(open: OpenSession, roles: readonly string[]): Promise<void> {
  await using session = await open();
  await dropRoles(session, roles);
}

async function freeName(open: OpenSession, wanted: string): Promise<string> {
  await using session = await open();
  const taken = await session.rows('SELECT datname FROM pg_database');
  const names = new Set(taken.map((row) => row['datname']));
  let name = wanted;
  for (let suffix = 1; names.has(name); suffix += 1) name = `restored_${suffix}`;
  return name;
}

async function shapeIn(open: OpenSession, target: TargetDatabase, expected: Fingerprint): Promise<void> {
  await using session = await open(target.name);
  await shapeDatabase(session, expected);
}

function lacksExtensions(lacking: readonly string[], major: number): Failure {
  const packages = packagesOf(
    lacking.map((name) => name.replaceAll('"', '')),
    major,
  );
  return new Failure(
    'sandbox-unavailable',
    `the sandbox lacks extensions that the backup needs: ${lacking.join(', ')}`,
    {
      hint: `install ${packages.join(' ')} beside the sandbox's server, or give a server that has them with \`sandbox\``,
    },
  );
}
