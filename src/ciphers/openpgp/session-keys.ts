import { createDecipheriv } from 'node:crypto';
import {
  decryptSessionKeys,
  type DecryptedSessionKey,
  type Message,
  type PrivateKey,
  type SessionKey,
  type WebStream,
} from 'openpgp';
import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/secret.ts';
import { fingerprintOf } from './keys.ts';

/** What may open a message. */
export interface Keyring {
  readonly keys: readonly PrivateKey[];
  readonly passphrase: Secret | undefined;
}

/**
 * The session keys that the keyring finds in a message and that its data does not rule out.
 *
 * @param dataBeginning The first bytes of the body of the data packet.
 * @throws Failure `identity-mismatch` where there are none.
 */
export async function findSessionKeys(
  message: Message<WebStream<Uint8Array>>,
  { keys, passphrase }: Keyring,
  dataBeginning: Uint8Array,
): Promise<SessionKey[]> {
  const found: DecryptedSessionKey[] = [];
  if (keys.length > 0) found.push(...(await attempt({ message, decryptionKeys: [...keys] })));
  if (passphrase !== undefined) found.push(...(await attempt({ message, passwords: passphrase.reveal() })));
  const fitting = found.filter((key): key is SessionKey => key.algorithm === null || fits(key, dataBeginning));
  if (fitting.length === 0) {
    const given = [
      ...(keys.length > 0 ? [`input "identity" with the OpenPGP key ${keys.map(fingerprintOf).join(', ')}`] : []),
      ...(passphrase === undefined ? [] : ['input "passphrase"']),
    ];
    throw new Failure('identity-mismatch', `${given.join(' and ')} does not open this backup`);
  }
  return fitting;
}

async function attempt(options: Parameters<typeof decryptSessionKeys>[0]): Promise<readonly DecryptedSessionKey[]> {
  try {
    return await decryptSessionKeys(options);
  } catch {
    return []; // the library's reasons are many; what counts is that nothing was found
  }
}

/**
 * Whether a session key can be the right one. The data of a SEIPD packet of version 1 begins with a block of random bytes whose last two are
 * repeated (RFC 9580, 5.13.1): a passphrase gives a key without saying whether it is right, and this tells it, 65 535 times of 65 536.
 */
function fits(key: DecryptedSessionKey, dataBeginning: Uint8Array): boolean {
  const cipher = /^aes(128|192|256)$/.exec(key.algorithm ?? '');
  const [version] = dataBeginning;
  if (cipher === null || version !== 1 || dataBeginning.length < 19) return true;
  if (key.data.length !== Number(cipher[1]) / 8) return false;
  const decipher = createDecipheriv(`aes-${cipher[1]}-cfb`, key.data, Buffer.alloc(16));
  const prefix = decipher.update(dataBeginning.subarray(1, 19));
  return prefix[14] === prefix[16] && prefix[15] === prefix[17];
}
