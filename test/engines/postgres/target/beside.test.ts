import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startPostgres, type TestPostgres } from '../../../real/postgres-server.ts';
import { tortureSchema } from '../../../real/torture-schema.ts';
import { backupOf, inPieces, type Backup } from '../restorer-fixture.ts';
import { databasesOf, dropDatabases, needOf, restore, targetOn } from './target-fixture.ts';

const shopSchema = `
  CREATE SCHEMA sales;
  CREATE TABLE sales.orders (id serial PRIMARY KEY, total numeric NOT NULL);
  INSERT INTO sales.orders (total) SELECT g FROM generate_series(1, 1000) g;
  SELECT lo_from_bytea(4711, 'a large object');`;

describe('a whole database restored beside what is there', () => {
  let source: TestPostgres;
  let server: TestPostgres;
  let shop: Backup;

  before(async () => {
    const settings = {
      ...{ max_locks_per_transaction: '256', max_prepared_transactions: '2' },
      // commits that are to be synchronous have no end
      ...{ wal_level: 'replica', max_wal_senders: '2', synchronous_standby_names: 'nobody' },
    };
    [source, server] = await Promise.all([startPostgres({ settings }), startPostgres({ settings })]);
    await source.createDatabase('shop');
    await source.psql(shopSchema, 'shop');
    shop = await backupOf(source, 'shop');
  });
  after(async () => {
    await Promise.all([source[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
  });
  afterEach(async () => dropDatabases(server));

  it('makes a database that does not exist, with every row and every object', async () => {
    await source.createDatabase('torture');
    await source.psql(tortureSchema, 'torture');
    const torture = await backupOf(source, 'torture');
    const { plan, committed } = await restore(targetOn(server, 'torture'), torture);
    assert.equal(plan.way, 'create');
    assert.equal(plan.holdsData, false);
    assert.deepEqual(committed.wayBack, []);
    assert.deepEqual(await databasesOf(server), ['torture']);
    assert.equal(
      await server.psql(
        `SELECT datacl IS NULL OR has_database_privilege('public', oid, 'CONNECT'), shobj_description(oid, 'pg_database') IS NULL FROM pg_database WHERE datname = 'torture'`,
      ),
      't|t',
    );
    assert.notEqual(await server.psql(`SELECT count(*) FROM pg_stats WHERE schemaname !~ '^pg_'`, 'torture'), '0');
  });

  it('takes the place of what is there, and says how to go back', async () => {
    await server.createDatabase('shop');
    await server.psql(`CREATE TABLE old (a int); INSERT INTO old VALUES (1)`, 'shop');
    const { plan, committed } = await restore(targetOn(server, 'shop'), shop);
    assert.equal(plan.way, 'swap');
    assert.equal(plan.holdsData, true);
    const [before_ = '', ...rest] = await databasesOf(server).then((names) => names.filter((name) => name !== 'shop'));
    assert.match(before_, /^shop_before_\d{8}T\d{6}Z$/);
    assert.deepEqual(rest, []);
    assert.equal(await server.psql('SELECT count(*) FROM sales.orders', 'shop'), '1000');
    assert.equal(await server.psql('SELECT count(*) FROM old', before_), '1');

    await server.psql(committed.wayBack.join('\n'));
    assert.equal(await server.psql('SELECT count(*) FROM old', 'shop'), '1');
  });

  it('removes what was there before when it is told to', async () => {
    await server.createDatabase('shop');
    const { plan, committed } = await restore(targetOn(server, 'shop'), shop);
    assert.equal(plan.holdsData, false);
    assert.match(committed.removal.join(), /^DROP DATABASE "shop_before_\w+" WITH \(FORCE\);$/);
    await committed.removePrevious();
    assert.deepEqual(await databasesOf(server), ['shop']);
  });

  it('takes the place of a template, and drops it when it is told to', async () => {
    await server.createDatabase('shop');
    await server.psql('CREATE TABLE old (a int)', 'shop');
    await server.psql('ALTER DATABASE shop IS_TEMPLATE true');
    const { committed } = await restore(targetOn(server, 'shop'), shop);
    await committed.removePrevious();
    assert.equal(
      await server.psql(`SELECT datname, datistemplate FROM pg_database WHERE datname LIKE 'shop%'`),
      'shop|t',
    );
    await server.psql('ALTER DATABASE shop IS_TEMPLATE false');
  });

  it('is over where the connection is lost while what was there before is dropped', async () => {
    await server.psql('CREATE ROLE waiter SUPERUSER LOGIN');
    await server.createDatabase('shop');
    await server.psql('CREATE TABLE old (a int)', 'shop');
    const { committed } = await restore(targetOn(server, 'shop', 'waiter'), shop);
    // the server has dropped it, and tells nobody until a standby has done so too
    await server.psql('ALTER ROLE waiter SET synchronous_commit = on');
    const removing = committed.removePrevious();
    const waits = `FROM pg_stat_activity WHERE application_name = 'muster' AND wait_event = 'SyncRep'`;
    while ((await server.psql(`SELECT count(*) ${waits}`)) === '0');
    await server.psql(`SELECT pg_terminate_backend(pid) ${waits}`);
    await removing;
    assert.deepEqual(await databasesOf(server), ['shop']);
  });

  it('loads whatever the account itself is set to, and leaves its settings', async () => {
    await server.createDatabase('shop');
    await server.psql(
      `CREATE ROLE app SUPERUSER LOGIN; ALTER ROLE app SET default_transaction_read_only = on; ALTER ROLE app SET default_transaction_isolation = serializable;
       ALTER ROLE app IN DATABASE shop SET default_transaction_read_only = on; ALTER ROLE app IN DATABASE shop SET work_mem = '7MB'`,
    );
    const settings = `SELECT array_agg(d.datname || ' ' || c ORDER BY c) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase,
      unnest(setconfig) c WHERE setrole = 'app'::regrole AND datname = 'shop'`;
    const before_ = await server.psql(settings);
    const { plan, notes } = await restore(targetOn(server, 'shop', 'app'), shop);
    assert.equal(plan.way, 'swap');
    assert.deepEqual(
      notes.filter((line) => line.includes('tried')),
      [],
    );
    assert.equal(await server.psql(settings), before_);
  });

  it('loses nothing of what comes into an empty database after the plan was made', async () => {
    await server.createDatabase('shop');
    const target = targetOn(server, 'shop');
    await using need = await needOf(shop);
    const plan = await target.assess(need);
    await using staged = await target.load(inPieces(shop.bytes), plan, need);
    await server.psql('CREATE TABLE late (a int); INSERT INTO late VALUES (1)', 'shop');
    await assert.rejects(target.load(inPieces(shop.bytes), plan, need), { code: 'target-busy' });
    const { isPreviousNeeded, notes = [] } = await staged.commit();
    const [former = ''] = (await databasesOf(server)).filter((name) => name !== 'shop');
    assert.equal(isPreviousNeeded, true);
    assert.match(notes.join(), new RegExp(`something came meanwhile: it stays in ${former}$`));
    assert.equal(await server.psql('SELECT a FROM late', former), '1');

    await server.createDatabase('other');
    const other = targetOn(server, 'other');
    const early = await other.assess(need);
    await server.psql('CREATE TABLE late (a int)', 'other');
    await assert.rejects(other.load(inPieces(shop.bytes), early, need), {
      code: 'target-busy',
      message: 'database other held nothing when the restore was planned, and does now',
    });
    assert.equal(await server.psql('SELECT count(*) FROM late', 'other'), '0');
  });

  it('names what came to hang on the database after the plan was made', async () => {
    await server.createDatabase('shop');
    await server.psql('CREATE TABLE old (a int)', 'shop');
    const prepared = { code: 'target-unfit', message: /it has prepared transactions: left/ };
    const target = targetOn(server, 'shop');
    await using need = await needOf(shop);
    const plan = await target.assess(need);
    {
      await using staged = await target.load(inPieces(shop.bytes), plan, need);
      await server.psql(`BEGIN; INSERT INTO old VALUES (1); PREPARE TRANSACTION 'left'`, 'shop');
      await assert.rejects(staged.commit(), prepared);
    }
    await assert.rejects(target.load(inPieces(shop.bytes), plan, need), prepared);
    await server.psql(`COMMIT PREPARED 'left'`, 'shop');
    assert.equal(await server.psql('SELECT a FROM old', 'shop'), '1');
  });

  it('leaves everything as it was where it is not committed', async () => {
    await server.createDatabase('shop');
    await source.psql('CREATE ROLE clerk; ALTER TABLE sales.orders OWNER TO clerk', 'shop');
    const owned = await backupOf(source, 'shop');
    const target = targetOn(server, 'shop');
    await using need = await needOf(owned);
    const plan = await target.assess(need);
    assert.match(plan.steps.join(), /create the roles clerk/);
    {
      await using _staged = await target.load(inPieces(owned.bytes), plan, need);
      assert.equal((await databasesOf(server)).length, 2);
      assert.equal(await server.psql(`SELECT count(*) FROM pg_roles WHERE rolname = 'clerk' AND NOT rolcanlogin`), '1');
    }
    assert.deepEqual(await databasesOf(server), ['shop']);
    assert.equal(await server.psql(`SELECT count(*) FROM pg_roles WHERE rolname = 'clerk'`), '0');
  });
});
