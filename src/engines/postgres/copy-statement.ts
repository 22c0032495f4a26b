/** What a `COPY … FROM stdin` of an archive says. */
export interface CopyStatement {
  /** Qualified and quoted as pg_dump writes it. */
  readonly table: string;
  /** The parts of the table's name without quotes: schema and table. */
  readonly path: readonly string[];
  /** Quoted where they need it, in the order of the values. */
  readonly columns: readonly string[];
}

/** A name as the server and pg_dump write it, quoted where it has to be; part of a regular expression. */
export const identifier = '(?:"(?:[^"]|"")*"|[^\\s".(),;]+)';
const statement = new RegExp(
  `^COPY (${identifier}(?:\\.${identifier})*) +(?:\\((${identifier}(?:, ${identifier})*)\\) )?FROM stdin;\\s*$`,
  'u',
);

/** Reads a statement as pg_dump writes it; undefined where it has another form. */
export function parseCopyStatement(text: string): CopyStatement | undefined {
  const match = statement.exec(text);
  if (match === null) return undefined;
  const [, table = '', columns = ''] = match;
  return { table, path: identifiersOf(table).map(unquote), columns: identifiersOf(columns) };
}

function identifiersOf(text: string): readonly string[] {
  return text.match(new RegExp(identifier, 'gu')) ?? [];
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

/** An identifier in quotes, whatever it is made of. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
