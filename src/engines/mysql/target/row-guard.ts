import { closingQuote } from '../insert-rows.ts';

const quote = 0x27;
const semicolon = 0x3b;
const newline = 0x0a;
const open = 0x28;

/** Looks at the lines of rows as they pass. */
export interface RowGuard {
  /** Whole lines of the `rows` section of one table. @returns what is none of its rows, from there on to the end of the line, or undefined */
  refused(lines: Buffer): string | undefined;
}

/**
 * A guard for the rows of one table: each line is a part of an `INSERT` into that table, with no second statement behind it, or one of those
 * that the dump tools put around rows. It looks outside of quotes only, from quote to quote, and costs a tenth of what the server takes.
 *
 * @param isAround whether a line that is none of an `INSERT` may stand there
 */
export function rowGuard(name: string, isAround: (line: string) => boolean): RowGuard {
  const head = Buffer.from(`INSERT INTO \`${name.replaceAll('`', '``')}\` `);
  let inInsert = false;
  const refusedIn = (line: Buffer): string | undefined => {
    if (inInsert ? line[0] === open : line.subarray(0, head.length).equals(head)) {
      const end = firstSemicolon(line, inInsert ? 0 : head.length);
      inInsert = end < 0;
      return end < 0 || end === line.length - 1 ? undefined : line.toString('latin1', end + 1);
    }
    const text = line.toString('latin1');
    return !inInsert && isAround(text) ? undefined : text;
  };
  return {
    refused(lines) {
      for (let from = 0; from < lines.length;) {
        const found = lines.indexOf(newline, from);
        const end = found < 0 ? lines.length : found;
        const refused = refusedIn(lines.subarray(from, end));
        if (refused !== undefined) return refused;
        from = end + 1;
      }
      return undefined;
    },
  };
}

/** The place of the first semicolon outside of quotes; -1 where there is none. What looks like a comment counts as one. */
function firstSemicolon(line: Buffer, from: number): number {
  let next = line.indexOf(semicolon, from);
  let comment = line.indexOf('/*', from, 'latin1');
  for (let at = from; ;) {
    const string = line.indexOf(quote, at);
    const end = string < 0 ? line.length : string;
    if (comment >= 0 && comment < end) return comment;
    if (next >= 0 && next < end) return next;
    if (string < 0) return -1;
    at = closingQuote(line, string) + 1;
    if (next >= 0 && next < at) next = line.indexOf(semicolon, at);
    if (comment >= 0 && comment < at) comment = line.indexOf('/*', at, 'latin1');
  }
}
