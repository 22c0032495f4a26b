import { Failure } from '../../domain/failure.ts';
import type { FailureCode } from '../../domain/failure-codes.ts';
import { utf8 } from './archive-encoding.ts';

/** The bytes of a custom archive that are at hand, and how far they have been read. */
export interface ArchiveInput {
  bytes: Buffer;
  at: number;
  /** Reads a text; in UTF-8 until the archive says otherwise. */
  decode: (bytes: Buffer) => string;
  /** Raises the failure for an archive that is not as it has to be; the message says what is wrong. */
  fail(because: string): never;
}

/** Reads a piece of an archive; gives back control wherever it needs more bytes. */
export type Reading<T> = Generator<undefined, T, undefined>;

/** An int is a sign byte and four bytes, the least first. */
export const intBytes = 5;
const longestText = 1024 ** 3;

export function archiveInput(code: FailureCode): ArchiveInput {
  return {
    bytes: Buffer.alloc(0),
    at: 0,
    decode: utf8,
    fail(because) {
      throw new Failure(code, `the dump is not a whole custom archive: ${because}`);
    },
  };
}

/** Puts further bytes behind those that are at hand. They have to stay as they are until `keepRest` or the next. */
export function supply(input: ArchiveInput, chunk: Uint8Array): void {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const rest = input.bytes.subarray(input.at);
  input.bytes = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
  input.at = 0;
}

/** Makes what was not read yet independent of the memory it came in. */
export function keepRest(input: ArchiveInput): void {
  input.bytes = Buffer.from(input.bytes.subarray(input.at));
  input.at = 0;
}

/** The int at the place; there must be enough bytes. */
export function intAt(bytes: Buffer, at: number): number {
  const value = bytes.readUInt32LE(at + 1);
  return bytes[at] === 0 ? value : -value;
}

export function* take(input: ArchiveInput, length: number): Reading<Buffer> {
  while (input.bytes.length - input.at < length) yield;
  input.at += length;
  return input.bytes.subarray(input.at - length, input.at);
}

export function* readByte(input: ArchiveInput): Reading<number> {
  return (yield* take(input, 1))[0] ?? 0;
}

export function* readInt(input: ArchiveInput): Reading<number> {
  return intAt(yield* take(input, intBytes), 0);
}

/** A text, or undefined for null. */
export function* readText(input: ArchiveInput): Reading<string | undefined> {
  const length = yield* readInt(input);
  if (length > longestText) input.fail('it has a text of impossible length');
  return length < 0 ? undefined : input.decode(yield* take(input, length));
}

/** Passes over a text without holding it: a definition can be large. */
export function* skipText(input: ArchiveInput): Reading<undefined> {
  let left = yield* readInt(input);
  while (left > 0) {
    const step = Math.min(left, input.bytes.length - input.at);
    input.at += step;
    left -= step;
    if (left > 0) yield;
  }
}
