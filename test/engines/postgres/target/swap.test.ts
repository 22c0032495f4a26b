import assert from 'node:assert/strict';
import { chown, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { asFailure } from '../../../../src/domain/failure.ts';
import { smallDisk } from '../../../real/small-disk.ts';
import { startPostgres, type TestPostgres } from '../../../real/postgres-server.ts';
import { backupOf, inPieces, type Backup } from '../restorer-fixture.ts';
import { databasesOf, dropDatabases, needOf, restore, targetOn } from './target-fixture.ts';

describe('a swap of databases', () => {
  let server: TestPostgres;
  let shop: Backup;

  before(async () => {
    server = await startPostgres();
    await server.psql(
      'CREATE ROLE app LOGIN CREATEDB; CREATE ROLE clerk LOGIN; CREATE ROLE owner NOLOGIN; GRANT owner TO app',
    );
    await server.psql('CREATE DATABASE source OWNER app');
    await server.psql(
      `SET ROLE app; CREATE TABLE orders (id serial PRIMARY KEY, total int); INSERT INTO orders (total) SELECT generate_series(1, 1000)`,
      'source',
    );
    shop = await backupOf(server, 'source');
    await server.psql('DROP DATABASE source');
  });
  after(async () => server[Symbol.asyncDispose]());
  afterEach(async () => dropDatabases(server));

  const makeShop = async (name = 'shop'): Promise<void> => {
    const quoted = `"${name.replaceAll('"', '""')}"`;
    await server.psql(`CREATE DATABASE ${quoted} OWNER app`);
    await server.psql('SET ROLE app; CREATE TABLE old (a int); INSERT INTO old VALUES (1)', name);
  };

  it('hands down the owner, the privileges, the settings and the comment of the database', async () => {
    await server.psql(`CREATE DATABASE shop OWNER owner CONNECTION LIMIT 77`);
    await server.psql(
      `REVOKE CONNECT ON DATABASE shop FROM PUBLIC; GRANT CONNECT ON DATABASE shop TO clerk WITH GRANT OPTION;
       COMMENT ON DATABASE shop IS 'it''s \\ "mine"';
       ALTER DATABASE shop SET work_mem = '7MB'; ALTER DATABASE shop SET search_path = "a, b", "$user", public;
       ALTER DATABASE shop SET my.own = 'x, "y"'; ALTER ROLE clerk IN DATABASE shop SET statement_timeout = '5s';
       ALTER DATABASE shop SET temp_tablespaces = ''`,
    );
    const properties = `SELECT pg_get_userbyid(datdba), datconnlimit, shobj_description(d.oid, 'pg_database'),
        (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(datacl) a),
        (SELECT array_agg(setrole::regrole || ' ' || c ORDER BY setrole::regrole || ' ' || c) FROM pg_db_role_setting, unnest(setconfig) c WHERE setdatabase = d.oid)
      FROM pg_database d WHERE datname = 'shop'`;
    const before_ = await server.psql(properties);
    const { plan } = await restore(targetOn(server, 'shop'), shop);
    assert.equal(plan.way, 'swap');
    assert.equal(await server.psql(properties), before_);
  });

  it('works for a plain owner who may create databases, also of a role that the account is a member of', async () => {
    await server.psql(`CREATE DATABASE shop OWNER owner`);
    await server.psql(`ALTER DATABASE shop SET work_mem = '7MB'; GRANT CONNECT ON DATABASE shop TO clerk`);
    const { plan, committed } = await restore(targetOn(server, 'shop', 'app'), shop);
    assert.equal(plan.way, 'swap');
    assert.equal(
      await server.psql(
        `SELECT pg_get_userbyid(datdba), datacl::text ~ 'clerk=c/owner' FROM pg_database WHERE datname = 'shop'`,
      ),
      'owner|t',
    );
    await committed.removePrevious();
    assert.deepEqual(await databasesOf(server), ['shop']);
  });

  it('gives way to a transaction where a setting is a superuser’s to make', async () => {
    await makeShop();
    await server.psql(`ALTER DATABASE shop SET session_replication_role = 'origin'`);
    const { plan } = await restore(targetOn(server, 'shop', 'app'), shop);
    assert.equal(plan.way, 'transaction');
    assert.match(plan.notes.join('\n'), /the setting session_replication_role/);
  });

  it('gives way to a transaction where only a superuser may set a parameter that an application made up', async () => {
    await makeShop();
    await server.psql(`ALTER DATABASE shop SET my.own = 'x'; ALTER DATABASE shop SET role = 'app'`);
    const { plan } = await restore(targetOn(server, 'shop', 'app'), shop);
    assert.equal(plan.way, 'transaction');
    assert.match(plan.notes.join('\n'), /the setting my\.own/);
    assert.doesNotMatch(plan.notes.join('\n'), /the setting role/);
  });

  it('has at every moment a database of the name, while clients connect over and over', async () => {
    await makeShop();
    const over = new AbortController();
    const seen = new Set<string>();
    const broken = new Set<string>();
    const clients = Array.from({ length: 3 }, async () => {
      while (!over.signal.aborted) {
        await server
          .psql(`SELECT CASE WHEN to_regclass('old') IS NULL THEN 'restored' ELSE 'before' END, pg_sleep(0.02)`, 'shop')
          .then((answer) => seen.add(answer.split('|')[0] ?? ''))
          .catch((error: unknown) => broken.add(reasonOf(error)));
      }
    });
    const idle = server.psql('SELECT pg_sleep(600)', 'shop').catch(() => 'ended');
    const { committed } = await restore(targetOn(server, 'shop'), shop);
    const placedSeen = server.psql('SELECT count(*) FROM orders', 'shop');
    assert.equal(await placedSeen, '1000');
    over.abort();
    await Promise.all(clients);
    assert.equal(await idle, 'ended');
    assert.deepEqual([...seen].sort(), ['before', 'restored']);
    // whoever was about to connect at that moment is told so by the server, which compares names before and after it waited
    for (const reason of broken) assert.match(reason, /terminating connection|renamed|closed the connection/);
    await committed.removePrevious();
  });

  const reasonOf = (error: unknown): string => (error as { readonly stderr?: string }).stderr ?? String(error);

  it('names the connections that the account may not end, and changes nothing', async () => {
    await makeShop();
    const holding = `SET application_name = 'report'; SELECT pg_sleep(600)`;
    const isThere = `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'report'`;
    const target = targetOn(server, 'shop', 'app');
    await using need = await needOf(shop);
    const plan = await target.assess(need);
    const busy = { code: 'target-busy', message: /may not end connections in the way: postgres \(report/ };
    let idle;
    {
      await using staged = await target.load(inPieces(shop.bytes), plan, need);
      idle = server.psql(holding, 'shop').catch(() => 'ended');
      while ((await server.psql(isThere)) === '0');
      await assert.rejects(staged.commit(), busy);
    }
    const unread = (async function* () {
      yield await Promise.reject<Uint8Array>(new Error('the dump is read in vain'));
    })();
    await assert.rejects(target.load(unread, plan, need), busy);
    assert.deepEqual(await databasesOf(server), ['shop']);
    assert.equal(await server.psql('SELECT count(*) FROM old', 'shop'), '1');
    await server.psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'report'`);
    assert.equal(await idle, 'ended');
  });

  /** Holds the name of `shop` without a connection to it, until what is returned is called. */
  const holdName = async (): Promise<() => Promise<void>> => {
    const holding = server
      .psql(`SET application_name = 'night job'; BEGIN; COMMENT ON DATABASE shop IS 'x'; SELECT pg_sleep(600)`)
      .catch(() => 'ended');
    while (
      (await server.psql(
        `SELECT count(*) FROM pg_locks WHERE mode = 'ShareUpdateExclusiveLock' AND locktype = 'object'`,
      )) === '0'
    );
    return async () => {
      await server.psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'night job'`);
      await holding;
    };
  };

  it('names who holds the name of the database, and changes nothing', async () => {
    await makeShop();
    const target = targetOn(server, 'shop');
    await using need = await needOf(shop);
    const plan = await target.assess(need);
    const letGo = await holdName();
    {
      await using staged = await target.load(inPieces(shop.bytes), plan, need);
      await assert.rejects(staged.commit(), { code: 'target-busy', message: /: postgres \(night job, / });
    }
    await letGo();
    assert.deepEqual(await databasesOf(server), ['shop']);
    assert.equal(await server.psql('SELECT count(*) FROM old', 'shop'), '1');
  });

  it('leaves the target as it was where the connection is lost at the last moment', async () => {
    await makeShop();
    const target = targetOn(server, 'shop');
    await using need = await needOf(shop);
    const plan = await target.assess(need);
    const letGo = await holdName();
    {
      await using staged = await target.load(inPieces(shop.bytes), plan, need);
      const committing = staged.commit().catch((error: unknown) => error);
      const waiting = `FROM pg_stat_activity WHERE application_name = 'muster' AND wait_event_type = 'Lock'`;
      while ((await server.psql(`SELECT count(*) ${waiting}`)) === '0');
      await server.psql(`SELECT pg_terminate_backend(pid) ${waiting}`);
      assert.equal(asFailure(await committing).code, 'source-unreachable');
    }
    await letGo();
    assert.deepEqual(await databasesOf(server), ['shop']);
    assert.equal(await server.psql('SELECT count(*) FROM old', 'shop'), '1');
  });

  it('says that the disk of the server is full, and leaves nothing on it', async () => {
    await using disk = await smallDisk(12);
    const folder = join(disk.path, 'space');
    await mkdir(folder);
    if (process.getuid?.() === 0) await chown(folder, (await stat(server.socketFolder)).uid, -1);
    await server.psql(`CREATE TABLESPACE small LOCATION '${folder}'`);
    await server.psql('CREATE DATABASE shop TABLESPACE small');
    await server.createDatabase('big');
    await server.psql(`CREATE TABLE t AS SELECT repeat('x', 1000) FROM generate_series(1, 10000)`, 'big');
    const big = await backupOf(server, 'big');
    await assert.rejects(restore(targetOn(server, 'shop'), big), {
      code: 'target-unfit',
      message: /disk of the .* is full/,
    });
    assert.deepEqual(await databasesOf(server), ['big', 'shop']);
    await dropDatabases(server);
    await server.psql('DROP TABLESPACE small');
  });

  it('makes roles that own something, and is made a member of them', async () => {
    await server.psql('CREATE ROLE maker LOGIN CREATEDB CREATEROLE; CREATE ROLE clerks');
    await server.psql('CREATE DATABASE shop OWNER maker');
    await server.createDatabase('owned');
    await server.psql(
      'ALTER SCHEMA public OWNER TO clerks; CREATE TABLE t (a int); ALTER TABLE t OWNER TO clerks; INSERT INTO t VALUES (1)',
      'owned',
    );
    const owned = await backupOf(server, 'owned');
    await server.psql('DROP DATABASE owned');
    await server.psql('DROP ROLE clerks');
    const { plan } = await restore(targetOn(server, 'shop', 'maker'), owned);
    assert.deepEqual(plan.steps.slice(0, 2), [
      'create the roles clerks as accounts that cannot log in',
      'make maker a member of clerks',
    ]);
    assert.equal(await server.psql(`SELECT relowner::regrole FROM pg_class WHERE relname = 't'`, 'shop'), 'clerks');
  });

  it('keeps a second restore into the same database away', async () => {
    await makeShop();
    const target = targetOn(server, 'shop');
    await using need = await needOf(shop);
    await using other = await needOf(shop);
    const plan = await target.assess(need);
    await using _staged = await target.load(inPieces(shop.bytes), plan, need);
    await assert.rejects(target.load(inPieces(shop.bytes), plan, other), {
      code: 'target-busy',
      message: /^another restore into shop is under way by postgres since 2\d+-.*Z \(pid \d+\)$/,
    });
  });

  it('drops what killed restores left behind, and nothing else', async () => {
    await makeShop();
    const target = targetOn(server, 'shop');
    await using need = await needOf(shop);
    const plan = await target.assess(need);
    await using staged = await target.load(inPieces(shop.bytes), plan, need);
    const [fresh = ''] = (await databasesOf(server)).filter((name) => name.startsWith('shop_restored_'));
    // as if the run had been killed: its sessions are gone, its database is not
    await server.psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'muster'`);
    for (const what of ['restored', 'before']) await server.createDatabase(`shop_${what}_20260131T235959Z`);
    await server.psql('CREATE DATABASE others');
    await server.psql(`COMMENT ON DATABASE others IS 'muster restore {"into":"another"}'`);
    const said = (await restore(targetOn(server, 'shop'), shop)).notes.join('\n');
    assert.match(said, new RegExp(`dropped ${fresh}, which an earlier restore into shop left behind`));
    assert.match(said, /shop_restored_20260131T235959Z looks like what a killed restore left behind; .* stays/);
    assert.match(said, /shop_before_20260131T235959Z is what an earlier restore into shop kept; it takes room/);
    const left = (await databasesOf(server)).filter((name) => !name.includes('_before_'));
    assert.deepEqual(left, ['others', 'shop', 'shop_restored_20260131T235959Z']);
    await assert.rejects(staged.commit(), { code: 'target-busy', message: /another database took the name shop/ });
  });

  it('leaves nothing behind where it is cancelled midway', async () => {
    await makeShop();
    const stop = new AbortController();
    const target = targetOn(server, 'shop');
    await using need = await needOf(shop, { signal: stop.signal });
    const plan = await target.assess(need);
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      yield* inPieces(shop.bytes);
      // the load begins when all is on disk; a moment later there is a fresh database
      void (async () => {
        while ((await databasesOf(server)).length < 2);
        stop.abort(new Error('stopped by hand'));
      })();
    };
    await assert.rejects(target.load(pieces(), plan, need), { message: 'stopped by hand' });
    assert.deepEqual(await databasesOf(server), ['shop']);
  });

  it('takes long names and names of all kinds of characters', async () => {
    for (const name of [`it's "my" 😀 shop\\`, `${'😀'.repeat(15)}abc`, 'a=b c']) {
      await makeShop(name);
      const { committed } = await restore(targetOn(server, name), shop);
      assert.equal(await server.psql('SELECT count(*) FROM orders', name), '1000');
      await server.psql(committed.wayBack.join('\n'));
      assert.equal(await server.psql('SELECT count(*) FROM old', name), '1');
      await dropDatabases(server);
    }
  });

  it('takes the database postgres as well', async () => {
    const { plan, committed } = await restore(targetOn(server, 'postgres'), shop);
    assert.equal(plan.way, 'swap');
    const statements = committed.wayBack;
    await server.psql(statements.join('\n'), 'template1');
  });
});
