import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Failure } from '../../domain/failure.ts';
import { blocks } from '../../pipeline/blocks.ts';
import { giveBack } from '../../ports/chunk.ts';

// The payload of an age file (https://c2sp.org/age, "Payload"): a nonce of 16 bytes, then chunks of 64 KiB, each sealed with
// ChaCha20-Poly1305 under a key of the file and the nonce; a chunk's own nonce is its number and a flag that the last one has set.

const algorithm = 'chacha20-poly1305';
const tagBytes = 16;
const chunkBytes = 64 * 1024;
const sealedChunkBytes = chunkBytes + tagBytes;
const chunksPerBlock = 16;

/** Length of what stands before the chunks. */
export const payloadNonceBytes = 16;

/** The sealed payload, its nonce included. Memory: two blocks of 1 MiB. */
export async function* sealPayload(fileKey: Uint8Array, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const nonce = randomBytes(payloadNonceBytes);
  const key = payloadKey(fileKey, nonce);
  yield nonce;
  let index = 0;
  for await (const { block, isLast } of withLastMarked(blocks(plain, chunksPerBlock * chunkBytes))) {
    const chunks = split(block, chunkBytes);
    for (const [at, chunk] of chunks.entries())
      yield* sealChunk(key, index + at, isLast && at === chunks.length - 1, chunk);
    index += chunks.length;
    giveBack(block);
  }
}

/**
 * The plain bytes of sealed chunks; every chunk that comes out is authentic.
 *
 * @throws Failure `archive-damaged` at the first chunk that is not, and where the last chunk is missing.
 */
export async function* openPayload(
  fileKey: Uint8Array,
  nonce: Uint8Array,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const key = payloadKey(fileKey, nonce);
  let index = 0;
  for await (const { block, isLast } of withLastMarked(blocks(sealed, chunksPerBlock * sealedChunkBytes))) {
    const chunks = split(block, sealedChunkBytes);
    for (const [at, chunk] of chunks.entries()) {
      yield* openInPlace(key, index, isLast && at === chunks.length - 1, chunk);
      index += 1;
    }
    giveBack(block);
  }
}

/** Opens a chunk where it stands. One that is authentic but for another place still comes out, as the format's test vectors have it. */
function* openInPlace(key: Uint8Array, index: number, isLast: boolean, sealed: Uint8Array): Generator<Uint8Array> {
  const plain = openChunk(key, index, isLast, sealed);
  const isFull = sealed.length === sealedChunkBytes; // any other can only be the last
  const misplaced = plain === undefined && isFull ? openChunk(key, index, !isLast, sealed) : undefined;
  const released = plain ?? misplaced;
  if (released === undefined)
    throw new Failure('archive-damaged', `the age payload is changed or cut off at chunk ${index}`);
  if (released.length === 0 && index > 0) {
    throw new Failure('archive-damaged', 'the age payload ends with an empty chunk');
  }
  if (released.length > 0) yield released;
  if (misplaced !== undefined) {
    throw new Failure('archive-damaged', `the age payload ${isLast ? 'is cut off' : 'has something behind its end'}`);
  }
}

function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
}

/** Eleven bytes of the chunk's number, big-endian, and one for the flag. */
function chunkNonce(index: number, isLast: boolean): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(index), 3);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function sealChunk(key: Uint8Array, index: number, isLast: boolean, plain: Uint8Array): Uint8Array[] {
  const cipher = createCipheriv(algorithm, key, chunkNonce(index, isLast), { authTagLength: tagBytes });
  const sealed = cipher.update(plain);
  cipher.final();
  return [sealed, cipher.getAuthTag()];
}

function openChunk(key: Uint8Array, index: number, isLast: boolean, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < tagBytes) return undefined;
  const decipher = createDecipheriv(algorithm, key, chunkNonce(index, isLast), { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const plain = decipher.update(sealed.subarray(0, -tagBytes));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plain;
}

/** Pieces of `sizeBytes`, the last of which may be shorter; one empty piece for an empty block. */
function split(block: Uint8Array, sizeBytes: number): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < block.length; at += sizeBytes) pieces.push(block.subarray(at, at + sizeBytes));
  return pieces;
}

/** Tells the last block from the others; an empty block where there is none. */
async function* withLastMarked(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly block: Uint8Array; readonly isLast: boolean }> {
  let held: Uint8Array | undefined;
  for await (const block of source) {
    if (held !== undefined) yield { block: held, isLast: false };
    held = block;
  }
  yield { block: held ?? new Uint8Array(), isLast: true };
}
