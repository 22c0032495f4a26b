import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { Failure, messageOf } from '../domain/failure.ts';
import { openBlockPipe, type BlockPipe } from './block-pipe.ts';

/** A program to start. Arguments can be read by everyone on the machine: a secret goes through `env`, a file or standard input. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** Added to the launcher's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** A program that starts another and waits, e.g. `unshare --net --`, with its arguments; stands in front of `file`. */
  readonly prefix?: readonly string[];
  /** Whether much is to come out of it: its output then comes in blocks. */
  readonly isBulky?: boolean;
}

/** How a program ended when it did not end well. */
export class ProcessFailure extends Error {
  override readonly name = 'ProcessFailure';
  readonly program: string;
  /** Exit status, or null where a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
  /** The last lines of its standard error. May hold data: never print it as it is. */
  readonly stderr: string;

  constructor(program: string, status: number | null, signal: string | null, stderr: string) {
    super(`${program} ${signal === null ? `ended with status ${status}` : `was ended by ${signal}`}`);
    this.program = program;
    this.status = status;
    this.signal = signal;
    this.stderr = stderr;
  }
}

/** A program that runs. Disposing of it ends it, with all that it started, and waits until it is gone. */
export interface RunningProcess extends AsyncDisposable {
  readonly pid: number;
  readonly stdin: Writable;
  /**
   * Its standard output, to be read once; ends only when the program exited with 0, and throws a `ProcessFailure` otherwise. Comes in the
   * small pieces in which programs write; that of a bulky program in blocks of 1 MiB, which are lent, for as long as `mayGather` says that
   * nobody waits for what is in them.
   */
  output(mayGather?: () => boolean): AsyncIterable<Buffer>;
  /** Resolves when it exited with 0; rejects with a `ProcessFailure` otherwise. */
  readonly done: Promise<void>;
  /** The end of its standard error so far. */
  stderr(): string;
}

/** Starts programs in an environment of its own: what is not named in it they do not see. */
export interface Launcher {
  start(command: Command, signal?: AbortSignal): RunningProcess;
  /** Runs a program to its end and returns its standard output; `input` goes to its standard input. */
  capture(command: Command, options?: { signal?: AbortSignal; input?: string }): Promise<string>;
}

const stderrLimitBytes = 16 * 1024;
const killDelayMs = 5_000;

/** @param environment All that programs see of the environment, such as `PATH` and `HOME`. */
export function launcher(environment: Readonly<Record<string, string>>): Launcher {
  const start = (command: Command, signal?: AbortSignal): RunningProcess => {
    signal?.throwIfAborted();
    const [file = command.file, ...args] = [...(command.prefix ?? []), command.file, ...command.args];
    const blocks = command.isBulky === true ? openBlockPipe(environment) : undefined;
    try {
      const child = spawn(file, args, {
        env: { ...environment, ...command.env },
        cwd: command.cwd,
        stdio: ['pipe', blocks?.writeEnd ?? 'pipe', 'pipe'],
        detached: true, // a process group of its own, so that what it started ends with it
      });
      return supervise(child, command.file, blocks ?? pieces(child.stdout as Readable), signal);
    } catch (thrown) {
      blocks?.close();
      throw thrown;
    } finally {
      blocks?.closeWriteEnd();
    }
  };
  return {
    start,
    async capture(command, { signal, input } = {}) {
      await using running = start(command, signal);
      running.stdin.end(input ?? '');
      const chunks: Buffer[] = [];
      for await (const chunk of running.output()) chunks.push(chunk);
      return Buffer.concat(chunks).toString('utf8');
    },
  };
}

function supervise(
  child: ChildProcess,
  program: string,
  output: ProgramOutput,
  signal: AbortSignal | undefined,
): RunningProcess {
  const stdin = child.stdin as Writable;
  const stderr = tailOf(child.stderr as Readable);
  // A program that ends early breaks the pipe to it; its exit status tells why, the broken pipe does not.
  stdin.on('error', () => undefined);

  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new Failure('command-failed', `cannot start ${program}: ${messageOf(cause)}`, { cause }));
    });
    // Not `close`, which waits for a reader of the output; but for the last words on standard error.
    child.once('exit', (status, endedBy) => {
      // What it started is of no use any more, and would hold the output open for as long as it runs.
      if (status !== 0) signalGroup(child, 'SIGKILL');
      const settle = (): void =>
        status === 0 ? resolve() : reject(new ProcessFailure(program, status, endedBy, stderr()));
      if (child.stderr?.closed === true) settle();
      else child.stderr?.once('close', settle);
    });
  });
  ended.catch(() => undefined); // whoever waits sees it; nobody has to

  const end = ender(child, ended, output);
  const onAbort = (): void => void end();
  signal?.addEventListener('abort', onAbort, { once: true });
  void ended.catch(() => undefined).finally(() => signal?.removeEventListener('abort', onAbort));

  return {
    pid: child.pid ?? -1,
    stdin,
    done: ended,
    stderr,
    async *output(mayGather = () => true) {
      try {
        yield* output.read(mayGather);
      } catch (error) {
        signal?.throwIfAborted();
        await ended;
        throw error;
      }
      signal?.throwIfAborted();
      await ended; // the end of the output is not success: exit 0 is
    },
    [Symbol.asyncDispose]: end,
  };
}

/** Our end of a program's standard output. */
type ProgramOutput = Pick<BlockPipe, 'read' | 'close'>;

/** A program's output as it comes out of Node. */
function pieces(stdout: Readable): ProgramOutput {
  // When a program exits, Node throws away the output that nobody listens to yet: listening keeps it for the reader.
  stdout.on('readable', () => undefined);
  return { read: () => stdout, close: () => void stdout.destroy() };
}

/** Ends a program with all that it started, and waits until it is gone. */
function ender(child: ChildProcess, ended: Promise<void>, output: ProgramOutput): () => Promise<void> {
  let isOver = false;
  return async () => {
    if (isOver) return; // by then the number may belong to another process
    if (child.exitCode === null && child.signalCode === null) {
      signalGroup(child, 'SIGTERM');
      const timer = setTimeout(signalGroup, killDelayMs, child, 'SIGKILL');
      output.close();
      await ended.catch(() => undefined);
      clearTimeout(timer);
    }
    isOver = true;
    signalGroup(child, 'SIGKILL'); // what it started and left behind
    child.stdin?.destroy();
    output.close();
  };
}

/** Signals a program and all that it started. */
function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, name);
  } catch {
    // already gone
  }
}

/** Collects the last bytes of a stream and returns a function that gives them as text. */
function tailOf(stream: Readable): () => string {
  let tail = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-stderrLimitBytes);
  });
  stream.on('error', () => undefined);
  return () => tail.toString('utf8');
}
