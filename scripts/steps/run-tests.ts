import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { root } from './task.ts';

/** What became of the tests, suites not counted. */
interface TestOutcome {
  readonly passed: number;
  readonly failed: number;
  /** Tests that were skipped or marked as to do. */
  readonly silent: number;
}

/** A file of tests that takes longer hangs. */
const fileLimitMilliseconds = 10 * 60 * 1000;

/** The tests that `npm run test:versions` runs, against each version of a database in turn; all others are run by `npm test`. */
const versionTests = 'test/versions/**/*.test.ts';

/** What of the tests to run: `npm test` has those against one version of each database. */
export type TestSuite = 'usual' | 'versions';

/** The files of a suite whose path holds one of the texts or fits one of the globs; all where none is given. */
export function findTestFiles(suite: TestSuite, patterns: readonly string[]): string[] {
  const fits = (path: string): boolean =>
    patterns.length === 0 || patterns.some((pattern) => path.includes(pattern) || matchesGlob(path, pattern));
  const options = { cwd: root, exclude: suite === 'usual' ? [versionTests] : [] };
  return globSync(suite === 'usual' ? 'test/**/*.test.ts' : versionTests, options)
    .filter(fits)
    .sort();
}

/**
 * Runs test files, each in a process of its own, and reports to standard output; the last line is the count, alone.
 *
 * @returns whether a test ran, and all passed.
 */
export async function runAndCount(files: readonly string[]): Promise<boolean> {
  const { passed, failed, silent } = await runTestFiles(files);
  if (silent > 0) process.stdout.write(`${silent} skipped, which fails the run\n`);
  if (passed === 0) process.stdout.write('no test passed\n');
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return passed > 0 && failed === 0 && silent === 0;
}

/** Runs test files, each in a process of its own, and reports to standard output. */
async function runTestFiles(files: readonly string[]): Promise<TestOutcome> {
  const outcome = { passed: 0, failed: 0, silent: 0 };
  let empty = 0;
  const paths = files.map((file) => join(root, file));
  const events = run({ files: paths, concurrency: availableParallelism(), timeout: fileLimitMilliseconds });
  events.on('test:pass', ({ name, file, skip, todo }) => {
    if (isSet(skip) || isSet(todo)) outcome.silent += 1;
    if (name !== file) return;
    empty += 1; // Node lets a file that registers no test pass, as one test with the file's name
    process.stdout.write(`no test in ${name}\n`);
  });
  events.on('test:summary', ({ file, counts }) => {
    if (file !== undefined) return;
    outcome.passed = counts.passed - empty;
    outcome.failed = counts.tests - counts.skipped - counts.todo - outcome.passed;
  });
  for await (const text of events.compose(spec())) process.stdout.write(text as Buffer);
  return outcome;
}

function isSet(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false;
}
