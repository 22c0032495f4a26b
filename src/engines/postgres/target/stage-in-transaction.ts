import type { RestoreNeed, RestorePlan, StagedRestore } from '../../../ports/target.ts';
import { examineCopy } from '../examine.ts';
import { inspectCopy } from '../inspect.ts';
import { targetPlace } from '../load-failures.ts';
import { writeArchive } from '../restorer-archive.ts';
import { sharing } from '../shared-session.ts';
import type { TargetAccess } from './access.ts';
import { createRoles, rolesToMake } from './assess-roles.ts';
import { clearDatabase } from './clear-database.ts';
import { commitGuarded, guardCommit, type GuardedTransaction } from './commit-guard.ts';
import { amidOthers, blocking, pidOf } from './connections.ts';
import { lendCreate, takeBack } from './create-rights.ts';
import { readFacts } from './facts.ts';
import { takeLock } from './lock.ts';
import { scriptOf } from './restore-script.ts';
import { refreshStatistics } from './stage-beside.ts';
import { assertStillEmpty } from './survey.ts';
import { untilLetGo } from './until-let-go.ts';

/** Clears the target and loads a whole database, in a transaction that stays open. */
export async function stageInTransaction(
  access: TargetAccess,
  bytes: AsyncIterable<Uint8Array>,
  plan: RestorePlan,
  need: RestoreNeed,
): Promise<StagedRestore> {
  const { database } = access.connection;
  await using held = new AsyncDisposableStack();
  const holder = held.use(await access.opener()());
  await takeLock(holder, database);
  await using archive = await writeArchive(bytes, need.scratch, targetPlace, need.signal);
  const run = untilLetGo(need.signal);
  const session = held.use(await access.opener(run.signal)(database));
  if (!plan.holdsData) await assertStillEmpty(access.opener(need.signal), database);
  const facts = await readFacts(access.opener(need.signal), database);
  await session.execute('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
  const [row] = await session.rows('SELECT pg_current_xact_id() AS id');
  await guardCommit(session);
  for (const statement of createRoles(facts, rolesToMake(facts, need.expected))) await session.execute(statement);
  await using ender = await access.opener()();
  const inTheWay = blocking(await pidOf(session));
  await amidOthers({ session: ender, inTheWay, end: inTheWay }, async () => {
    const kept = await clearDatabase(session, facts, need.expected);
    const lent = await lendCreate(session, facts, need.expected);
    await session.script(scriptOf({ ...access, archive, kept, signal: need.signal }));
    await takeBack(session, lent, need.expected);
  });
  const work: Work = { access, need, session, transaction: row?.['id'] ?? '', letGo: () => run.letGo() };
  return staged(work, held.move());
}

interface Work extends GuardedTransaction {
  readonly need: RestoreNeed;
  /** From then on the run's signal does not end the session. */
  readonly letGo: () => void;
}

function staged(work: Work, held: AsyncDisposable): StagedRestore {
  const { access, need, session } = work;
  const { expected, progress } = need;
  const open = sharing(session);
  return {
    inspect: () => inspectCopy({ open, expected, progress, workers: 1 }),
    examine: () => examineCopy({ open, expected, progress }),
    async commit() {
      need.signal.throwIfAborted();
      work.letGo();
      await commitGuarded(work, access.connection.database);
      const openTarget = access.opener();
      await refreshStatistics(() => openTarget(access.connection.database), { ...need, signal: never });
      return { wayBack: [], removal: [], removePrevious: () => Promise.resolve() };
    },
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  };
}

const never = new AbortController().signal;
