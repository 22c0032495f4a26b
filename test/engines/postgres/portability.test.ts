import assert from 'node:assert/strict';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { PortabilityNote } from '../../../src/domain/portability.ts';
import { packageOf } from '../../../src/engines/postgres/extension-packages.ts';
import { connectionFromUrl } from '../../../src/engines/postgres/connection.ts';
import { readPortability } from '../../../src/engines/postgres/portability.ts';
import { openSession } from '../../../src/engines/postgres/session.ts';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import { notes, opener, tools } from './restorer-fixture.ts';
import { startDump } from './source-fixture.ts';

describe('what a restore of a PostgreSQL database needs', () => {
  let server: TestPostgres;
  before(async () => {
    const settings = { wal_level: 'logical', max_wal_senders: '4', max_prepared_transactions: '4' };
    server = await startPostgres({ settings: { ...settings, allow_system_table_mods: 'on' } });
  });
  after(() => server[Symbol.asyncDispose]());

  /** The notes about a new database after some statements. */
  async function notesOn(database: string, sql: string): Promise<readonly PortabilityNote[]> {
    await server.createDatabase(database);
    await server.psql(sql, database);
    return await read(database);
  }
  async function read(database: string, account = 'postgres'): Promise<readonly PortabilityNote[]> {
    const connection = connectionFromUrl(server.socketUrl(database).replace('postgres@', `${account}@`));
    await using session = await openSession({ launcher: tools, psql: join(server.bin, 'psql'), connection });
    return await readPortability(session, { tables: [] });
  }
  const topics = (found: readonly PortabilityNote[]): string[] => [...new Set(found.map(({ topic }) => topic))];
  const about = (found: readonly PortabilityNote[], topic: string): string =>
    found
      .filter((note) => note.topic === topic)
      .map(({ detail }) => detail)
      .join('\n');

  it('is little for an empty database: roles and the locale', async () => {
    const found = await notesOn('empty', '');
    assert.deepEqual(topics(found), ['roles', 'locale']);
    assert.match(about(found, 'locale'), /UTF8 and the locale C\.UTF-8 of libc/);
  });

  it('names the roles that the dump names, and tells which are superusers', async () => {
    await server.psql(`CREATE ROLE seller; CREATE ROLE "odd
role" SUPERUSER; CREATE ROLE stranger`);
    const found = await notesOn(
      'roles',
      `CREATE TABLE t (); ALTER TABLE t OWNER TO "odd
role"; GRANT SELECT ON t TO seller`,
    );
    const said = about(found, 'roles');
    assert.match(
      said,
      /^the dump names the roles "odd role", postgres, seller: .*globals\.sql.*superusers are "odd role", postgres$/,
    );
  });

  it('names at most twenty of them', async () => {
    const all = Array.from({ length: 30 }, (_, index) => `many_${index}`);
    await server.psql(all.map((name) => `CREATE ROLE ${name};`).join(''));
    const found = await notesOn(
      'many',
      `CREATE TABLE t (); ${all.map((name) => `GRANT SELECT ON t TO ${name};`).join('')}`,
    );
    assert.match(about(found, 'roles'), /many_26 and 11 more:/);
  });

  it('names tablespaces', async () => {
    const folder = join(server.socketFolder, 'space');
    await mkdir(folder);
    if (process.getuid?.() === 0) await chown(folder, 65534, 65534);
    await server.psql(`CREATE TABLESPACE fast LOCATION '${folder}'`);
    const found = await notesOn('spaced', 'CREATE TABLE t () TABLESPACE fast');
    assert.match(about(found, 'tablespaces'), /tablespaces fast: .*--no-tablespaces/);
    assert.equal(about(await read('empty'), 'tablespaces'), '');
  });

  it('names extensions with their versions, and the packages of those that do not come with the server', async () => {
    const found = await notesOn(
      'extended',
      `CREATE EXTENSION pageinspect; CREATE EXTENSION hstore;
       INSERT INTO pg_extension SELECT 1, 'vector', extowner, extnamespace, false, '0.8.0' FROM pg_extension WHERE extname = 'hstore'`,
    );
    const said = about(found, 'extensions');
    assert.match(said, /the extensions hstore 1\.\d+, pageinspect 1\.\d+, vector 0\.8\.0;/);
    assert.match(said, /install postgresql-\d+-pgvector beside/);
    assert.match(said, /only a superuser can create the extensions pageinspect$/);
  });

  it('names the encoding, the locale and the collations in use', async () => {
    await server.psql(`CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`);
    assert.match(about(await read('latin'), 'locale'), /encoding LATIN1 and the locale C of libc;/);
    const sql = `CREATE COLLATION mine (locale = 'C.UTF-8'); CREATE TABLE t (a text COLLATE mine UNIQUE, b text COLLATE "C")`;
    const found = await notesOn('sorted', sql);
    assert.match(about(found, 'collations'), /in use: mine \(libc[^)]*\);/);
    assert.equal(about(found, 'collation-versions'), '');
  });

  it('warns where a collation has another version than when indexes were built', async () => {
    const changes = `CREATE COLLATION old (locale = 'C.UTF-8'); UPDATE pg_collation SET collprovider = 'c', collcollate = 'en_US.UTF-8',
      collversion = '1.1' WHERE collname = 'old'`;
    const found = await notesOn('outgrown', changes);
    assert.match(
      about(found, 'collation-versions'),
      /indexes on texts may be corrupt: old \(1\.1 recorded, \d\S* on the server\); reindex/,
    );
    const progress = notes();
    await using dump = await startDump(server.socketUrl('outgrown'), { progress });
    assert.match(progress.lines.join(), /may be corrupt/);
    assert.deepEqual(dump.portability, found);
  });

  it('says what only a superuser can bring back', async () => {
    const found = await notesOn(
      'privileged',
      `CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
       CREATE EVENT TRIGGER one ON ddl_command_start EXECUTE FUNCTION f(); ALTER EVENT TRIGGER one DISABLE;
       CREATE FUNCTION own() RETURNS trigger LANGUAGE c AS '$libdir/refint', 'check_primary_key';
       INSERT INTO pg_seclabel SELECT oid, 'pg_namespace'::regclass, 0, 'selinux', 'secret' FROM pg_namespace WHERE nspname = 'public'`,
    );
    assert.match(about(found, 'event-triggers'), /^1 event trigger, 1 of them disabled: only a superuser/);
    assert.match(about(found, 'c-functions'), /^1 function in libraries/);
    assert.match(about(found, 'security-labels'), /^1 security label of the providers selinux: .*--no-security-labels/);
  });

  it('names publications, subscriptions and servers, and counts what depends on them', async () => {
    const found = await notesOn(
      'connected',
      `CREATE PUBLICATION news FOR ALL TABLES;
       CREATE SUBSCRIPTION feed CONNECTION 'password=hunter2' PUBLICATION p WITH (connect = false);
       CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far.example');
       CREATE FOREIGN TABLE remote_orders (a int) SERVER far;
       CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (password 'hunter2');
       SELECT pg_create_logical_replication_slot('outlet', 'test_decoding')`,
    );
    try {
      assert.match(about(found, 'publications'), /publications news come back without subscribers/);
      assert.match(about(found, 'subscriptions'), /subscriptions feed come back switched off/);
      assert.match(about(found, 'replication-slots'), /^1 logical replication slot of this database/);
      assert.match(
        about(found, 'foreign-servers'),
        /1 foreign table on the servers far are not in the dump[^]*1 user mapping come back/,
      );
      assert.doesNotMatch(JSON.stringify(found), /hunter2|far\.example|remote_orders|outlet/);
    } finally {
      await server.psql(`SELECT pg_drop_replication_slot('outlet')`, 'connected');
    }
  });

  it('counts tables and large objects that need care, and never names them', async () => {
    const sql = `CREATE UNLOGGED TABLE cache_of_orders (); CREATE TABLE t (cost money, paid money[]); ALTER TABLE t ENABLE ROW LEVEL SECURITY;
      CREATE TABLE u (); ALTER TABLE u ENABLE ROW LEVEL SECURITY; ALTER TABLE u FORCE ROW LEVEL SECURITY;
      SELECT lo_from_bytea(0, 'x'); CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler; CREATE TABLE p () USING pile`;
    const found = await notesOn('careful', sql);
    assert.match(about(found, 'unlogged-tables'), /^1 unlogged table: their rows are in the dump/);
    assert.match(about(found, 'money-columns'), /^2 columns of type money: .* lc_monetary C\.UTF-8, /);
    assert.match(about(found, 'row-security'), /^2 tables with row-level security, 1 of them forced [^\n]*$/);
    assert.match(about(found, 'large-objects'), /^1 large object of postgres: /);
    assert.match(about(found, 'access-methods'), /stored by pile, /);
    assert.doesNotMatch(JSON.stringify(found), /cache_of_orders/);
    await server.psql('CREATE ROLE bound LOGIN');
    assert.match(about(await read('careful', 'bound'), 'row-security'), /the account of the backup has no BYPASSRLS/);
  });

  it('says what no dump has: settings and privileges of the database, and prepared transactions', async () => {
    const sql = `ALTER DATABASE "left" SET work_mem = '7MB'; CREATE ROLE tuned; ALTER ROLE tuned IN DATABASE "left" SET app.token = 'hunter2';
      GRANT CONNECT ON DATABASE "left" TO tuned; CREATE TABLE t (); BEGIN; INSERT INTO t DEFAULT VALUES; PREPARE TRANSACTION 'p'`;
    const found = await notesOn('left', sql);
    await server.psql(`ROLLBACK PREPARED 'p'`, 'left');
    assert.match(about(found, 'database'), /has settings \(app\.token, work_mem\)[^]*privileges or a connection limit/);
    assert.match(about(found, 'prepared-transactions'), /^1 prepared transaction: /);
    assert.doesNotMatch(JSON.stringify(found), /hunter2/);
  });

  it('tells of libraries that the server preloads', async () => {
    await using other = await startPostgres({ settings: { shared_preload_libraries: 'pg_stat_statements' } });
    await using session = await opener(other, 'postgres')();
    assert.match(about(await readPortability(session, { tables: [] }), 'libraries'), /preloads pg_stat_statements: /);
  });

  it('says of chosen tables what the dump leaves out', async () => {
    await using session = await opener(server, 'empty')();
    const [first] = await readPortability(session, { tables: ['public.*'] });
    assert.equal(first?.topic, 'chosen-tables');
  });

  it('can be asked by an account that may do nothing', async () => {
    await server.psql('CREATE ROLE nobody LOGIN');
    assert.deepEqual(topics(await read('connected', 'nobody')), topics(await read('connected')));
  });

  it('has the packages of Debian for extensions, none for those of the server itself', () => {
    const names = [
      'hstore',
      'vector',
      'postgis_topology',
      'pg_cron',
      'plpython3u',
      'hstore_plperl',
      'hypopg',
      'pg_stat_kcache',
    ];
    assert.deepEqual(
      names.map((name) => packageOf(name, 16)),
      [
        undefined,
        ...['postgresql-16-pgvector', 'postgresql-16-postgis-3', 'postgresql-16-cron', 'postgresql-plpython3-16'],
        ...['postgresql-plperl-16', 'postgresql-16-hypopg', 'postgresql-16-pg-stat-kcache'],
      ],
    );
  });
});
