import { appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Failure } from '../domain/failure.ts';
import type { Runtime } from '../ports/runtime.ts';
import { programEnvironment } from './environment.ts';
import { outputFile, unwritten } from './output-file.ts';
import { runIdentity } from './run-identity.ts';
import { stopSignal } from './stop-signal.ts';
import type { Terminal } from './terminal.ts';
import { workFolder } from './work-folder.ts';

export interface TerminalRuntimeOptions {
  readonly terminal: Terminal;
  /** What was given or is so by default, by the names of inputs. */
  readonly inputs: ReadonlyMap<string, string>;
  /** A folder that only this account can enter. */
  readonly tempFolder: string;
  /** Says warnings and failures only. */
  readonly isQuiet: boolean;
  /** Whether results are printed as they come, or read from the outputs in the end. */
  readonly printsResults: boolean;
  /** The hint of a failure in the words of whoever started the process. */
  readonly inItsWords: (failure: Failure) => string;
  /** Called before a failure is said, which is to be the last line. */
  readonly beforeFailure: () => void;
  /** Takes the summary, as Markdown; it goes nowhere otherwise. */
  readonly summaryFile?: string;
}

/** A runtime without a runner: a shell, a terminal, a cron table. */
export interface TerminalRuntime extends Runtime {
  readonly outputs: ReadonlyMap<string, string>;
}

/** Takes inputs from whoever started the process, and gives results to its standard output. */
export function terminalRuntime(options: TerminalRuntimeOptions): TerminalRuntime {
  const { terminal, inputs, isQuiet, printsResults, summaryFile } = options;
  const { environment } = terminal;
  const outputs = new Map<string, string>();
  const info = (line: string): void => {
    if (!isQuiet) terminal.say(line);
  };
  return {
    outputs,
    input: (name) => inputs.get(name) ?? '',
    givenInputs: () => [...inputs].filter(([, value]) => value !== '').map(([name]) => name),
    variable: (name) => environment[name] ?? '',
    output: (name, value) => void outputs.set(name, value),
    outputFile: async (name, file, text) => void outputs.set(name, await outputFile(options.tempFolder, file, text)),
    mask: (text) => terminal.mask(text),
    summary: async (markdown) => {
      if (summaryFile === undefined) return;
      await appendFile(summaryFile, `${terminal.masked(markdown)}\n`).catch((cause: unknown) => {
        throw unwritten('the summary', cause);
      });
    },
    result: (text) => (printsResults ? terminal.print(text) : info(text)),
    info,
    warn: (line) => terminal.warn(line),
    error: (line) => {
      options.beforeFailure();
      terminal.fail(line);
    },
    inItsWords: options.inItsWords,
    tempFolder: options.tempFolder,
    workFolder: workFolder(),
    searchPath: environment['PATH'] ?? '',
    programEnvironment: programEnvironment(environment, tmpdir()),
    run: runIdentity(environment),
    identityToken: () =>
      Promise.reject(
        new Failure('store-denied', 'there is no identity token outside of a GitHub job, so no role can be taken on', {
          hint: 'take the role out of the store URL, and give credentials by AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
        }),
      ),
    signal: interruption(terminal),
  };
}

/** Ctrl-C, `kill`, and a terminal that is closed. */
function interruption(terminal: Terminal): AbortSignal {
  const signal = stopSignal(['SIGINT', 'SIGTERM', 'SIGHUP']);
  signal.addEventListener('abort', () => {
    terminal.say(
      'stopping, and taking back what is unfinished; asked once more, it ends at once and leaves that behind',
    );
  });
  return signal;
}
