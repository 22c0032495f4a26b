import { writeFileSync } from 'node:fs';
import { generatedDocs } from '../docs/generated-docs.ts';
import { runTask } from '../steps/task.ts';

await runTask(async () => {
  for (const { path, text, isCurrent } of await generatedDocs()) if (!isCurrent) writeFileSync(path, text);
  return true;
});
