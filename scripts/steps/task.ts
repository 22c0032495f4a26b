import { join } from 'node:path';

/** The root of the project. */
export const root = join(import.meta.dirname, '..', '..');

/**
 * Runs the body of a task and turns its outcome into the exit status: 1 where it returns false or throws. What it throws is printed as its
 * message alone, since the messages of the set-up say what to do.
 */
export async function runTask(body: () => Promise<boolean>): Promise<void> {
  try {
    if (!(await body())) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
