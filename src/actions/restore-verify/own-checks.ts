import { Failure } from '../../domain/failure.ts';
import { checkFailed, judgeCheck, type Check, type Evidence } from '../../domain/verification/checks.ts';
import type { Copy, OwnCheck } from '../../usecases/verify-backup.ts';

/** The user's checks as a drill runs them, each by one read-only statement in the copy. A statement that the server refuses is a finding. */
export function ownChecks(checks: readonly Check[]): readonly OwnCheck[] {
  return checks.map((check) => async (copy, signal) => {
    try {
      const finding = judgeCheck(check, await evidenceFor(check, copy, signal), copy.snapshotAt);
      return finding === undefined ? [] : [finding];
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Failure) || error.kind === 'bug') throw error;
      // a server that answers nothing any more says nothing about the check: then this throws
      await copy.restorer.query('SELECT 1', copy.sandbox, signal);
      return [checkFailed(check, error.message)];
    }
  });
}

async function evidenceFor(check: Check, { restorer, sandbox }: Copy, signal: AbortSignal): Promise<Evidence> {
  if (check.kind === 'plan') return { plan: await restorer.explain(check.statement, sandbox, signal) };
  return { rows: await restorer.query(check.sql, sandbox, signal) };
}
