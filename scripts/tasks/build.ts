import { buildBundle, bundleFolder } from '../steps/bundle.ts';
import { runTask } from '../steps/task.ts';

await runTask(async () => {
  await buildBundle(bundleFolder);
  return true;
});
