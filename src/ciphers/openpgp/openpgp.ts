import { randomBytes } from 'node:crypto';
import { createMessage, decrypt, encrypt, enums, readMessage, type PartialConfig, type PublicKey } from 'openpgp';
import { Failure, messageOf } from '../../domain/failure.ts';
import type { Secret } from '../../domain/secret.ts';
import { blocks } from '../../pipeline/blocks.ts';
import type { Cipher, Opener } from '../../ports/cipher.ts';
import { framing, type Framing } from './framing.ts';
import { fingerprintOf, readIdentityKeys, readRecipientKeys } from './keys.ts';
import { observedStream } from './observed-stream.ts';
import { findSessionKeys, type Keyring } from './session-keys.ts';

/** Who can open what is sealed; at least one of the two. */
export interface OpenPgpRecipients {
  readonly armoredKeys: readonly string[];
  readonly passphrase: Secret | undefined;
}

const blockBytes = 256 * 1024;

/** What GnuPG 2.2 reads: AES-256 in CFB with a modification detection code, not the newer AEAD modes. Dumps are compressed before. */
const sealing: PartialConfig = {
  aeadProtect: false,
  preferredCompressionAlgorithm: enums.compression.uncompressed,
  s2kType: enums.s2k.iterated,
};

/** Plain bytes leave before the code at the message's end was checked: the port says that they must not be trusted until then. */
const opening: PartialConfig = { allowUnauthenticatedStream: true };

/**
 * Seals as OpenPGP messages for public keys, a passphrase, or both.
 *
 * @throws Failure `recipient-invalid` for a key that cannot be encrypted to.
 */
export async function openPgpCipher({ armoredKeys, passphrase }: OpenPgpRecipients): Promise<Cipher> {
  const keys = await readRecipientKeys(armoredKeys);
  const recipients = [...keys.map(fingerprintOf), ...(passphrase === undefined ? [] : ['passphrase'])];
  return {
    encryption: { format: 'openpgp', recipients },
    extension: '.gpg',
    seal: (plain) => seal(plain, keys, passphrase),
  };
}

async function* seal(
  plain: AsyncIterable<Uint8Array>,
  keys: readonly PublicKey[],
  passphrase: Secret | undefined,
): AsyncGenerator<Uint8Array> {
  const source = observedStream(blocks(plain, blockBytes));
  try {
    const sealed = (await encrypt({
      message: await createMessage({ binary: source.stream }),
      encryptionKeys: [...keys],
      ...(passphrase === undefined ? {} : { passwords: passphrase.reveal() }),
      sessionKey: { data: randomBytes(32), algorithm: 'aes256' }, // whatever the keys prefer
      format: 'binary',
      config: sealing,
    })) as AsyncIterable<Uint8Array>; // the library's own type for it needs a package that it does not install
    for await (const chunk of sealed) {
      source.rethrow();
      yield chunk;
    }
    await source.finish();
  } catch (error) {
    source.rethrow();
    throw error;
  } finally {
    await source.close();
  }
}

/**
 * Opens OpenPGP messages with private keys, a passphrase, or both; the passphrase also unlocks the keys.
 *
 * @throws Failure `identity-invalid`, `input-missing` or `identity-mismatch` for a private key that cannot be used.
 */
export async function openPgpOpener({ armoredKeys, passphrase }: OpenPgpRecipients): Promise<Opener> {
  const keyring: Keyring = { keys: await readIdentityKeys(armoredKeys, passphrase), passphrase };
  return { open: (sealed) => open(sealed, keyring) };
}

async function* open(sealed: AsyncIterable<Uint8Array>, keyring: Keyring): AsyncGenerator<Uint8Array> {
  const frame = framing();
  // whole blocks: the first one holds everything that is needed to find the session key
  const source = observedStream(followed(blocks(sealed, blockBytes), frame));
  try {
    const message = await readMessage({ binaryMessage: source.stream, config: opening });
    const sessionKeys = await findSessionKeys(message, keyring, frame.dataBeginning);
    const opened = (await decrypt({ message, sessionKeys, format: 'binary', config: opening })) as {
      data: AsyncIterable<Uint8Array>;
    };
    for await (const chunk of opened.data) yield chunk;
    await source.finish();
  } catch (cause) {
    source.rethrow();
    if (cause instanceof Failure) throw cause;
    throw new Failure('archive-damaged', `the OpenPGP message cannot be opened: ${messageOf(cause)}`, { cause });
  } finally {
    await source.close();
  }
}

async function* followed(sealed: AsyncIterable<Uint8Array>, frame: Framing): AsyncGenerator<Uint8Array> {
  for await (const block of sealed) {
    frame.accept(block);
    yield block;
  }
  frame.end();
}
