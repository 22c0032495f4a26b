import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { decoderOf } from '../../../src/engines/postgres/archive-encoding.ts';
import { archiveReader, type ArchiveContents } from '../../../src/engines/postgres/archive-reader.ts';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import { tools } from './restorer-fixture.ts';

describe('the reader of PostgreSQL archives', () => {
  let server: TestPostgres;
  let archive: Buffer;
  before(async () => {
    server = await startPostgres();
    await server.psql(`
      CREATE TABLE "Q (x, ""y"")" ("a b" int, "c,d" text, "e\\f" text);
      INSERT INTO "Q (x, ""y"")" VALUES (1, E'two\\nlines', '\\.'), (2, NULL, ''), (3, repeat('long ', 30000), E'\\\\.');
      CREATE TABLE empty (a int);
      CREATE TABLE no_columns ();
      INSERT INTO no_columns SELECT FROM generate_series(1, 3);
      SELECT lo_from_bytea(4711, convert_to(repeat('x', 40000), 'UTF8')), lo_from_bytea(815, ''), lo_from_bytea(4000000000, 'y');`);
    archive = await dump();
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
  });

  async function dump(...args: readonly string[]): Promise<Buffer> {
    const all = ['-Fc', ...(args.length > 0 ? args : ['-Z0']), `--dbname=${server.socketUrl()}`];
    await using running = tools.start({ file: join(server.bin, 'pg_dump'), args: all });
    const chunks: Buffer[] = [];
    for await (const chunk of running.output()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  it('finds the rows of each table as COPY prints them', async () => {
    const { tables } = read(archive, archive.length);
    assert.deepEqual(tables.map(({ name, rows }) => [name, rows]).sort(), [
      ['public."Q (x, ""y"")"', 3],
      ['public.empty', 0],
      ['public.no_columns', 3],
    ]);
    for (const { name, columns, bytes, sha256 } of tables) {
      const list = columns.length === 0 ? '' : ` (${columns.join(', ')})`;
      const copy = `${await server.psql(`COPY ${name}${list} TO STDOUT`)}${name === 'public.empty' ? '' : '\n'}`;
      const text = name === 'public.no_columns' ? '\n\n\n' : copy;
      assert.equal(sha256, createHash('sha256').update(text).digest('hex'), name);
      assert.equal(bytes, Buffer.byteLength(text));
    }
  });

  it('finds large objects, also with an oid beyond 31 bits', () => {
    const { largeObjects } = read(archive, archive.length);
    assert.deepEqual(largeObjects.map(({ oid, bytes }) => [oid, bytes]).sort(), [
      [4000000000, 1],
      [4711, 40000],
      [815, 0],
    ]);
  });

  it('reads the same in pieces of any size', () => {
    const whole = read(archive, archive.length);
    for (const size of [1, 2, 7, 4096]) assert.deepEqual(read(archive, size), whole);
  });

  it('refuses an archive that ends early, wherever that is', () => {
    for (let length = archive.length - 1; length >= 0; length -= 100) {
      assert.throws(() => read(archive.subarray(0, length), 65536), { code: 'dump-incomplete' }, `${length} bytes`);
    }
  });

  it('refuses bytes behind the end', () => {
    assert.throws(() => read(Buffer.concat([archive, Buffer.from([1])]), 65536), {
      code: 'dump-incomplete',
      message: /stands behind its end/,
    });
  });

  it('reads names in the encoding that the archive names', () => {
    const read = (encoding: string, bytes: string): string =>
      decoderOf(`SET client_encoding = '${encoding}';\n`)(Buffer.from(bytes, 'hex'));
    assert.equal(read('UTF8', 'c3bc'), 'ü');
    assert.equal(read('LATIN1', 'fc80'), 'ü\u0080');
    assert.equal(read('LATIN9', 'a4'), '€');
    assert.equal(read('WIN1251', 'c6'), 'Ж');
    assert.equal(read('EUC_JP', 'c6fccbdc'), '日本');
    assert.equal(read('SQL_ASCII', 'c3bc'), 'ü');
  });

  it('raises the code that it was given', () => {
    const reader = archiveReader({}, 'archive-damaged');
    assert.throws(() => reader.write(Buffer.from('-- a plain dump\n')), { code: 'archive-damaged', message: /PGDMP/ });
  });

  it('says that it cannot read what pg_dump compressed', async () => {
    const compressed = await dump('-Z6');
    assert.throws(() => read(compressed, 65536), { code: 'dump-failed', message: /compressed by pg_dump itself/ });
  });

  it('counts and digests rows that are larger than its buffer', async () => {
    await server.psql(`CREATE TABLE wide AS SELECT g, repeat(md5(g::text), 90000) AS t FROM generate_series(1, 3) g`);
    const table = read(await dump('-Z0', '-t', 'wide'), 65536).tables[0];
    const text = `${await server.psql('COPY wide TO STDOUT')}\n`;
    assert.deepEqual(table, {
      name: 'public.wide',
      columns: ['g', 't'],
      rows: 3,
      bytes: text.length,
      sha256: createHash('sha256').update(text).digest('hex'),
    });
  });
});

function read(archive: Buffer, pieceBytes: number): ArchiveContents {
  const reader = archiveReader();
  for (let at = 0; at < archive.length; at += pieceBytes) {
    const piece = Buffer.from(archive.subarray(at, at + pieceBytes));
    reader.write(piece);
    piece.fill(0xff); // its memory is lent
  }
  return reader.finish();
}
