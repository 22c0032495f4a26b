import type { ManifestEncryption } from '../domain/manifest.ts';

/** Seals a stream for the recipients it was made for. */
export interface Cipher {
  /** Public description for the manifest. */
  readonly encryption: ManifestEncryption;
  /** `.age`, `.gpg` or empty. */
  readonly extension: string;
  /** The sealed bytes. Ends only when the plain stream has ended; fails when it fails. May be called more than once. */
  seal(plain: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

/** Opens what a cipher of the same format sealed. */
export interface Opener {
  /**
   * The plain bytes. Bytes that were changed, cut off or added make it fail, at the latest before it ends; until then its output must not
   * be trusted.
   *
   * @throws Failure `identity-mismatch` where none of the identities fits, `archive-damaged` where the bytes are not authentic.
   */
  open(sealed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}
