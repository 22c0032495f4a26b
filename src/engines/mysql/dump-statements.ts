import type { ProductVersion } from './product.ts';

/** One statement of a dump, as the client will see it. */
export interface DumpStatement {
  /** With the comments and line breaks around it, and its delimiter, so that all of them together are the text. */
  readonly text: string;
  /** Without comments, and without the marks around what stands in conditional ones (`/*!50003 … *\/`). */
  readonly code: string;
  /** `code` with nothing between quotes. */
  readonly bare: string;
  /** Whether it has what servers may read in another way than this: quotes in what this one passes over, or control characters. */
  readonly isOdd: boolean;
}

/** How a session reads quotes, which `sql_mode` says. */
interface Quoting {
  readonly escapes: boolean;
  readonly isAnsi: boolean;
}

const usual: Quoting = { escapes: true, isAnsi: false };
const ansiModes = ['ANSI_QUOTES', 'ANSI', 'ORACLE', 'MSSQL', 'POSTGRESQL', 'DB2', 'MAXDB'];

/**
 * Cuts what the dump tools write outside of rows into its statements, as the clients do: at the delimiter, outside of quotes and comments.
 *
 * @param text each byte as one character, so that nothing is lost whatever its character set is
 * @param server that runs it, and passes over the conditional comments of later versions; one that passes over none where it is not said
 */
export function statementsOf(text: string, server?: ProductVersion): readonly DumpStatement[] {
  const statements: DumpStatement[] = [];
  let delimiter = ';';
  let [quoting, saved] = [usual, usual];
  let [start, at] = [0, 0];
  let [code, bare, isOdd] = ['', '', false];

  const add = (piece: string, isQuoted = false): void => {
    code += piece;
    bare += isQuoted ? piece.slice(0, 1) : piece;
  };
  const close = (end: number): void => {
    const plain = code.trim();
    isOdd ||= /[^\t\n\r -~\x80-\xff]|\\(?!N\b)/.test(bare); // `\N` is a null, all others are commands of the client
    statements.push({ text: text.slice(start, end), code: plain, bare: bare.trim(), isOdd });
    if (/^SET @saved_sql_mode\s*= @@sql_mode$/i.test(plain)) saved = quoting;
    else quoting = quotingAfter(plain) ?? (/^SET sql_mode\s*= @saved_sql_mode$/i.test(plain) ? saved : quoting);
    [code, bare, isOdd, start] = ['', '', false, end];
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
    } else if (text[at] === '#' || /^--(?:[ \t\r\n]|$)/.test(text.slice(at, at + 3))) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (/^\/\*M?!/.test(text.slice(at, at + 4))) {
      const [mark, forMariadb = '', version = ''] = conditional.exec(text.slice(at, at + 12)) ?? ['/*!'];
      isOdd ||= !/^(?:|\d{5,6})$/.test(version) || (version !== '' && !/\s/.test(text[at + mark.length] ?? ''));
      if (isRun(server, forMariadb !== '', version)) at += mark.length;
      else {
        const end = text.indexOf('*/', at + mark.length);
        isOdd ||= end < 0 || /['"`;]|\/\*/.test(text.slice(at + mark.length, end));
        at = end < 0 ? text.length : end + 2;
      }
      add(' ');
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
      add(' ');
    } else if (text.startsWith('*/', at)) {
      at += 2;
      add(' ');
    } else if (`'"\``.includes(text[at] ?? '')) {
      const end = endOfQuote(text, at, quoting);
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

/** What a statement says of quotes, where it sets the mode. */
function quotingAfter(code: string): Quoting | undefined {
  const modes = /^SET sql_mode\s*= '([A-Z0-9_,]*)'$/i.exec(code)?.[1]?.toUpperCase().split(',');
  if (modes === undefined) return undefined;
  const isAnsi = modes.some((mode) => ansiModes.includes(mode));
  return { escapes: !modes.includes('NO_BACKSLASH_ESCAPES'), isAnsi };
}

const conditional = /^\/\*(M?)!(\d*)/;

/** Whether a server runs what stands in a conditional comment. MariaDB passes over those of MySQL 5.7 to 9 whatever its own number is. */
function isRun(server: ProductVersion | undefined, forMariadb: boolean, version: string): boolean {
  if (server === undefined) return true;
  const isMariadb = server.product.name === 'mariadb';
  if (forMariadb && !isMariadb) return false;
  const [major = 0, minor = 0, patch = 0] = server.version.split('.').map(Number);
  const wanted = Number(version);
  if (isMariadb && !forMariadb && wanted >= 50_700 && wanted < 100_000) return false;
  return wanted <= major * 10_000 + minor * 100 + patch;
}

/** The place behind the quote that ends what is quoted from `from` on. */
function endOfQuote(text: string, from: number, { escapes, isAnsi }: Quoting): number {
  const quote = text[from] ?? '';
  const isName = quote === '`' || (quote === '"' && isAnsi);
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\' && escapes && !isName) at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return text.length;
}
