/** One statement of a dump, as the client will see it. */
export interface DumpStatement {
  /** With the comments and line breaks around it, and its delimiter, so that all of them together are the text. */
  readonly text: string;
  /** Without comments, and without the marks around what stands in conditional ones (`/*!50003 … *\/`). */
  readonly code: string;
  /** `code` with nothing between quotes. */
  readonly bare: string;
}

/**
 * Cuts what the dump tools write outside of rows into its statements, as the clients do: at the delimiter, outside of quotes and comments.
 *
 * @param text each byte as one character, so that nothing is lost whatever its character set is
 */
export function statementsOf(text: string): readonly DumpStatement[] {
  const statements: DumpStatement[] = [];
  let delimiter = ';';
  let escapes = true;
  let start = 0;
  let [code, bare] = ['', ''];
  let at = 0;

  const add = (piece: string, isQuoted = false): void => {
    code += piece;
    bare += isQuoted ? piece.slice(0, 1) : piece;
  };
  const close = (end: number): void => {
    statements.push({ text: text.slice(start, end), code: code.trim(), bare: bare.trim() });
    const mode = /^SET sql_mode\s*= '([A-Z0-9_,]*)'$/i.exec(code.trim())?.[1];
    if (mode !== undefined) escapes = !mode.split(',').includes('NO_BACKSLASH_ESCAPES');
    [code, bare, start] = ['', '', end];
  };
  while (at < text.length) {
    const isFresh = code.trim() === '' && (at === 0 || text[at - 1] === '\n');
    const command = isFresh ? /^DELIMITER (\S+)\s*?(?:\n|$)/.exec(text.slice(at, at + 80)) : null;
    if (command !== null) {
      delimiter = command[1] ?? ';';
      at += command[0].length;
      close(at);
    } else if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      close(at);
    } else if (text[at] === '#' || /^--(?:\s|$)/.test(text.slice(at, at + 3))) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (/^\/\*M?!\d*/.test(text.slice(at, at + 4))) {
      at += /^\/\*M?!\d*/.exec(text.slice(at, at + 12))?.[0].length ?? 0;
      add(' ');
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
      add(' ');
    } else if (text.startsWith('*/', at)) {
      at += 2;
      add(' ');
    } else if (`'"\``.includes(text[at] ?? '')) {
      const end = endOfQuote(text, at, escapes);
      add(text.slice(at, end), true);
      at = end;
    } else {
      add(text[at] ?? '');
      at += 1;
    }
  }
  if (start < text.length) close(text.length);
  return statements;
}

/** The place behind the quote that ends what is quoted from `from` on. */
function endOfQuote(text: string, from: number, escapes: boolean): number {
  const quote = text[from] ?? '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\' && escapes && quote !== '`') at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}
