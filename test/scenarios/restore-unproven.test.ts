import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { forgedBackup } from './proof-forgery.ts';
import { startProofWorld, type FolderStore, type ProofWorld } from './proof-scene.ts';
import { createShop } from './proof-shop.ts';
import {
  assertAsItWas,
  assertRestored,
  assertTempEmpty,
  databasesOf,
  errorOf,
  restoreInto,
  rowsOf,
} from './restore-scene.ts';

describe('a restore of what is not what the source held', () => {
  let world: ProofWorld;
  let original: FolderStore;
  let id: string;
  before(async () => {
    world = await startProofWorld();
    await createShop(world.postgres);
    original = await world.newFolder();
    id = (await world.backUp('shop', original.url)).outputs['backup-id'] ?? '';
  });
  after(() => world[Symbol.asyncDispose]());

  /** The backup with the dump of a copy of the database after these statements: every digest and the manifest fit. */
  const forged = (sql: string): Promise<FolderStore> => forgedBackup(world, { original, id, database: 'shop' }, sql);
  /** A database of its own that holds something. */
  const target = async (name: string): Promise<ReadonlyMap<string, string>> => {
    await createShop(world.postgres, name);
    await world.postgres.psql(`UPDATE customers SET name = 'of ${name}'`, name);
    return await rowsOf(world.postgres, name);
  };

  it('leaves the target as it was, names what differs, and runs nothing after it', async () => {
    const rows = await target('whole');
    const store = await forged('DELETE FROM orders WHERE id = 77');
    const databases = await databasesOf(world.postgres);
    const run = await restoreInto(world, 'whole', store.url, { after: 'echo it is open again' });
    assert.match(assertAsItWas(run, 'verification-failed', 'whole'), /public\.orders .*2999.*rows-missing/);
    assert.equal(run.outputs['verdict'], 'failed');
    assert.match(run.summary, /`rows-missing` \| public\.orders/);
    assert.doesNotMatch(run.log, /it is open again/);
    assert.deepEqual(await rowsOf(world.postgres, 'whole'), rows);
    assert.deepEqual(await databasesOf(world.postgres), databases);
    await assertTempEmpty(world);
  });

  it('leaves chosen tables as they were', async () => {
    const rows = await target('chosen');
    const store = await forged('DELETE FROM orders WHERE id = 77');
    const run = await restoreInto(world, 'chosen', store.url, { tables: 'public.orders', 'accept-unproven': 'true' });
    assert.match(assertAsItWas(run, 'archive-damaged', 'chosen'), /other rows of public\.orders/);
    assert.equal(run.outputs['verdict'], 'failed');
    assert.deepEqual(await rowsOf(world.postgres, 'chosen'), rows);
    await assertTempEmpty(world);
  });

  it('puts it in place where that was accepted, stays red, and keeps what was there', async () => {
    const { postgres } = world;
    const rows = await target('accepted');
    const store = await forged('DELETE FROM orders WHERE id = 77');
    const accept = { 'accept-unproven': 'true', after: 'echo it is open again' };
    const run = await restoreInto(world, 'accepted', store.url, accept);
    assert.deepEqual(
      [run.status, run.outputs['failure'], run.outputs['state']],
      [1, 'verification-failed', 'restored'],
    );
    assert.match(errorOf(run), /; the backup is in place in accepted — .*accept-unproven: true; to go back, run /);
    assert.match(run.log, /^it is open again$/m);
    assert.equal(await postgres.psql('SELECT count(*) FROM orders', 'accepted'), '2999');
    const [, statements = ''] = /### To go back[^`]*```sql\n([^`]*)\n```/.exec(run.summary) ?? [];
    await postgres.psql(statements);
    assert.deepEqual(await rowsOf(postgres, 'accepted'), rows);
  });

  it('leaves the target as it was where the server refuses to load it', async () => {
    const rows = await target('refused');
    const databases = await databasesOf(world.postgres);
    const store = await forged('SET session_replication_role = replica; DELETE FROM customers WHERE id = 77');
    const copies = await databasesOf(world.postgres);
    const run = await restoreInto(world, 'refused', store.url, { 'accept-unproven': 'true' });
    assert.match(assertAsItWas(run, 'restore-failed', 'refused'), /orders_customer_id_fkey/);
    assert.doesNotMatch(run.log, /\(77\)/, 'a value is in the log');
    assert.deepEqual(await rowsOf(world.postgres, 'refused'), rows);
    assert.deepEqual(await databasesOf(world.postgres), copies);
    assert.ok(databases.length < copies.length);
  });

  it('ends with another status where something cannot be compared', async () => {
    const { postgres } = world;
    await createShop(postgres, 'rerouted');
    await postgres.psql(
      `CREATE TYPE size AS ENUM ('s', 'm'); CREATE TABLE shirts (s size) PARTITION BY HASH (s);
       CREATE TABLE shirts_0 PARTITION OF shirts FOR VALUES WITH (MODULUS 1, REMAINDER 0); INSERT INTO shirts VALUES ('s'), ('m')`,
      'rerouted',
    );
    const store = await world.newFolder();
    await world.backUp('rerouted', store.url);
    const rows = await target('open');
    const run = await restoreInto(world, 'open', store.url);
    assertAsItWas(run, 'could-not-tell', 'open', 3);
    assert.equal(run.outputs['verdict'], 'could-not-tell');
    assert.deepEqual(await rowsOf(postgres, 'open'), rows);
    const accepted = await restoreInto(world, 'open', store.url, { 'accept-unproven': 'true' });
    assert.deepEqual([accepted.status, accepted.outputs['state']], [3, 'restored'], accepted.log);
    assert.deepEqual(await rowsOf(postgres, 'open'), await rowsOf(postgres, 'rerouted'));
  });

  it('is restored where nothing was changed, so that the others fail for what was', async () => {
    await target('honest');
    assertRestored(await restoreInto(world, 'honest', (await forged('SELECT 1')).url));
  });
});
