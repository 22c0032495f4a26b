const quote = 0x27;
const backslash = 0x5c;
const newline = 0x0a;
const open = 0x28;
const separator = Buffer.from('),(');
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
  let at = row;
  let next = line.indexOf(separator, at);
  for (;;) {
    const string = line.indexOf(quote, at);
    const end = string < 0 || string > to ? to : string;
    for (; next >= 0 && next < end; next = line.indexOf(separator, next + 1)) {
      visit(row, next + 1);
      row = next + 2;
    }
    if (end === to) break;
    at = closingQuote(line, string) + 1;
    if (next >= 0 && next < at) next = line.indexOf(separator, at);
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
