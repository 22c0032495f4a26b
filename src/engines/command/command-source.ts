import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Dump, Source } from '../../ports/engine.ts';
import { ProcessFailure, type Launcher } from '../../process/launcher.ts';

export interface CommandSourceOptions {
  readonly launcher: Launcher;
  readonly clock: Clock;
  readonly workFolder: string;
  /** A line of bash. It sees no inputs and no credentials of ours, and fails where any part of a pipe fails. */
  readonly command: string;
}

/** What a command writes to its standard output; complete only if it exits with 0. Its output and its errors are never printed. */
export function commandSource({ launcher, clock, workFolder, command }: CommandSourceOptions): Source {
  return {
    engine: 'command',
    dump({ signal }): Promise<Dump> {
      const snapshotAt = clock.now();
      // The text goes through the environment: arguments can be read by everyone on the machine. It goes no further than to this bash,
      // since the command line of Muster, which the text may call, would take the variable for its input.
      const args = [
        '--noprofile',
        '--norc',
        '-euo',
        'pipefail',
        '-c',
        'export -n MUSTER_COMMAND; eval "$MUSTER_COMMAND"',
      ];
      const running = launcher.start(
        { file: 'bash', args, env: { MUSTER_COMMAND: command }, cwd: workFolder, isBulky: true },
        signal,
      );
      running.stdin.end();
      return Promise.resolve({
        snapshotAt,
        server: {},
        position: {},
        tools: {},
        format: 'bytes',
        extension: '.bin',
        portability: [],
        companions: [],
        bytes: () => exitGated(running.output()),
        fingerprint: () => Promise.resolve(undefined),
        [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
      });
    },
  };
}

async function* exitGated(output: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* output;
  } catch (thrown) {
    if (!(thrown instanceof ProcessFailure)) throw thrown;
    const how = thrown.signal === null ? `ended with status ${thrown.status}` : `was ended by ${thrown.signal}`;
    throw new Failure('dump-failed', `the command ${how}; nothing was kept of its output`, {
      cause: thrown,
      hint: 'run the command by hand; its own messages are not shown, since they may hold data',
    });
  }
}
