import type { RestoreNeed, RestorePlan } from '../../../ports/target.ts';
import type { ServerFacts } from './facts.ts';
import type { Obstacle } from '../../../domain/obstacle.ts';

type Backup = Pick<RestoreNeed, 'expected' | 'server'>;

/** What is wrong with the server itself. */
export function serverObstacles(facts: ServerFacts, backup: Backup): readonly Obstacle[] {
  const obstacles: Obstacle[] = facts.database?.closed === undefined ? [] : [facts.database.closed];
  if (facts.isStandby) {
    obstacles.push({
      message: 'its server is a standby, which takes no changes',
      remedy: 'give the URL of the primary server',
    });
  }
  const source = sourceMajor(backup);
  if (source !== undefined && facts.major < source) {
    obstacles.push({
      message: `its server is PostgreSQL ${facts.version}, older than the source's version ${source}`,
      remedy: `restore into a server of version ${source} or later`,
    });
  }
  return obstacles;
}

/** The major version of the source's server; undefined where the backup does not say. */
export function sourceMajor({ expected, server }: Backup): number | undefined {
  const major = Number.parseInt(server['version'] ?? '', 10);
  if (!Number.isNaN(major)) return major;
  const number = Number(expected.settings['server_version_num'] ?? Number.NaN);
  return Number.isNaN(number) ? undefined : Math.floor(number / 10_000);
}

/**
 * Whether the target may be the very database that the backup was taken of: the same name on the same server. Where nobody can know which server
 * it is, the name decides; `sourceDoubt` says why. A copy of a server's files has the identity of the original.
 */
export function sourceOf(
  { systemIdentifier: own }: Pick<ServerFacts, 'systemIdentifier'>,
  database: string,
  { expected, server }: Backup,
): Pick<RestorePlan, 'isSource' | 'sourceDoubt'> {
  const theirs = server['system-identifier'];
  if ((expected.settings['database'] ?? database) !== database) return { isSource: false };
  if (theirs !== undefined && own !== undefined) return { isSource: theirs === own };
  const who =
    theirs === undefined
      ? 'the backup does not tell which server it is of'
      : 'the account may not see which server it is';
  return {
    isSource: true,
    sourceDoubt: `its name is the same, and ${who} (which EXECUTE on pg_control_system() shows)`,
  };
}
