import { delimiter } from 'node:path';
import { changeAndDrill } from './change-and-drill.ts';
import { listAndRestore } from './list-and-restore.ts';
import { asAction, idOf } from './muster.ts';
import { say, type Outcomes } from './screen.ts';
import type { OpenShop } from './shop.ts';
import type { World } from './world.ts';

/** The same story in brief with another server: a backup while orders come in, its proof, a change that is found, the list, and restores. */
export async function proveElsewhere(world: World, shop: OpenShop, outcomes: Outcomes): Promise<void> {
  const path = [shop.searchPath, process.env['PATH']].filter(Boolean).join(delimiter);
  const muster = asAction({ ...world, env: { ...world.env, PATH: path } });
  const { source } = shop;
  const { folder, bucket, recipients, identity } = world;
  const store = `${folder}\n${bucket}`;
  const orders = await shop.orders();
  say(`${shop.server} holds ${orders} orders, and more come in while we work`);
  const id = idOf(await muster('backup', { source, store, recipients, url: shop.url('shop') }));
  const since = (await shop.orders()) - orders;
  outcomes.add(`${source}: ${since} orders came in during the backup`, since > 0);
  const proof = await muster('restore-verify', { source, store, identity, backup: id });
  outcomes.add(`${source}: the backup is proven`, proof.outputs['verdict'] === 'proven' && proof.status === 0);
  await changeAndDrill({ ...world, shop, id, muster, outcomes });
  await listAndRestore({ world, shop, muster, by: source, backup: { id, orders }, second: 'shop_second', outcomes });
}
