import { ownersOf, readCatalog } from '../catalog.ts';
import type { Session } from '../session.ts';
import type { Assessment } from './choose-way.ts';
import { keptExtensions, readPresentExtensions } from './clear-database.ts';
import { publicObstacles } from './create-rights.ts';
import type { DatabaseFacts } from './facts.ts';
import type { Obstacle } from '../../../domain/obstacle.ts';

/** Why the target cannot be cleared and loaded in one transaction, seen from within. */
export async function clearingObstacles(
  session: Session,
  { access, need, facts, extensions }: Assessment,
  { encoding }: DatabaseFacts,
): Promise<readonly Obstacle[]> {
  const { database } = access.connection;
  const obstacles: Obstacle[] = [];
  const wanted = need.expected.settings['encoding'] ?? encoding;
  if (wanted !== encoding) {
    obstacles.push({
      message: `${database} has the encoding ${encoding}, the source has ${wanted}`,
      remedy: `restore into a database with the encoding ${wanted}`,
    });
  }
  if (!facts.isSuperuser) {
    const objects = await readCatalog(session, { scope: 'all', sequenceValues: 'leave' });
    const others = ownersOf(objects).filter((role) => !facts.playsRoles.has(role) && !/^"?pg_/.test(role));
    if (others.length > 0) {
      obstacles.push({
        message: `objects in ${database} belong to roles of which the account ${facts.account} is not a member: ${others.join(', ')}`,
        remedy: others.map((role) => `GRANT ${role} TO ${facts.account};`).join(' '),
      });
    }
    obstacles.push(...(await publicObstacles(session, facts, need.expected)));
  }
  const present = await readPresentExtensions(session, facts);
  const kept = keptExtensions(present);
  const needed = new Set(need.expected.objects.filter(({ kind }) => kind === 'extension').map(({ name }) => name));
  const surplus = kept.filter(({ name }) => !needed.has(name) && name !== 'plpgsql');
  if (surplus.length > 0) {
    obstacles.push({
      message: `the account ${facts.account} may not drop extensions that the backup has not: ${surplus.map(({ name }) => name).join(', ')}`,
      remedy: surplus.map(({ name }) => `DROP EXTENSION ${name} CASCADE;`).join(' '),
    });
  }
  const there = new Set(present.map(({ name }) => name));
  const guarded = facts.isSuperuser || facts.isManaged ? [] : extensions.guarded.filter((name) => !there.has(name));
  if (guarded.length > 0) {
    obstacles.push({
      message: `only a superuser may create the extensions ${guarded.join(', ')}`,
      remedy: guarded.map((name) => `CREATE EXTENSION ${name};`).join(' '),
    });
  }
  return obstacles;
}
