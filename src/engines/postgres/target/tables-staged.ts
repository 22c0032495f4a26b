import { Failure } from '../../../domain/failure.ts';
import type { RestoreNeed, RestorePlan, StagedRestore } from '../../../ports/target.ts';
import { examineCopy } from '../examine.ts';
import { inspectCopy } from '../inspect.ts';
import type { Session } from '../session.ts';
import { sharing } from '../shared-session.ts';
import type { TargetAccess } from './access.ts';
import { commitGuarded } from './commit-guard.ts';
import { settle } from './settle.ts';
import { refreshStatistics } from './stage-beside.ts';
import type { Survey } from './tables-survey.ts';
import type { FollowedSignal } from './until-let-go.ts';

export interface LoadedTables {
  readonly access: TargetAccess;
  /** Within the transaction that has the tables. */
  readonly session: Session;
  /** Its `xid8`. */
  readonly transaction: string;
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
      await commit(loaded);
      const target = access.opener();
      await refreshStatistics(() => target(access.connection.database), { progress, signal: never }, tables);
      return { wayBack: [], removal: [], removePrevious: () => Promise.resolve() };
    },
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  };
}

const never = new AbortController().signal;

/** Where the connection is lost at that moment, the server knows what became of the transaction. */
async function commit({ access, session, transaction, survey }: LoadedTables): Promise<void> {
  try {
    await commitGuarded(session);
  } catch (error) {
    const tables = [...survey.ways.keys()].join(', ');
    const isInPlace = await settle(
      async () => {
        await using asking = await access.opener()(access.connection.database);
        const [row] = await asking.rows(`SELECT pg_xact_status('${transaction}') AS status`);
        return row?.['status'] === 'in progress' ? undefined : row?.['status'] === 'committed';
      },
      () =>
        new Failure('restore-unsettled', `the server was lost while ${tables} were put in place`, {
          hint: `look with SELECT pg_xact_status('${transaction}'): the rows of the backup are in place where it is committed`,
          cause: error,
        }),
    );
    if (!isInPlace) throw error;
  }
}
