import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { describe, it } from 'node:test';
import { startMysqlRestoreScene } from '../scenarios/mysql-restore-scene.ts';
import { assertRestored, errorOf } from '../scenarios/restore-scene.ts';

/** 20 MB of bytes that no text holds as they are, in one row, beside a table of small ones. */
const largeSql = `CREATE TABLE films (id int PRIMARY KEY, film longblob NOT NULL);
  INSERT INTO films VALUES (1, REPEAT(UNHEX('00FF27225C0A0D1A41'), 2300000)), (2, 'small');
  CREATE TABLE small (id int PRIMARY KEY); INSERT INTO small VALUES (1), (2);`;

for (const version of ['mysql-9.7', 'mariadb-10.11']) {
  describe(`a row of 20 MB in ${version}`, () => {
    it('is backed up, proven and restored, and a server that would not take it is named before anything is touched', async () => {
      await using scene = await startMysqlRestoreScene({ version });
      const { server, job, age } = scene;
      await server.sql('CREATE DATABASE shop');
      await server.sql(largeSql, 'shop');
      const store = await scene.newStore();
      await scene.backUp('shop', store);
      const content = await scene.contentOf('shop');
      const drill = await job.run('restore-verify', {
        inputs: { source: 'shop', store, identity: age.identity },
        env: { PATH: [server.searchPath, process.env['PATH'] ?? ''].join(delimiter) },
      });
      assert.deepEqual([drill.status, drill.outputs['verdict']], [0, 'proven'], drill.log);

      await server.sql('DELETE FROM films; DELETE FROM small; SET GLOBAL max_allowed_packet = 33554432', 'shop');
      const live = { 'replace-source': 'true' };
      assertRestored(await scene.restore('shop', store, { ...live, tables: 'small' }));
      const schemas = await scene.schemas();
      const refused = await scene.restore('shop', store, live);
      assert.equal(refused.outputs['failure'], 'target-unfit', refused.log);
      const line = errorOf(refused);
      assert.match(
        line,
        /max_allowed_packet of its server is 32.0 MiB, too little for `films`, which has a row of 39\.\d MiB/,
      );
      assert.deepEqual(await scene.schemas(), schemas);
      const [remedy = ''] = /SET GLOBAL max_allowed_packet = \d+;/.exec(line) ?? [];
      await server.sql(remedy);
      assertRestored(await scene.restore('shop', store, live));
      assert.equal(await scene.contentOf('shop'), content);
    });
  });
}
