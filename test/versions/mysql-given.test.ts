import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { readCatalog } from '../../src/pipeline/catalog-reader.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { openStore } from '../../src/stores/registry.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { startJob, type ActionRun, type Job } from '../real/action-run.ts';
import { forgeBackup } from '../real/forge-backup.ts';
import { startMysql, type TestMysql } from '../real/mysql-server.ts';
import { assertProven } from '../scenarios/proof-scene.ts';

const objects = `CREATE TABLE orders (id int primary key auto_increment, customer int, note varchar(20) COLLATE utf8mb4_bin);
  INSERT INTO orders (customer, note) VALUES (1, 'a'), (2, NULL); CREATE VIEW v AS SELECT id FROM orders;
  CREATE TRIGGER tr BEFORE INSERT ON orders FOR EACH ROW SET NEW.note = 'x'; CREATE PROCEDURE p() SELECT COUNT(*) FROM orders;
  CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM orders;
  ALTER DEFINER='left'@'%' VIEW v AS SELECT id FROM orders`;
const left = `SELECT CONCAT(schema_name) FROM information_schema.schemata WHERE schema_name LIKE 'muster%'
  UNION SELECT user FROM mysql.user WHERE user = 'left'`;

for (const version of ['mariadb-10.11', 'mysql-9.7']) {
  describe(`a drill in a given server of ${version}`, () => {
    let source: TestMysql;
    let given: TestMysql;
    let job: Job;
    const age = ageKey();
    before(async () => {
      [source, given, job] = await Promise.all([startMysql({ version }), startMysql({ version }), startJob()]);
      await source.sql(
        `CREATE DATABASE shop CHARACTER SET latin1; CREATE DATABASE other; CREATE USER 'left'@'%'; GRANT SELECT ON shop.* TO 'left'@'%'`,
      );
      await source.sql(objects, 'shop');
    });
    after(() => Promise.all([source, given, job].map((one) => one[Symbol.asyncDispose]())));

    let folders = 0;
    const drill = async (url: string, sandbox = given.url(), forge?: (dump: string) => string): Promise<ActionRun> => {
      folders += 1;
      const folder = join(job.workFolder, `store-${folders}`);
      await mkdir(folder);
      const store = pathToFileURL(folder).href;
      const env = { PATH: [source.searchPath, process.env['PATH'] ?? ''].join(delimiter) };
      const taken = await job.run('backup', { inputs: { source: 'shop', url, store, recipients: age.recipient }, env });
      assert.equal(taken.status, 0, taken.log);
      if (forge !== undefined) {
        const opened = await openStore(store, { clock: systemClock });
        const { entries } = await readCatalog(opened, {
          source: 'shop',
          now: new Date(),
          signal: new AbortController().signal,
        });
        const [entry] = entries;
        assert.ok(entry);
        const keys = { recipients: age.recipient, identity: age.identity };
        await forgeBackup(opened, entry, keys, (dump) => Buffer.from(forge(dump.toString('latin1')), 'latin1'));
      }
      const smoke = `test "$(${source.product} -BNe 'SELECT COUNT(*) FROM orders')" = 2`;
      const inputs = { source: 'shop', store, identity: age.identity, sandbox, 'smoke-test': smoke };
      return await job.run('restore-verify', { inputs, env });
    };
    const assertUntold = async (run: ActionRun, words: RegExp): Promise<void> => {
      assert.equal(run.status, 3, run.log);
      assert.equal(run.outputs['verdict'], 'could-not-tell', run.log);
      assert.match(run.log, words);
      assert.equal(await given.sql(left), '');
    };

    it('proves in a database of its own, and leaves neither that nor the accounts that it made', async () => {
      assertProven(await drill(source.url('shop')));
      assert.equal(await given.sql(left), '');
    });

    it('proves in a private server too, where a definer has none of the rights that it has in the source', async () => {
      assertProven(await drill(source.url('shop'), 'local'));
    });

    it('leaves open whether a table has all rows that no snapshot holds, and is never untrue for them', async () => {
      await source.sql(
        'CREATE TABLE other.m (a int) ENGINE=MyISAM; INSERT INTO other.m VALUES (1); CREATE TABLE other.orders (a int); INSERT INTO other.orders VALUES (1), (2)',
      );
      const run = await drill(source.url('other'), 'local');
      await assertUntold(run, /`m`: its rows were not counted by the source's server/);
    });

    it('touches nothing of what the server has under the name of the source', async () => {
      await given.sql(`CREATE DATABASE shop; CREATE TABLE shop.orders (a int); INSERT INTO shop.orders VALUES (7)`);
      assertProven(await drill(source.url('shop')));
      assert.equal(await given.sql('SELECT a FROM shop.orders'), '7');
    });

    it('lets no forged dump reach beyond the copy', async () => {
      await given.sql('CREATE DATABASE victim; CREATE TABLE victim.t (a int); INSERT INTO victim.t VALUES (7)');
      const evil = 'DELETE FROM victim.t';
      const forgeries: readonly (readonly [string, string | RegExp, string])[] = [
        ['a row of another table', /INSERT INTO `orders` /, 'INSERT INTO victim.t VALUES (8);\nINSERT INTO `orders` '],
        ['a statement behind rows', /,'x'\);\n|,NULL\);\n/, `,NULL);${evil};\n`],
        ['a second statement in a body', /SELECT COUNT\(\*\) FROM orders/, `SELECT 1; ${evil}`],
        ['a trigger that ends early', /SET NEW.note = 'x'/, `BEGIN END; ${evil}`],
        ['another delimiter', /DROP TABLE IF EXISTS `orders`;/, `delimiter //\n${evil}//\ndelimiter ;`],
        ['a short one', /DROP TABLE IF EXISTS `orders`;/, `\\d //\n${evil}//`],
        ['another mode', /SQL_MODE='NO_AUTO_VALUE_ON_ZERO'/, `SQL_MODE='NO_BACKSLASH_ESCAPES'`],
        ['a comment that the server passes over', /DROP TABLE IF EXISTS `orders`;/, `/*!99999 ' */; ${evil}; -- '`],
      ];
      for (const [what, pattern, replacement] of forgeries) {
        const run = await drill(source.url('shop'), given.url(), (dump) => {
          assert.match(dump, new RegExp(pattern), what);
          return dump.replace(pattern, () => replacement);
        });
        assert.equal(run.outputs['verdict'], 'failed', `${what}: ${run.log}`);
        assert.match(run.log, /does not belong into its place \(\w+(?: of \w+)?(?:: \S.* …)?\)/, what);
        assert.equal(await given.sql('SELECT a FROM victim.t'), '7', what);
        assert.equal(await given.sql(left), '', what);
      }
    });

    it('does not begin where the server would run the events of the copy', async () => {
      await given.sql('SET GLOBAL event_scheduler = ON');
      await assertUntold(await drill(source.url('shop')), /would run the events of the copy/);
      await given.sql('SET GLOBAL event_scheduler = OFF');
    });

    it('does not begin with several schemas, which keep their names', async () => {
      await assertUntold(await drill(source.url()), /the backup has 2 schemas/);
    });

    it('does not begin where something names its schema, and would reach into another one there', async () => {
      await source.sql(
        'CREATE TRIGGER shop.outer_tr AFTER DELETE ON shop.orders FOR EACH ROW DELETE FROM shop.orders WHERE 0',
      );
      await assertUntold(await drill(source.url('shop')), /trigger `outer_tr` names its schema/);
    });
  });
}
