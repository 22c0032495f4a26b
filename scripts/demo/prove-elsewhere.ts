import { delimiter } from 'node:path';
import { changeAndDrill } from './change-and-drill.ts';
import { listCatalog } from './list-catalog.ts';
import { asAction, idOf } from './muster.ts';
import { startMysqlShop } from './mysql-shop.ts';
import { say, type Outcomes } from './screen.ts';
import type { World } from './world.ts';

/** The sources beside PostgreSQL, with the server of each. */
export const others: readonly { readonly source: string; readonly version: string }[] = [
  { source: 'shop-mariadb', version: 'mariadb-10.11' },
  { source: 'shop-mysql', version: 'mysql-9.7' },
];

/** The same story in brief: a backup while orders come in, its proof, a change that is found, and the list. */
export async function proveElsewhere(
  world: World,
  { source, version }: (typeof others)[number],
  outcomes: Outcomes,
): Promise<void> {
  await using shop = await startMysqlShop(version);
  const path = [shop.searchPath, process.env['PATH'] ?? ''].join(delimiter);
  const muster = asAction({ ...world, env: { ...world.env, PATH: path } });
  const { folder, bucket, recipients, identity } = world;
  const store = `${folder}\n${bucket}`;
  const before = await shop.orders();
  say(`${shop.server} holds ${before} orders, and more come in while we work`);
  const id = idOf(await muster('backup', { source, store, recipients, url: shop.url('shop') }));
  const since = (await shop.orders()) - before;
  outcomes.add(`${source}: ${since} orders came in during the backup`, since > 0);
  const proof = await muster('restore-verify', { source, store, identity, backup: id });
  outcomes.add(`${source}: the backup is proven`, proof.outputs['verdict'] === 'proven' && proof.status === 0);
  await changeAndDrill({ ...world, shop, source, id, muster, outcomes });
  await listCatalog({ world, muster, by: source, source, id, outcomes });
}
