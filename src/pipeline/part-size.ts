const mebibyte = 1024 ** 2;
const firstBytes = 8 * mebibyte;
const largestBytes = 5 * 1024 * mebibyte;

/**
 * Bytes of the part with that index. Parts double every 500, from 8 MiB to 5 GiB, so that 10 000 of them (the limit of S3) hold 28 TiB; a
 * small `budgetBytes` caps them, so that at least four fit into it.
 */
export function partSizeBytes(index: number, budgetBytes: number): number {
  const grown = firstBytes * 2 ** Math.min(Math.floor(index / 500), 10);
  return Math.max(firstBytes, Math.min(grown, largestBytes, Math.floor(budgetBytes / 4)));
}
