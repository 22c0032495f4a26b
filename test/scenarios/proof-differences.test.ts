import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import type { ActionRun } from '../real/action-run.ts';
import { forgedBackup } from './proof-forgery.ts';
import {
  assertProven,
  assertUnproven,
  backupFolder,
  startProofWorld,
  verificationsIn,
  type FolderStore,
  type ProofWorld,
} from './proof-scene.ts';
import { createShop } from './proof-shop.ts';

/** What is different in the dump, and what a drill has to say of it. */
const differences = [
  [
    'a row has another value',
    `UPDATE orders SET amount = amount + 0.01 WHERE id = 1234`,
    'rows-differ',
    'public.orders',
  ],
  ['a row is missing', `DELETE FROM orders WHERE id = 3000`, 'rows-missing', 'public.orders'],
  ['there is a row too many', `INSERT INTO notes VALUES ('remember')`, 'rows-unexpected', 'public.notes'],
  ['a table is empty', `TRUNCATE notes`, 'rows-missing', 'public.notes'],
  ['a table is missing', `DROP TABLE notes`, 'table-missing', 'public.notes'],
  ['there is a table too many', `CREATE TABLE planted (a int)`, 'table-unexpected', 'public.planted'],
  ['an index is missing', `DROP INDEX orders_by_customer`, 'object-missing', 'orders_by_customer'],
  [
    'a foreign key is missing',
    `ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey`,
    'object-missing',
    'orders_customer_id_fkey',
  ],
  ['a trigger is disabled', `ALTER TABLE orders DISABLE TRIGGER orders_audit`, 'object-differs', 'orders_audit'],
  ['a sequence is behind', `SELECT setval('customers_id_seq', 7)`, 'sequence-behind', 'customers_id_seq'],
  ['a function is missing', `DROP FUNCTION order_total`, 'object-missing', 'order_total'],
  [
    'a view asks for something else',
    `CREATE OR REPLACE VIEW big_orders AS SELECT id, amount FROM orders WHERE amount > 99`,
    'object-differs',
    'big_orders',
  ],
  ['a grant is revoked', `REVOKE SELECT ON orders FROM shop_reader`, 'object-missing', 'public.orders'],
  ['an owner is another', `ALTER TABLE notes OWNER TO shop_reader`, 'object-differs', 'public.notes'],
  [
    'a foreign key holds without having been checked',
    `
    ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;
    DELETE FROM customers WHERE id = 77;
    ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers NOT VALID`,
    'rows-missing',
    'public.customers',
  ],
] as const;

describe('a dump that was changed while every digest and the manifest fit', () => {
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

  /** The backup with the dump of a copy of the database after these statements. */
  const forged = (sql: string): Promise<FolderStore> => forgedBackup(world, { original, id, database: 'shop' }, sql);

  // A copy in the server that runs already: a private one takes a second more for each of these.
  const drill = (store: FolderStore): Promise<ActionRun> => world.verify(store.url, { sandbox: world.postgres.url() });

  it('is proven where nothing was changed, so that the others fail for what was', async () => {
    const store = await forged('SELECT 1');
    assertProven(await drill(store));
  });

  for (const [what, sql, code, subject] of differences) {
    it(`fails where ${what}`, async () => {
      const store = await forged(sql);
      const run = await drill(store);
      assertUnproven(run, 'verification-failed', [code, subject]);
      const [record, ...more] = await verificationsIn(await backupFolder(store));
      assert.equal(more.length, 0);
      assert.equal(record?.verdict, 'failed');
      assert.ok(record.findings.some((finding) => finding.code === code));
      assert.doesNotMatch(JSON.stringify(record), new RegExp(subject), 'the record can be read without a key');
    });
  }

  it('fails where a row refers to one that does not exist, which the server itself refuses to load', async () => {
    const store = await forged(`SET session_replication_role = replica; DELETE FROM customers WHERE id = 77`);
    const run = await drill(store);
    assertUnproven(run, 'restore-failed', ['orders_customer_id_fkey']);
    assert.doesNotMatch(run.log, /\(77\)/, 'a value is in the log');
    const [record] = await verificationsIn(await backupFolder(store));
    assert.deepEqual(record?.findings, [{ code: 'restore-failed', count: 1 }]);
  });
});
