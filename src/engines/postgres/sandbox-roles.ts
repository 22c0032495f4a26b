import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import type { Sandbox } from '../../ports/sandbox.ts';
import { attributesOf, isRole, type RoleAttributes, type RoleMembership } from './objects-roles.ts';
import { literal, type Session } from './session.ts';

interface WantedRole {
  /** Quoted. */
  readonly name: string;
  readonly attributes: RoleAttributes;
}

/**
 * Makes the roles that a dump names, and those that they are members of, as far as the server does not have them. Nobody can log in as one
 * of them; nobody may make databases, roles or replicas by them. What they inherit and what policies they pass by are as in the source.
 *
 * A superuser of the source is one in a server that goes away with the sandbox: event triggers and foreign-data wrappers must belong to one,
 * and functions run with the rights of their owners. Whoever chose what is in the dump gains nothing by it, since the dump is loaded by a
 * superuser and may give anything to that one. In a server that stays, no role gets rights beyond those in the database: no superuser is
 * made, and no role becomes a member of one that was there.
 *
 * All or none are made.
 *
 * @returns the names of those that were made, quoted
 */
export async function createRoles(
  session: Session,
  objects: readonly ObjectFingerprint[],
  { isThrowaway, mark }: Pick<Sandbox, 'isThrowaway' | 'mark'>,
): Promise<readonly string[]> {
  const existing = await session.rows('SELECT quote_ident(rolname) AS name FROM pg_roles');
  const there = new Set(existing.map((row) => row['name'] ?? ''));
  const wanted = objects
    .filter(isRole)
    .map(({ name, definition }) => ({ name, attributes: attributesOf(definition) }))
    // names with pg_ are the server's own, and only another major version could lack one
    .filter(({ name }) => !there.has(name) && !/^"?pg_/.test(name));
  const may = await rightsOf(session);
  await session.execute('BEGIN');
  for (const role of wanted)
    await session.execute(creation(role, { ...may, superusers: isThrowaway && may.superusers }));
  const made = wanted.map(({ name }) => name);
  if (mark !== undefined) for (const name of made) await session.execute(`COMMENT ON ROLE ${name} IS ${literal(mark)}`);
  const parents = new Set(isThrowaway ? [...there, ...made] : made);
  for (const { name, attributes } of wanted) {
    for (const membership of attributes.memberships ?? [])
      if (parents.has(membership.role)) await session.execute(grant(name, membership));
  }
  await session.execute('COMMIT');
  return made;
}

/** Removes roles that own nothing any more. In one statement, since they may be members of each other. */
export async function dropRoles(session: Session, roles: readonly string[]): Promise<void> {
  if (roles.length > 0) await session.execute(`DROP ROLE ${roles.join(', ')}`);
}

interface Rights {
  readonly superusers: boolean;
  readonly bypass: boolean;
}

/** Before version 16 only superusers can make a role that passes by row-level security; from then on, whoever does so too. */
async function rightsOf(session: Session): Promise<Rights> {
  const [row] = await session.rows(
    `SELECT rolsuper, rolsuper OR rolbypassrls AND current_setting('server_version_num')::int >= 160000 AS bypass
     FROM pg_roles WHERE rolname = current_user`,
  );
  return { superusers: row?.['rolsuper'] === 't', bypass: row?.['bypass'] === 't' };
}

function creation({ name, attributes }: WantedRole, may: Rights): string {
  const words = [
    'NOLOGIN',
    attributes.no_inherit === true ? 'NOINHERIT' : 'INHERIT',
    ...(attributes.superuser === true && may.superusers ? ['SUPERUSER'] : []),
    ...(attributes.bypass_rls === true && may.bypass ? ['BYPASSRLS'] : []),
  ];
  return `CREATE ROLE ${name} ${words.join(' ')}`;
}

function grant(member: string, { role, admin = false, inherit, set }: RoleMembership): string {
  const options =
    inherit === undefined
      ? admin
        ? ' WITH ADMIN OPTION'
        : ''
      : ` WITH ADMIN ${admin}, INHERIT ${inherit}, SET ${set ?? true}`;
  return `GRANT ${role} TO ${member}${options}`;
}
