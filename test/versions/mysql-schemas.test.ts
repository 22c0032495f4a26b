import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ActionRun } from '../real/action-run.ts';
import { testPassword } from '../real/mysql-server.ts';
import { startMysqlRestoreScene, type MysqlRestoreScene } from '../scenarios/mysql-restore-scene.ts';
import { assertProven, assertUnproven } from '../scenarios/proof-scene.ts';
import { assertRestored } from '../scenarios/restore-scene.ts';

/** Names that need quotes. The first reaches into the others, which come later in a dump. */
const [first, second, third] = ['a-b', 'c`d', 'e f'];
const objects = `
  CREATE DATABASE \`a-b\`; CREATE DATABASE \`c\`\`d\`; CREATE DATABASE \`e f\`;
  CREATE TABLE \`e f\`.parents (id int PRIMARY KEY); INSERT INTO \`e f\`.parents VALUES (1), (2);
  CREATE FUNCTION \`e f\`.one() RETURNS int DETERMINISTIC RETURN 1;
  CREATE TABLE \`c\`\`d\`.goods (id int PRIMARY KEY, name varchar(20)); INSERT INTO \`c\`\`d\`.goods VALUES (1, 'x'), (2, 'y');
  CREATE TABLE \`a-b\`.goods (id int PRIMARY KEY, parent int, CONSTRAINT up FOREIGN KEY (parent) REFERENCES \`e f\`.parents (id));
  INSERT INTO \`a-b\`.goods VALUES (7, 1);
  CREATE VIEW \`a-b\`.joined AS SELECT g.id, o.name, \`e f\`.one() AS one FROM \`a-b\`.goods g JOIN \`c\`\`d\`.goods o ON g.parent = o.id;
  CREATE VIEW \`a-b\`.described AS SELECT table_name FROM information_schema.tables;`;
const sequences = `
  CREATE SEQUENCE \`e f\`.tickets START WITH 5;
  CREATE TABLE \`a-b\`.numbered (id int DEFAULT nextval(\`e f\`.tickets), n int); INSERT INTO \`a-b\`.numbered (n) VALUES (1), (2);`;

for (const version of ['mariadb-11.8', 'mysql-9.7']) {
  describe(`several schemas of ${version}`, () => {
    let scene: MysqlRestoreScene;
    before(async () => {
      scene = await startMysqlRestoreScene({ version, options: ['--bind-address=127.0.0.1,::1'] });
      await scene.server.sql(objects + (scene.server.product === 'mariadb' ? sequences : ''));
    });
    after(() => scene[Symbol.asyncDispose]());

    const run = (action: string, inputs: Readonly<Record<string, string>>): Promise<ActionRun> =>
      scene.job.run(action, {
        inputs: { source: 'shop', ...inputs },
        env: { PATH: [scene.server.searchPath, process.env['PATH'] ?? ''].join(delimiter) },
      });
    const verify = (store: string): Promise<ActionRun> =>
      run('restore-verify', { store, identity: scene.age.identity });

    it('are proven by one backup of all of them, and come back one at a time', async () => {
      const store = await scene.newStore();
      const { summary } = await scene.backUp('', store);
      assert.doesNotMatch(summary, /name something of/);
      assertProven(await verify(store));
      const { server } = scene;
      for (const [schema, damage] of [
        [first, 'DELETE FROM goods; DROP VIEW joined'],
        [second, 'DROP TABLE goods'],
      ] as const) {
        const content = await scene.contentOf(schema);
        const others = await Promise.all([second, third].map((other) => scene.contentOf(other)));
        await server.sql(damage, schema);
        assertRestored(await scene.restore(schema, store, { 'replace-source': 'true' }));
        assert.equal(await scene.contentOf(schema), content);
        assert.deepEqual(await Promise.all([second, third].map((other) => scene.contentOf(other))), others);
      }
      const unnamed = await scene.restore('elsewhere', store);
      assert.equal(unnamed.outputs['failure'], 'target-unfit', unnamed.log);
      assert.ok(unnamed.log.includes(`holds the schemas ${[first, second, third].join(', ')}, and none`), unnamed.log);
    });

    it('are named where one of them reaches into the others and is backed up alone, which a drill cannot tell', async () => {
      const store = await scene.newStore();
      const { summary } = await scene.backUp(first, store);
      const tables = scene.server.product === 'mariadb' ? 3 : 2;
      assert.match(summary, new RegExp(`${tables} tables or views name something of 2 schemas that this backup does`));
      assertUnproven(await verify(store), 'could-not-tell', [`lacks the schemas ${second}, ${third}, which tables`]);
      assert.doesNotMatch((await scene.backUp(second, store)).summary, /name something of/);
      assertProven(await verify(store));
      if (scene.server.product === 'mariadb')
        assert.match(
          (await scene.backUp(first, store, { tables: 'numbered' })).summary,
          /1 table or view names something of/,
        );
    });

    it('are backed up over IPv6, by URL and by parts, with brackets and without', async () => {
      const { server, age } = scene;
      const shared = { recipients: age.recipient, store: await scene.newStore() };
      const url = server.url(first).replace('127.0.0.1', '[::1]');
      const parts = { engine: server.product, port: `${server.port}`, user: 'muster', password: testPassword };
      for (const inputs of [
        { url },
        { ...parts, host: '::1', database: second },
        { ...parts, host: '[::1]', database: third },
      ]) {
        const taken = await run('backup', { ...shared, ...inputs });
        assert.equal(taken.status, 0, taken.log);
      }
      const closed = await run('backup', { ...shared, url: url.replace(`:${server.port}/`, ':1/') });
      assert.equal(closed.outputs['failure'], 'source-unreachable', closed.log);
      assert.ok(closed.log.includes('::1'), closed.log);
    });
  });
}
