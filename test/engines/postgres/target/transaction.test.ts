import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startPostgres, type TestPostgres } from '../../../real/postgres-server.ts';
import { tortureSchema } from '../../../real/torture-schema.ts';
import { backupOf, differences, inPieces, type Backup } from '../restorer-fixture.ts';
import { databasesOf, dropDatabases, needOf, restore, targetOn } from './target-fixture.ts';

/** What an application makes in a database that is its own. */
const appSchema = `
  SET ROLE app;
  CREATE SCHEMA sales;
  CREATE TABLE sales.orders (id serial PRIMARY KEY, total numeric NOT NULL, note text);
  INSERT INTO sales.orders (total, note) SELECT g, repeat('n', 100) FROM generate_series(1, 5000) g;
  CREATE FUNCTION sales.twice(n numeric) RETURNS numeric LANGUAGE sql AS 'SELECT n * 2';
  CREATE TYPE state AS ENUM ('open', 'paid');
  CREATE TABLE public.states (order_id int REFERENCES sales.orders, state state);
  INSERT INTO states SELECT g, 'paid' FROM generate_series(1, 100) g;
  CREATE EXTENSION pg_trgm;
  ALTER DEFAULT PRIVILEGES IN SCHEMA sales GRANT SELECT ON TABLES TO PUBLIC;
  SELECT lo_from_bytea(4711, 'a large object'), lo_from_bytea(4712, decode(repeat('ab', 700000), 'hex')), lo_create(4713), lo_create(4714);
  SELECT lo_put(4714, 1000000, 'behind a hole');`;

/** What is there before and has to go. */
const oldContent = `
  SET ROLE app;
  CREATE SCHEMA "old 😀";
  CREATE TABLE "old 😀"."T" (id int PRIMARY KEY);
  CREATE VIEW public."V" AS SELECT * FROM "old 😀"."T";
  CREATE TABLE public.orders (id int); INSERT INTO orders VALUES (1);
  CREATE MATERIALIZED VIEW m AS SELECT * FROM orders; CREATE TABLE parted (a int) PARTITION BY LIST (a);
  CREATE TABLE part PARTITION OF parted FOR VALUES IN (1);
  CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE g (int) (sfunc = int4pl, stype = int);
  CREATE PROCEDURE p() LANGUAGE sql AS ''; CREATE DOMAIN d AS int; CREATE TYPE c AS (a int); CREATE TYPE r AS RANGE (subtype = int);
  CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq);
  CREATE COLLATION co FROM "C"; CREATE TABLE ab (a int, b int); CREATE STATISTICS st ON a, b FROM ab`;

describe('a whole database restored in one transaction', () => {
  let source: TestPostgres;
  let server: TestPostgres;
  let shop: Backup;

  before(async () => {
    const settings = { max_locks_per_transaction: '256', max_prepared_transactions: '5' };
    [source, server] = await Promise.all([startPostgres({ settings }), startPostgres({ settings })]);
    for (const each of [source, server]) await each.psql('CREATE ROLE app LOGIN; CREATE ROLE other LOGIN');
    await source.psql('CREATE DATABASE shop OWNER app');
    await source.psql(appSchema, 'shop');
    shop = await backupOf(source, 'shop');
  });
  after(async () => {
    await Promise.all([source[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
  });
  afterEach(async () => dropDatabases(server));

  it('clears what a plain owner has made and loads the backup in its place', async () => {
    await server.psql('CREATE DATABASE shop OWNER app');
    await server.psql(
      `ALTER DATABASE shop SET work_mem = '7MB'; GRANT CONNECT ON DATABASE shop TO other; COMMENT ON DATABASE shop IS 'mine'`,
    );
    await server.psql(oldContent, 'shop');
    await server.psql(
      `SET ROLE app; CREATE EXTENSION hstore SCHEMA "old 😀"; GRANT CREATE ON SCHEMA public TO other; COMMENT ON SCHEMA public IS 'x';
       ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO other; SELECT lo_from_bytea(99, 'x'); CREATE PUBLICATION pub FOR TABLE orders`,
      'shop',
    );
    const { plan, committed } = await restore(targetOn(server, 'shop', 'app'), shop);
    assert.equal(plan.way, 'transaction');
    assert.equal(plan.holdsData, true);
    assert.match(plan.notes.join('\n'), /may not create databases/);
    assert.deepEqual(committed.wayBack, []);
    const again = await backupOf(server, 'shop');
    assert.deepEqual(differences(shop.expected, again.expected), []);
    assert.equal(
      await server.psql(
        `SELECT array_to_string(setconfig, ','), datacl::text ~ 'other=c', shobj_description(d.oid, 'pg_database')
         FROM pg_database d JOIN pg_db_role_setting s ON s.setdatabase = d.oid WHERE datname = 'shop'`,
      ),
      'work_mem=7MB|t|mine',
    );
    assert.notEqual(await server.psql(`SELECT count(*) FROM pg_stats WHERE schemaname = 'sales'`, 'shop'), '0');
  });

  it('leaves everything as it was where it is not committed, and where the dump breaks off', async () => {
    await server.psql('CREATE DATABASE shop OWNER app');
    await server.psql(oldContent, 'shop');
    const before_ = (await backupOf(server, 'shop')).expected;
    const target = targetOn(server, 'shop', 'app');
    await using need = await needOf(shop);
    const plan = await target.assess(need);
    {
      await using _staged = await target.load(inPieces(shop.bytes), plan, need);
    }
    assert.deepEqual(differences(before_, (await backupOf(server, 'shop')).expected), []);
    const half = shop.bytes.subarray(0, shop.bytes.length - 200_000);
    await assert.rejects(target.load(inPieces(half), plan, need), { code: 'archive-damaged' });
    assert.deepEqual(differences(before_, (await backupOf(server, 'shop')).expected), []);
  });

  it('does not clear what came into an empty database after the plan was made', async () => {
    await server.psql('CREATE DATABASE shop OWNER app');
    const target = targetOn(server, 'shop', 'app');
    await using need = await needOf(shop);
    const plan = await target.assess(need);
    assert.deepEqual([plan.way, plan.holdsData], ['transaction', false]);
    await server.psql('SET ROLE app; CREATE TABLE late (a int)', 'shop');
    await assert.rejects(target.load(inPieces(shop.bytes), plan, need), { code: 'target-busy' });
    assert.equal(await server.psql('SELECT count(*) FROM late', 'shop'), '0');
  });

  it('is not committed by a COMMIT in the dump', async () => {
    await server.psql('CREATE DATABASE shop OWNER app');
    await server.psql(oldContent, 'shop');
    const target = targetOn(server, 'shop', 'app');
    const forged = Buffer.from(
      shop.bytes.toString('latin1').replace('CREATE TYPE public.state', 'COMMIT;CREATE TYPE state'),
      'latin1',
    );
    assert.equal(forged.length, shop.bytes.length);
    await using need = await needOf(shop);
    const plan = await target.assess(need);
    await assert.rejects(target.load(inPieces(forged), plan, need), /the dump ends the transaction that loads it/);
    assert.equal(await server.psql('SELECT count(*) FROM orders', 'shop'), '1');
  });

  it('works for a database with everything that a superuser can make', async () => {
    await source.createDatabase('torture');
    await source.psql(tortureSchema, 'torture');
    const torture = await backupOf(source, 'torture');
    await server.psql('CREATE ROLE almighty SUPERUSER LOGIN');
    await server.createDatabase('torture');
    await server.psql(tortureSchema, 'torture');
    const target = targetOn(server, 'torture', 'almighty');
    await using need = await needOf(torture);
    const plan = await target.assess(need);
    assert.equal(plan.way, 'swap');
    await using staged = await target.load(inPieces(torture.bytes), { ...plan, way: 'transaction' }, need);
    assert.deepEqual(differences(torture.expected, await staged.inspect()), []);
    assert.deepEqual((await staged.examine()).findings, []);
    await staged.commit();
    assert.deepEqual(await databasesOf(server), ['torture']);
  });

  it('ends connections that hold locks on what is dropped', async () => {
    await server.psql('CREATE DATABASE shop OWNER app');
    await server.psql(oldContent, 'shop');
    const idle = server
      .psql('SET ROLE app; BEGIN; LOCK TABLE orders; SELECT pg_sleep(600)', 'shop')
      .catch(() => 'ended');
    await lockedBy(server);
    await server.psql('GRANT pg_signal_backend TO app');
    // the connection belongs to a superuser, whom only superusers may end
    const { committed } = await restore(targetOn(server, 'shop'), shop);
    assert.equal(await idle, 'ended');
    assert.notDeepEqual(committed.wayBack, []);
  });

  it('says who holds a lock that the account may not break, and changes nothing', async () => {
    await server.psql('CREATE DATABASE shop OWNER app');
    await server.psql(oldContent, 'shop');
    const idle = server
      .psql(`SET application_name = 'night job'; BEGIN; LOCK TABLE orders; SELECT pg_sleep(600)`, 'shop')
      .catch(() => 'ended');
    await lockedBy(server);
    const target = targetOn(server, 'shop', 'app');
    await using need = await needOf(shop);
    await assert.rejects(target.assess(need), { code: 'target-busy', message: /postgres \(night job, / });
    await server.psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'night job'`);
    await idle;
    assert.equal(await server.psql('SELECT count(*) FROM orders', 'shop'), '1');
  });

  /** Waits until somebody has locked a table. */
  const lockedBy = async (on: TestPostgres): Promise<void> => {
    const query = `SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND locktype = 'relation'`;
    while ((await on.psql(query)) === '0');
  };
});
