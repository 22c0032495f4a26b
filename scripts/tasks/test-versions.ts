import { setUpParts, setUpVersions } from '../parts/set-up.ts';
import { findTestFiles, runAndCount } from '../steps/run-tests.ts';
import { runTask } from '../steps/task.ts';

// `npm run test:versions [-- <part of a path or glob> …]`. The last line is the count, alone. A version that cannot be set up fails its tests.
await runTask(async () => {
  const files = findTestFiles('versions', process.argv.slice(2));
  await setUpParts();
  const missing = await setUpVersions();
  if (missing.length > 0) process.stderr.write(`cannot set up\n${missing.join('\n')}\n`);
  return (await runAndCount(files)) && missing.length === 0;
});
