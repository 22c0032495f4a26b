import type { RestoreNeed, RestorePlan, RestoreWay } from '../../../ports/target.ts';
import { quoteIdentifier } from '../copy-statement.ts';
import { readProperties } from '../database-properties.ts';
import type { TargetAccess } from './access.ts';
import { contentObstacles, extensionObstacles, readExtensions, type ExtensionFacts } from './assess-content.ts';
import { roleObstacles, rolesToMake } from './assess-roles.ts';
import { roomFor } from './assess-room.ts';
import { serverObstacles, sourceOf } from './assess-server.ts';
import { schemaObstacles } from './create-rights.ts';
import { readFacts, type DatabaseFacts, type ServerFacts } from './facts.ts';
import { amidOthers, blocking, pidOf } from './connections.ts';
import { localeObstacles } from './locale.ts';
import { assertFit, type Obstacle } from '../../../domain/obstacle.ts';
import { deniedSettings, legacyOf } from './properties.ts';
import { stepsOf } from './steps.ts';
import { holdsAnything, readHolds } from './survey.ts';
import { clearingObstacles } from './assess-clearing.ts';

/** What decides how a whole database comes back. */
export interface Assessment {
  readonly access: TargetAccess;
  readonly need: RestoreNeed;
  readonly facts: ServerFacts;
  readonly extensions: ExtensionFacts;
}

/**
 * Looks at everything that can be known before, and decides on the gentlest way: beside what is there, so that both are there until the
 * last moment, or else in one transaction.
 *
 * @throws Failure `target-unfit` that names all that is in the way.
 */
export async function chooseWay(access: TargetAccess, need: RestoreNeed): Promise<{ readonly plan: RestorePlan }> {
  const { expected, signal } = need;
  const { connection, home } = access;
  const open = access.opener(signal);
  const facts = await readFacts(open, connection.database);
  assertFit(connection.description, serverObstacles(facts, need));
  await using session = await open();
  const extensions = await readExtensions(session, expected);
  const assessment: Assessment = { access, need, facts, extensions };
  const room = await roomFor(session, connection, need);
  const holds = facts.database === undefined ? [] : await readHolds(session, connection.database);
  const notBeside = await reasonsAgainstBeside(assessment);
  const { way, obstacles } = await decide(assessment, notBeside);
  assertFit(connection.description, [
    ...extensionObstacles(extensions, facts.major),
    ...roleObstacles(facts, expected),
    ...contentObstacles(facts, expected),
    ...(await schemaObstacles(session, facts, expected)),
    ...room.obstacles,
    ...holds,
    ...obstacles,
  ]);
  const made = rolesToMake(facts, expected);
  const name = quoteIdentifier(connection.database);
  const legacy = way === 'create' ? await legacyOf(session, name, expected, facts, made.roles) : undefined;
  const holdsData = facts.database !== undefined && (await holdsAnything(open, connection.database));
  return {
    plan: {
      way,
      expected,
      ...sourceOf(facts, connection.database, need),
      holdsData,
      ...stepsOf({
        ...{ way, facts, need, database: connection.database, home },
        ...made,
        ...(legacy && { legacy }),
        notes: [...room.notes, ...(way === 'transaction' ? notBeside.map(({ message }) => message) : [])],
      }),
    },
  };
}

async function decide(
  assessment: Assessment,
  notBeside: readonly Obstacle[],
): Promise<{ readonly way: RestoreWay; readonly obstacles: readonly Obstacle[] }> {
  const { database } = assessment.facts;
  if (database === undefined) return { way: 'create', obstacles: notBeside };
  if (notBeside.length === 0) return { way: 'swap', obstacles: [] };
  const { access, need } = assessment;
  await using session = await access.opener(need.signal)(access.connection.database);
  await using watcher = await access.opener(need.signal)();
  const inTheWay = blocking(await pidOf(session));
  const obstacles = await amidOthers({ session: watcher, inTheWay }, () =>
    clearingObstacles(session, assessment, database),
  );
  // where neither way is open, the gentler one is the one to make way for
  return { way: 'transaction', obstacles: obstacles.length === 0 ? [] : [...notBeside, ...obstacles] };
}

/** Why no fresh database can be made and take the target's name. */
async function reasonsAgainstBeside({ access, need, facts, extensions }: Assessment): Promise<readonly Obstacle[]> {
  const { database: name } = access.connection;
  const obstacles: Obstacle[] = [];
  if (!facts.createsDatabases) {
    obstacles.push({
      message: `the account ${facts.account} may not create databases`,
      remedy: `ALTER ROLE ${facts.account} CREATEDB;`,
    });
  }
  if (access.home === name) {
    obstacles.push({
      message: `the account ${facts.account} may enter no database beside ${name}`,
      remedy: `GRANT CONNECT ON DATABASE postgres TO ${facts.account};`,
    });
  }
  if (extensions.guarded.length > 0 && !facts.isSuperuser && !facts.isManaged) {
    const guarded = extensions.guarded.join(', ');
    obstacles.push({
      message: `only a superuser may create the extensions ${guarded} in a fresh database`,
      remedy: 'restore as a superuser',
    });
  }
  obstacles.push(...(await localeObstacles(access.opener(need.signal), need.expected.settings)));
  if (facts.database !== undefined) obstacles.push(...(await reasonsAgainstSwap(access, need, facts, facts.database)));
  return obstacles;
}

async function reasonsAgainstSwap(
  access: TargetAccess,
  need: RestoreNeed,
  facts: ServerFacts,
  { oid, owner }: DatabaseFacts,
): Promise<readonly Obstacle[]> {
  const { database: name } = access.connection;
  if (!facts.isSuperuser && !facts.playsRoles.has(owner)) {
    return [
      {
        message: `${name} belongs to ${owner}, and the account ${facts.account} is not a member of that role`,
        remedy: `GRANT ${owner} TO ${facts.account};`,
      },
    ];
  }
  await using session = await access.opener(need.signal)();
  const { settings } = await readProperties(session, oid);
  return (await deniedSettings(session, settings, facts)).map((setting) => ({
    message: `the account ${facts.account} may not give the setting ${setting.name} of ${name} to a fresh database`,
    remedy: 'restore as a superuser',
  }));
}
