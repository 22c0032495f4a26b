import type { Fingerprint } from '../../../domain/fingerprint.ts';
import { ownersOf, rolesOf } from '../catalog.ts';
import type { ServerFacts } from './facts.ts';
import type { Obstacle } from './obstacle.ts';

/** Roles that the backup names and the server has not, quoted. Names with `pg_` are the server's own. */
export function missingRoles({ roles }: Pick<ServerFacts, 'roles'>, { objects }: Fingerprint): readonly string[] {
  return rolesOf(objects).filter((role) => !roles.has(role) && !isBuiltIn(role));
}

/** Roles that own something in the backup and that the account has to be a member of, quoted; none for a superuser. */
export function ownersToPlay(facts: ServerFacts, { objects }: Fingerprint): readonly string[] {
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

/**
 * Makes the roles that the server lacks, as accounts that cannot log in, and lets the account act for those that own something.
 */
export function createRoles(facts: ServerFacts, expected: Fingerprint): readonly string[] {
  const missing = missingRoles(facts, expected);
  const toPlay = new Set(ownersToPlay(facts, expected));
  return [
    ...missing.map((role) => `CREATE ROLE ${role} NOLOGIN`),
    ...missing.filter((role) => toPlay.has(role)).map((role) => `GRANT ${role} TO ${facts.account}`),
  ];
}

function isBuiltIn(role: string): boolean {
  return /^"?pg_/.test(role);
}
