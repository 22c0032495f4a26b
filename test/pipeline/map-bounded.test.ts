import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { mapBounded } from '../../src/pipeline/map-bounded.ts';

describe('mapping with a bound', () => {
  it('gives the results in the order of the items and keeps to its limit', async () => {
    let [open, most] = [0, 0];
    const results = await mapBounded([5, 1, 4, 2, 3], 2, async (turns) => {
      most = Math.max(most, (open += 1));
      for (let turn = 0; turn < turns; turn += 1) await setImmediate();
      open -= 1;
      return turns * 10;
    });
    assert.deepEqual(results, [50, 10, 40, 20, 30]);
    assert.equal(most, 2);
  });

  it('begins nothing more after a failure, and throws it once nothing is under way', async () => {
    const ended: number[] = [];
    const begun: number[] = [];
    const mapping = mapBounded([0, 1, 2, 3, 4], 2, async (item) => {
      begun.push(item);
      if (item === 0) throw new Error('broken');
      for (let turn = 0; turn < 5; turn += 1) await setImmediate();
      ended.push(item);
    });
    await assert.rejects(mapping, { message: 'broken' });
    assert.deepEqual([begun, ended], [[0, 1], [1]]);
  });

  it('has nothing to do for no items', async () => {
    assert.deepEqual(await mapBounded([], 4, () => Promise.reject(new Error('called'))), []);
  });
});
