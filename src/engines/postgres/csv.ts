/**
 * The rows of CSV as `psql --csv` prints it, header first, each value as text. A field that is exactly `nullMark` and not quoted is null.
 */
export function parseCsv(text: string, nullMark: string): Record<string, string | null>[] {
  const [header = [], ...lines] = records(text, nullMark);
  return lines.map((line) => Object.fromEntries(header.map((name, index) => [name ?? '', line[index] ?? null])));
}

function records(text: string, nullMark: string): (string | null)[][] {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  const all: (string | null)[][] = [];
  let record: (string | null)[] = [];
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (match === null) throw new SyntaxError('not the CSV that psql prints');
    const [, quoted, plain = '', end] = match;
    record.push(quoted === undefined ? (plain === nullMark ? null : plain) : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    all.push(record);
    record = [];
  }
  return all;
}
