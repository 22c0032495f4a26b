import type { Cipher, Opener } from '../ports/cipher.ts';

/** No encryption, for those who ask for it in words: bytes pass as they are. */
export function plainCipher(): Cipher {
  return { encryption: { format: 'none', recipients: [] }, extension: '', seal: (plain) => plain };
}

/** Opens what was not sealed. It cannot see damage: the manifest's digests do. */
export function plainOpener(): Opener {
  return { open: (sealed) => sealed };
}
