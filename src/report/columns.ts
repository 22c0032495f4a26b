/** Rows of text as lines, indented by two, each column as wide as its widest cell. The rows have the same number of cells. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** Keys and messages come from the store: one line stays one line, and no control sequence reaches the log. */
export function printable(line: string): string {
  return line.replace(/\p{Cc}+/gu, ' ').trimEnd();
}

/** A line of at most so many characters; what is cut off shows as `…`. */
export function cutTo(width: number, line: string): string {
  return line.length <= width ? line : `${line.slice(0, width - 1).trimEnd()}…`;
}
