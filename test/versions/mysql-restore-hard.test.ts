import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startMysqlRestoreScene, type MysqlRestoreScene } from '../scenarios/mysql-restore-scene.ts';
import { assertRestored } from '../scenarios/restore-scene.ts';

const real = join(import.meta.dirname, '..', 'real');
const hard = await readFile(join(real, 'mysql-hard.sql'), 'utf8');
const own = { mariadb: 'mariadb-hard.sql', mysql: 'mysql9-hard.sql' };
/** What was made before has the old defaults, and the dump tools say so around each body. */
const otherDefaults = `ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_german1_ci;
  CREATE FUNCTION later() RETURNS varchar(9) DETERMINISTIC RETURN 'ä';`;

for (const version of ['mariadb-10.11', 'mysql-9.7']) {
  describe(`restoring what is hard to dump and load into ${version}`, () => {
    let scene: MysqlRestoreScene;
    let store: string;
    let sound: string;
    before(async () => {
      scene = await startMysqlRestoreScene({ version });
      const { server } = scene;
      await server.sql('CREATE DATABASE hard CHARACTER SET utf8mb4');
      await server.sql(hard + (await readFile(join(real, own[server.product]), 'utf8')), 'hard');
      await server.sql(otherDefaults, 'hard');
      store = await scene.newStore();
      await scene.backUp('hard', store);
      sound = await scene.contentOf('hard');
      assert.ok(sound.includes('ALTER DATABASE `hard` COLLATE utf8mb4'), 'no body was made under other defaults');
    });
    after(() => scene[Symbol.asyncDispose]());

    it('replaces the damaged schema with it, word by word', async () => {
      await scene.server.sql(
        `DELETE FROM bits; DROP TRIGGER first_one; DROP PROCEDURE recurses; DROP EVENT once; DROP VIEW a_view; DROP VIEW m_view; DROP FUNCTION later;
         ALTER DATABASE CHARACTER SET utf8mb4`,
        'hard',
      );
      assertRestored(await scene.restore('hard', store, { 'replace-source': 'true' }));
      assert.equal(await scene.contentOf('hard'), sound);
    });

    it('brings it into another schema, word by word', async () => {
      assertRestored(await scene.restore('elsewhere', store));
      assert.equal((await scene.contentOf('elsewhere')).replaceAll('`elsewhere`', '`hard`'), sound);
    });
  });
}
