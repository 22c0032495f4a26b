import { join } from 'node:path';
import { runProgram } from '../parts/run-program.ts';
import { root, runTask } from '../steps/task.ts';

await runTask(async () => {
  await runProgram(join(root, 'node_modules', '.bin', 'prettier'), ['--write', '--log-level', 'warn', '.']);
  return true;
});
