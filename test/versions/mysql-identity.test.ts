import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { mysqlTarget } from '../../src/engines/mysql/target/mysql-target.ts';
import type { RestorePlan } from '../../src/ports/target.ts';
import { collect } from '../contracts/byte-streams.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { startMysql, testPassword, type TestMysql } from '../real/mysql-server.ts';
import { until } from '../scenarios/scene.ts';
import { accountWith, never, startDump, toolsOf } from './mysql-source-fixture.ts';

const shop = 'CREATE DATABASE shop; CREATE TABLE shop.t (a int PRIMARY KEY); INSERT INTO shop.t VALUES (1)';

/** What a restore of a backup of the schema would take the target for. */
async function planOf(target: TestMysql, source: TestMysql, from = source.url('shop')): Promise<RestorePlan> {
  await using dump = await startDump(source, from);
  await collect(dump.bytes());
  const expected = await dump.fingerprint();
  assert.ok(expected);
  assert.equal(dump.database, new URL(from).pathname.slice(1) || undefined);
  const { searchPath } = target;
  const open = { launcher: toolsOf(target), url: target.url('shop'), client: 'auto', searchPath };
  const room = { dumpBytes: 1, scratch: tmpdir() };
  const rest = { tables: [], progress: keptProgress(), signal: never };
  return await mysqlTarget(open).assess({ expected, server: dump.server, ...room, ...rest });
}

/** Makes a server repeat what another does, and waits until it has its table. */
async function replicate(replica: TestMysql, source: TestMysql, position: string): Promise<void> {
  await replica.sql(
    `CHANGE REPLICATION SOURCE TO SOURCE_HOST = '127.0.0.1', SOURCE_PORT = ${source.port}, SOURCE_USER = 'muster',
      SOURCE_PASSWORD = '${testPassword.replaceAll("'", "''")}', GET_SOURCE_PUBLIC_KEY = 1, ${position}; START REPLICA`,
  );
  const seen = `SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'shop'`;
  await until(async () => (await replica.sql(seen)) === '1');
}

describe('the server that a schema is restored into', () => {
  const servers = new AsyncDisposableStack();
  let [source, other, replica]: TestMysql[] = [];
  after(() => servers.disposeAsync());

  describe('of MySQL', () => {
    before(async () => {
      const start = async (id: number): Promise<TestMysql> =>
        servers.use(await startMysql({ version: 'mysql-9.7', options: [`--server-id=${id}`] }));
      [source, other, replica] = await Promise.all([1, 2, 3].map(start));
    });

    it('is the source, another server with a schema of the same name, or a server of the same replication', async () => {
      assert.ok(source && other && replica);
      // accounts by the same name in both: nothing of them is to be repeated
      const done = await source.sql('SELECT @@GLOBAL.gtid_executed');
      await replica.sql(`RESET BINARY LOGS AND GTIDS; SET GLOBAL gtid_purged = '${done.replaceAll('\\n', '')}'`);
      for (const server of [source, other]) await server.sql(shop);
      await replicate(replica, source, 'SOURCE_AUTO_POSITION = 1');
      assert.equal((await planOf(source, source)).isSource, true);
      assert.equal((await planOf(other, source)).isSource, false);
      assert.equal((await planOf(source, replica)).isSource, true, 'a backup of the replica, into the primary');
      assert.equal((await planOf(replica, source)).isSource, true, 'a backup of the primary, into the replica');
      assert.equal((await planOf(other, replica)).isSource, false);
    });
  });

  describe('of MySQL without transaction ids', () => {
    it('is known to an account that may see what the source replicates from, and else taken for the source', async () => {
      assert.ok(other);
      const options = ['--gtid-mode=OFF', '--enforce-gtid-consistency=OFF'];
      const start = async (id: number): Promise<TestMysql> =>
        servers.use(await startMysql({ version: 'mysql-9.7', options: [...options, `--server-id=${id}`] }));
      const [primary, second] = await Promise.all([4, 5].map(start));
      assert.ok(primary && second);
      const [file = '', offset = ''] = (await primary.sql('SHOW BINARY LOG STATUS')).split('\t');
      await primary.sql(shop);
      await replicate(second, primary, `SOURCE_LOG_FILE = '${file}', SOURCE_LOG_POS = ${offset}`);
      const rights = ['SELECT, SHOW VIEW, TRIGGER, EVENT, LOCK TABLES ON shop.*', 'SHOW_ROUTINE ON *.*'];
      const blind = await accountWith(second, rights);
      const seeing = await accountWith(second, [...rights, 'SELECT ON performance_schema.*']);
      const doubtful = await planOf(other, second, blind('shop'));
      assert.equal(doubtful.isSource, true);
      assert.match(doubtful.sourceDoubt ?? '', /^its name is the same, and .*SELECT on performance_schema/);
      assert.equal((await planOf(other, second, seeing('shop'))).isSource, false);
      const primarys = await planOf(primary, second, seeing('shop'));
      assert.deepEqual([primarys.isSource, primarys.sourceDoubt], [true, undefined]);
    });
  });

  describe('of MariaDB', () => {
    it('is taken for the source where the schema has its name, since nothing tells two servers apart for long', async () => {
      await using one = await startMysql({ version: 'mariadb-10.11' });
      await using two = await startMysql({ version: 'mariadb-10.11' });
      for (const server of [one, two]) await server.sql(shop);
      const plan = await planOf(two, one);
      assert.equal(plan.isSource, true);
      assert.equal(plan.sourceDoubt, 'its name is the same, and MariaDB has no identity that stays with a server');
      await two.sql('RENAME TABLE shop.t TO mysql.t; DROP DATABASE shop');
      assert.equal((await planOf(two, one)).way, 'create');
    });
  });
});
