import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { Failure } from '../../domain/failure.ts';
import type { Cipher, Opener } from '../../ports/cipher.ts';
import { headerEnd, makeHeader, openHeader } from './header.ts';
import { prefixReader } from './prefix-reader.ts';
import { openPayload, payloadNonceBytes, sealPayload } from './payload.ts';

const postQuantum = /^age1pq1/i;

/**
 * Seals in the age format (https://c2sp.org/age) for native recipients. The library does keys and headers; the payload, where the time goes,
 * is done with Node's own ChaCha20-Poly1305, which is nine times as fast.
 *
 * @throws Failure `recipient-invalid` that names the recipient.
 */
export function ageCipher(recipients: readonly string[]): Cipher {
  for (const [index, recipient] of recipients.entries()) checkRecipient(recipient, index + 1);
  if (new Set(recipients.map((recipient) => postQuantum.test(recipient))).size > 1) {
    throw new Failure('recipient-invalid', 'input "recipients" mixes post-quantum and other age keys', {
      hint: 'the backup would be no safer than its weakest recipient: give recipients of one kind',
    });
  }
  return {
    encryption: { format: 'age', recipients },
    extension: '.age',
    async *seal(plain) {
      const { header, fileKey } = await makeHeader(recipients);
      yield header;
      yield* sealPayload(fileKey, plain);
    },
  };
}

/**
 * Opens age files with any of the identities.
 *
 * @throws Failure `identity-invalid` that names which of them, by number.
 */
export function ageOpener(identities: readonly string[]): Opener {
  for (const [index, identity] of identities.entries()) checkIdentity(identity, index + 1);
  return {
    async *open(sealed) {
      await using reader = prefixReader(sealed);
      const header = await reader.take(headerEnd);
      if (header === undefined) throw new Failure('archive-damaged', 'the age file ends within its header');
      const fileKey = await openHeader(header, identities);
      const nonce = await reader.take((bytes) => (bytes.length < payloadNonceBytes ? undefined : payloadNonceBytes));
      if (nonce === undefined) throw new Failure('archive-damaged', 'the age file ends behind its header');
      yield* openPayload(fileKey, nonce, reader.rest());
    },
  };
}

/** The public halves of identities. @throws Failure `identity-invalid` that names which of them, by number */
export async function ageRecipientsOf(identities: readonly string[]): Promise<readonly string[]> {
  for (const [index, identity] of identities.entries()) checkIdentity(identity, index + 1);
  return await Promise.all(identities.map((identity) => identityToRecipient(identity)));
}

function checkRecipient(recipient: string, number: number): void {
  try {
    new Encrypter().addRecipient(recipient);
  } catch (cause) {
    throw new Failure(
      'recipient-invalid',
      `key ${number} of input "recipients" is not a whole age recipient: ${JSON.stringify(recipient)}`,
      {
        cause,
        hint: 'copy it again from the line that `age-keygen` prints: it is age1 and 58 more characters',
      },
    );
  }
}

function checkIdentity(identity: string, number: number): void {
  try {
    new Decrypter().addIdentity(identity);
  } catch {
    // no cause: the library's message could show the identity
    throw new Failure('identity-invalid', `key ${number} of input "identity" is not a whole age identity`, {
      hint: 'copy it again from the file that `age-keygen` wrote: one line that begins with AGE-SECRET-KEY-1',
    });
  }
}
