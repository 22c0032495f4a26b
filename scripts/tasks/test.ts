import { setUpParts } from '../parts/set-up.ts';
import { findTestFiles, runAndCount } from '../steps/run-tests.ts';
import { runTask } from '../steps/task.ts';

// `npm test [-- <part of a path or glob> …]`. The last line is the count, alone.
await runTask(async () => {
  const files = findTestFiles('usual', process.argv.slice(2));
  await setUpParts();
  return runAndCount(files);
});
