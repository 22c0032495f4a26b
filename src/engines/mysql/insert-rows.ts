const quote = 0x27;
const backslash = 0x5c;
const separator = Buffer.from('),(');

/**
 * How many rows the first line of an `INSERT` holds. MySQL's tool writes all rows of a statement in one line with `),(` between, MariaDB's
 * writes each row in a line of its own below.
 */
export function countTuples(line: Buffer): number {
  if (line.subarray(-8).toString('latin1').trimEnd().endsWith('VALUES')) return 0;
  let rows = 1;
  let from = 0;
  let next = line.indexOf(separator);
  for (;;) {
    const open = line.indexOf(quote, from);
    const end = open < 0 ? line.length : open;
    for (; next >= 0 && next < end; next = line.indexOf(separator, next + separator.length))
      if (next >= from) rows += 1;
    if (open < 0) return rows;
    from = closingQuote(line, open) + 1;
    if (next >= 0 && next < from) next = line.indexOf(separator, from);
  }
}

/** The place of the quote that ends a string. A quote inside it is escaped by a backslash, as the tool's pinned `sql_mode` makes it. */
function closingQuote(line: Buffer, open: number): number {
  for (let at = line.indexOf(quote, open + 1); at >= 0; at = line.indexOf(quote, at + 1)) {
    let escapes = 0;
    while (line[at - 1 - escapes] === backslash && at - 1 - escapes > open) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return line.length;
}
