import { setUpParts } from '../parts/set-up.ts';
import { findTestFiles, runTestFiles } from '../steps/run-tests.ts';
import { runTask } from '../steps/task.ts';

// `npm test [-- <part of a path or glob> …]`. The last line is the count, alone.
await runTask(async () => {
  const files = findTestFiles(process.argv.slice(2));
  await setUpParts();
  const { passed, failed, silent } = await runTestFiles(files);
  if (silent > 0) process.stdout.write(`${silent} skipped, which fails the run\n`);
  if (passed === 0) process.stdout.write('no test ran\n');
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return passed > 0 && failed === 0 && silent === 0;
});
