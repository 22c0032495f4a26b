import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coalesced } from '../../src/process/coalesced.ts';

const blockBytes = 1024 * 1024;

async function* pieces(...sizes: readonly number[]): AsyncGenerator<Buffer> {
  let value = 0;
  for (const size of sizes) yield await Promise.resolve(Buffer.alloc(size, (value += 1)));
}

async function blocksOf(sizes: readonly number[], mayGather: () => boolean): Promise<readonly Buffer[]> {
  return await Array.fromAsync(coalesced(pieces(...sizes), mayGather));
}

describe('what a program writes, coalesced', () => {
  it('comes as it comes while somebody waits for it', async () => {
    const blocks = await blocksOf([3, 5, blockBytes + 1], () => false);
    assert.deepEqual(
      blocks.map(({ length }) => length),
      [3, 5, blockBytes + 1],
    );
  });

  it('comes in whole blocks that are cut where those of the whole stream are', async () => {
    let seen = 0;
    const sizes = [10, 20, ...Array.from({ length: 700 }, () => 4096), 3 * blockBytes];
    const blocks = await blocksOf(sizes, () => (seen += 1) > 2);
    const ends: number[] = [];
    for (const { length } of blocks) ends.push((ends.at(-1) ?? 0) + length);
    const total = 30 + 700 * 4096 + 3 * blockBytes;
    assert.deepEqual(ends, [10, 30, ...[1, 2, 3, 4, 5].map((count) => count * blockBytes), total]);
    assert.deepEqual(Buffer.concat(blocks), Buffer.concat(await Array.fromAsync(pieces(...sizes))));
  });

  it('keeps blocks that were given out as they are', async () => {
    const [first, second] = await blocksOf([blockBytes, blockBytes], () => true);
    assert.deepEqual([first?.at(-1), second?.at(0)], [1, 2]);
  });
});
