import type { Fingerprint } from '../../domain/fingerprint.ts';
import { Failure } from '../../domain/failure.ts';
import { rolesOf } from './catalog.ts';
import { quoteIdentifier } from './copy-statement.ts';
import { createSimilarDatabase, shapeDatabase, type OpenSession } from './create-database.ts';
import { packagesOf } from './extension-packages.ts';

export interface TargetDatabase {
  readonly name: string;
  /** Roles that were created for it, quoted. */
  readonly roles: readonly string[];
  /** Set where the sandbox cannot have the source's locale, for people. */
  readonly otherLocale?: string;
}

/**
 * Creates an empty database for a dump, with the roles that the dump names, as accounts that cannot log in.
 *
 * @throws Failure `sandbox-unavailable` where the sandbox lacks an extension.
 */
export async function createTarget(open: OpenSession, expected: Fingerprint, major: number): Promise<TargetDatabase> {
  const { name, roles } = await prepareServer(open, expected, major);
  const target = { name, roles, ...(await createSimilarDatabase(open, name, expected.settings)) };
  await using session = await open(name);
  await shapeDatabase(session, expected);
  return target;
}

/** Removes the database and the roles that were created for it. */
export async function dropTarget(open: OpenSession, target: TargetDatabase): Promise<void> {
  await using session = await open();
  await session.execute(`DROP DATABASE ${quoteIdentifier(target.name)}`);
  for (const role of target.roles) await session.execute(`DROP ROLE ${role}`);
}

async function prepareServer(
  open: OpenSession,
  expected: Fingerprint,
  major: number,
): Promise<Pick<TargetDatabase, 'name' | 'roles'>> {
  await using session = await open();
  const available = await session.rows('SELECT quote_ident(name) AS name FROM pg_available_extensions');
  const has = new Set(available.map((row) => row['name']));
  const lacking = expected.objects.filter(({ kind, name }) => kind === 'extension' && !has.has(name));
  if (lacking.length > 0)
    throw lacksExtensions(
      lacking.map(({ name }) => name),
      major,
    );

  const existing = await session.rows('SELECT quote_ident(rolname) AS name FROM pg_roles');
  const there = new Set(existing.map((row) => row['name']));
  // names with pg_ are the server's own, and only another major version could lack one
  const missing = rolesOf(expected.objects).filter((role) => !there.has(role) && !/^"?pg_/.test(role));
  for (const role of missing) await session.execute(`CREATE ROLE ${role} NOLOGIN`);

  const wanted = expected.settings['database'] ?? 'restored';
  const taken = await session.rows(`SELECT datname FROM pg_database`);
  const names = new Set(taken.map((row) => row['datname']));
  let name = wanted;
  for (let suffix = 1; names.has(name); suffix += 1) name = `restored_${suffix}`;
  return { name, roles: missing };
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
