import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { postgresqlMajors } from '../../scripts/parts/postgresql-versions.ts';
import type { ActionRun } from '../real/action-run.ts';
import { startPostgres, type TestPostgres } from '../real/postgres-server.ts';
import { tortureSchema } from '../real/torture-schema.ts';
import { forgedBackup } from '../scenarios/proof-forgery.ts';
import { startProofWorld, type FolderStore, type ProofWorld } from '../scenarios/proof-scene.ts';
import { createShop } from '../scenarios/proof-shop.ts';
import { assertAsItWas, assertRestored, restoreInto } from '../scenarios/restore-scene.ts';

const newest = Math.max(...postgresqlMajors);
/** Each version to the next, and the longest way. */
const ways = [
  ...postgresqlMajors.filter((major) => major < newest).map((major) => [major, major + 1] as const),
  [Math.min(...postgresqlMajors), newest] as const,
];

/** Not every build of a server has ICU. */
const withoutIcu = 'DROP TABLE IF EXISTS shop.by_number; DROP COLLATION IF EXISTS shop.numbers, shop.ruled;';

for (const [from, to] of ways) {
  describe(`a backup of PostgreSQL ${from} in a server of ${to}`, () => {
    let world: ProofWorld;
    let target: TestPostgres;
    let path: { PATH: string };
    before(async () => {
      world = await startProofWorld(from);
      target = await startPostgres({ major: to });
      path = { PATH: [target.bin, process.env['PATH'] ?? ''].join(delimiter) };
      const { postgres } = world;
      await createShop(postgres);
      await postgres.psql('GRANT USAGE ON SCHEMA public TO shop_reader', 'shop');
      await target.psql('CREATE ROLE shop_reader NOLOGIN');
      await postgres.createDatabase('torture');
      await postgres.psql(tortureSchema + withoutIcu, 'torture');
      await target.createDatabase('roles');
      await target.psql(tortureSchema, 'roles'); // makes the roles, which are the server's
    });
    after(async () => {
      await target[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
    });

    const into = (database: string, store: FolderStore): Promise<ActionRun> =>
      restoreInto(world, database, store.url, { url: target.url(database) }, path);

    for (const database of ['shop', 'torture']) {
      it(`is restored and proven: ${database}`, async () => {
        const store = await world.newFolder();
        await world.backUp(database, store.url);
        await target.createDatabase(database);
        assertRestored(await into(database, store));
        const count = (postgres: TestPostgres): Promise<string> =>
          postgres.psql(`SELECT count(*) FROM ${database === 'shop' ? 'orders' : 'shop.no_key'}`, database);
        assert.equal(await count(target), await count(world.postgres));
      });
    }

    it('is not put in place where one row or one grant was changed', async () => {
      const original = await world.newFolder();
      const id = (await world.backUp('shop', original.url)).outputs['backup-id'] ?? '';
      await target.createDatabase('kept');
      for (const sql of [
        'UPDATE orders SET amount = amount + 0.01 WHERE id = 7',
        'GRANT INSERT ON orders TO shop_reader',
        'GRANT CREATE ON SCHEMA public TO shop_reader',
      ]) {
        const store = await forgedBackup(world, { original, id, database: 'shop' }, sql);
        assertAsItWas(await into('kept', store), 'verification-failed', 'kept');
      }
    });
  });
}

describe(`a backup of PostgreSQL ${newest} in an older server`, () => {
  it('is refused before anything is touched', async () => {
    await using world = await startProofWorld(newest);
    await using target = await startPostgres({ major: newest - 1 });
    await createShop(world.postgres);
    const store = await world.newFolder();
    await world.backUp('shop', store.url);
    await target.createDatabase('kept');
    const path = { PATH: [target.bin, process.env['PATH'] ?? ''].join(delimiter) };
    const run = await restoreInto(world, 'kept', store.url, { url: target.url('kept') }, path);
    assert.equal(run.outputs['failure'], 'target-unfit', run.log);
    assert.match(run.log, new RegExp(`older than the source's version ${newest}`));
    assert.equal(await target.psql('SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()', 'kept'), '0');
  });
});
