import { randomBytes } from 'node:crypto';
import { StringDecoder } from 'node:string_decoder';
import { Failure } from '../../domain/failure.ts';
import type { Launcher, RunningProcess } from '../../process/launcher.ts';
import type { Clients } from './clients.ts';
import type { Connection } from './connection.ts';
import { failureOf, type FailurePlace } from './stderr-failures.ts';

/** One row of a result, each value as the server writes it, or null. */
export type Row = Readonly<Record<string, string | null>>;

/**
 * A connection to one server. Statements run one after the other, in the order of the calls; the first error ends the session.
 *
 * It is the product's own client, spoken to through its standard input, and not a driver: what it connects with (TLS, accounts and their
 * plugins) is then what the dump tool connects with.
 */
export interface Session extends AsyncDisposable {
  /**
   * Rows of one query: `columns` gives an expression for each name, `from` the rest of the statement from `FROM` on. Values come as text in
   * utf8mb4; bytes that are no text have to be asked for with `HEX`.
   */
  rows(columns: Readonly<Record<string, string>>, from?: string): Promise<readonly Row[]>;
  /** The rows that one statement without a query prints, such as `SHOW CREATE TABLE`, as lists of texts; null comes as the text `NULL`. */
  show(statement: string): Promise<readonly (readonly string[])[]>;
  /** Runs one statement for its effect. */
  execute(statement: string): Promise<void>;
  /** Runs statements that the dump tool wrote, with their delimiters; each byte is one character. */
  script(text: string): Promise<void>;
}

export interface SessionOptions {
  readonly launcher: Launcher;
  readonly clients: Pick<Clients, 'product' | 'version' | 'client' | 'prefix'>;
  readonly connection: Connection;
  readonly signal?: AbortSignal;
  /** The code of failures that nothing better is known of: `dump-failed` where nothing is said. */
  readonly fallback?: 'dump-failed' | 'restore-failed' | 'sandbox-unavailable';
  /** Has words of its own for failures; none where nothing is said. */
  readonly place?: FailurePlace;
}

/** Settings on which the text of a value depends, and limits that a long read must not meet. */
const pinned = [
  `sql_mode = ''`, // in particular no NO_BACKSLASH_ESCAPES and no ANSI_QUOTES, which change what a literal is
  `time_zone = '+00:00'`,
  `net_write_timeout = 86400`,
  `net_read_timeout = 86400`,
  `wait_timeout = 86400`,
  `group_concat_max_len = 1073741824`,
  `sql_quote_show_create = 1`,
];

/**
 * Settings of one product. They stand in comments that only its servers carry out, from that version on: the first client to ask a server
 * what it is may be the other product's.
 */
const pinnedByProduct = [
  '/*M!100100 , SESSION max_statement_time = 0 */',
  '/*!80003 , SESSION max_execution_time = 0, SESSION information_schema_stats_expiry = 0 */',
  '/*!80018 , SESSION show_create_table_skip_secondary_engine = 1 */',
];

/** Variable of a session with the character set that the server gives clients which ask for utf8mb4. */
export const ownCharset = 'muster_charset';

/**
 * Connects, and returns when the server has taken the settings.
 *
 * @throws Failure `source-unreachable`, `source-denied` or `source-missing`.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { launcher, clients, connection, signal } = options;
  const { product, version } = clients;
  const running = launcher.start(
    {
      file: clients.client,
      args: [
        ...connection.options(product, version),
        '--batch',
        '--unbuffered',
        '--skip-column-names',
        '--binary-mode', // no command of the client but `delimiter` is taken from the input
        '--comments', // those in a body are part of it, and a client drops them by default
        '--max-allowed-packet=1G',
        ...(connection.database === '' ? [] : [`--database=${connection.database}`]),
      ],
      env: connection.env,
      prefix: clients.prefix,
    },
    signal,
  );
  const session = sessionOn(running, options);
  try {
    const settings = pinned.map((setting) => `SESSION ${setting}`);
    // a server may make all clients speak what it likes, in `init_connect` or by `skip-character-set-client-handshake`
    const names = `@${ownCharset} = @@character_set_client, NAMES utf8mb4`;
    await session.execute(`SET ${names}, ${settings.join(', ')} ${pinnedByProduct.join(' ')}`);
    if (connection.requiresTls) await assertEncrypted(session, connection);
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throw error;
  }
  return session;
}

async function assertEncrypted(session: Session, { description }: Connection): Promise<void> {
  const [[, cipher = ''] = []] = await session.show(`SHOW SESSION STATUS LIKE 'Ssl_cipher'`);
  if (cipher !== '') return;
  throw new Failure('source-unreachable', `${description}: the URL asks for TLS, and the server has none`, {
    hint: 'switch TLS on in the server, or check ssl-mode in the connection URL',
  });
}

function sessionOn(running: RunningProcess, options: SessionOptions): Session {
  const mark = randomBytes(18).toString('base64url');
  const nextLine = linesOf(running, options);
  const ask = async (statement: string | Buffer): Promise<readonly string[]> => {
    if (statement.includes('\0')) throw new Failure('bug', 'a statement holds a zero byte');
    running.stdin.write(typeof statement === 'string' ? `${statement};\n` : statement);
    running.stdin.write(`SELECT '${mark}';\n`);
    const lines: string[] = [];
    for (;;) {
      const line = await nextLine();
      if (line === mark) return lines;
      lines.push(line);
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = async (statement: string | Buffer): Promise<readonly string[]> => {
    const turn = last.then(() => ask(statement));
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    async rows(columns, from = '') {
      const names = Object.keys(columns);
      // JSON has no raw line breaks and tells null from the text NULL, which the client's own output does not
      const values = Object.values(columns).map((value) => `CONVERT((${value}) USING utf8mb4)`);
      const lines = await inTurn(`SELECT JSON_ARRAY(${values.join(', ')}) ${from}`);
      return lines.map((line) => {
        const row = JSON.parse(unescaped(line)) as readonly (string | null)[];
        return Object.fromEntries(names.map((name, index) => [name, row[index] ?? null]));
      });
    },
    async show(statement) {
      const lines = await inTurn(statement);
      return lines.map((line) => line.split('\t').map(unescaped));
    },
    async execute(statement) {
      await inTurn(statement);
    },
    async script(text) {
      await inTurn(Buffer.from(`${text}\n`, 'latin1'));
    },
    async [Symbol.asyncDispose]() {
      running.stdin.end();
      await running[Symbol.asyncDispose]();
    },
  };
}

/** The lines that a client prints, one at a call. */
function linesOf(
  running: RunningProcess,
  { connection, clients, signal, fallback = 'dump-failed', place }: SessionOptions,
): () => Promise<string> {
  const output = running.output()[Symbol.asyncIterator]();
  const decoder = new StringDecoder('utf8');
  const said: string[] = [];
  let rest = '';
  return async () => {
    for (;;) {
      const line = said.shift();
      if (line !== undefined) return line;
      const next = await output.next().catch((error: unknown) => {
        signal?.throwIfAborted();
        throw failureOf(error, { action: `${clients.product.title} on ${connection.description}`, fallback, place });
      });
      if (next.done === true)
        throw new Failure(place?.ended ?? fallback, `the session on ${connection.description} has ended`);
      const lines = (rest + decoder.write(next.value)).split('\n');
      rest = lines.pop() ?? '';
      said.push(...lines);
    }
  };
}

/** A value as the client's batch mode writes it, see `safe_put_field` of its source. */
function unescaped(text: string): string {
  const meanings: Readonly<Record<string, string>> = { n: '\n', t: '\t', '0': '\0', '\\': '\\' };
  return text.replace(/\\([nt0\\])/g, (_, letter: string) => meanings[letter] ?? letter);
}

/** A text as a literal, for sessions with the pinned `sql_mode`. */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** A name as an identifier. */
export function identifier(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
