import { join } from 'node:path';
import { tryProgram } from '../parts/run-program.ts';
import { root } from './task.ts';

const tools = {
  eslint: ['eslint', '--max-warnings', '0', '.'],
  prettier: ['prettier', '--check', '--log-level', 'warn', '.'],
  tsc: ['tsc', '--noEmit'],
} as const;

/** Checks the whole tree with the linter, the formatter and the compiler at once, and prints what they find. True where all are content. */
export async function lint(): Promise<boolean> {
  const outcomes = await Promise.all(
    Object.entries(tools).map(async ([name, [file, ...args]]) => {
      const { status, output } = await tryProgram(join(root, 'node_modules', '.bin', file), args);
      process.stdout.write(status === 0 ? `${name}: clean\n` : `${name}: not clean\n${output}`);
      return status === 0;
    }),
  );
  return outcomes.every(Boolean);
}
