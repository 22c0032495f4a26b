import type { RestoreNeed, RestorePlan, StagedRestore } from '../../../ports/target.ts';
import { examineCopy } from '../examine.ts';
import { inspectCopy } from '../inspect.ts';
import { sharing } from '../shared-session.ts';
import { commitGuarded, type GuardedTransaction } from './commit-guard.ts';
import { refreshStatistics } from './stage-beside.ts';
import type { Survey } from './tables-survey.ts';
import type { FollowedSignal } from './until-let-go.ts';

export interface LoadedTables extends GuardedTransaction {
  readonly run: FollowedSignal;
  readonly survey: Survey;
  readonly plan: RestorePlan;
  readonly need: RestoreNeed;
}

/** Tables that are loaded in a transaction, which waits for its end. */
export function stagedTables(loaded: LoadedTables, held: AsyncDisposable): StagedRestore {
  const { access, session, run, survey, plan, need } = loaded;
  const { progress, signal } = need;
  const tables = [...survey.ways.keys()];
  const open = sharing(session);
  return {
    inspect: () => inspectCopy({ open, expected: plan.expected, progress, workers: 1, strangers: 'ignore' }),
    examine: () => examineCopy({ open, expected: need.expected, progress, tables }),
    async commit() {
      signal.throwIfAborted();
      run.letGo();
      await commitGuarded(loaded, tables.join(', '));
      const target = access.opener();
      await refreshStatistics(() => target(access.connection.database), { progress, signal: never }, tables);
      return { wayBack: [], removal: [], removePrevious: () => Promise.resolve() };
    },
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  };
}

const never = new AbortController().signal;
