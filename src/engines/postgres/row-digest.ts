import { createHash } from 'node:crypto';

/** Rows, bytes and SHA-256 of the text that `COPY … TO STDOUT` gives. */
export interface RowTotals {
  readonly rows: number;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Digests the rows of one table. */
export interface RowDigest {
  /** The bytes from `from` up to `to` are the next of the rows. */
  add(bytes: Buffer, from: number, to: number): void;
  /** The totals without `trailer`; undefined where the bytes do not end with it on a line of its own. */
  totals(trailer: string): RowTotals | undefined;
}

const gatherBytes = 1024 * 1024;
const longestTrailer = 16;

/**
 * A maker of digests, one after the other. Rows are small, so they are gathered before they are hashed; the last bytes are held back, since
 * they may be the trailer of an archive's block, which is not a row.
 */
export function rowDigests(): () => RowDigest {
  const memory = new ArrayBuffer(gatherBytes);
  const gathered = Buffer.from(memory);
  const words = new Uint32Array(memory);
  return () => rowDigest(gathered, words);
}

function rowDigest(gathered: Buffer, words: Uint32Array): RowDigest {
  const hash = createHash('sha256');
  let fill = 0;
  let rows = 0;
  let bytes = 0;

  const pass = (length: number): void => {
    rows += newlinesIn(gathered, words, length);
    bytes += length;
    hash.update(gathered.subarray(0, length));
  };
  return {
    add(source, from, to) {
      let at = from;
      while (at < to) {
        if (fill === gatherBytes) {
          pass(fill - longestTrailer);
          gathered.copyWithin(0, fill - longestTrailer, fill);
          fill = longestTrailer;
        }
        const step = Math.min(to - at, gatherBytes - fill);
        source.copy(gathered, fill, at, at + step);
        at += step;
        fill += step;
      }
    },
    totals(trailer) {
      const length = fill - trailer.length;
      if (length < 0 || gathered.toString('latin1', length, fill) !== trailer) return undefined;
      if (length > 0 && gathered[length - 1] !== newline) return undefined;
      pass(length);
      return { rows, bytes, sha256: hash.digest('hex') };
    },
  };
}

const newline = 0x0a;
const lowBits = 0x7f7f7f7f;

/** Counts newlines four bytes at a time: a byte that is one becomes zero, and only a zero byte keeps its top bit clear below. */
function newlinesIn(bytes: Buffer, words: Uint32Array, length: number): number {
  let count = 0;
  const whole = length >>> 2;
  for (let index = 0; index < whole; index += 1) {
    const word = (words[index] ?? 0) ^ 0x0a0a0a0a;
    let zeros = ~(((word & lowBits) + lowBits) | word | lowBits);
    while (zeros !== 0) {
      count += 1;
      zeros &= zeros - 1;
    }
  }
  for (let index = whole << 2; index < length; index += 1) if (bytes[index] === newline) count += 1;
  return count;
}
