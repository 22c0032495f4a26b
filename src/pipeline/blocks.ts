import { blockPool, giveBack, type Chunk } from '../ports/chunk.ts';

/**
 * The same bytes in blocks of exactly `sizeBytes`, the last of which may be shorter and none of which is empty. Blocks are lent; a chunk that
 * is a block already is passed on as it is, and all others are given back. Memory: one block, and those that the reader has.
 */
export async function* blocks(source: AsyncIterable<Chunk>, sizeBytes: number): AsyncGenerator<Chunk> {
  const pool = blockPool(sizeBytes, (memory) => new Uint8Array(memory));
  let block: Chunk | undefined;
  let used = 0;
  for await (const chunk of source) {
    if (used === 0 && chunk.length === sizeBytes) {
      yield chunk;
      continue;
    }
    for (let rest: Uint8Array = chunk; rest.length > 0;) {
      block ??= pool.take();
      const taken = rest.subarray(0, sizeBytes - used);
      block.set(taken, used);
      used += taken.length;
      rest = rest.subarray(taken.length);
      if (used < sizeBytes) continue;
      yield block;
      [block, used] = [undefined, 0];
    }
    giveBack(chunk);
  }
  if (block !== undefined) yield block.subarray(0, used);
}
