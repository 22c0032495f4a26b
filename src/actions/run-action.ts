import { asFailure, Failure } from '../domain/failure.ts';
import { systemClock } from '../platform/system-clock.ts';
import { version } from '../platform/version.ts';
import type { Progress } from '../ports/progress.ts';
import type { Runtime } from '../ports/runtime.ts';
import { launcher } from '../process/launcher.ts';
import type { Action } from './context.ts';

/** 0 done or proven, 1 failed, 2 bad input, 3 could not tell. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** How a run ended. */
export interface Outcome {
  readonly status: ExitStatus;
  /** Absent where the status is 0. */
  readonly failure?: Failure;
}

/**
 * Runs an action and says in one line what failed.
 *
 * @param load gives the action, once it is needed.
 */
export async function runAction(load: () => Promise<Action>, runtime: Runtime, progress: Progress): Promise<Outcome> {
  try {
    const action = await load();
    await action({
      runtime,
      clock: systemClock,
      launcher: launcher(runtime.programEnvironment),
      progress,
      version,
    });
    return { status: 0 };
  } catch (thrown) {
    return reportFailure(runtime.signal.aborted ? stopped(runtime.signal, thrown) : asFailure(thrown), runtime);
  }
}

/** Says what failed, in one line. */
export function reportFailure(
  thrown: Failure,
  runtime: Pick<Runtime, 'output' | 'error' | 'info' | 'inItsWords'>,
): Outcome {
  const { code, message, cause } = thrown;
  const hint = runtime.inItsWords?.(thrown.hint) ?? thrown.hint;
  const failure = hint === thrown.hint ? thrown : new Failure(code, message, { hint, cause });
  runtime.output('failure', failure.code);
  runtime.error(`${failure.message} — ${failure.hint} [${failure.code}]`, 'muster');
  if (failure.kind === 'bug') runtime.info(placesIn(failure.cause));
  return { status: statusOf(failure), failure };
}

function statusOf({ kind, code }: Failure): ExitStatus {
  if (kind === 'user') return 2;
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
