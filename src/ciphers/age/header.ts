import { Decrypter, Encrypter, identityToRecipient, type Identity, type Recipient } from 'age-encryption';
import { Failure, messageOf } from '../../domain/failure.ts';

const firstLine = Buffer.from('age-encryption.org/v1\n');
/** What stands behind the header when nothing is sealed: the payload's nonce and the tag of its one empty chunk. */
const emptyPayloadBytes = 16 + 16;
/** A header has a few hundred bytes for each recipient, two thousand for a post-quantum one. */
const headerLimitBytes = 256 * 1024;

/** A new file key, wrapped for all recipients in the header. */
export async function makeHeader(recipients: readonly string[]): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  // The library keeps the file key to itself but shows it to recipients, so one that adds nothing to the header stands among them.
  let fileKey: Uint8Array | undefined;
  const witness: Recipient = {
    wrapFileKey(key) {
      fileKey = Uint8Array.from(key);
      return [];
    },
  };
  encrypter.addRecipient(witness);
  const empty = await encrypter.encrypt(new Uint8Array());
  if (fileKey === undefined) throw new Failure('bug', 'the age library made a header without a file key');
  return { header: empty.subarray(0, empty.length - emptyPayloadBytes), fileKey };
}

/**
 * The file key in a header.
 *
 * @throws Failure `identity-mismatch` where no identity fits, `archive-damaged` where the header is not one or was changed.
 */
export async function openHeader(header: Uint8Array, identities: readonly string[]): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  // identities are asked in turn until one fits: this one is asked when none does
  const asked = { last: false };
  const last: Identity = {
    unwrapFileKey() {
      asked.last = true;
      return null;
    },
  };
  decrypter.addIdentity(last);
  try {
    return await decrypter.decryptHeader(header);
  } catch (cause) {
    if (asked.last) {
      const given = await Promise.all(identities.map((identity) => identityToRecipient(identity)));
      const message = `input "identity" holds the key of ${given.join(', ')}, which does not open this backup`;
      throw new Failure('identity-mismatch', message, { cause });
    }
    throw new Failure('archive-damaged', `the age header is damaged: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Where the header in `bytes` ends, or undefined where more bytes are needed to tell.
 *
 * @throws Failure `archive-damaged` where this is not the beginning of an age file.
 */
export function headerEnd(bytes: Buffer): number | undefined {
  const seen = Math.min(bytes.length, firstLine.length);
  if (!bytes.subarray(0, seen).equals(firstLine.subarray(0, seen))) {
    throw new Failure('archive-damaged', 'this is not an age file: its first line is another');
  }
  const lastLine = bytes.indexOf('\n---');
  const end = lastLine === -1 ? -1 : bytes.indexOf('\n', lastLine + 1);
  if (end === -1 && bytes.length > headerLimitBytes) {
    throw new Failure('archive-damaged', `the age header has no end within ${headerLimitBytes} bytes`);
  }
  return end === -1 ? undefined : end + 1;
}
