import assert from 'node:assert/strict';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadFailure, sandboxPlace } from '../../../src/engines/postgres/load-failures.ts';
import { postgresRestorer } from '../../../src/engines/postgres/restorer.ts';
import { ProcessFailure } from '../../../src/process/launcher.ts';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import { backupOf, inPieces, never, notes, sandboxOn, tools } from './restorer-fixture.ts';

const ended = (stderr: string): ProcessFailure => new ProcessFailure('pg_restore', 1, null, stderr);

describe('the reason why pg_restore ended', () => {
  it('is a signal where it says nothing else', () => {
    const { code, message } = loadFailure(ended('pg_restore: terminated by user\n'), sandboxPlace);
    assert.equal(code, 'sandbox-unavailable');
    assert.match(message, /ended by a signal from outside/);
  });

  it('is what the server of the sandbox has not loaded, in the words of the extensions', () => {
    for (const [said, extension] of [
      ['FATAL:  extension "timescaledb" must be preloaded', 'timescaledb'],
      ['ERROR:  pg_cron can only be loaded via shared_preload_libraries', 'pg_cron'],
      ['ERROR:  pglogical is not in shared_preload_libraries', 'pglogical'],
      ['ERROR:  can only create extension in database postgres', 'pg_cron'],
    ] as const) {
      const stderr = `pg_restore: error: could not execute query: ${said}\nserver closed the connection unexpectedly\n`;
      const { code, message } = loadFailure(ended(stderr), sandboxPlace);
      assert.equal(code, 'sandbox-unavailable');
      assert.ok(message.includes(extension), message);
    }
  });

  it('is a foreign server that is not reached, and not the backup', () => {
    const stderr =
      'pg_restore: error: could not execute query: ERROR:  could not connect to server "loop"\nDETAIL:  connection to server failed\n';
    const { code, message } = loadFailure(ended(stderr), sandboxPlace);
    assert.equal(code, 'sandbox-unavailable');
    assert.match(message, /does not reach the foreign server loop, from which a materialized view takes its rows$/);
  });

  it('is another lc_monetary, and not the backup', async () => {
    await using server = await startPostgres();
    const euros = `SET lc_monetary = 'C'; SELECT '1.234,56 €'::money`;
    const { stderr } = await server.psql(euros).then(
      () => assert.fail('was read'),
      (error: unknown) => error as ProcessFailure,
    );
    const { code, message } = loadFailure(ended(stderr), sandboxPlace);
    assert.equal(code, 'sandbox-unavailable');
    assert.match(message, /has another lc_monetary than the source, and does not read amounts of type money as/);
  });

  it('is the error at which it stopped, where it ended a worker that had only just begun', () => {
    const stderr =
      'pg_restore: error: could not execute query: ERROR:  trigger "t" for table "x" does not exist\n' +
      'pg_restore: terminated by user\npg_restore: error: a worker process died unexpectedly\n';
    const { code, message } = loadFailure(ended(stderr), sandboxPlace);
    assert.equal(code, 'restore-failed');
    assert.match(message, /trigger "t" for table "x" does not exist/);
  });
});

describe('a sandbox that lacks what a dump needs', () => {
  let source: TestPostgres;
  let target: TestPostgres;
  before(async () => {
    const settings = { allow_system_table_mods: 'on' };
    [source, target] = await Promise.all([startPostgres({ settings }), startPostgres()]);
  });
  after(async () => {
    await Promise.all([source[Symbol.asyncDispose](), target[Symbol.asyncDispose]()]);
  });

  /** Requires that a load is refused for want of something, which says nothing about the backup. */
  async function lacks(database: string, message: RegExp): Promise<void> {
    const backup = await backupOf(source, database);
    await using sandbox = await sandboxOn(target);
    const restorer = postgresRestorer({ launcher: tools, searchPath: '', client: `path:${target.bin}` });
    const restoring = restorer.restore(inPieces(backup.bytes), backup.expected, sandbox, notes(), never);
    await assert.rejects(restoring, { code: 'sandbox-unavailable', kind: 'environment', message });
  }

  it('is named by the provider of security labels that is not loaded', async () => {
    await source.createDatabase('labelled');
    const sql = `INSERT INTO pg_seclabel SELECT oid, 'pg_class'::regclass, 0, 'vault', 'secret' FROM pg_class WHERE relname = 't'`;
    await source.psql(`CREATE TABLE t (); ${sql}`, 'labelled');
    await lacks('labelled', /has not loaded the security label provider vault$/);
  });

  it('is named by the library that is not there', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'library-'));
    t.after(() => rm(folder, { recursive: true }));
    await chmod(folder, 0o755);
    const libraries = await source.psql(`SELECT setting FROM pg_config WHERE name = 'PKGLIBDIR'`);
    await copyFile(join(libraries, 'plpgsql.so'), join(folder, 'own.so'));
    await source.createDatabase('linked');
    await source.psql(
      `CREATE FUNCTION f() RETURNS language_handler LANGUAGE c AS '${folder}/own', 'plpgsql_call_handler'`,
      'linked',
    );
    await rm(join(folder, 'own.so'));
    await lacks('linked', /lacks the library .*\/own$/);
  });

  it('is named by the locale that is not there', async () => {
    await source.createDatabase('klingon');
    const sql = `CREATE COLLATION k (locale = 'C'); UPDATE pg_collation SET collcollate = 'tlh_KX', collctype = 'tlh_KX' WHERE collname = 'k'`;
    await source.psql(sql, 'klingon');
    await lacks('klingon', /lacks the locale tlh_KX$/);
  });
});
