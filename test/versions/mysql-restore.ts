import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { processOf, signalTo, stillLives, watchProcesses, type SeenProcess } from '../real/process-tree.ts';
import { assertAsItWas, assertRestored, errorOf } from '../scenarios/restore-scene.ts';
import { startMysqlRestoreScene, type MysqlRestoreScene } from '../scenarios/mysql-restore-scene.ts';
import { until } from '../scenarios/scene.ts';

const damage = `DELETE FROM goods; UPDATE customers SET name = 'nobody'; DROP TABLE nokey; DROP VIEW invoked; DROP PROCEDURE p; DROP EVENT e;
  CREATE TABLE a_intruder (n int); CREATE TABLE intruder (n int); INSERT INTO intruder VALUES (1); CREATE VIEW seen AS SELECT * FROM intruder; DROP VIEW v2; CREATE TABLE v2 (n int);
  CREATE FUNCTION other() RETURNS int DETERMINISTIC RETURN 2; CREATE TRIGGER spy BEFORE INSERT ON customers FOR EACH ROW SET NEW.name = 'spied';
  CREATE EVENT of_before ON SCHEDULE EVERY 1 DAY DO SELECT 2;`;

const live = { 'replace-source': 'true' };

/** The restore of a whole schema into a live server of one version. */
export function describeWholeRestore(version: string, options: readonly string[] = []): void {
  describe(`restoring a whole schema into ${version}`, () => {
    let scene: MysqlRestoreScene;
    before(async () => void (scene = await startMysqlRestoreScene({ version, options })));
    after(() => scene[Symbol.asyncDispose]());

    /** A schema with a backup, which was spoilt since. */
    async function spoilt(schema: string): Promise<{ store: string; sound: string; content: string }> {
      await scene.createShop(schema);
      const store = await scene.newStore();
      await scene.backUp(schema, store);
      const sound = await scene.contentOf(schema);
      await scene.server.sql(damage, schema);
      return { store, sound, content: await scene.contentOf(schema) };
    }

    it('replaces a damaged one, with everything in it, and its safety backup brings the damaged one back', async () => {
      const { store, sound, content } = await spoilt('shop');
      const schemas = await scene.schemas();
      const run = await scene.restore('shop', store, live);
      assertRestored(run);
      assert.equal(await scene.contentOf('shop'), sound);
      assert.deepEqual(await scene.schemas(), schemas);
      const [, inputs = ''] = /### To go back[^`]*```yaml\n([^`]*)```/.exec(run.summary) ?? [];
      assertRestored(await scene.restore('shop', store, parse(inputs) as Record<string, string>));
      assert.equal(await scene.contentOf('shop'), content);
      assert.deepEqual(await scene.schemas(), schemas);
    });

    it('keeps the old one without a safety backup, with statements that bring it back', async () => {
      const { store, sound, content } = await spoilt('kept');
      const run = await scene.restore('kept', store, { ...live, 'safety-backup': 'false' });
      assertRestored(run);
      assert.equal(await scene.contentOf('kept'), sound);
      const [, statements = ''] = /### To go back[^]*?```+sql\n([^]*?)\n```/.exec(run.summary) ?? [];
      const [, removal = ''] = /### To finish[^]*?```+sql\n([^]*?)\n```/.exec(run.summary) ?? [];
      await scene.server.sql(statements);
      assert.equal(await scene.contentOf('kept'), content);
      assert.match(removal, /^DROP DATABASE `kept_before_\d{14}`;$/);
      await scene.server.sql(removal);
    });

    it('makes a lost one anew, and brings one into a second one that others have keys to', async () => {
      const { server } = scene;
      await scene.createShop('lost');
      const store = await scene.newStore();
      await scene.backUp('lost', store);
      const sound = await scene.contentOf('lost');
      const schemas = await scene.schemas();
      await server.sql('DROP DATABASE lost');
      assertRestored(await scene.restore('lost', store, live));
      assert.equal(await scene.contentOf('lost'), sound);
      assert.deepEqual(await scene.schemas(), schemas);
      await server.sql(`CREATE DATABASE second; CREATE TABLE second.customers (id int PRIMARY KEY); INSERT INTO second.customers VALUES (1);
        CREATE DATABASE pointing; CREATE TABLE pointing.c (c int, CONSTRAINT points FOREIGN KEY (c) REFERENCES second.customers (id));
        INSERT INTO pointing.c VALUES (1)`);
      assertRestored(await scene.restore('second', store));
      assert.match(await server.sql('SHOW CREATE TABLE pointing.c'), /REFERENCES `second`.`customers`/);
      await assert.rejects(server.sql('INSERT INTO pointing.c VALUES (99)'));
      const own = (await scene.contentOf('second')).replaceAll('`second`.', '`lost`.');
      assert.equal(own.replace(/lost\.(?=told|goods)/g, ''), sound.replace(/lost\.(?=told|goods)/g, ''));
    });

    for (const stage of ['load', 'rows', 'commit'] as const) {
      it(`leaves it as it was, or restored, where it is killed in the stage "${stage}", and the next one goes on`, async () => {
        const name = `killed_${stage}`;
        const { store, sound, content } = await spoilt(name);
        let pid = -1;
        await using watches = new AsyncDisposableStack();
        let seen: () => readonly SeenProcess[] = () => [];
        let log = '';
        const run = await scene.restore(name, store, live, {
          onStart: (child) => {
            pid = child.pid ?? -1;
            const watch = watches.use(watchProcesses(pid));
            seen = () => watch.seen;
          },
          onLog: (text) => {
            log += text;
            if (log.includes(`${stage} …`)) signalTo(pid, 'SIGKILL');
          },
        });
        assert.equal(run.status, null, run.log);
        await until(() => processOf(pid) === undefined && !seen().some(stillLives));
        const found = await scene.contentOf(name);
        if (stage !== 'commit') assert.equal(found, content);
        assertRestored(await scene.restore(name, store, live));
        assert.equal(await scene.contentOf(name), sound);
        const left = (await scene.schemas()).filter((schema) => schema.startsWith(`${name}_restored`));
        assert.deepEqual(left, []);
      });
    }

    it('leaves it as it was where it stays in use, and says by whom', async () => {
      const { server } = scene;
      const { store, content } = await spoilt('used');
      const user = server
        .sql('START TRANSACTION; SELECT COUNT(*) FROM customers; SELECT SLEEP(60)', 'used')
        .catch(() => 'ended');
      await until(
        async () =>
          (await server.sql(`SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%'`)) ===
          '1',
      );
      const schemas = await scene.schemas();
      const run = await scene.restore('used', store, live);
      assert.match(
        assertAsItWas(run, 'target-busy', 'used'),
        /stayed in use for 10 seconds: connection \d+ of root from localhost since \d+ s/,
      );
      assert.equal(await scene.contentOf('used'), content);
      assert.deepEqual(await scene.schemas(), schemas);
      const [, id = ''] = /connection (\d+) of/.exec(errorOf(run)) ?? [];
      await server.sql(`KILL ${id}`);
      await user;
    });

    it('does not put in place what is not proven, nor what reaches beyond its schema', async () => {
      const { content, store } = await spoilt('guarded');
      await scene.server.sql('CREATE TABLE IF NOT EXISTS guarded.victim (n int)');
      const now = await scene.contentOf('guarded');
      assert.notEqual(now, content);
      const schemas = await scene.schemas();
      const changes: readonly (readonly [string | RegExp, string, string, RegExp])[] = [
        [/x\),\(y'/, `x),(z'`, 'verification-failed', /rows-differ/],
        ['(1,1999)', '(1,1999);DROP TABLE guarded.victim;SELECT (1)', 'restore-failed', /not belong .*rows of parts/],
        [/TRIGGER (`?t1`?) BEFORE/, 'TRIGGER guarded.t9 BEFORE', 'verification-failed', /trigger/],
      ];
      for (const [pattern, replacement, code, words] of changes) {
        const forged = await scene.forged(store, (dump) => dump.replace(pattern, replacement));
        const run = await scene.restore('guarded', forged, live);
        assert.match(assertAsItWas(run, code, 'guarded'), words);
        assert.equal(await scene.contentOf('guarded'), now);
        assert.deepEqual(await scene.schemas(), schemas);
      }
    });
  });
}

/** The restore of chosen tables into a live schema that others write to. */
export function describeTablesRestore(version: string, options: readonly string[] = []): void {
  describe(`restoring chosen tables into ${version}`, () => {
    let scene: MysqlRestoreScene;
    before(async () => void (scene = await startMysqlRestoreScene({ version, options })));
    after(() => scene[Symbol.asyncDispose]());

    it('brings them back with what depends on them, while others write to other tables', async () => {
      const { server } = scene;
      await scene.createShop('shop');
      await server.sql('CREATE TABLE ledger (total bigint); INSERT INTO ledger VALUES (0)', 'shop');
      const store = await scene.newStore();
      await scene.backUp('shop', store);
      const sound = await scene.contentOf('shop');
      await server.sql(
        `SET foreign_key_checks = 0; DELETE FROM customers WHERE id = 2; UPDATE customers SET name = 'nobody'; TRUNCATE goods; ALTER TABLE goods DROP COLUMN price; ALTER TABLE customers ADD COLUMN spoilt int;
         CREATE TRIGGER spy BEFORE INSERT ON customers FOR EACH ROW SET NEW.name = 'spied'`,
        'shop',
      );
      const schemas = await scene.schemas();
      const over = new AbortController();
      let written = 0;
      const writing = (async () => {
        while (!over.signal.aborted) {
          await server.sql('UPDATE ledger SET total = total + 1', 'shop');
          written += 1;
        }
      })();
      const run = await scene.restore('shop', store, { ...live, tables: 'customers\ngoo*' });
      over.abort();
      await writing;
      assertRestored(run);
      assert.ok(written > 3, 'the others were held up all the time');
      assert.equal(await server.sql('SELECT total FROM ledger', 'shop'), String(written));
      await server.sql('UPDATE ledger SET total = 0', 'shop');
      assert.equal(await scene.contentOf('shop'), sound);
      await assert.rejects(server.sql('INSERT INTO goods VALUES (9, 99, 1)', 'shop'), 'its own key holds');
      await assert.rejects(server.sql('UPDATE orders SET customer = 99', 'shop'), 'the key of another table holds');
      await server.sql('UPDATE goods SET price = 1 WHERE id = 1', 'shop');
      assert.equal(await server.sql('SELECT COUNT(*) FROM audit; SELECT COUNT(*) FROM a_first', 'shop'), '1\n2');
      assert.match(run.log, /^plan: foreign key orders_ibfk_1 of shop.orders: made to point to the fresh table$/m);
      assert.match(run.log, /^trigger spy: not in the backup, and goes with the old table$/m);
      assert.deepEqual(await scene.schemas(), schemas);
    });

    it('brings one back that was dropped, and is refused for what fits nothing, or for the source where that was not said', async () => {
      await scene.createShop('gone');
      const store = await scene.newStore();
      await scene.backUp('gone', store);
      const sound = await scene.contentOf('gone');
      await scene.server.sql('DROP TABLE goods', 'gone');
      const unsaid = await scene.restore('gone', store, { tables: 'goods' });
      assert.equal(unsaid.outputs['failure'], 'target-is-source', unsaid.log);
      const nothing = await scene.restore('gone', store, { ...live, tables: 'good' });
      assert.equal(nothing.outputs['failure'], 'source-missing', nothing.log);
      assert.match(errorOf(nothing), /no table of the backup fits "good".*goods/);
      const run = await scene.restore('gone', store, { ...live, tables: 'goods' });
      assertRestored(run);
      assert.equal(run.outputs['safety-backup-id'], undefined);
      assert.equal(await scene.contentOf('gone'), sound);
    });

    it('leaves them as they were where rows of another table would refer to nothing', async () => {
      await scene.createShop('referred');
      const store = await scene.newStore();
      await scene.backUp('referred', store);
      await scene.server.sql(
        `INSERT INTO customers (id, name) VALUES (70, 'later'); UPDATE orders SET customer = 70 WHERE id = 1`,
        'referred',
      );
      const content = await scene.contentOf('referred');
      const schemas = await scene.schemas();
      const run = await scene.restore('referred', store, { ...live, tables: 'customers' });
      assert.match(
        assertAsItWas(run, 'verification-failed', 'referred'),
        /1 row of the target refers to rows that .*customers/,
      );
      assert.equal(await scene.contentOf('referred'), content);
      assert.deepEqual(await scene.schemas(), schemas);
    });

    it('keeps the old ones without a safety backup, with statements that bring them back', async () => {
      const { server } = scene;
      await scene.createShop('back');
      const store = await scene.newStore();
      await scene.backUp('back', store);
      await server.sql(`UPDATE customers SET name = 'nobody'; DROP TRIGGER told; UPDATE goods SET price = 7`, 'back');
      const content = await scene.contentOf('back');
      const run = await scene.restore('back', store, { ...live, 'safety-backup': 'false', tables: 'customers\ngoods' });
      assertRestored(run);
      const [, statements = ''] = /### To go back[^]*?```+sql\n([^]*?)\n```/.exec(run.summary) ?? [];
      await server.sql(statements);
      assert.equal(await scene.contentOf('back'), content);
    });
  });
}
