import { Failure } from '../../domain/failure.ts';
import { parseCopyStatement } from './copy-statement.ts';

/**
 * A script of pg_restore as input for psql that holds no command of psql: statements go through `\gexec`, which sends them to the server as
 * they are, and only rows stand by themselves. In a plain script, the names and texts of a forged archive can be commands that psql runs on
 * this machine; `\restrict` keeps them from it in the newest versions only (CVE-2025-8714, CVE-2026-18408).
 *
 * What is cut in a wrong place is a syntax error to the server and never a command.
 *
 * @param send The line by which psql sends statements.
 * @throws Failure `archive-damaged` where rows hold what no dump has.
 */
export async function* psqlInput(
  script: AsyncIterable<Uint8Array>,
  send: (statements: string) => string,
): AsyncGenerator<Buffer> {
  await using source = lineSource(script);
  const text = statementText(send);
  for (let line = await source.line(); line !== undefined; line = await source.line()) {
    const copy = text.isBeforeData() ? await copyFrom(line, source) : undefined;
    if (copy !== undefined || text.isFullBefore(line)) yield* text.take();
    text.add(copy?.text ?? line);
    if (copy?.hasRows === true || encodingLine.test(line)) yield* text.take();
    if (copy?.hasRows === true) yield* rows(source);
  }
  yield* text.take();
}

/** Names can hold ends of lines, so a statement can have several lines. */
const longestCopyBytes = 1024 ** 2;

/** The statement that a line begins, as far as it goes; undefined where it is another one. */
async function copyFrom(
  line: string,
  source: LineSource,
): Promise<{ readonly text: string; readonly hasRows: boolean } | undefined> {
  if (!line.startsWith('COPY ')) return undefined;
  let text = line;
  while (text.length < longestCopyBytes) {
    if (text.endsWith('FROM stdin;') && parseCopyStatement(text) !== undefined) return { text, hasRows: true };
    const next = await source.line();
    if (next === undefined) break;
    text += `\n${next}`;
  }
  return { text, hasRows: false };
}

/** What follows is written in another encoding, so the server has to know before it sees it. */
const encodingLine = /^SET client_encoding = '\w+';$/;
const dataHeader = /^-- (?:TOC entry .*)?Data for Name: .*; Type: TABLE DATA; /;
const header = /^-- Name: .*; Type: .*; Schema: /;
const largeObjectWrite = 'SELECT pg_catalog.lowrite(';
/** Scripts are sent in pieces of about this size: the server takes a piece apart as a whole. */
const pieceBytes = 1024 ** 2;

/** Lines that are not sent yet, one byte for each character. */
interface StatementText {
  add(line: string): void;
  /** Whether a comment of pg_restore says that rows come next. */
  isBeforeData(): boolean;
  /** Whether there is enough, and the line begins something of its own. */
  isFullBefore(line: string): boolean;
  take(): Generator<Buffer>;
}

function statementText(send: (statements: string) => string): StatementText {
  let lines: string[] = [];
  let bytes = 0;
  let token: string | undefined;
  const last = (back: number): string => lines[lines.length - back] ?? '';
  return {
    add(line) {
      const [, un, restricted] = /^\\(un)?restrict (\w+)$/.exec(line) ?? [];
      // only the pair that pg_restore puts around it all
      if (restricted !== undefined && (un === undefined ? token === undefined : token === restricted)) {
        token = restricted;
        return;
      }
      lines.push(line);
      bytes += line.length + 1;
    },
    isBeforeData: () => last(1) === '' && last(2) === '--' && dataHeader.test(last(3)),
    isFullBefore: (line) =>
      bytes > pieceBytes && (line.startsWith(largeObjectWrite) || (last(1) === '--' && header.test(line))),
    *take() {
      const sent = lines.join('\n');
      lines = [];
      bytes = 0;
      if (sent.trim() !== '') yield Buffer.from(send(sent), 'latin1');
    },
  };
}

const endOfRows = Buffer.from('\n\\.\n');
/** psql ends the rows here as well, and pg_dump never writes it. */
const otherEnd = Buffer.from('\n\\.\r');

/** The rows of a table up to the line that ends them. */
async function* rows(source: LineSource): AsyncGenerator<Buffer> {
  // as if a line had ended just before, so that the first one can be the end
  let held = Buffer.from('\n');
  let skip = 1;
  for (;;) {
    const end = held.indexOf(endOfRows);
    const length = end < 0 ? Math.max(0, held.length - endOfRows.length) : end + endOfRows.length;
    const ready = held.subarray(0, length);
    if (ready.includes(0) || (end < 0 ? held : ready).includes(otherEnd)) throw forged();
    if (length > skip) yield ready.subarray(skip);
    if (length > 0) skip = Math.max(0, skip - length);
    held = held.subarray(length);
    if (end >= 0) {
      source.giveBack(held);
      return;
    }
    const chunk = await source.chunk();
    if (chunk === undefined) throw forged();
    held = Buffer.concat([held, chunk]);
  }
}

function forged(): Failure {
  return new Failure('archive-damaged', 'the rows of a table in the dump are not as pg_dump writes them');
}

interface LineSource extends AsyncDisposable {
  /** The next line without its end, one byte for each character; undefined at the end. */
  line(): Promise<string | undefined>;
  /** What comes next, in whatever size. */
  chunk(): Promise<Buffer | undefined>;
  giveBack(bytes: Buffer): void;
}

function lineSource(script: AsyncIterable<Uint8Array>): LineSource {
  const chunks = script[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<Buffer | undefined> => {
    const next = await chunks.next();
    return next.done === true ? undefined : Buffer.from(next.value);
  };
  return {
    async line() {
      let from = 0;
      for (;;) {
        const end = rest.indexOf(0x0a, from);
        if (end >= 0) {
          const line = rest.toString('latin1', 0, end);
          rest = rest.subarray(end + 1);
          return line;
        }
        from = rest.length;
        const chunk = await more();
        if (chunk !== undefined) rest = Buffer.concat([rest, chunk]);
        else if (rest.length === 0) return undefined;
        else rest = Buffer.concat([rest, Buffer.from('\n')]);
      }
    },
    async chunk() {
      if (rest.length === 0) return await more();
      const chunk = rest;
      rest = Buffer.alloc(0);
      return chunk;
    },
    giveBack(bytes) {
      rest = bytes;
    },
    async [Symbol.asyncDispose]() {
      await chunks.return?.();
    },
  };
}
