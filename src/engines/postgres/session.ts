import { randomBytes } from 'node:crypto';
import { Failure } from '../../domain/failure.ts';
import type { FailureCode } from '../../domain/failure-codes.ts';
import type { Launcher, RunningProcess } from '../../process/launcher.ts';
import type { Connection } from './connection.ts';
import { parseCsv } from './csv.ts';
import { markedOutput } from './marked-output.ts';
import { feed } from './script-feed.ts';
import { psqlInput } from './script-input.ts';
import { failureOf, type FailureContext } from './stderr-failures.ts';

/** One row of a result, each value as the server writes it, or null. */
export type Row = Readonly<Record<string, string | null>>;

/**
 * A connection to one database. Statements run one after the other, in the order of the calls; the first error ends the session.
 *
 * It is a `psql` that is spoken to through its standard input, and not a driver: what it connects with (TLS, passwords, GSSAPI, service
 * files) is then what `pg_dump` and `pg_restore` connect with.
 */
export interface Session extends AsyncDisposable {
  /** The rows of one statement. */
  rows(sql: string): Promise<readonly Row[]>;
  /** Runs one or more statements for their effect. */
  execute(sql: string): Promise<void>;
  /** The raw bytes of a `COPY … TO STDOUT`. Leaving it before its end ends the session. */
  copyOut(sql: string): AsyncIterable<Buffer>;
  /**
   * Runs a whole script as pg_restore writes it, with the rows in it, and returns when all of it is done. The pinned settings count again
   * afterwards. Where `bytes` fails, the session ends at that place and the failure is passed on.
   */
  script(bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Set where it stands in a transaction that has to go on; see `sharing` and `onTrial`. */
  readonly isInTransaction?: true;
}

export interface SessionOptions {
  readonly launcher: Launcher;
  /** Path of psql 12 or newer. */
  readonly psql: string;
  /** Stands in front of `psql`; see `Clients.prefix`. */
  readonly prefix?: readonly string[];
  readonly connection: Connection;
  readonly signal?: AbortSignal;
  /** Settings of the server beside the pinned ones, or instead of them. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Nothing is set, not even what is pinned: for the first questions to a server, see `majorOfServer`. */
  readonly isBare?: true;
  /** The code of failures that are no particular one; `dump-failed` where nothing is said. */
  readonly fallback?: FailureCode;
  /** See `FailureContext`. */
  readonly refusal?: FailureContext['refusal'];
}

/**
 * Settings on which the text of a value depends, and limits that a long read must not meet. They beat what is set for the role and the
 * database. A version that does not know one of them goes without.
 */
const pinnedSettings = {
  client_encoding: 'UTF8',
  search_path: '',
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  extra_float_digits: '3',
  bytea_output: 'hex',
  xmloption: 'content',
  lc_monetary: 'C',
  quote_all_identifiers: 'off',
  // an error instead of rows that are left out in silence
  row_security: 'off',
  // a COPY that starts in the middle of a table would give its rows in another order
  synchronize_seqscans: 'off',
  jit: 'off',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
  transaction_timeout: '0',
} as const;

/**
 * Connects, and returns when the server has taken the settings.
 *
 * @throws Failure `source-unreachable`, `source-denied` or `source-missing`.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { launcher, psql, prefix, connection, signal } = options;
  const running = launcher.start(
    {
      file: psql,
      args: [
        '--no-psqlrc',
        '--quiet',
        '--csv',
        '--no-password',
        '--set=ON_ERROR_STOP=1',
        `--dbname=${connection.target}`,
      ],
      env: { PGAPPNAME: 'muster', ...connection.env },
      ...(prefix === undefined ? {} : { prefix }),
    },
    signal,
  );
  const settings = options.isBare === true ? 'SELECT 1' : settingStatement({ ...pinnedSettings, ...options.settings });
  const session = sessionOn(running, conversation(running, options), settings);
  try {
    await session.execute(settings);
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throw error;
  }
  return session;
}

/** What psql is told, and what it says to it. */
interface Conversation {
  /** Stands in results where a value is null. */
  readonly nonce: string;
  /** What psql prints for one or more statements. */
  answer(sql: string): AsyncGenerator<Buffer>;
  /** Runs a whole script. */
  run(script: AsyncIterable<Uint8Array>): Promise<void>;
}

function conversation(
  running: RunningProcess,
  { connection: { description }, signal, fallback = 'dump-failed', refusal }: SessionOptions,
): Conversation {
  const nonce = randomBytes(18).toString('base64url');
  const mark = `\u0001${nonce}`;
  const printMark = `\\echo '${mark}'\n`;
  const output = running.output()[Symbol.asyncIterator]();
  const marked = markedOutput(Buffer.from(`${mark}\n`), async () => {
    try {
      const next = await output.next();
      if (next.done !== true) return next.value;
    } catch (error) {
      signal?.throwIfAborted();
      throw failureOf(error, { action: `psql on ${description}`, fallback, ...(refusal && { refusal }) });
    }
    throw new Failure(fallback, `the session on ${description} has ended`);
  });
  // DETAIL and CONTEXT of an error quote rows
  running.stdin.write(`\\set VERBOSITY terse\n\\set SHOW_CONTEXT never\n\\pset null '${nonce}'\n`);
  return {
    nonce,
    async *answer(sql) {
      let whole = false;
      try {
        running.stdin.write(`${sending(sql)}${printMark}`);
        yield* marked.answer();
        whole = true;
      } finally {
        if (!whole) await running[Symbol.asyncDispose]();
      }
    },
    async run(script) {
      const write = async (): Promise<void> => {
        await feed(running, psqlInput(script, sending));
        running.stdin.write(printMark);
      };
      const done = async (): Promise<void> => {
        for await (const _ of marked.answer());
      };
      try {
        await Promise.all([write(), done()]);
      } catch (error) {
        // not by the end of its input: psql takes that for the end of the rows, and they would count as whole
        await running[Symbol.asyncDispose]();
        throw error;
      }
    },
  };
}

function sessionOn(running: RunningProcess, psql: Conversation, settings: string): Session {
  const collect = async (sql: string): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of psql.answer(sql)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  };
  const turns = queue();
  return {
    async rows(sql) {
      using _turn = await turns.next();
      return parseCsv(await collect(sql), psql.nonce);
    },
    async execute(sql) {
      using _turn = await turns.next();
      await collect(sql);
    },
    async *copyOut(sql) {
      using _turn = await turns.next();
      yield* psql.answer(sql);
    },
    async script(bytes) {
      using _turn = await turns.next();
      await psql.run(bytes);
      await collect(settings);
    },
    async [Symbol.asyncDispose]() {
      running.stdin.end();
      await running[Symbol.asyncDispose]();
    },
  };
}

/** `\gexec` sends the text as it is: psql looks for no commands and variables in it, and no quote can stay open. */
function sending(sql: string): string {
  return `SELECT ${literal(sql)} \\gexec\n`;
}

/** Gives out turns one after the other; disposing of a turn begins the next. */
function queue(): { next(): Promise<Disposable> } {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async next() {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      last = promise;
      await before;
      return { [Symbol.dispose]: () => resolve(undefined) };
    },
  };
}

/** A text as a literal that means the same whatever `standard_conforming_strings` says. */
export function literal(text: string): string {
  if (text.includes('\0')) throw new Failure('input-invalid', 'a statement holds a zero byte');
  return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

function settingStatement(settings: Readonly<Record<string, string>>): string {
  const values = Object.entries(settings).map(([name, value]) => {
    // bytes that are no UTF-8 come as they are from a database without an encoding, and as an error otherwise
    const inUtf8 = `CASE pg_catalog.getdatabaseencoding() WHEN 'SQL_ASCII' THEN 'SQL_ASCII' ELSE ${literal(value)} END`;
    return `(${literal(name.toLowerCase())}, ${name === 'client_encoding' ? inUtf8 : literal(value)})`;
  });
  return (
    `SELECT pg_catalog.set_config(s.name, v.value, false) FROM (VALUES ${values.join(', ')}) AS v (name, value) ` +
    `JOIN pg_catalog.pg_settings AS s ON pg_catalog.lower(s.name) OPERATOR(pg_catalog.=) v.name ` +
    // what the account may not change is left as it is
    `WHERE s.context OPERATOR(pg_catalog.<>) 'superuser' OR pg_catalog.current_setting('is_superuser') OPERATOR(pg_catalog.=) 'on'`
  );
}
