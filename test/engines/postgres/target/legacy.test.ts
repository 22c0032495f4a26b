import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startPostgres, type TestPostgres } from '../../../real/postgres-server.ts';
import { backupOf, type Backup } from '../restorer-fixture.ts';
import { dropDatabases, restore, targetOn } from './target-fixture.ts';

const everything = `SELECT pg_get_userbyid(datdba), datconnlimit, datistemplate, shobj_description(d.oid, 'pg_database'),
    (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(datacl) a),
    (SELECT array_agg(s ORDER BY s) FROM (SELECT setrole::regrole || ' ' || c AS s FROM pg_db_role_setting, unnest(setconfig) c WHERE setdatabase = d.oid) s)
  FROM pg_database d WHERE datname = 'shop'`;

/** A lost database, of which the servers below know nothing but its backup. */
describe('the properties of a database that is made anew', () => {
  let source: TestPostgres;
  let server: TestPostgres;
  let shop: Backup;
  let properties: string;

  before(async () => {
    [source, server] = await Promise.all([startPostgres(), startPostgres()]);
    await source.psql(
      `CREATE ROLE app; CREATE ROLE keeper; CREATE ROLE clerk; CREATE ROLE "Night Job";
       CREATE DATABASE shop OWNER keeper CONNECTION LIMIT 77`,
    );
    await source.psql(
      `REVOKE ALL ON DATABASE shop FROM PUBLIC; GRANT CONNECT ON DATABASE shop TO clerk WITH GRANT OPTION;
       COMMENT ON DATABASE shop IS 'it''s \\ "mine"';
       ALTER DATABASE shop SET work_mem = '7MB'; ALTER DATABASE shop SET search_path = "a, b", "$user", public;
       ALTER DATABASE shop SET default_transaction_read_only = on; ALTER DATABASE shop SET my.own = 's3cret, "y"';
       ALTER ROLE "Night Job" IN DATABASE shop SET statement_timeout = '5s'`,
    );
    await source.psql(
      'SET default_transaction_read_only = off; CREATE SCHEMA sales AUTHORIZATION app; SET ROLE app; CREATE TABLE sales.orders (id int); INSERT INTO sales.orders VALUES (1)',
      'shop',
    );
    shop = await backupOf(source, 'shop');
    properties = await source.psql(everything);
  });
  after(async () => {
    await Promise.all([source[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
  });
  afterEach(async () => {
    await dropDatabases(server);
    await server.psql(`DROP ROLE IF EXISTS keeper, clerk, "Night Job", app, maker`);
  });

  it('are those of the lost one where a superuser restores, with the roles that they name', async () => {
    const { plan, committed } = await restore(targetOn(server, 'shop'), shop);
    assert.equal(plan.way, 'create');
    const [roles = '', ...steps] = plan.steps;
    for (const role of ['keeper', 'clerk', '"Night Job"']) assert.ok(roles.includes(role), roles);
    assert.ok(
      steps.some((step) =>
        /what the source's database had: the owner keeper, its privileges, the settings .*work_mem, statement_timeout of "Night Job", a limit of 77 connections, its comment/.test(
          step,
        ),
      ),
      steps.join('\n'),
    );
    assert.doesNotMatch([...plan.steps, ...plan.notes].join('\n'), /administrator|s3cret/);
    assert.deepEqual(committed.notes, []);
    assert.equal(await server.psql(everything), properties);
  });

  it('come back for an account that may make databases and roles, but for what is a superuser’s', async () => {
    await server.psql('CREATE ROLE maker LOGIN CREATEDB CREATEROLE');
    const { plan } = await restore(targetOn(server, 'shop', 'maker'), shop);
    assert.match(
      plan.notes.join('\n'),
      /let an administrator run ALTER DATABASE "shop" SET "my"."own" TO …; \(pg_restore/,
    );
    await server.psql(`ALTER DATABASE shop SET my.own = 's3cret, "y"'`);
    assert.equal(await server.psql(everything), properties);
  });

  it('are statements for an administrator where the account may not give them', async () => {
    await server.psql('CREATE ROLE app LOGIN CREATEDB; CREATE ROLE "Night Job"; CREATE ROLE clerk; CREATE ROLE keeper');
    const { plan } = await restore(targetOn(server, 'shop', 'app'), shop);
    const note = plan.notes.find((line) => line.includes('administrator')) ?? '';
    const statements = /let an administrator run (.*;)/.exec(note)?.[1]?.replace(' …', ` 's3cret, "y"'`) ?? '';
    assert.match(statements, /^ALTER DATABASE "shop" OWNER TO keeper; /);
    assert.equal(await server.psql(`SELECT has_database_privilege('app', 'shop', 'CONNECT')`), 't');
    await server.psql(statements);
    assert.equal(await server.psql(everything), properties);
  });

  it('name the roles that the server lacks and the account may not make', async () => {
    await server.psql('CREATE ROLE app LOGIN CREATEDB');
    const { plan } = await restore(targetOn(server, 'shop', 'app'), shop);
    const note = plan.notes.find((line) => line.includes('administrator')) ?? '';
    const statements = /let an administrator run (.*;)/.exec(note)?.[1]?.replace(' …', ` 's3cret, "y"'`) ?? '';
    assert.match(statements, /^CREATE ROLE keeper NOLOGIN; /);
    await server.psql(statements);
    assert.equal(await server.psql(everything), properties);
  });

  it('go without a setting that the server does not take, which is said', async () => {
    const changed = recordOf(shop);
    changed.settings.push({ role: null, name: 'not_of_this_version', value: 'on' });
    const { committed } = await restore(targetOn(server, 'shop'), withRecord(shop, JSON.stringify(changed)));
    assert.match(
      (committed.notes ?? []).join('\n'),
      /^the setting not_of_this_version of shop was left out: .*unrecognized configuration parameter "not_of_this_version"/,
    );
    assert.equal(await server.psql(everything), properties);
  });

  it('are not known of a backup from before, which restores as it did', async () => {
    const { plan } = await restore(targetOn(server, 'shop'), withRecord(shop));
    assert.match(plan.notes.join('\n'), /backups of an older Muster lack.*ALTER DATABASE "shop" OWNER TO …/);
    assert.equal(await server.psql(everything), 'postgres|-1|f||{=Tc/postgres,postgres=CTc/postgres}|');
  });
});

interface WritableRecord {
  readonly settings: { role: string | null; name: string; value: string }[];
}

function recordOf({ expected }: Backup): WritableRecord {
  return JSON.parse(expected.settings['database_properties'] ?? '') as WritableRecord;
}

function withRecord({ bytes, expected }: Backup, record?: string): Backup {
  const { database_properties: _, ...settings } = expected.settings;
  return {
    bytes,
    expected: { ...expected, settings: { ...settings, ...(record !== undefined && { database_properties: record }) } },
  };
}
