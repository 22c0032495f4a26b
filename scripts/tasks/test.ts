import { setUpParts } from '../parts/set-up.ts';
import { findTestFiles, readTestArguments, runAndCount } from '../steps/run-tests.ts';
import { runTask } from '../steps/task.ts';

// `npm test [-- --again <part of a path or glob> …]`. The last line is the count, alone.
await runTask(async () => {
  const { patterns, options } = readTestArguments();
  const files = findTestFiles('usual', patterns);
  await setUpParts();
  return runAndCount(files, options);
});
