import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import type { Progress } from '../../ports/progress.ts';
import { attributesOf, isRole, type RoleAttributes } from './objects-roles.ts';
import type { Session } from './session.ts';

/**
 * The roles of the source that the copy's server has; what else is there is not of the source. A dump does not hold what roles may: where
 * the server has a role with other rights, that is said and speaks not against the copy. Nor does it hold the roles that others are members
 * of, which are never missing.
 *
 * @param found the objects of the copy
 */
export async function rolesThere(
  session: Session,
  expected: readonly ObjectFingerprint[],
  found: readonly ObjectFingerprint[],
  progress: Progress,
): Promise<readonly ObjectFingerprint[]> {
  const rows = await session.rows('SELECT quote_ident(rolname) AS name FROM pg_roles');
  const there = new Set(rows.map((row) => row['name']));
  const own = new Map(found.filter(isRole).map(({ name, definition }) => [name, definition]));
  const other = expected.filter((role) => isRole(role) && isOther(role, own.get(role.name))).map(({ name }) => name);
  if (other.length > 0) progress.note(`roles have other rights or memberships than in the source: ${other.join(', ')}`);
  return expected.filter(({ kind, name }) => kind === 'parent-role' || (kind === 'role' && there.has(name)));
}

/** Whether a role means something else in the copy. What it may do elsewhere in the server, or whether it may log in, is no part of that. */
function isOther({ definition }: ObjectFingerprint, found: string | undefined): boolean {
  return definition !== '' && found !== undefined && meaning(attributesOf(definition)) !== meaning(attributesOf(found));
}

function meaning({ superuser, no_inherit, bypass_rls, memberships }: RoleAttributes): string {
  return JSON.stringify([superuser, no_inherit, bypass_rls, memberships]);
}
