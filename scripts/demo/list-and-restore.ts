import { isDeepStrictEqual } from 'node:util';
import { listCatalog } from './list-catalog.ts';
import type { Muster, Told } from './muster.ts';
import type { KeptBackup } from './prove-and-prune.ts';
import { say, type Outcomes } from './screen.ts';
import type { OpenShop } from './shop.ts';
import type { World } from './world.ts';

export interface Recovery {
  readonly world: Pick<World, 'folder' | 'bucket' | 'identity'>;
  readonly shop: OpenShop;
  readonly muster: Muster;
  /** Where Muster is run, in words. */
  readonly by: string;
  readonly backup: KeptBackup;
  /** Name of the second database, which does not exist yet. */
  readonly second: string;
  readonly outcomes: Outcomes;
}

/** Lists the catalog, restores one damaged table of the live database, and then all of it into a second one. */
export async function listAndRestore(recovery: Recovery): Promise<void> {
  await listCatalog({ ...recovery, source: recovery.shop.source, id: recovery.backup.id });
  await restoreTable(recovery);
  await restoreDatabase(recovery);
}

async function restoreTable(recovery: Recovery): Promise<void> {
  const { shop, by, outcomes } = recovery;
  const customers = await shop.contents('customers');
  await shop.sql("UPDATE customers SET name = 'Ada'");
  const damaged = await shop.sql("SELECT count(*) FROM customers WHERE name = 'Ada'");
  say(`${by}: somebody forgets a WHERE: of ${customers.rows} customers, ${damaged} are called Ada`);
  outcomes.add(`${by}: the table is damaged`, (await shop.contents('customers')).digest !== customers.digest);

  const orders = await shop.contents('orders');
  say(`${by}: the table comes back from the bucket; the ${orders.rows} orders stay, and more come in`);
  const live = { url: shop.url('shop'), confirm: 'shop', 'replace-source': 'true' };
  const run = await restore(recovery, { ...live, tables: shop.tables.customers });
  outcomes.add(`${by}: the table is restored, and proven`, isProven(run));
  outcomes.add(`${by}: it holds what it held`, (await shop.contents('customers')).digest === customers.digest);
  const stayed = await shop.contents('orders', { upTo: orders.lastId });
  const since = (await shop.orders()) - orders.rows;
  outcomes.add(`${by}: the orders stayed, and ${since} came in since`, stayed.digest === orders.digest && since > 0);
}

async function restoreDatabase(recovery: Recovery): Promise<void> {
  const { shop, second, by, backup, outcomes } = recovery;
  say(`${by}: the whole database comes back as ${second}, beside the live one`);
  const run = await restore(recovery, { url: shop.url(second), confirm: second });
  outcomes.add(`${by}: the whole database is restored, and proven`, isProven(run));
  const customers = await shop.contents('customers', { database: second });
  const orders = await shop.contents('orders', { database: second });
  const live = [await shop.contents('customers'), await shop.contents('orders', { upTo: orders.lastId })];
  const areSame = isDeepStrictEqual([customers, orders], live) && orders.rows >= backup.orders;
  outcomes.add(`${by}: it holds the ${customers.rows} customers and ${orders.rows} orders of that moment`, areSame);
}

/** From the bucket: what the folder has is not what was backed up. */
function restore({ world, shop, muster, backup }: Recovery, target: Readonly<Record<string, string>>): Promise<Told> {
  const { bucket, identity } = world;
  return muster('restore', { source: shop.source, store: bucket, backup: backup.id, identity, ...target });
}

function isProven({ status, outputs }: Told): boolean {
  return status === 0 && outputs['state'] === 'restored' && outputs['verdict'] === 'proven';
}
