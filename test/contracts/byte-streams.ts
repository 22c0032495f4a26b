import assert from 'node:assert/strict';
import { Failure } from '../../src/domain/failure.ts';
import type { FailureCode } from '../../src/domain/failure-codes.ts';
import type { Chunk } from '../../src/ports/chunk.ts';

/** All bytes of a stream in one buffer. */
export async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The bytes in chunks of a size; in one chunk where none is given. */
export async function* inChunks(bytes: Uint8Array, sizeBytes = Math.max(bytes.length, 1)): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += sizeBytes) yield await Promise.resolve(bytes.subarray(at, at + sizeBytes));
}

/** The bytes in chunks that are lent: from the moment that one is given back, it holds something else. */
export async function* lentChunks(bytes: Uint8Array, sizeBytes: number): AsyncGenerator<Chunk> {
  for await (const chunk of inChunks(bytes, sizeBytes)) {
    const copy = Uint8Array.from(chunk);
    yield Object.assign(copy, { [Symbol.dispose]: () => void copy.fill(0xff) });
  }
}

/** The bytes, and then an error. */
export async function* failingAfter(bytes: Uint8Array, message: string): AsyncGenerator<Uint8Array> {
  yield* inChunks(bytes, 10_000);
  throw new Error(message);
}

/** The bytes again and again without an end, and a promise that resolves when the reader has closed the stream. */
export function endless(bytes: Uint8Array): { bytes: AsyncIterable<Uint8Array>; closed: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  async function* repeated(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        yield bytes;
        await new Promise((next) => setImmediate(next)); // a source that leaves room for others
      }
    } finally {
      resolve(undefined);
    }
  }
  return { bytes: repeated(), closed: promise };
}

/** Asserts that something fails with a `Failure` of that code. */
export async function rejectsWith(code: FailureCode, work: Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error: unknown) => {
    assert.ok(error instanceof Failure, `not a Failure: ${String(error)}`);
    assert.equal(error.code, code, error.message);
    return true;
  });
}
