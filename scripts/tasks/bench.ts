import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setUpParts } from '../parts/set-up.ts';
import { root, runTask } from '../steps/task.ts';

await runTask(async () => {
  await setUpParts();
  const args = [join(root, 'benchmarks', 'run.ts'), ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status === 0;
});
