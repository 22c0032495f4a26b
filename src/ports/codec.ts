/** Compresses and decompresses a stream, in a format that a stock tool opens. */
export interface Codec {
  /** `zstd`, `gzip` or `none`, as the manifest has it. */
  readonly name: string;
  /** `.zst`, `.gz` or empty. */
  readonly extension: string;
  /** Ends only when the plain stream has ended; fails when it fails. May be called more than once. */
  compress(plain: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** @throws Failure `archive-damaged` for bytes that are not of the format, are cut off, or have something behind their end. */
  decompress(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}
