import { Failure, messageOf } from '../../../domain/failure.ts';
import { assertFit } from '../../../domain/obstacle.ts';
import type { CommittedRestore, RestoreNeed, RestorePlan, StagedRestore } from '../../../ports/target.ts';
import { inDatabase } from '../connection.ts';
import { propertyStatements, readProperties, type DatabaseProperties } from '../database-properties.ts';
import { quoteIdentifier } from '../copy-statement.ts';
import type { OpenSession } from '../create-database.ts';
import { examineCopy } from '../examine.ts';
import { inspectCopy } from '../inspect.ts';
import { loadDatabase } from '../load-database.ts';
import { targetPlace } from '../load-failures.ts';
import { loadArchive, writeArchive } from '../restorer-archive.ts';
import type { Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { assertEndable, onDatabases } from './connections.ts';
import { takeBack } from './create-rights.ts';
import { readFacts, type ServerFacts } from './facts.ts';
import { createFresh, dropFresh, formerName, sweepFresh, type FreshDatabase } from './fresh-database.ts';
import { settleForLoad } from './load-settings.ts';
import { takeLock } from './lock.ts';
import { legacyOf } from './properties.ts';
import { refusedSettings } from './refused-settings.ts';
import { removalOf, removeFormer } from './remove-former.ts';
import { assertStillEmpty, holdsAnything, readHolds } from './survey.ts';
import { swap, wayBackOf } from './swap.ts';

/** Loads a whole database beside what is there. */
export async function stageBeside(
  access: TargetAccess,
  bytes: AsyncIterable<Uint8Array>,
  plan: RestorePlan,
  need: RestoreNeed,
): Promise<StagedRestore> {
  const { database } = access.connection;
  const open = access.opener(need.signal);
  await using held = new AsyncDisposableStack();
  // not ended by the run's signal: what has been put in place must not be left in doubt
  const holder = held.use(await access.opener()());
  await takeLock(holder, database);
  await sweepFresh(open, database, need.progress);
  const facts = await readFacts(open, database);
  assertUnchanged(plan, facts, database);
  if (facts.database !== undefined) {
    if (!plan.holdsData) await assertStillEmpty(open, database);
    // it would be found out at the swap, when the load has been in vain
    await assertEndable(holder, onDatabases([database]));
    assertFit(access.connection.description, await readHolds(holder, database));
  }
  const fresh = await loadFresh(access, bytes, facts, need);
  return stagedBeside({ access, plan, need, facts, holder, fresh, held: held.move() });
}

/** A safety backup and the user's own command lie between the plan and the load. */
function assertUnchanged({ way }: RestorePlan, facts: ServerFacts, database: string): void {
  if ((way === 'create') === (facts.database === undefined)) return;
  const what = way === 'create' ? 'was made' : 'was dropped';
  throw new Failure('target-busy', `database ${database} ${what} after the restore was planned`, {
    hint: 'run again; nothing was changed',
  });
}

async function loadFresh(
  access: TargetAccess,
  bytes: AsyncIterable<Uint8Array>,
  facts: ServerFacts,
  { expected, scratch, progress, signal }: RestoreNeed,
): Promise<FreshDatabase> {
  const { launcher, clients, connection, jobs } = access;
  const open = access.opener(signal);
  await using archive = await writeArchive(bytes, scratch, targetPlace, signal);
  return await loadDatabase({
    ...{ open, expected, jobs, progress },
    create: () => createFresh({ database: connection.database, expected, facts, open, openAfter: access.opener() }),
    drop: (fresh) => dropFresh(access.opener(), fresh),
    load: async ({ name, lent }, connections) => {
      const unset = await settleForLoad(open, name);
      await loadArchive({
        ...{ launcher, clients, archive, jobs: connections, place: targetPlace, signal },
        connection: inDatabase(connection, name),
      });
      await using session = await open(name);
      await unset(session);
      await takeBack(session, lent, expected);
    },
  });
}

interface Staging {
  readonly access: TargetAccess;
  readonly plan: RestorePlan;
  readonly need: RestoreNeed;
  /** As they were before the load. */
  readonly facts: ServerFacts;
  /** Has the lock. */
  readonly holder: Session;
  readonly fresh: FreshDatabase;
  readonly held: AsyncDisposable;
}

function stagedBeside(staging: Staging): StagedRestore {
  const { access, need, fresh, held } = staging;
  const { expected, progress, signal } = need;
  const openFresh: OpenSession = (_, settings) => access.opener(signal)(fresh.name, settings);
  let isInPlace = false;
  return {
    inspect: () => inspectCopy({ open: openFresh, expected, progress, workers: access.jobs }),
    examine: () => examineCopy({ open: openFresh, expected, progress }),
    async commit() {
      await refreshStatistics(openFresh, need);
      signal.throwIfAborted();
      const committed = await putInPlace(staging);
      isInPlace = true;
      return committed;
    },
    async [Symbol.asyncDispose]() {
      await using _ = held;
      if (!isInPlace) await dropFresh(access.opener(), fresh);
    },
  };
}

/** Of these tables, or of all. Statistics are no data: without them the restore is whole, and slow until the server has made them itself. */
export async function refreshStatistics(
  open: OpenSession,
  { progress, signal }: Pick<RestoreNeed, 'progress' | 'signal'>,
  tables: readonly string[] = [],
): Promise<void> {
  progress.item('statistics');
  try {
    await using session = await open();
    await session.execute(`ANALYZE ${tables.join(', ')}`);
  } catch (error) {
    signal.throwIfAborted();
    progress.warn(`the statistics could not be refreshed, run ANALYZE: ${messageOf(error)}`);
  }
}

async function putInPlace({ access, plan, need, facts: before, holder, fresh }: Staging): Promise<CommittedRestore> {
  const { database } = access.connection;
  const open = access.opener();
  const facts = await readFacts(open, database);
  if (facts.database?.oid !== before.database?.oid) {
    throw new Failure('target-busy', `another database took the name ${database} while the backup was loaded`, {
      hint: 'run again; nothing was changed',
    });
  }
  if (facts.database !== undefined) assertFit(access.connection.description, await readHolds(holder, database));
  const quoted = quoteIdentifier(fresh.name);
  if (facts.database === undefined) {
    const legacy = await legacyOf(holder, quoteIdentifier(database), need.expected, facts, fresh.roles);
    const { properties, notes } =
      legacy === undefined ? asNew(quoted) : await inherited(open, { database, quoted }, legacy.properties);
    await swap({ holder, open, database, fresh, properties });
    return { wayBack: [], removal: [], notes, removePrevious: () => Promise.resolve() };
  }
  const properties = propertyStatements(quoted, await readProperties(holder, facts.database.oid));
  const former = await formerName(holder, database);
  await swap({ holder, open, database, fresh, former, properties });
  const removal = removalOf(former, facts.database);
  // nobody can write to it any more
  const isNeeded = !plan.holdsData && (await holdsAnything(open, former).catch(() => true));
  return {
    wayBack: wayBackOf(database, fresh.name, former),
    removal,
    ...(isNeeded && {
      isPreviousNeeded: true,
      notes: [
        `${database} was empty when the restore was planned, and something came meanwhile: it stays in ${former}`,
      ],
    }),
    removePrevious: () => removeFormer(open, former, removal),
  };
}

/** What gives a database its properties, and what could not come along. */
interface Given {
  readonly properties: readonly string[];
  readonly notes: readonly string[];
}

/** What a database has that was just made. */
function asNew(quoted: string): Given {
  return {
    properties: [`GRANT CONNECT, TEMPORARY ON DATABASE ${quoted} TO PUBLIC`, `COMMENT ON DATABASE ${quoted} IS NULL`],
    notes: [],
  };
}

async function inherited(
  open: OpenSession,
  { database, quoted }: { readonly database: string; readonly quoted: string },
  properties: DatabaseProperties,
): Promise<Given> {
  const refused = await refusedSettings(open, quoted, properties.settings);
  const settings = properties.settings.filter((setting) => !refused.has(setting));
  return {
    properties: propertyStatements(quoted, { ...properties, settings }),
    notes: Array.from(refused, ([{ name }, reason]) => `the setting ${name} of ${database} was left out: ${reason}`),
  };
}
