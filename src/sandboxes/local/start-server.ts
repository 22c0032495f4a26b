import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SandboxNeed } from '../../ports/sandbox.ts';
import { lastLine } from '../../process/last-line.ts';
import { ProcessFailure, type Launcher, type RunningProcess } from '../../process/launcher.ts';
import type { Confinement } from './confinement.ts';
import type { Flavour, Installation, ServerRoom } from './flavour.ts';

export interface ServerPlan {
  readonly flavour: Flavour;
  readonly installation: Installation;
  readonly room: ServerRoom;
  readonly need: SandboxNeed;
  readonly walls: Confinement;
  readonly launcher: Launcher;
  readonly clock: Clock;
  readonly startSeconds?: number;
}

/** A server that was started. Disposing of it ends the server without saving anything, and waits until it is gone. */
export interface StartedServer extends AsyncDisposable {
  /** The outermost process; it leads the group in which all others are. */
  readonly pid: number;
  /**
   * Waits until the server has answered a query and returns its version.
   *
   * @throws Failure `sandbox-unavailable` with the end of the server's log where it ends first or takes too long.
   */
  ready(signal: AbortSignal): Promise<string>;
}

const pollSeconds = 0.02;

/** Starts the server of a prepared data folder. */
export function startServer(plan: ServerPlan): StartedServer {
  const { flavour, installation, room, need, walls, launcher } = plan;
  const running = launcher.start(walls.confined(flavour.serve(installation, room, need)));
  running.stdin.end();
  const log = { ended: false };
  void drain(running).finally(() => (log.ended = true));
  return {
    pid: running.pid,
    ready: (signal) => firstAnswer(plan, running, log, signal),
    async [Symbol.asyncDispose]() {
      if (!log.ended) signalGroup(running.pid, flavour.stopSignal);
      await running[Symbol.asyncDispose]();
    },
  };
}

async function firstAnswer(
  { flavour, installation, room, launcher, clock, startSeconds = 60 }: ServerPlan,
  running: RunningProcess,
  log: { readonly ended: boolean },
  signal: AbortSignal,
): Promise<string> {
  const question = await flavour.askVersion(installation, room);
  const deadline = clock.monotonicSeconds() + startSeconds;
  for (;;) {
    signal.throwIfAborted();
    const answer = await launcher.capture({ ...question, cwd: '/' }, { signal }).catch(refusalOf);
    if (typeof answer === 'string') return /^\S+/.exec(answer)?.[0] ?? '';
    if (log.ended) throw unavailable(flavour, 'ended while it was starting', running.stderr());
    if (clock.monotonicSeconds() > deadline) {
      const last = running.stderr() === '' ? answer.stderr : running.stderr();
      throw unavailable(flavour, `did not answer within ${startSeconds} s`, last);
    }
    await clock.sleep(pollSeconds, signal);
  }
}

/** That the client could not connect yet is expected; anything else, such as a missing client, is not. */
function refusalOf(thrown: unknown): ProcessFailure {
  if (thrown instanceof ProcessFailure) return thrown;
  throw thrown;
}

function unavailable(flavour: Flavour, what: string, log: string): Failure {
  return new Failure('sandbox-unavailable', `the private ${flavour.product} server ${what}: ${lastLine(log)}`, {
    hint: 'see the end of its log in the message; memory, disk space and the rights of its folder are the usual reasons',
  });
}

/** Reads what the server prints on standard output, so that it never waits for a reader. Its end is not of interest here. */
async function drain(running: RunningProcess): Promise<void> {
  try {
    for await (const _chunk of running.output());
  } catch {
    // seen by whoever waits for the first answer
  }
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // already gone
  }
}
