import { createHash } from 'node:crypto';
import { Failure } from '../domain/failure.ts';

/** Passes a stream on and calls `onBytes` with the size of each chunk. */
export async function* counted(
  source: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    onBytes(chunk.byteLength);
    yield chunk;
  }
}

/**
 * Passes an object's bytes on and, at their end, holds them against what its manifest says.
 *
 * @throws Failure `object-damaged` instead of ending where size or SHA-256 differ.
 */
export async function* checked(
  source: AsyncIterable<Uint8Array>,
  expected: { readonly name: string; readonly sizeBytes: number; readonly sha256: string },
): AsyncGenerator<Uint8Array> {
  const sha256 = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of source) {
    sha256.update(chunk);
    sizeBytes += chunk.byteLength;
    yield chunk;
  }
  if (sizeBytes !== expected.sizeBytes) {
    throw new Failure(
      'object-damaged',
      `${expected.name} has ${sizeBytes} bytes, its manifest says ${expected.sizeBytes}`,
    );
  }
  if (sha256.digest('hex') !== expected.sha256) {
    throw new Failure('object-damaged', `${expected.name} has other bytes than its manifest says (SHA-256 differs)`);
  }
}

/** SHA-256 of a text as UTF-8 or of bytes, in lower-case hex. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** All of a stream in one piece, for small objects. @throws what `tooLarge` makes beyond `limitBytes` */
export async function gathered(
  source: AsyncIterable<Uint8Array>,
  limitBytes: number,
  tooLarge: () => Failure,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of source) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > limitBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A stream of one chunk. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Reads a stream to its end and forgets it. */
export async function drain(source: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of source);
}
