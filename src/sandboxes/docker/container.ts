import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import { lastWords } from '../../process/last-line.ts';
import { ProcessFailure, type Command, type Launcher } from '../../process/launcher.ts';

export interface ContainerPlan {
  readonly launcher: Launcher;
  readonly clock: Clock;
  readonly image: string;
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

const settings = [
  'listen_addresses=',
  'shared_preload_libraries=',
  'archive_mode=off',
  'max_logical_replication_workers=0',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'max_wal_size=4GB',
  'checkpoint_timeout=1d',
  'max_locks_per_transaction=512',
  'dynamic_shared_memory_type=mmap', // the /dev/shm of a container has 64 MB
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
];

/**
 * The image first runs a temporary server to set itself up, which answers on the same socket (docker-entrypoint.sh of the official image).
 * Only the final server is process 1 of the container, so the first line of its `postmaster.pid` tells them apart.
 */
const question = `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) || ' ' || current_setting('server_version')`;

/** A container of the official image, not yet started. */
export function containerOf(plan: ContainerPlan): Container {
  const { launcher, clock, name, image, startSeconds = 300 } = plan;
  return {
    async start(signal) {
      const deadline = clock.monotonicSeconds() + startSeconds;
      await ranWell(launcher, runCommand(plan), image, signal);
      for (;;) {
        signal.throwIfAborted();
        const args = ['exec', '--user', 'postgres', name, 'psql', '-XAtqc', question];
        const answer = await launcher.capture({ file: 'docker', args }, { signal }).catch(() => '');
        signal.throwIfAborted();
        const version = /^1 (\S+)/.exec(answer)?.[1];
        if (version !== undefined) return version;
        if (clock.monotonicSeconds() > deadline) throw unavailable(image, `did not answer within ${startSeconds} s`);
        await clock.sleep(0.1, signal);
      }
    },
    [Symbol.asyncDispose]: () => removeContainer(launcher, name),
  };
}

/** Removes a container, whatever its state. No failure where there is none. */
export async function removeContainer(launcher: Launcher, name: string): Promise<void> {
  const docker = (...args: string[]): Promise<string> => launcher.capture({ file: 'docker', args });
  // The image gives the folder of the socket to its own account and makes it sticky; we could not empty it without being root.
  await docker('exec', '--user', 'root', name, 'chmod', '0777', '/var/run/postgresql').catch(() => undefined);
  try {
    await docker('rm', '--force', '--volumes', name);
  } catch (error) {
    if (!(error instanceof ProcessFailure && error.stderr.includes('No such container'))) throw error;
  }
}

function runCommand({ image, name, socket, runId }: ContainerPlan): Command {
  const args = [
    ...['run', '--detach', '--rm', '--name', name, '--label', `muster.run=${runId}`],
    ...['--network', 'none', '--security-opt', 'no-new-privileges'],
    ...['--volume', `${socket}:/var/run/postgresql`, '--env', 'POSTGRES_HOST_AUTH_METHOD=trust'],
    ...[image, ...settings.flatMap((setting) => ['-c', setting])],
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
