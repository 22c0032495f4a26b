import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { compareTables } from '../../../src/domain/verification/compare.ts';
import { inspectTables } from '../../../src/engines/postgres/inspect-tables.ts';
import { openSession } from '../../../src/engines/postgres/session.ts';
import { connectionFromUrl } from '../../../src/engines/postgres/connection.ts';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import { notes, opener, tools } from './restorer-fixture.ts';
import { pgbench, startDump, takeDump } from './source-fixture.ts';

describe('the PostgreSQL source', () => {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
  });
  const database = async (name: string, sql: string): Promise<string> => {
    await server.createDatabase(name);
    await server.psql(sql, name);
    return server.socketUrl(name);
  };

  it('sees one moment while others write, and a restore brings back the same bytes', async (t) => {
    await pgbench(server, '-i', '-q', '-s', '2');
    const writing = pgbench(server, '-c', '2', '-t', '3000', '-n');
    const { bytes, fingerprint } = await takeDump(server.url());
    await writing;
    assert.equal(fingerprint.tables.length, 4);
    for (const { rows, countedRows } of fingerprint.tables) assert.equal(countedRows, rows);
    const folder = await mkdtemp(join(tmpdir(), 'source-'));
    t.after(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'a.dump'), bytes);
    await server.createDatabase('restored');
    const target = server.socketUrl('restored');
    await promisify(execFile)(join(server.bin, 'pg_restore'), ['-j2', '-e', '-d', target, join(folder, 'a.dump')]);
    await using copy = await openSession({
      launcher: tools,
      psql: join(server.bin, 'psql'),
      connection: connectionFromUrl(target),
    });
    for (const { name, columns, digest } of fingerprint.tables) {
      const hash = createHash('sha256');
      for await (const chunk of copy.copyOut(`COPY ${name} (${columns.join(', ')}) TO STDOUT`)) hash.update(chunk);
      assert.equal(`sha256:${hash.digest('hex')}`, digest, name);
    }
  });

  it('says where it stands: server, position, tools and settings', async () => {
    const { dump, fingerprint } = await takeDump(await database('facts', 'CREATE TABLE t (a int)'));
    assert.equal(dump.server['version'], await server.psql('SHOW server_version').then((text) => text.split(' ')[0]));
    assert.match(dump.server['system-identifier'] ?? '', /^\d+$/);
    assert.equal(dump.database, 'facts');
    assert.match(dump.position['lsn'] ?? '', /^[0-9A-F]+\/[0-9A-F]+$/);
    assert.equal(dump.tools['pg_dump'], dump.server['version']);
    assert.equal(fingerprint.settings['encoding'], 'UTF8');
    assert.deepEqual(fingerprint.gaps, []);
  });

  it('counts of the tables of extensions the rows that are dumped, and reads the same ones in a copy', async () => {
    const url = await database(
      'extended',
      `CREATE EXTENSION amcheck; CREATE TABLE "Own" (id integer, own boolean); INSERT INTO "Own" VALUES (1, false), (2, true), (3, true);
       ALTER EXTENSION amcheck ADD TABLE "Own";
       UPDATE pg_extension SET extconfig = ARRAY['"Own"'::regclass::oid], extcondition = ARRAY['WHERE own'] WHERE extname = 'amcheck'`,
    );
    const { fingerprint } = await takeDump(url);
    assert.deepEqual(
      fingerprint.tables.map(({ name, rows, countedRows }) => ({ name, rows, countedRows })),
      [{ name: 'public."Own"', rows: 2, countedRows: 2 }],
    );
    const open = opener(server, 'extended');
    const tables = await inspectTables({ open, expected: fingerprint, progress: notes(), workers: 1 });
    assert.deepEqual(compareTables(fingerprint, { ...fingerprint, tables }), { findings: [], gaps: [] });
  });

  it('dumps chosen tables only, and leaves out others', async () => {
    const url = await database('chosen', 'CREATE TABLE a AS SELECT 1 x; CREATE TABLE b AS SELECT 2 x');
    const chosen = await takeDump(url, { tables: ['public.a'] });
    const others = await takeDump(url, { excludeTables: ['public.a'] });
    assert.deepEqual(
      [chosen, others].map(({ fingerprint }) => fingerprint.tables.map(({ name }) => name)),
      [['public.a'], ['public.b']],
    );
    const objects = others.fingerprint.objects.filter(({ kind }) => kind === 'table').map(({ name }) => name);
    assert.deepEqual(objects, ['public.b']);
    await assert.rejects(takeDump(url, { tables: ['public.c'] }), { code: 'source-missing' });
    await assert.rejects(takeDump(url, { tables: ['a'], excludeTables: ['a'] }), /leave no table to dump$/);
    for (const waiting of ['chosen.public.a', 'log_*', 'log_[0-9]{4,6}', 'audit_(x|y)'])
      await takeDump(url, { excludeTables: ['a', waiting] });
    await takeDump(url, { excludeTables: ['*'] });
    for (const idle of ['public.aa', '- a', 'A"a"', 'other.a'])
      await assert.rejects(
        takeDump(url, { excludeTables: ['a', idle] }),
        /of input "exclude-tables" leaves out nothing/,
      );
  });

  it('says of views among chosen tables that they are not compared', async () => {
    const url = await database('viewed', 'CREATE TABLE a AS SELECT 1 x; CREATE VIEW v AS TABLE a');
    const { fingerprint } = await takeDump(url, { tables: ['public.*'] });
    assert.deepEqual(fingerprint.gaps, ['the view public.v is in the dump and not in the fingerprint']);
    assert.deepEqual((await takeDump(url)).fingerprint.gaps, []);
  });

  it('holds no rows where the kind is schema', async () => {
    const { fingerprint } = await takeDump(await database('shape', 'CREATE TABLE a AS SELECT 1 x'), { kind: 'schema' });
    assert.deepEqual(fingerprint.tables, []);
    assert.ok(fingerprint.objects.some(({ kind, name }) => kind === 'table' && name === 'public.a'));
  });

  it('expects no filled views, no large objects and no values of sequences where the kind is schema', async () => {
    const sql = `CREATE MATERIALIZED VIEW v AS SELECT 1 x; CREATE SEQUENCE s; SELECT nextval('s');
      SELECT lo_from_bytea(1, 'x'); COMMENT ON LARGE OBJECT 1 IS 'c'`;
    const { fingerprint } = await takeDump(await database('unfilled', sql), { kind: 'schema' });
    const view = fingerprint.objects.find(({ kind }) => kind === 'materialized-view');
    assert.match(view?.definition ?? '', /"populated": false/);
    const others = fingerprint.objects.filter(
      ({ kind, name }) => kind === 'sequence-value' || name.startsWith('large object '),
    );
    assert.deepEqual(others, []);
  });

  it('has large objects and values of sequences as the archive has them', async () => {
    const url = await database('large', "SELECT lo_from_bytea(0, 'abc'); CREATE SEQUENCE s; SELECT nextval('s')");
    const { fingerprint } = await takeDump(url, { digest: 'server' });
    const found = new Map(fingerprint.objects.map(({ kind, definition }) => [kind, definition]));
    assert.match(found.get('large-objects') ?? '', /^1 objects, 3 bytes, sha256:/);
    assert.equal(found.get('sequence-value'), '1, called');
  });

  it('asks the server for digests where it is told to', async () => {
    const url = await database('digests', "CREATE TABLE a AS SELECT 1 x, 'y' AS y");
    const { fingerprint } = await takeDump(url, { digest: 'server' });
    const sum = await server.psql(`SELECT sum(hashtextextended(ROW(x, y)::text COLLATE "C", 0)) FROM a`, 'digests');
    assert.deepEqual(
      fingerprint.objects.filter(({ kind }) => kind === 'table-digest'),
      [{ kind: 'table-digest', name: 'public.a', definition: sum }],
    );
  });

  it('has functions as they were at the snapshot, whatever is deployed meanwhile', async () => {
    await server.createDatabase('deployed');
    const define = (body: string): Promise<string> =>
      server.psql(`CREATE OR REPLACE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT ''${body}'''`, 'deployed');
    await define('old');
    await using dump = await startDump(server.url('deployed'));
    await define('new');
    for await (const _ of dump.bytes());
    const found = (await dump.fingerprint())?.objects.find(({ kind }) => kind === 'function');
    assert.match(found?.definition ?? '', /SELECT 'old'/);
  });

  it('says that subscriptions are missing where the account may not dump them, and expects none in a copy', async () => {
    await server.createDatabase('subscriber');
    const sql = `CREATE SUBSCRIPTION feed CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false); COMMENT ON SUBSCRIPTION feed IS 'news'`;
    await server.psql(`${sql}; CREATE ROLE plain LOGIN`, 'subscriber');
    const { fingerprint } = await takeDump(server.socketUrl('subscriber').replace('postgres@', 'plain@'));
    assert.match(fingerprint.gaps.join(), /^subscriptions are not in the dump/);
    assert.doesNotMatch(JSON.stringify(fingerprint.objects), /feed/);
    const whole = await takeDump(server.socketUrl('subscriber'));
    assert.deepEqual(whole.fingerprint.gaps, []);
    assert.match(JSON.stringify(whole.fingerprint.objects), /feed/);
  });

  it('fails when pg_dump is killed, and the stream never ends well', async () => {
    await using dump = await startDump(await database('killed', bigTable));
    const reading = async (): Promise<void> => {
      let isFirst = true;
      for await (const _ of dump.bytes()) {
        if (isFirst) process.kill(await dumpPid('killed'), 'SIGKILL');
        isFirst = false;
      }
    };
    await assert.rejects(reading(), { code: 'dump-failed', message: /was ended by SIGKILL/ });
    await assert.rejects(dump.fingerprint(), { code: 'bug' });
  });

  it('fails when its connections are cut', async () => {
    await using dump = await startDump(await database('cut', bigTable));
    const reading = async (): Promise<void> => {
      let isFirst = true;
      for await (const _ of dump.bytes()) {
        if (isFirst) await server.psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cut'`);
        isFirst = false;
      }
    };
    await assert.rejects(reading(), { code: 'dump-failed' });
  });

  it('leaves no connection behind when it is disposed of in the middle', async () => {
    const url = await database('disposed', bigTable);
    {
      await using dump = await startDump(url);
      for await (const _ of dump.bytes()) break;
    }
    const left = `SELECT count(*) FROM pg_stat_activity WHERE datname = 'disposed'`;
    while ((await server.psql(left)) !== '0');
  });

  /** The process that dumps a database; it is found by its arguments. */
  async function dumpPid(name: string): Promise<number> {
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid,args']);
    const line = stdout
      .split('\n')
      .find(
        (text) => text.includes('pg_dump') && text.includes(`/${name}?`) && text.includes(server.socketFolder.slice(5)),
      );
    assert.ok(line);
    return Number.parseInt(line, 10);
  }
});

/** More than what fits into the pipes between the tools. */
const bigTable = `CREATE TABLE big AS SELECT g, repeat(md5(g::text), 20) AS t FROM generate_series(1, 50000) g`;
