import { generatedDocs } from '../docs/generated-docs.ts';
import { staleBundleFiles } from '../steps/bundle.ts';
import { lint } from '../steps/lint.ts';
import { runTask } from '../steps/task.ts';

await runTask(async () => {
  const isClean = await lint();
  const docs = (await generatedDocs()).filter(({ isCurrent }) => !isCurrent).map(({ name }) => name);
  const bundle = await staleBundleFiles();
  report('generated docs', docs, 'npm run docs');
  report('dist', bundle, 'npm run build');
  return isClean && docs.length === 0 && bundle.length === 0;
});

function report(what: string, stale: readonly string[], command: string): void {
  const verdict = stale.length === 0 ? 'up to date' : `not up to date, run "${command}": ${stale.join(', ')}`;
  process.stdout.write(`${what}: ${verdict}\n`);
}
