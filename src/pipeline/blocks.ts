/**
 * The same bytes in blocks of exactly `sizeBytes`, the last of which may be shorter and none of which is empty. Memory: one block. Blocks may
 * share memory with the chunks they came from.
 */
export async function* blocks(source: AsyncIterable<Uint8Array>, sizeBytes: number): AsyncGenerator<Uint8Array> {
  let block = Buffer.allocUnsafe(sizeBytes);
  let used = 0;
  for await (const chunk of source) {
    let rest = chunk;
    while (rest.length > 0) {
      if (used === 0 && rest.length >= sizeBytes) {
        yield rest.subarray(0, sizeBytes);
        rest = rest.subarray(sizeBytes);
        continue;
      }
      const taken = rest.subarray(0, sizeBytes - used);
      block.set(taken, used);
      used += taken.length;
      rest = rest.subarray(taken.length);
      if (used === sizeBytes) {
        yield block;
        block = Buffer.allocUnsafe(sizeBytes); // the reader may still hold the last one
        used = 0;
      }
    }
  }
  if (used > 0) yield block.subarray(0, used);
}
