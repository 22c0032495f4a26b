/** Compares two keys by their UTF-8 bytes, as S3 sorts its listings. */
export function compareKeys(a: string, b: string): number {
  // UTF-16 order differs from UTF-8 order only where surrogates meet characters above them.
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
