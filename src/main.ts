import { configured } from './actions/configured-inputs.ts';
import type { Action } from './actions/context.ts';
import { runAction, type ExitStatus } from './actions/run-action.ts';
import { Failure } from './domain/failure.ts';
import { githubRuntime } from './platform/github-runtime.ts';
import { collectSeldom } from './platform/heap.ts';
import { logProgress } from './platform/log-progress.ts';
import { systemClock } from './platform/system-clock.ts';

/** Every action, loaded when it is the one that runs. */
const actions: Readonly<Record<string, () => Promise<Action>>> = {
  backup: async () => (await import('./actions/backup/wire.ts')).backup,
  'encrypt-and-upload': async () => (await import('./actions/encrypt-and-upload/wire.ts')).encryptAndUpload,
  list: async () => (await import('./actions/list/wire.ts')).list,
  'migration-gate': async () => (await import('./actions/migration-gate/wire.ts')).migrationGate,
  prune: async () => (await import('./actions/prune/wire.ts')).prune,
  restore: async () => (await import('./actions/restore/wire.ts')).restore,
  'restore-verify': async () => (await import('./actions/restore-verify/wire.ts')).restoreVerify,
  sources: async () => (await import('./actions/sources/wire.ts')).sources,
  'setup-client': async () => (await import('./actions/setup-client/wire.ts')).setupClient,
};

/** Runs an action in a GitHub runner, and ends the process: 0 done, 1 failed, 2 bad input, 3 could not tell. */
export async function run(name: string): Promise<void> {
  const runtime = githubRuntime();
  using progress = logProgress(
    (line) => runtime.info(line),
    (line) => runtime.warn(line),
    systemClock,
  );
  const { status } = await runAction(name, async () => configured(name, await actionNamed(name)), runtime, progress);
  end(status);
}

/**
 * Runs what the command line of this process asks for, and ends the process with the same statuses.
 *
 * @param packageFolder the folder with `actions/`.
 */
export async function runCommandLine(packageFolder: string): Promise<void> {
  const { commandLine } = await import('./cli/command-line.ts');
  end(await commandLine({ packageFolder, args: process.argv.slice(2), load: actionNamed }));
}

async function actionNamed(name: string): Promise<Action> {
  collectSeldom();
  const load = actions[name];
  if (load === undefined) throw new Failure('bug', `there is no action ${name}`);
  return await load();
}

/** A connection that is kept alive must not keep a finished run alive. */
function end(status: ExitStatus): void {
  process.exitCode = status;
  process.stdout.write('', () => process.exit());
}
