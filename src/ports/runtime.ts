import type { Failure } from '../domain/failure.ts';
import type { RunIdentity } from '../domain/manifest.ts';
import type { Secret } from '../domain/secret.ts';
import type { FileCache } from './file-cache.ts';

/** What starts an action and takes its results: a GitHub runner, or a terminal. */
export interface Runtime {
  /** The text of an input as it was given, untrimmed; empty where it was not. */
  input(name: string): string;
  /** Names of the inputs that were given and are not empty, in lower case. */
  givenInputs(): readonly string[];
  /**
   * Told the names of all inputs that the action has before it reads the first.
   *
   * @throws Failure where the value of one that was not given comes from elsewhere, and cannot be had.
   */
  expect?(names: readonly string[]): void;
  /** The value of a variable of the environment; empty where there is none. */
  variable(name: string): string;
  /** @throws Failure `result-unwritten` */
  output(name: string, value: string): void;
  /** Writes a file into the folder for temporary files, and gives its path as an output. @throws Failure `result-unwritten` */
  outputFile(name: string, file: string, text: string): Promise<void>;
  /** From here on the runner shows `***` where this text would appear. */
  mask(text: string): void;
  /**
   * Adds to the page that a person reads after the run.
   *
   * @param told the failure with which the run is about to end, where this says what failed, why, and what to do
   * @throws Failure `result-unwritten`
   */
  summary(markdown: string, told?: Failure): Promise<void>;
  /** What was asked for, as text of one or more lines: a plan, a table, a verdict. A terminal has it on standard output. */
  result(text: string): void;
  /** What happened on the way, one line. */
  info(line: string): void;
  warn(line: string): void;
  error(line: string, title: string): void;
  /** The hint of a failure, which speaks of inputs as a workflow writes them, as whoever uses this runtime would write them. */
  inItsWords?(failure: Failure): string;
  /** A folder that the runner removes after the job. */
  readonly tempFolder: string;
  /** Where relative paths begin. */
  readonly workFolder: string;
  /** `PATH`. */
  readonly searchPath: string;
  /** What started programs may see of the environment. */
  readonly programEnvironment: Readonly<Record<string, string>>;
  readonly run: RunIdentity;
  /** Keeps files between runs, where there is such a thing. */
  readonly cache?: FileCache;
  /**
   * A new token, signed by the platform and valid for minutes, with which this job shows a cloud who it is; `audience` is that cloud's name.
   *
   * @throws Failure `store-denied` where the job is given none, or an error that may pass: its words are not for people.
   */
  identityToken(audience: string): Promise<Secret>;
  /** Aborted when the run is asked to stop. */
  readonly signal: AbortSignal;
}
