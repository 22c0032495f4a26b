import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { matchesGlob, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import { root } from './task.ts';

/** What became of the tests, suites not counted. */
interface TestOutcome {
  readonly passed: number;
  readonly failed: number;
  /** Tests that were skipped or marked as to do. */
  readonly silent: number;
}

/** Where Node says that a test is: the file it is written in, and the one that it runs in. */
interface Place {
  readonly file?: string;
  readonly entryFile?: string;
}

/** A file of tests that takes longer hangs. */
const fileLimitMilliseconds = 10 * 60 * 1000;

/** The tests that `npm run test:versions` runs, against each version of a database in turn; all others are run by `npm test`. */
const versionTests = 'test/versions/**/*.test.ts';

/** What of the tests to run: `npm test` has those against one version of each database. */
export type TestSuite = 'usual' | 'versions';

/** How a run of tests is to go. */
export interface TestRunOptions {
  /**
   * Whether a file or two that failed run once more, alone on the machine, and count as they end then. What failed at first stays in the
   * report, for an unsteady test is a defect to mend.
   */
  readonly again: boolean;
}

/** What the command line of a test task says. */
export function readTestArguments(): { readonly patterns: readonly string[]; readonly options: TestRunOptions } {
  const options = { again: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  return { patterns: positionals, options: values };
}

/** The files of a suite whose path holds one of the texts or fits one of the globs; all where none is given. */
export function findTestFiles(suite: TestSuite, patterns: readonly string[]): string[] {
  const fits = (path: string): boolean =>
    patterns.length === 0 || patterns.some((pattern) => path.includes(pattern) || matchesGlob(path, pattern));
  const options = { cwd: root, exclude: suite === 'usual' ? [versionTests] : [] };
  return globSync(suite === 'usual' ? 'test/**/*.test.ts' : versionTests, options)
    .filter(fits)
    .sort();
}

/** A run in which more files fail than this is broken, not unsteady. */
const unsteadyFilesAtMost = 2;

/**
 * Runs test files, each in a process of its own, and reports to standard output; the last line is the count, alone.
 *
 * @returns whether a test ran, and all passed.
 */
export async function runAndCount(files: readonly string[], { again }: TestRunOptions): Promise<boolean> {
  const outcomes = await runTestFiles(files, availableParallelism());
  const failing = [...outcomes].filter(([, { failed }]) => failed > 0).map(([file]) => file);
  if (again && failing.length > 0 && failing.length <= unsteadyFilesAtMost) {
    process.stdout.write(`these failed, and run once more, alone:\n${failing.join('\n')}\n`);
    for (const [file, outcome] of await runTestFiles(failing, 1)) outcomes.set(file, outcome);
  }
  const total = { passed: 0, failed: 0, silent: 0 };
  for (const { passed, failed, silent } of outcomes.values()) {
    total.passed += passed;
    total.failed += failed;
    total.silent += silent;
  }
  if (total.silent > 0) process.stdout.write(`${total.silent} skipped, which fails the run\n`);
  if (total.passed === 0) process.stdout.write('no test passed\n');
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.passed > 0 && total.failed === 0 && total.silent === 0;
}

/** Runs test files, each in a process of its own, and reports to standard output what became of each. */
async function runTestFiles(files: readonly string[], concurrency: number): Promise<Map<string, TestOutcome>> {
  const outcomes = new Map<string, { -readonly [Count in keyof TestOutcome]: number }>();
  const count = ({ file = '', entryFile = file }: Place, what: keyof TestOutcome): void => {
    const path = relative(root, entryFile);
    const outcome = outcomes.get(path) ?? { passed: 0, failed: 0, silent: 0 };
    outcome[what] += 1;
    outcomes.set(path, outcome);
  };
  const paths = files.map((file) => resolve(root, file));
  const events = run({ files: paths, concurrency, timeout: fileLimitMilliseconds });
  events.on('test:pass', (ended) => {
    if (isSet(ended.skip) || isSet(ended.todo)) return void count(ended, 'silent');
    if (ended.details.type === 'suite') return;
    if (ended.name !== ended.file) return void count(ended, 'passed');
    count(ended, 'failed'); // Node lets a file that registers no test pass, as one test with the file's name
    process.stdout.write(`no test in ${ended.name}\n`);
  });
  events.on('test:fail', (ended) => {
    // a suite can fail by itself, in a hook or in its body
    const { type, error } = ended.details;
    if (type !== 'suite' || (error as { failureType?: string }).failureType !== 'subtestsFailed')
      count(ended, 'failed');
  });
  for await (const text of events.compose(spec())) process.stdout.write(text as Buffer);
  return outcomes;
}

function isSet(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false;
}
