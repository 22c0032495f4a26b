import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { launcher, type RunningProcess } from '../../src/process/launcher.ts';
import { startProofWorld, type FolderStore, type ProofWorld } from './proof-scene.ts';
import { createShop } from './proof-shop.ts';
import { assertRestored, assertTempEmpty, databasesOf, errorOf, restoreInto, rowsOf } from './restore-scene.ts';

const programs = launcher({ PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' });

/** What somebody does to tables that are not restored, without a pause. */
const writes = `
DO $$ DECLARE i integer := 10000; BEGIN LOOP
  i := i + 1;
  INSERT INTO notes VALUES ('written ' || i); -- of nobody
  UPDATE ledger SET total = total + 1;
  COMMIT;
  PERFORM pg_sleep(0.002);
END LOOP; END $$;`;

describe('restoring a damaged table of the live source', () => {
  let world: ProofWorld;
  let store: FolderStore;
  before(async () => {
    world = await startProofWorld();
    const { postgres } = world;
    await createShop(postgres);
    await postgres.psql('CREATE TABLE ledger (total bigint); INSERT INTO ledger VALUES (0)', 'shop');
    await postgres.psql('CREATE INDEX orders_by_amount ON orders (amount DESC)', 'shop');
    store = await world.newFolder();
    await world.backUp('shop', store.url);
  });
  after(() => world[Symbol.asyncDispose]());

  function startWriter(): RunningProcess {
    const { bin, socketFolder, port } = world.postgres;
    const args = ['-XAtq', '-h', socketFolder, '-p', String(port), '-U', 'postgres', '-d', 'shop', '-c', writes];
    return programs.start({ file: join(bin, 'psql'), args });
  }

  const live = { 'replace-source': 'true' };

  it('brings its rows, its indexes and what depends on it back, while others write to other tables', async () => {
    const { postgres } = world;
    const orders = (await rowsOf(postgres, 'shop')).get('public.orders');
    const databases = await databasesOf(postgres);
    await postgres.psql('DELETE FROM orders WHERE id % 2 = 0; UPDATE orders SET amount = 0', 'shop');
    await using writer = startWriter();
    const run = await restoreInto(world, 'shop', store.url, { ...live, tables: 'public.orders' });
    assertRestored(run);
    const total = Number(await postgres.psql('SELECT total FROM ledger', 'shop'));
    assert.ok(total > 10, 'the others were held up all the time');
    await postgres.psql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ~ 'of nobody' AND pid <> pg_backend_pid()`,
    );
    await writer[Symbol.asyncDispose]();
    assert.equal((await rowsOf(postgres, 'shop')).get('public.orders'), orders);
    const indexes = await postgres.psql(
      `SELECT indexname FROM pg_indexes WHERE tablename = 'orders' ORDER BY 1`,
      'shop',
    );
    assert.deepEqual(indexes.split('\n'), ['orders_by_amount', 'orders_by_customer', 'orders_pkey']);
    assert.notEqual(await postgres.psql('SELECT count(*) FROM big_orders', 'shop'), '0');
    const keys = `SELECT count(*) FROM pg_constraint WHERE conrelid = 'orders'::regclass AND contype = 'f' AND convalidated`;
    assert.equal(await postgres.psql(keys, 'shop'), '1');
    const statistics = `SELECT count(*) > 0 FROM pg_stats WHERE tablename = 'orders'`;
    assert.equal(await postgres.psql(statistics, 'shop'), 't', 'statistics are fresh');
    const rows = await postgres.psql(`SELECT count(*) FROM notes WHERE body LIKE 'written %'`, 'shop');
    assert.ok(Number(rows) > 10, 'what the others wrote is there');
    assert.match(run.summary, /chosen tables replaced, all at one moment/);
    assert.match(run.log, /^plan: .*orders_customer_id_fkey/m, 'the foreign key that is checked again is named');
    assert.deepEqual(await databasesOf(postgres), databases);
    await assertTempEmpty(world);
  });

  it('can be taken back with the inputs that its summary shows, from a safety backup of the whole database', async () => {
    const { postgres } = world;
    await postgres.psql('DELETE FROM orders WHERE id > 10', 'shop');
    const orders = (await rowsOf(postgres, 'shop')).get('public.orders');
    const run = await restoreInto(world, 'shop', store.url, { ...live, tables: 'public.orders' });
    assertRestored(run);
    await postgres.psql(`INSERT INTO notes VALUES ('of after')`, 'shop');
    const [, inputs = ''] = /### To go back[^`]*```yaml\n([^`]*)```/.exec(run.summary) ?? [];
    const back = await restoreInto(world, 'shop', store.url, parse(inputs) as Record<string, string>);
    assertRestored(back);
    assert.equal((await rowsOf(postgres, 'shop')).get('public.orders'), orders);
    assert.equal(await postgres.psql(`SELECT count(*) FROM notes WHERE body = 'of after'`, 'shop'), '1');
    await postgres.createDatabase('museum');
    const whole = { source: 'shop.before-restore', backup: run.outputs['safety-backup-id'] ?? '' };
    assertRestored(await restoreInto(world, 'museum', store.url, whole));
    assert.ok((await rowsOf(postgres, 'museum')).has('public.customers'));
  });

  it('brings a table back that was dropped; then nothing is replaced, and no safety backup is needed', async () => {
    const { postgres } = world;
    await postgres.psql('DROP TABLE notes', 'shop');
    const run = await restoreInto(world, 'shop', store.url, { ...live, tables: 'public.notes' });
    assertRestored(run);
    assert.equal(run.outputs['safety-backup-id'], undefined);
    assert.equal(await postgres.psql('SELECT count(*) FROM notes', 'shop'), '1');
  });

  it('is refused for a pattern that fits nothing in the backup, and for the source where that was not said', async () => {
    const rows = await rowsOf(world.postgres, 'shop');
    const nothing = await restoreInto(world, 'shop', store.url, { ...live, tables: 'public.oders' });
    assert.notEqual(nothing.status, 0, nothing.log);
    assert.match(errorOf(nothing), /oders/);
    const unsaid = await restoreInto(world, 'shop', store.url, { tables: 'public.orders' });
    assert.equal(unsaid.outputs['failure'], 'target-is-source', unsaid.log);
    assert.deepEqual(await rowsOf(world.postgres, 'shop'), rows);
  });
});
