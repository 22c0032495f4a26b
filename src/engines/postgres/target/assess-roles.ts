import type { Fingerprint } from '../../../domain/fingerprint.ts';
import { ownersOf, rolesOf } from '../catalog.ts';
import { recordedProperties, rolesOfProperties } from '../database-properties.ts';
import type { ServerFacts } from './facts.ts';
import type { Obstacle } from '../../../domain/obstacle.ts';

/** Roles that the backup names and the server has not, quoted. Names with `pg_` are the server's own. */
function missingRoles({ roles }: Pick<ServerFacts, 'roles'>, { objects }: Fingerprint): readonly string[] {
  return rolesOf(objects).filter((role) => !roles.has(role) && !isBuiltIn(role));
}

/** Roles that own something in the backup and that the account has to be a member of, quoted; none for a superuser. */
function ownersToPlay(facts: ServerFacts, { objects }: Fingerprint): readonly string[] {
  if (facts.isSuperuser) return [];
  return ownersOf(objects).filter((role) => role !== facts.account && !isBuiltIn(role));
}

/** Roles that the account can neither make nor act for. */
export function roleObstacles(facts: ServerFacts, expected: Fingerprint): readonly Obstacle[] {
  const obstacles: Obstacle[] = [];
  const missing = missingRoles(facts, expected);
  if (missing.length > 0 && !facts.createsRoles) {
    obstacles.push({
      message: `its server lacks roles that the backup names, and the account may not create them: ${missing.join(', ')}`,
      remedy: missing.map((role) => `CREATE ROLE ${role} NOLOGIN;`).join(' '),
    });
  }
  const foreign = ownersToPlay(facts, expected).filter((role) => facts.roles.has(role) && !facts.playsRoles.has(role));
  if (foreign.length > 0) {
    obstacles.push({
      message: `the account ${facts.account} is not a member of roles that own objects of the backup: ${foreign.join(', ')}`,
      remedy: foreign.map((role) => `GRANT ${role} TO ${facts.account};`).join(' '),
    });
  }
  return obstacles;
}

/** Roles that are made for a restore, quoted. */
export interface RolesToMake {
  readonly roles: readonly string[];
  /** Those that own something, and that the account becomes a member of. */
  readonly memberships: readonly string[];
}

/** The roles that the server lacks. Those that only a lost database's own properties name are made where the account may. */
export function rolesToMake(facts: ServerFacts, expected: Fingerprint): RolesToMake {
  const missing = missingRoles(facts, expected);
  const owners = ownersToPlay(facts, expected);
  const properties = facts.database === undefined && facts.createsRoles ? recordedProperties(expected) : undefined;
  const further = properties === undefined ? [] : rolesOfProperties(properties);
  const roles = [...new Set([...missing, ...further.filter((role) => !facts.roles.has(role) && !isBuiltIn(role))])];
  const toPlay = new Set([...owners, ...(properties === undefined || facts.isSuperuser ? [] : [properties.owner])]);
  return { roles, memberships: roles.filter((role) => toPlay.has(role)) };
}

/** Makes them, as accounts that cannot log in. */
export function createRoles({ account }: ServerFacts, { roles, memberships }: RolesToMake): readonly string[] {
  return [
    ...roles.map((role) => `CREATE ROLE ${role} NOLOGIN`),
    ...memberships.map((role) => `GRANT ${role} TO ${account}`),
  ];
}

function isBuiltIn(role: string): boolean {
  return /^"?pg_/.test(role);
}
