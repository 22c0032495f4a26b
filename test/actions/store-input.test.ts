import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inputReader } from '../../src/actions/input-reader.ts';
import { storesInput } from '../../src/actions/store-input.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { launcher } from '../../src/process/launcher.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { keptRuntime } from '../fakes/kept-runtime.ts';

/** The names of the stores that lines mean, and what was warned of. */
async function named(...lines: readonly string[]): Promise<{ names: string[]; warnings: readonly string[] }> {
  const runtime = keptRuntime({ store: lines.join('\n') });
  const context = { runtime, clock: systemClock, launcher: launcher({}), progress: keptProgress(), version: '0' };
  const stores = await storesInput(inputReader(runtime, ['store']), 'store', context);
  return { names: stores.map(({ store }) => store.name), warnings: runtime.warnings };
}

describe('the stores of an input', () => {
  it('are one where two lines mean one place, which is said: a second copy would be none', async () => {
    const pairs = [
      ['file:///srv/backups', 'file:///srv/backups/'],
      ['s3://backups/shop', 's3://backups/shop/?region=eu-central-1'],
      [
        's3://backups/shop?endpoint=https://s3.example',
        's3://backups/shop?endpoint=https://s3.example/&path-style=true',
      ],
    ] as const;
    for (const [first, second] of pairs) {
      const { names, warnings } = await named(first, second);
      assert.equal(names.length, 1, second);
      assert.match(warnings.join(), /twice: it is one store/);
    }
    assert.deepEqual((await named('file:///srv/backups', 'file:///srv/backups')).warnings, []);
  });

  it('have each a name of its own, by the endpoint where the bucket is called the same', async () => {
    const { names, warnings } = await named(
      's3://backups/shop?endpoint=https://one.example',
      's3://backups/shop?endpoint=https://two.example',
      's3://backups/blog?endpoint=https://two.example',
      's3://backups/shop',
    );
    assert.deepEqual(names, [
      's3://backups/shop?endpoint=https://one.example',
      's3://backups/shop?endpoint=https://two.example',
      's3://backups/blog',
      's3://backups/shop',
    ]);
    assert.deepEqual(warnings, []);
  });
});
