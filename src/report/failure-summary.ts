import type { Failure } from '../domain/failure.ts';
import { failureCode } from './failure-code.ts';
import { page, plain, sentence } from './markdown.ts';

/** A run that ended before its own page could say why, or in a way that its page does not know of. */
export interface FailedRun {
  /** The name of the action. */
  readonly action: string;
  /** What the run was about; empty where nobody said. */
  readonly source: string;
  readonly failure: Pick<Failure, 'code' | 'kind' | 'message' | 'hint'>;
}

/** The page for a person: what failed, why, and what to do. */
export function failureSummary({ action, source, failure }: FailedRun): string {
  const what = source === '' ? plain(action) : `${plain(action)} of ${plain(source)}`;
  return page(
    `## ${titleOf(what, failure)}`,
    `**${plain(failure.message)}** (${failureCode(failure.code)})`,
    `**What to do:** ${sentence(failure.hint)}`,
  );
}

function titleOf(what: string, { code }: FailedRun['failure']): string {
  if (code === 'interrupted') return `⏹️ ${what} was stopped`;
  return code === 'could-not-tell' ? `❔ ${what} could not tell` : `❌ ${what} failed`;
}
