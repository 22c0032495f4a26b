import { setUpParts, setUpVersions } from '../parts/set-up.ts';
import { findTestFiles, readTestArguments, runAndCount } from '../steps/run-tests.ts';
import { runTask } from '../steps/task.ts';

// `npm run test:versions [-- --again <part of a path or glob> …]`. The last line is the count, alone. A version that cannot be set up fails its tests.
await runTask(async () => {
  const { patterns, options } = readTestArguments();
  const files = findTestFiles('versions', patterns);
  await setUpParts();
  const missing = await setUpVersions();
  if (missing.length > 0) process.stderr.write(`cannot set up\n${missing.join('\n')}\n`);
  return (await runAndCount(files, options)) && missing.length === 0;
});
