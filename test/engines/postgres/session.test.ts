import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connectionFromUrl } from '../../../src/engines/postgres/connection.ts';
import { openSession, type Session } from '../../../src/engines/postgres/session.ts';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import { tools } from './restorer-fixture.ts';

describe('a PostgreSQL session', () => {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
    await server.psql(
      `ALTER DATABASE postgres SET timezone = 'Asia/Tokyo'; ALTER ROLE muster SET datestyle = 'German'`,
    );
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
  });
  const open = (settings: Record<string, string> = {}, signal?: AbortSignal): Promise<Session> =>
    openSession({
      launcher: tools,
      psql: join(server.bin, 'psql'),
      connection: connectionFromUrl(server.url()),
      settings,
      ...(signal === undefined ? {} : { signal }),
    });

  it('gives every value as text, and tells null from an empty text', async () => {
    await using session = await open();
    assert.deepEqual(
      await session.rows(
        `SELECT 1 AS a, NULL AS b, '' AS "C, ""d""", E'x\\r\\n"y",\\\\z é' AS e, 9007199254740993 AS f, true AS g -- end`,
      ),
      [{ a: '1', b: null, 'C, "d"': '', e: 'x\r\n"y",\\z é', f: '9007199254740993', g: 't' }],
    );
    assert.deepEqual(await session.rows('SELECT 1 AS a WHERE false'), []);
    assert.deepEqual(await session.rows(`SELECT '' AS a UNION ALL SELECT NULL`), [{ a: '' }, { a: null }]);
  });

  it('sends text that looks like commands or variables of psql as it is', async () => {
    await using session = await open();
    assert.deepEqual(await session.rows(`SELECT '\\! echo :USER' AS a, (ARRAY[1,2,3])[1:2] AS b`), [
      { a: '\\! echo :USER', b: '{1,2}' },
    ]);
    await assert.rejects(session.rows('SELECT 1 \\! touch /tmp/x'), { message: /syntax error/ });
  });

  it('pins what the text of values depends on, whatever role and database say', async () => {
    await using session = await open({ lock_timeout: '5s' });
    const [row] = await session.rows(
      `SELECT timestamptz '2026-01-02 03:04:05+00' AS moment, current_setting('search_path') AS path, current_setting('lock_timeout') AS wait`,
    );
    assert.deepEqual(row, { moment: '2026-01-02 03:04:05+00', path: '', wait: '5s' });
  });

  it('hands out the raw bytes of a COPY, and the next statement after it', async () => {
    await using session = await open();
    const sql = `COPY (SELECT g, md5(g::text), E'\\001' FROM generate_series(1, 200000) g) TO STDOUT`;
    const hash = createHash('sha256');
    for await (const chunk of session.copyOut(sql)) hash.update(chunk);
    const expected = createHash('sha256').update(`${await server.psql(sql)}\n`);
    assert.equal(hash.digest('hex'), expected.digest('hex'));
    assert.deepEqual(await session.rows('SELECT 1 AS a'), [{ a: '1' }]);
  });

  it('answers calls made at the same time in their order', async () => {
    await using session = await open();
    const answers = await Promise.all(
      [1, 2, 3].map((n) => session.rows(`SELECT ${n} AS n, pg_sleep(0.01)::text AS s`)),
    );
    assert.deepEqual(
      answers.flat().map(({ n }) => n),
      ['1', '2', '3'],
    );
  });

  it('ends with its first error, whose message holds no rows', async () => {
    await using session = await open();
    await session.execute(`CREATE TEMP TABLE t (a text UNIQUE)`);
    await assert.rejects(session.execute(`INSERT INTO t VALUES ('row data'), ('row data')`), (error: Error) => {
      assert.match(error.message, /duplicate key/);
      return !error.message.includes('row data');
    });
    await assert.rejects(session.rows('SELECT 1'), { code: 'dump-failed', message: /has ended/ });
    await using another = await open();
    await assert.rejects(another.rows(`SELECT 'row data'::int`), (error: Error) => !error.message.includes('row data'));
  });

  it('says so when its connection is lost', async () => {
    await using session = await open();
    const [row] = await session.rows('SELECT pg_backend_pid() AS pid');
    await server.psql(`SELECT pg_terminate_backend(${row?.['pid'] ?? ''})`);
    await assert.rejects(session.rows('SELECT 1'), { code: 'dump-failed', message: /connection|administrator/ });
  });

  it('ends when it is aborted', async () => {
    const abort = new AbortController();
    await using session = await open({}, abort.signal);
    const waiting = session.rows('SELECT pg_sleep(600)');
    abort.abort(new Error('stop'));
    await assert.rejects(waiting, { message: 'stop' });
  });

  const copy =
    '--\n-- Data for Name: loaded; Type: TABLE DATA; Schema: public; Owner: x\n--\n\nCOPY public.loaded (a) FROM stdin;\n';

  /** What pg_restore writes for a table. */
  const script = (rows: string): string =>
    `\\restrict abc\nSET client_encoding = 'LATIN1';\nSET search_path = public;\n` +
    `CREATE TABLE loaded (a text);\n\n${copy}${rows}\\.\n\nSELECT setval('s', 7);\n\\unrestrict abc\n`;

  async function* pieces(text: string, size = 60_000): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < text.length; start += size) {
      yield await Promise.resolve(Buffer.from(text.slice(start, start + size)));
    }
  }

  it('runs a script of pg_restore in an open transaction, and keeps its own settings', async () => {
    await using session = await open();
    const rows = 'one line of the table\n'.repeat(500_000);
    await session.execute('BEGIN; CREATE SEQUENCE public.s');
    await session.script(pieces(script(rows)));
    assert.deepEqual(
      await session.rows(
        `SELECT count(*) AS rows, current_setting('search_path') AS path, current_setting('client_encoding') AS encoding FROM public.loaded`,
      ),
      [{ rows: '500000', path: '', encoding: 'UTF8' }],
    );
    await session.execute('ROLLBACK');
    assert.equal(await server.psql(`SELECT to_regclass('public.loaded') IS NULL`), 't');
  });

  it('ends with the first error of a script, and leaves the rest of it unread', async () => {
    await using session = await open();
    const broken = script('x\n'.repeat(3_000_000)).replace('SET search', 'SELECT 1/0;\nSET search');
    await assert.rejects(session.script(pieces(broken)), { code: 'dump-failed', message: /division by zero/ });
    await assert.rejects(session.rows('SELECT 1'), /has ended/);
    assert.equal(await server.psql(`SELECT to_regclass('public.loaded') IS NULL`), 't');
  });

  it('keeps no rows of a script that breaks off within them, not even outside of a transaction', async () => {
    await using session = await open();
    await server.psql('CREATE SEQUENCE s; CREATE TABLE loaded (a text)');
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* pieces(copy + 'x\n'.repeat(100_000));
      throw new Error('the dump ends too early');
    }
    await assert.rejects(session.script(broken()), { message: 'the dump ends too early' });
    await assert.rejects(session.rows('SELECT 1'), /has ended/);
    assert.equal(await server.psql('SELECT count(*) FROM loaded'), '0');
  });

  it('runs no command of psql that stands in a script', async () => {
    const file = join(tmpdir(), `never-${process.pid}`);
    const commands = [
      `\\! touch ${file}`,
      `\\unrestrict abc\n\\! touch ${file}`,
      `\\unrestrict abc\n\\! touch ${file}\n--`,
      `-- Name: x\n\\! touch ${file}`,
      `COPY public.loaded (a) FROM stdin;\n\\! touch ${file}\n\\.\n`,
      `${copy}\\.\n\\! touch ${file}\n`,
      `${copy}\\.\r\n\\! touch ${file}\n\\.\n`,
      `${copy}x\n\\.\r\n\\! touch ${file}\n\\.\n`,
      `${copy}x\0\n\\.\n\\! touch ${file}\n`,
      `SELECT 1 \\g | touch ${file}\n`,
      '\\echo `touch ' + file + '`',
    ];
    await server.psql('DROP TABLE IF EXISTS loaded; CREATE TABLE loaded (a text)');
    for (const command of commands) {
      await using session = await open();
      for (const size of [1, 7, 60_000])
        await session.script(pieces(`\\restrict abc\n${command}\n\\unrestrict abc\n`, size)).catch(() => undefined);
      await assert.rejects(access(file), { code: 'ENOENT' }, command);
    }
  });

  it('runs a script whatever the pieces are in which it comes, and keeps lines that look like commands in texts', async () => {
    const body = `\n\\restrict x\n--\n-- Name: y; Type: TABLE; Schema: public; Owner: z\n--\nCOPY public.loaded (a) FROM stdin;\n\\.\n`;
    for (const size of [1, 2, 3, 5, 1000]) {
      await server.psql(
        'DROP TABLE IF EXISTS loaded; DROP FUNCTION IF EXISTS f; DROP SEQUENCE IF EXISTS s; CREATE SEQUENCE s',
      );
      await using session = await open();
      const whole = script('\\N\n\nx\\\\.\n').replace(
        'SELECT setval',
        () => `CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT $_$${body}$_$ $$;\nSELECT setval`,
      );
      await session.script(pieces(whole, size));
      assert.deepEqual(
        await session.rows(`SELECT string_agg(coalesce(a, 'null'), ',') AS a, public.f() AS f FROM public.loaded`),
        [{ a: 'null,,x\\.', f: body }],
      );
    }
  });

  it('runs a script of many pieces and in another encoding', async () => {
    const texts = Array.from(
      { length: 3000 },
      (_, n) => `--\n-- Name: f${n}; Type: FUNCTION; Schema: public; Owner: x\n--\n\nSELECT '${'é'.repeat(1000)}';\n`,
    );
    await using session = await open();
    await session.execute('CREATE TEMPORARY TABLE latin (a text)');
    const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(latin(`\\restrict abc\nSET client_encoding = 'LATIN1';\n`));
      for (const text of texts) yield latin(text);
      yield latin(`INSERT INTO pg_temp.latin VALUES ('é');\n\\unrestrict abc\n`);
    }
    await session.script(bytes());
    assert.deepEqual(await session.rows('SELECT a FROM pg_temp.latin'), [{ a: 'é' }]);
  });
});
