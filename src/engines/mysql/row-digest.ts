import { createHash } from 'node:crypto';
import { eachRow } from './insert-rows.ts';

/** Digests the rows of one table. */
export interface RowDigest {
  /** Takes whole `INSERT` lines. */
  add(lines: Buffer): void;
  totals(): { readonly rows: number; readonly sha256: string; readonly longestRowBytes: number };
}

const gatherBytes = 1024 * 1024;
const newline = 0x0a;

/**
 * SHA-256 over the rows in their order, each in a line of its own without what the tool puts around it: how many rows a statement has, and
 * how its lines are broken, is the tool's version's, and no part of the rows. Rows are small, so they are gathered before they are hashed.
 */
export function rowDigests(): () => RowDigest {
  const gathered = Buffer.allocUnsafe(gatherBytes);
  return () => {
    const hash = createHash('sha256');
    let fill = 0;
    let rows = 0;
    let longestRowBytes = 0;
    const pass = (): void => {
      hash.update(gathered.subarray(0, fill));
      fill = 0;
    };
    return {
      add(lines) {
        eachRow(lines, (from, to) => {
          rows += 1;
          longestRowBytes = Math.max(longestRowBytes, to - from);
          if (fill + to - from + 1 > gatherBytes) pass();
          if (to - from >= gatherBytes) hash.update(lines.subarray(from, to)).update('\n');
          else {
            fill += lines.copy(gathered, fill, from, to);
            gathered[fill] = newline;
            fill += 1;
          }
        });
      },
      totals() {
        pass();
        return { rows, sha256: hash.digest('hex'), longestRowBytes };
      },
    };
  };
}
