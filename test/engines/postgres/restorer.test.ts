import assert from 'node:assert/strict';
import { readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Failure } from '../../../src/domain/failure.ts';
import type { Fingerprint } from '../../../src/domain/fingerprint.ts';
import { assertIndexesComplete } from '../../../src/engines/postgres/load-database.ts';
import { postgresRestorer } from '../../../src/engines/postgres/restorer.ts';
import type { Restorer } from '../../../src/ports/engine.ts';
import type { Sandbox } from '../../../src/ports/sandbox.ts';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import { tortureSchema } from '../../real/torture-schema.ts';
import {
  backupOf,
  differences,
  inPieces,
  never,
  notes,
  opener,
  sandboxOn,
  tools,
  type Backup,
} from './restorer-fixture.ts';

describe('a restorer of PostgreSQL dumps', () => {
  let source: TestPostgres;
  let target: TestPostgres;
  let sandbox: Sandbox;
  let backup: Backup;
  let restorer: Restorer;

  before(async () => {
    const settings = { max_locks_per_transaction: '256' };
    [source, target] = await Promise.all([startPostgres({ settings }), startPostgres({ settings })]);
    await source.createDatabase('torture');
    await source.psql(tortureSchema, 'torture');
    backup = await backupOf(source, 'torture');
    sandbox = await sandboxOn(target);
    restorer = postgresRestorer({ launcher: tools, searchPath: '', client: `path:${target.bin}` });
  });
  after(async () => {
    await Promise.all([source[Symbol.asyncDispose](), target[Symbol.asyncDispose](), sandbox[Symbol.asyncDispose]()]);
  });

  it('brings back every row and every object, and says the same of a dump of the copy', async () => {
    const progress = notes();
    const copy = await restorer.restore(inPieces(backup.bytes), backup.expected, sandbox, progress, never);
    assert.deepEqual(copy.gaps, []);
    assert.deepEqual(
      differences(backup.expected, await restorer.inspect(backup.expected, sandbox, progress, never)),
      [],
    );
    assert.match(copy.url, /\/torture\?/);
    assert.deepEqual(await readdir(sandbox.scratch), [], 'the plain dump is gone');

    const second = await backupOf(target, 'torture');
    await using next = await sandboxOn(target);
    await restorer.restore(inPieces(second.bytes), second.expected, next, progress, never);
    assert.deepEqual(differences(second.expected, await restorer.inspect(second.expected, next, progress, never)), []);
  });

  it('leaves nothing in a server that outlives the sandbox', async () => {
    await using lasting = await startPostgres({ settings: { max_locks_per_transaction: '256' } });
    const held = (): Promise<string> =>
      lasting.psql('SELECT datname FROM pg_database UNION ALL SELECT rolname FROM pg_roles ORDER BY 1');
    const before = await held();
    await using own = await sandboxOn(lasting);
    {
      await using copy = await restorer.restore(
        inPieces(backup.bytes),
        backup.expected,
        { ...own, isThrowaway: false },
        notes(),
        never,
      );
      assert.ok(copy.url);
      assert.notEqual(await held(), before);
    }
    assert.equal(await held(), before);
  });

  it('notices an index over partitions that two connections left incomplete', async () => {
    await target.createDatabase('partly');
    await target.psql('CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE INDEX whole ON ONLY p (a)', 'partly');
    await target.psql('CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE INDEX ON ONLY p (a)', 'partly');
    const open = opener(target, 'partly');
    const expecting = (valid: boolean): Fingerprint => {
      const objects = [{ kind: 'index', name: 'public.p_a_idx', definition: JSON.stringify({ valid }) }];
      return { tables: [], objects, settings: {}, gaps: [] };
    };
    await assertIndexesComplete(open, 'partly', expecting(false));
    await assert.rejects(assertIndexesComplete(open, 'partly', expecting(true)), /public\.p_a_idx over partitions/);
  });

  it('restores one table with its schema and owner', async () => {
    const one = await backupOf(source, 'torture', { tables: ['shop.unlogged'] });
    const kinds = new Set(one.expected.objects.map(({ kind }) => kind));
    for (const kind of ['table', 'column', 'sequence', 'sequence-value', 'constraint', 'grants', 'comment'])
      assert.ok(kinds.has(kind), kind);
    assert.ok(!kinds.has('schema') && !kinds.has('function'));
    await using own = await sandboxOn(target);
    await restorer.restore(inPieces(one.bytes), one.expected, own, notes(), never);
    const copy = await restorer.inspect(one.expected, own, notes(), never);
    assert.deepEqual(differences(one.expected, copy), []);
  });

  it('restores a database in an encoding and a locale of its own', async () => {
    await source.psql(`CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`);
    await source.psql(
      `DROP SCHEMA public; DROP EXTENSION plpgsql; CREATE SCHEMA s; CREATE TABLE s.t (a text); ALTER TABLE s.t ADD CHECK (a::varchar(9) IN ('\u00e9\u00fc', 'x')), ADD UNIQUE (a); INSERT INTO s.t VALUES ('\u00e9\u00fc')`,
      'latin',
    );
    const latin = await backupOf(source, 'latin');
    await using own = await sandboxOn(target);
    await restorer.restore(inPieces(latin.bytes), latin.expected, own, notes(), never);
    const copy = await restorer.inspect(latin.expected, own, notes(), never);
    assert.deepEqual(differences(latin.expected, copy), []);
    assert.deepEqual(await restorer.examine(latin.expected, own, notes(), never), {
      findings: [],
      gaps: [],
      notes: [],
    });
    assert.equal(copy.settings['encoding'], 'LATIN1');
    assert.equal(copy.settings['lc_collate'], 'C');
  });

  it('goes without the locale of the source where the sandbox has none such, and says so', async () => {
    await source.createDatabase('far');
    await source.psql('CREATE TABLE public.t (a text)', 'far');
    const far = await backupOf(source, 'far');
    const settings = { ...far.expected.settings, lc_collate: 'tlh_KX.utf8', lc_ctype: 'tlh_KX.utf8' };
    await using own = await sandboxOn(target);
    const progress = notes();
    await restorer.restore(inPieces(far.bytes), { ...far.expected, settings }, own, progress, never);
    assert.match(progress.lines.join(), /instead of tlh_KX\.utf8/);
  });

  it('says that the disk is full, and leaves nothing on it', async () => {
    await using own = await sandboxOn(target);
    await symlink('/dev/full', join(own.scratch, 'data.dump'));
    await assert.rejects(
      restorer.restore(inPieces(backup.bytes), backup.expected, own, notes(), never),
      (error) => error instanceof Failure && error.message.startsWith('no room for the decrypted dump'),
    );
    assert.deepEqual(await readdir(own.scratch), []);
  });

  it('reads and explains in the copy, and writes nothing', async () => {
    const copy = await restorer.query('SELECT count(*) AS n FROM shop.no_columns', sandbox, never);
    assert.deepEqual(copy, [{ n: '7' }]);
    assert.match(await restorer.explain('SELECT * FROM shop.parent WHERE id = 1', sandbox, never), /Scan/);
    await assert.rejects(restorer.query('DELETE FROM shop.refund', sandbox, never), /read-only transaction/);
  });

  it('finds nothing wrong with a copy that keeps its rules', async () => {
    assert.deepEqual(await restorer.examine(backup.expected, sandbox, notes(), never), {
      findings: [],
      gaps: [],
      notes: [],
    });
  });

  it('calls half a dump damaged', async () => {
    await using own = await sandboxOn(target);
    const half = backup.bytes.subarray(0, backup.bytes.length / 2);
    await assert.rejects(
      restorer.restore(inPieces(half), backup.expected, own, notes(), never),
      (error) => error instanceof Failure && error.code === 'archive-damaged',
    );
    await assert.rejects(
      restorer.restore(inPieces(Buffer.from('no dump')), backup.expected, own, notes(), never),
      (error) => error instanceof Failure && error.code === 'archive-damaged',
    );
    assert.deepEqual(await readdir(own.scratch), []);
  });

  it('calls half a dump damaged also where what it loaded cannot be taken back', async () => {
    await using own = await sandboxOn(target);
    let isLoading = false;
    const launcher: typeof tools = {
      ...tools,
      start(command, signal) {
        if (isLoading) throw new Failure('source-unreachable', 'the connection was refused');
        isLoading = command.file.endsWith('pg_restore');
        return tools.start(command, signal);
      },
    };
    const cutOff = postgresRestorer({ launcher, searchPath: '', client: `path:${target.bin}` });
    await assert.rejects(
      cutOff.restore(inPieces(Buffer.from('no dump')), backup.expected, own, notes(), never),
      (error) => error instanceof Failure && error.code === 'archive-damaged',
    );
  });

  it('names the package of an extension that the sandbox lacks', async () => {
    const extension = { kind: 'extension', name: 'vector', definition: '{"schema": "public", "version": "0.8.0"}' };
    const expected = { ...backup.expected, objects: [...backup.expected.objects, extension] };
    await assert.rejects(
      restorer.restore(inPieces(backup.bytes), expected, sandbox, notes(), never),
      (error) =>
        error instanceof Failure &&
        error.code === 'sandbox-unavailable' &&
        error.message.endsWith('needs: vector') &&
        /postgresql-\d+-pgvector/.test(error.hint),
    );
  });

  it('says why a dump does not load, without a row in the message', async () => {
    await source.createDatabase('unloadable');
    await source.psql(
      `CREATE TABLE aa (id integer); INSERT INTO aa VALUES (4711);
       CREATE FUNCTION known(n integer) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RETURN EXISTS (SELECT FROM aa WHERE id = n); END';
       CREATE TABLE bb (n integer CHECK (known(n))); INSERT INTO bb VALUES (4711)`,
      'unloadable',
    );
    const bad = await backupOf(source, 'unloadable');
    await using own = await sandboxOn(target);
    const progress = notes();
    await assert.rejects(restorer.restore(inPieces(bad.bytes), bad.expected, own, progress, never), (error) => {
      assert.ok(error instanceof Failure);
      assert.equal(error.code, 'restore-failed');
      assert.match(error.message, /table bb cannot be loaded: relation "aa" does not exist/);
      assert.match(error.hint, /search_path/);
      assert.doesNotMatch(error.message + progress.lines.join(), /4711/);
      return true;
    });
  });
});
