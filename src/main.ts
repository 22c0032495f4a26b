import type { Action, ActionContext } from './actions/context.ts';
import { asFailure, Failure } from './domain/failure.ts';
import { githubRuntime } from './platform/github-runtime.ts';
import { logProgress } from './platform/log-progress.ts';
import { systemClock } from './platform/system-clock.ts';
import { version } from './platform/version.ts';
import type { Runtime } from './ports/runtime.ts';
import { launcher } from './process/launcher.ts';

/** Every action, loaded when it is the one that runs. */
const actions: Readonly<Record<string, () => Promise<Action>>> = {
  backup: async () => (await import('./actions/backup/wire.ts')).backup,
  'encrypt-and-upload': async () => (await import('./actions/encrypt-and-upload/wire.ts')).encryptAndUpload,
  prune: async () => (await import('./actions/prune/wire.ts')).prune,
  'restore-verify': async () => (await import('./actions/restore-verify/wire.ts')).restoreVerify,
};

/** Runs an action in a GitHub runner, and ends the process: 0 done, 1 failed, 2 bad input, 3 could not tell. */
export async function run(name: string): Promise<void> {
  const runtime = githubRuntime();
  process.exitCode = await statusOf(name, runtime);
  // A connection that is kept alive must not keep a finished run alive.
  process.stdout.write('', () => process.exit());
}

async function statusOf(name: string, runtime: Runtime): Promise<number> {
  using progress = logProgress(
    (line) => runtime.info(line),
    (line) => runtime.warn(line),
    systemClock,
  );
  const context: ActionContext = {
    runtime,
    clock: systemClock,
    launcher: launcher(runtime.programEnvironment),
    progress,
    version,
  };
  try {
    const action = await actions[name]?.();
    if (action === undefined) throw new Failure('bug', `there is no action ${name}`);
    await action(context);
    return 0;
  } catch (thrown) {
    return report(thrown, runtime);
  }
}

/** Says what failed, in one line. */
function report(thrown: unknown, runtime: Runtime): number {
  const failure = runtime.signal.aborted ? stopped(runtime.signal, thrown) : asFailure(thrown);
  runtime.output('failure', failure.code);
  runtime.error(`${failure.message} — ${failure.hint} [${failure.code}]`, 'muster');
  if (failure.kind === 'bug') runtime.info(placesIn(failure.cause));
  if (failure.kind === 'user') return 2;
  return failure.code === 'could-not-tell' ? 3 : 1;
}

/** Where an unexpected error came from, without its message, which may hold anything. */
function placesIn(cause: unknown): string {
  const stack = cause instanceof Error ? (cause.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

function stopped(signal: AbortSignal, cause: unknown): Failure {
  const reason: unknown = signal.reason;
  return new Failure('interrupted', reason instanceof Error ? reason.message : 'the run was asked to stop', { cause });
}
