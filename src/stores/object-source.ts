import { crc32 } from 'node:zlib';
import { Failure } from '../domain/failure.ts';
import type { PartSource } from '../ports/store.ts';
import { abortable, unlessAborted } from './abortable.ts';
import { checkedPart } from './checked-part.ts';

/**
 * All bytes of an object in order, for a store that takes one stream. Each part is released when the next byte is asked for, so the
 * consumer must have written a chunk before it asks for another. Ends only when the bytes are those of the source's digest.
 *
 * @throws Failure `store-corrupted`, the source's own failure, or the signal's reason.
 */
export async function* objectBytes(key: string, source: PartSource, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let crc = 0;
  let sizeBytes = 0;
  for await (const part of abortable(source.parts(), signal)) {
    for await (const chunk of abortable(checkedPart(part, key), signal)) {
      crc = crc32(chunk, crc);
      sizeBytes += chunk.byteLength;
      yield chunk;
    }
    part.release();
  }
  const digest = await unlessAborted(source.digest, signal);
  if (sizeBytes !== digest.sizeBytes || crc !== digest.crc32) {
    throw new Failure('store-corrupted', `the parts of ${key} are not the whole object`);
  }
}
