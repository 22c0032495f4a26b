import { crc32 } from 'node:zlib';
import { Failure } from '../domain/failure.ts';
import type { Part } from '../ports/store.ts';

/**
 * The bytes of a part, held against its size and CRC-32 as they pass; `key` stands in the message.
 *
 * @throws Failure `store-corrupted` instead of ending where they differ: the buffer on this machine gave back other bytes than went in.
 */
export async function* checkedPart(part: Part, key: string): AsyncGenerator<Uint8Array> {
  let crc = 0;
  let sizeBytes = 0;
  for await (const chunk of part.open()) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > part.sizeBytes) break;
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (sizeBytes !== part.sizeBytes || crc !== part.crc32) {
    throw new Failure('store-corrupted', `part ${part.index} of ${key} changed on this machine before it was stored`, {
      hint: 'run again; if it happens twice, the disk under the spool damages data',
    });
  }
}
