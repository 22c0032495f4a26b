import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ObjectDigest, Part, PartSource } from '../../src/ports/store.ts';

const chunkBytes = 64 * 1024;

/** The parts of some bytes, and what was done with them. */
export interface WatchedParts extends PartSource {
  /** Indexes of the parts in the order in which they were opened, once for each time. */
  readonly opened: readonly number[];
  /** Indexes of the parts that were released. */
  readonly released: ReadonlySet<number>;
}

export interface PartsOfOptions {
  /** Called before a part is handed out; what it throws, the source throws, and its digest rejects with it. */
  readonly before?: (index: number) => Promise<unknown>;
}

/** A source that hands out `bytes` in parts of `partBytes`; at least one part, which may be empty. */
export function partsOf(bytes: Uint8Array, partBytes: number, { before }: PartsOfOptions = {}): WatchedParts {
  const opened: number[] = [];
  const released = new Set<number>();
  const { promise: digest, resolve, reject } = Promise.withResolvers<ObjectDigest>();
  digest.catch(() => undefined);
  const count = Math.max(1, Math.ceil(bytes.byteLength / partBytes));

  const part = (index: number): Part => {
    const piece = bytes.subarray(index * partBytes, (index + 1) * partBytes);
    return {
      index,
      sizeBytes: piece.byteLength,
      crc32: crc32(piece),
      isLast: index === count - 1,
      async *open() {
        opened.push(index);
        for (let start = 0; start < piece.byteLength; start += chunkBytes) {
          await Promise.resolve();
          yield piece.subarray(start, start + chunkBytes);
        }
      },
      release: () => void released.add(index),
    };
  };

  return {
    opened,
    released,
    digest,
    async *parts() {
      for (let index = 0; index < count; index += 1) {
        try {
          await before?.(index);
        } catch (thrown) {
          reject(thrown);
          throw thrown;
        }
        // The digest is there as soon as the last part is: a store of one request needs it before it asks for more.
        if (index === count - 1) resolve(digestOf(bytes));
        yield part(index);
      }
    },
  };
}

/** Size and checksums of some bytes. */
export function digestOf(bytes: Uint8Array): ObjectDigest {
  return {
    sizeBytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    crc32: crc32(bytes),
  };
}
