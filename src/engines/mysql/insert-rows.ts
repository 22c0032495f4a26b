const quote = 0x27;
const backslash = 0x5c;
const newline = 0x0a;
const open = 0x28;
const close = 0x29;
const comma = 0x2c;
const values = Buffer.from(' VALUES (');

/**
 * Finds the rows in whole `INSERT` lines: `visit` gets the place of each from its opening to behind its closing parenthesis. MySQL's tool
 * writes all rows of a statement in one line with `),(` between; MariaDB's writes each row in a line of its own below, closed by `,` or `;`.
 */
export function eachRow(lines: Buffer, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < lines.length;) {
    const found = lines.indexOf(newline, from);
    const end = found < 0 ? lines.length : found;
    if (lines[from] === open) visit(from, end - 1);
    else rowsInLine(lines, from, end - 1, visit);
    from = end + 1;
  }
}

/** The rows of a line that has them all; `to` is the place of its semicolon. */
function rowsInLine(line: Buffer, from: number, to: number, visit: (from: number, to: number) => void): void {
  const found = line.indexOf(values, from);
  if (found < 0 || found >= to) return; // MariaDB's first line
  let row = found + values.length - 1;
  for (let at = row; at < to; at += 1) {
    const byte = line[at];
    if (byte === quote) at = closingQuote(line, at);
    else if (byte === close && line[at + 1] === comma && line[at + 2] === open) {
      visit(row, at + 1);
      row = at + 2;
    }
  }
  visit(row, to);
}

/** The place of the quote that ends a string. A quote inside it is escaped by a backslash, as the tool's pinned `sql_mode` makes it. */
export function closingQuote(line: Buffer, start: number): number {
  for (let at = line.indexOf(quote, start + 1); at >= 0; at = line.indexOf(quote, at + 1)) {
    let escapes = 0;
    while (line[at - 1 - escapes] === backslash && at - 1 - escapes > start) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return line.length;
}
