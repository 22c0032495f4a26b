import { Failure } from '../../domain/failure.ts';

// The outer packets of an encrypted OpenPGP message (RFC 9580, section 4.2): packets that hold the session key for somebody, then one packet
// with the data and nothing behind it. The library passes over packets behind the data that mean nothing, such as markers: here they are bytes
// that somebody added.

const dataTags: ReadonlySet<number> = new Set([18, 20]); // SEIPD, and GnuPG's OCB packet
const otherTags: ReadonlySet<number> = new Set([1, 3, 10, 21]); // session keys; marker and padding, which mean nothing
/** More than the prefix of any data packet. */
const keptBytes = 64;

/** Follows the packet lengths of a message as its bytes pass. */
export interface Framing {
  /** @throws Failure `archive-damaged` at the first byte that cannot belong to a message. */
  accept(bytes: Uint8Array): void;
  /** @throws Failure `archive-damaged` where the message is not at its end. */
  end(): void;
  /** The first bytes of the data packet's body, as far as they have passed. */
  readonly dataBeginning: Uint8Array;
}

interface Length {
  readonly sizeBytes: number;
  /** Another length and more of the body follow. */
  readonly partial: boolean;
}

/** A follower at the beginning of a message. */
export function framing(): Framing {
  let header: number[] = [];
  let tag: number | undefined;
  let left = 0;
  let partial = false;
  const beginning: number[] = [];

  const keep = (bytes: Uint8Array): void => {
    if (tag !== undefined && dataTags.has(tag)) beginning.push(...bytes.subarray(0, keptBytes - beginning.length));
  };
  const readHeaderByte = (byte: number): void => {
    const begins = header.length === 0 && !partial;
    if (begins && tag !== undefined && dataTags.has(tag)) throw damaged('has something behind its end');
    header.push(byte);
    const [first = 0] = header;
    if (begins) tag = tagOf(first);
    const length = partial ? newLength(header) : (first & 0x40) === 0 ? oldLength(header) : newLength(header.slice(1));
    if (length === undefined) return;
    header = [];
    left = length.sizeBytes;
    partial = length.partial;
  };
  return {
    accept(bytes) {
      for (let at = 0; at < bytes.length;) {
        if (left > 0) {
          const piece = bytes.subarray(at, at + left);
          keep(piece);
          left -= piece.length;
          at += piece.length;
        } else {
          readHeaderByte(bytes[at] ?? 0);
          at += 1;
        }
      }
    },
    end() {
      const complete = header.length === 0 && !partial && (left === 0 || left === Infinity);
      if (!complete || tag === undefined || !dataTags.has(tag)) throw damaged('is cut off');
    },
    get dataBeginning() {
      return Uint8Array.from(beginning);
    },
  };
}

function damaged(how: string): Failure {
  return new Failure('archive-damaged', `the OpenPGP message ${how}`);
}

function tagOf(first: number): number {
  const tag = (first & 0x40) === 0 ? (first >> 2) & 0x0f : first & 0x3f;
  if ((first & 0x80) === 0 || !(dataTags.has(tag) || otherTags.has(tag))) {
    throw damaged('does not have the form of an encrypted message');
  }
  return tag;
}

/** The length in an old packet header, given with its first byte; undefined while bytes are missing. */
function oldLength([first = 0, ...bytes]: readonly number[]): Length | undefined {
  const kind = first & 3;
  if (kind === 3) return { sizeBytes: Infinity, partial: false };
  return bytes.length < 1 << kind ? undefined : { sizeBytes: bigEndian(bytes), partial: false };
}

/** The length in a new packet header, given without its first byte; undefined while bytes are missing. */
function newLength(bytes: readonly number[]): Length | undefined {
  const [first, second] = bytes;
  if (first === undefined) return undefined;
  if (first < 192) return { sizeBytes: first, partial: false };
  if (first >= 224 && first < 255) return { sizeBytes: 2 ** (first & 31), partial: true };
  if (first < 224) {
    return second === undefined ? undefined : { sizeBytes: (first - 192) * 256 + second + 192, partial: false };
  }
  return bytes.length < 5 ? undefined : { sizeBytes: bigEndian(bytes.slice(1)), partial: false };
}

function bigEndian(bytes: readonly number[]): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}
