import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SandboxNeed } from '../../ports/sandbox.ts';
import { lastWords } from '../../process/last-line.ts';
import { ProcessFailure, type Command, type Launcher } from '../../process/launcher.ts';
import { socketFolders, type OfficialImage } from './official-images.ts';

export interface ContainerPlan {
  readonly launcher: Launcher;
  readonly clock: Clock;
  readonly image: OfficialImage;
  readonly need: SandboxNeed;
  readonly name: string;
  /** Folder on this machine in which the server puts its socket. */
  readonly socket: string;
  readonly runId: string;
  readonly startSeconds?: number;
}

/** A container of the official image. Disposing of it removes the container and its volumes. */
export interface Container extends AsyncDisposable {
  /** Starts it, waits until its final server has answered, and returns the version. */
  start(signal: AbortSignal): Promise<string>;
}

/** A container of the official image, not yet started. */
export function containerOf(plan: ContainerPlan): Container {
  const { launcher, clock, name, image, startSeconds = 300 } = plan;
  const { account, program } = image.question;
  return {
    async start(signal) {
      const deadline = clock.monotonicSeconds() + startSeconds;
      await ranWell(launcher, runCommand(plan), image.name, signal);
      for (;;) {
        signal.throwIfAborted();
        const args = ['exec', '--user', account, name, ...program];
        const answer = await launcher.capture({ file: 'docker', args }, { signal }).catch(() => '');
        signal.throwIfAborted();
        const version = /^1 (\S+)/.exec(answer)?.[1];
        if (version !== undefined) return version;
        if (clock.monotonicSeconds() > deadline)
          throw unavailable(image.name, `did not answer within ${startSeconds} s`);
        await clock.sleep(0.1, signal);
      }
    },
    [Symbol.asyncDispose]: () => removeContainer(launcher, name),
  };
}

/** Removes a container, whatever its state. No failure where there is none. */
export async function removeContainer(launcher: Launcher, name: string): Promise<void> {
  const docker = (...args: string[]): Promise<string> => launcher.capture({ file: 'docker', args });
  // Images give the folder of the socket to their own account, and one makes it sticky; we could not empty it without being root.
  await docker('exec', '--user', 'root', name, 'chmod', '0777', ...socketFolders).catch(() => undefined);
  try {
    await docker('rm', '--force', '--volumes', name);
  } catch (error) {
    if (!(error instanceof ProcessFailure && error.stderr.includes('No such container'))) throw error;
  }
}

function runCommand({ image, need, name, socket, runId }: ContainerPlan): Command {
  const args = [
    ...['run', '--detach', '--rm', '--name', name, '--label', `muster.run=${runId}`],
    ...['--network', 'none', '--security-opt', 'no-new-privileges'],
    ...['--volume', `${socket}:${image.socketFolder}`, ...image.environment.flatMap((pair) => ['--env', pair])],
    ...[image.name, ...image.settings(need)],
  ];
  return { file: 'docker', args };
}

async function ranWell(launcher: Launcher, command: Command, image: string, signal: AbortSignal): Promise<void> {
  try {
    await launcher.capture(command, { signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw unavailable(image, `could not be started: ${dockerSays(cause)}`, cause);
  }
}

/** Docker's reason stands before its advice to read the help. */
function dockerSays(cause: unknown): string {
  const lines = cause instanceof ProcessFailure ? cause.stderr.split('\n') : [];
  return lines.findLast((line) => line.startsWith('docker: ')) ?? lastWords(cause);
}

function unavailable(image: string, what: string, cause?: unknown): Failure {
  return new Failure('sandbox-unavailable', `a container of ${image} ${what}`, {
    hint: 'check that the docker engine can get the image and sees the folder for sandboxes',
    cause,
  });
}
