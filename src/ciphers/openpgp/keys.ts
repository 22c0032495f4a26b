import { decryptKey, readKeys, readPrivateKeys, type Key, type PrivateKey, type PublicKey } from 'openpgp';
import { Failure, messageOf } from '../../domain/failure.ts';
import { emptySecretHint, type Secret } from '../../domain/secret.ts';

/**
 * The public keys in armored blocks, each of which can be encrypted to now.
 *
 * @throws Failure `recipient-invalid` that names the key and what is wrong with it: private, revoked, expired, or made for signing only.
 */
export async function readRecipientKeys(armoredKeys: readonly string[]): Promise<readonly PublicKey[]> {
  const keys: PublicKey[] = [];
  for (const armored of armoredKeys) {
    const read = await readKeys({ armoredKeys: armored }).catch((cause: unknown) => {
      const message = `an OpenPGP public key in input "recipients" cannot be read: ${messageOf(cause)}`;
      throw new Failure('recipient-invalid', message, {
        cause,
        hint: 'export it again with `gpg --armor --export`, and give the whole block with its line breaks',
      });
    });
    for (const key of read) {
      await checkUsable(key);
      keys.push(key.toPublic());
    }
  }
  return keys;
}

async function checkUsable(key: Key): Promise<void> {
  const name = `OpenPGP key ${fingerprintOf(key)} in input "recipients"`;
  if (key.isPrivate()) {
    throw new Failure('recipient-invalid', `${name} is a private key`, {
      hint: 'give the public half, what `gpg --armor --export` prints',
    });
  }
  if (await key.isRevoked()) {
    throw new Failure('recipient-invalid', `${name} is revoked`, { hint: 'give the key that took its place' });
  }
  const expiry = await key.getExpirationTime();
  try {
    await key.getEncryptionKey();
  } catch (cause) {
    const reason = expiry instanceof Date ? ` (its date of expiry is ${expiry.toISOString().slice(0, 10)})` : '';
    throw new Failure('recipient-invalid', `${name} cannot be encrypted to${reason}: ${messageOf(cause)}`, {
      cause,
      hint: 'renew the key or add an encryption subkey, and export it again with `gpg --armor --export`',
    });
  }
}

/**
 * The private keys in armored blocks, unlocked.
 *
 * @throws Failure `identity-invalid` where a block cannot be read, `input-missing` where a key is locked and there is no passphrase,
 *   `identity-mismatch` where the passphrase does not unlock it.
 */
export async function readIdentityKeys(
  armoredKeys: readonly string[],
  passphrase: Secret | undefined,
): Promise<readonly PrivateKey[]> {
  const keys: PrivateKey[] = [];
  for (const key of await readLocked(armoredKeys)) keys.push(await unlocked(key, passphrase));
  return keys;
}

/** The public halves of private keys in armored blocks, armored; none has to be unlocked. @throws Failure `identity-invalid` */
export async function publicHalvesOf(armoredKeys: readonly string[]): Promise<readonly string[]> {
  return (await readLocked(armoredKeys)).map((key) => key.toPublic().armor());
}

async function readLocked(armoredKeys: readonly string[]): Promise<readonly PrivateKey[]> {
  const blocks = armoredKeys.map(async (armored) => {
    try {
      return await readPrivateKeys({ armoredKeys: armored });
    } catch {
      // no cause: the library's message could show a part of the key
      throw new Failure('identity-invalid', 'an OpenPGP private key in input "identity" cannot be read', {
        hint: 'export it again with `gpg --armor --export-secret-keys`, and give the whole block with its line breaks',
      });
    }
  });
  return (await Promise.all(blocks)).flat();
}

async function unlocked(key: PrivateKey, passphrase: Secret | undefined): Promise<PrivateKey> {
  if (key.isDecrypted()) return key;
  const name = `OpenPGP private key ${fingerprintOf(key)} in input "identity"`;
  if (passphrase === undefined) {
    throw new Failure('input-missing', `${name} is locked, and input "passphrase" is empty`, {
      hint: `give the passphrase of the key; ${emptySecretHint}`,
    });
  }
  try {
    return await decryptKey({ privateKey: key, passphrase: passphrase.reveal() });
  } catch (cause) {
    throw new Failure('identity-mismatch', `input "passphrase" does not unlock the ${name}`, {
      cause,
      hint: "give the passphrase of the key, not the backup's",
    });
  }
}

/** The fingerprint of a key as `gpg` prints it. */
export function fingerprintOf(key: Key): string {
  return key.getFingerprint().toUpperCase();
}
