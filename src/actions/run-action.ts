import { asFailure, Failure, messageOf } from '../domain/failure.ts';
import { systemClock } from '../platform/system-clock.ts';
import { version } from '../platform/version.ts';
import type { Progress } from '../ports/progress.ts';
import type { Runtime } from '../ports/runtime.ts';
import { launcher } from '../process/launcher.ts';
import { failureSummary } from '../report/failure-summary.ts';
import type { Action } from './context.ts';
import { steadfast } from './steadfast-runtime.ts';

/** 0 done or proven, 1 failed, 2 bad input, 3 could not tell. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** How a run ended. */
export interface Outcome {
  readonly status: ExitStatus;
  /** Absent where the status is 0. */
  readonly failure?: Failure;
}

/**
 * Runs an action and says what failed: in one line, and in the summary where the action did not say it there itself.
 *
 * @param name of the action. @param load gives it, once it is needed.
 */
export async function runAction(
  name: string,
  load: () => Promise<Action>,
  runtime: Runtime,
  progress: Progress,
): Promise<Outcome> {
  const { runtime: steady, told, unwritten } = steadfast(runtime);
  try {
    const action = await load();
    await action({
      runtime: steady,
      clock: systemClock,
      launcher: launcher(runtime.programEnvironment),
      progress,
      version,
    });
    const [lost] = unwritten;
    if (lost !== undefined) throw lost;
    return { status: 0 };
  } catch (thrown) {
    for (const other of unwritten) if (other !== thrown) runtime.warn(other.message);
    const failure = inItsWords(runtime.signal.aborted ? stopped(runtime.signal, thrown) : asFailure(thrown), runtime);
    if (!told.some((known) => known === thrown || known === failure)) await summarize(name, failure, runtime);
    return reportFailure(failure, runtime);
  }
}

/** A page that cannot be written takes nothing from what failed. */
async function summarize(action: string, failure: Failure, runtime: Runtime): Promise<void> {
  try {
    await runtime.summary(failureSummary({ action, source: runtime.input('source').trim(), failure }));
  } catch (thrown) {
    runtime.warn(`the summary says nothing of the failure: ${messageOf(thrown)}`);
  }
}

/** The failure with its hint as whoever started the run would write it. */
function inItsWords(failure: Failure, runtime: Pick<Runtime, 'inItsWords'>): Failure {
  const hint = runtime.inItsWords?.(failure) ?? failure.hint;
  const { code, message, cause, isPartial } = failure;
  return hint === failure.hint ? failure : new Failure(code, message, { hint, cause, isPartial });
}

/** Says what failed, in one line. */
export function reportFailure(
  thrown: Failure,
  runtime: Pick<Runtime, 'output' | 'error' | 'info' | 'inItsWords'>,
): Outcome {
  const failure = inItsWords(thrown, runtime);
  runtime.error(`${failure.message} — ${failure.hint} [${failure.code}]`, 'muster');
  if (failure.kind === 'bug') runtime.info(placesIn(failure.cause));
  try {
    runtime.output('failure', failure.code);
  } catch (lost) {
    runtime.info(messageOf(lost)); // the run is red as it is
  }
  return { status: statusOf(failure), failure };
}

function statusOf({ kind, code, isPartial }: Failure): ExitStatus {
  if (kind === 'user' && !isPartial) return 2;
  return code === 'could-not-tell' ? 3 : 1;
}

/** Where an unexpected error came from, without its message, which may hold anything. */
function placesIn(cause: unknown): string {
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

/** That the run was asked to stop is what counts, unless what was thrown says just that and more, such as what is left to do. */
function stopped(signal: AbortSignal, thrown: unknown): Failure {
  const reason = signal.reason instanceof Error ? signal.reason.message : 'the run was asked to stop';
  if (thrown instanceof Failure && thrown.code === 'interrupted' && thrown.message.startsWith(reason)) return thrown;
  return new Failure('interrupted', reason, { cause: thrown });
}
