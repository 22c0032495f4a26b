const blockBytes = 1024 * 1024;

/**
 * The same bytes in blocks of 1 MiB while `mayGather` says so, and as they come while it does not. Programs write 4 KiB at a time into a
 * pipe, and whatever is done for each piece on its way costs more than the bytes in it.
 */
export async function* coalesced(source: AsyncIterable<Buffer>, mayGather: () => boolean): AsyncGenerator<Buffer> {
  let block = Buffer.allocUnsafe(blockBytes);
  let used = 0;
  // whoever cuts the same bytes into blocks of this size finds them cut
  let target = blockBytes;
  for await (const chunk of source) {
    if (used === 0 && !mayGather()) {
      target = (target + blockBytes - (chunk.length % blockBytes)) % blockBytes || blockBytes;
      yield chunk;
      continue;
    }
    for (let at = 0; at < chunk.length;) {
      const copied = chunk.copy(block, used, at, at + target - used);
      at += copied;
      used += copied;
      if (used < target) continue;
      yield block.subarray(0, used);
      block = Buffer.allocUnsafe(blockBytes); // the reader may still hold the last one
      used = 0;
      target = blockBytes;
    }
  }
  if (used > 0) yield block.subarray(0, used);
}
