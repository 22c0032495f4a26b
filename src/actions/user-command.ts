import { formatDuration } from '../domain/duration.ts';
import { Failure, messageOf } from '../domain/failure.ts';
import type { Clock } from '../ports/clock.ts';
import { lastLine } from '../process/last-line.ts';
import { ProcessFailure, type Launcher } from '../process/launcher.ts';

/** A bash command of the user's own. */
export interface UserCommand {
  /** All that the command sees of the environment comes from this launcher, and from `env`. */
  readonly launcher: Launcher;
  readonly clock: Clock;
  /** For `bash --noprofile --norc -eo pipefail -c`. */
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
  /** It is ended after that time; none is set where it is absent. */
  readonly timeoutSeconds?: number;
  /** Gets what the command prints on standard output, cut off after its first 64 KiB. It may hold rows. */
  readonly onOutput?: ((text: string) => void) | undefined;
}

/** How a command failed. */
export interface CommandEnd {
  /** For people. */
  readonly reason: string;
  /** Whether bash did not find it, or a program in it, on this machine. */
  readonly isMissing: boolean;
}

/** Bash's manual, "Exit Status": a command that is no program, and one that is not found. */
const missing = [126, 127];

const outputLimitBytes = 64 * 1024;

/**
 * Runs a command to its end.
 *
 * @returns undefined where it exited with 0 in time
 * @throws Failure `command-failed` where it could not even be started, and the signal's reason
 */
export async function runUserCommand(command: UserCommand, signal: AbortSignal): Promise<CommandEnd | undefined> {
  const limit = new AbortController();
  const { signal: over } = limit;
  const timer = timeUp(command, limit);
  try {
    await run(command, AbortSignal.any([signal, over]));
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Failure) throw error;
    return endOf(error, over);
  } finally {
    limit.abort();
    await timer;
  }
}

class TimeUp extends Error {}

async function timeUp({ clock, timeoutSeconds }: UserCommand, limit: AbortController): Promise<void> {
  if (timeoutSeconds === undefined) return;
  await clock.sleep(timeoutSeconds, limit.signal).then(
    () => limit.abort(new TimeUp(`was still running after ${formatDuration(timeoutSeconds)}`)),
    () => undefined,
  );
}

async function run({ launcher, command, env, onOutput }: UserCommand, signal: AbortSignal): Promise<void> {
  // Without --norc, bash reads ~/.bashrc when its standard input is a socket, as Node's pipes are.
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command];
  await using running = launcher.start({ file: 'bash', args, env }, signal);
  running.stdin.end();
  let roomBytes = outputLimitBytes;
  for await (const chunk of running.output()) {
    if (roomBytes > 0) onOutput?.(chunk.subarray(0, roomBytes).toString('utf8'));
    roomBytes -= chunk.length;
  }
}

function endOf(error: unknown, over: AbortSignal): CommandEnd {
  if (over.reason instanceof TimeUp) return { reason: over.reason.message, isMissing: false };
  if (!(error instanceof ProcessFailure)) return { reason: messageOf(error), isMissing: false };
  const said = lastLine(error.stderr);
  const end = error.signal === null ? `ended with status ${error.status}` : `was ended by ${error.signal}`;
  return { reason: said === '' ? end : `${end}: ${said}`, isMissing: missing.includes(error.status ?? 0) };
}
