import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changeAndDrill } from './change-and-drill.ts';
import { idOf, type Muster } from './muster.ts';
import { say, type Outcomes } from './screen.ts';
import type { World } from './world.ts';

/** The backup that is left: proven in the bucket, and changed in the folder. */
export interface KeptBackup {
  readonly id: string;
  /** So many orders there were before it was taken. */
  readonly orders: number;
}

/** Takes backups, proves and prunes them, and changes one where it is stored. */
export async function proveAndPrune(world: World, muster: Muster, outcomes: Outcomes): Promise<KeptBackup> {
  const { shop, folder, bucket, identity, recipients, job } = world;
  const store = `${folder}\n${bucket}`;
  const [sealing, opening] = [
    { source: 'shop', store, recipients },
    { source: 'shop', store, identity },
  ];
  say(`${shop.server} holds ${await shop.orders()} orders, and more come in while we work`);
  const first = await muster('backup', { ...sealing, url: shop.url('shop') });
  say(`meanwhile there are ${await shop.orders()} orders; the backup holds those of its snapshot`);
  const targets = { 'rto-target': '10m', 'rpo-target': '26h' };
  const proof = await muster('restore-verify', { ...opening, ...targets, backup: idOf(first) });
  outcomes.add('the first backup is proven', proof.outputs['verdict'] === 'proven' && proof.status === 0);

  await writeFile(join(job.workFolder, 'shop.env'), 'APP_NAME=shop\nAPP_REGION=eu\n');
  const files = await muster('encrypt-and-upload', { ...sealing, files: '*.env' });
  outcomes.add('the configuration is stored', files.status === 0);

  const orders = await shop.orders();
  const id = idOf(await muster('backup', { ...sealing, url: shop.url('shop') }));
  const again = await muster('restore-verify', { ...opening, backup: id });
  outcomes.add('the second backup is proven', again.outputs['verdict'] === 'proven');
  const plan = await muster('prune', { source: 'shop', store, kind: 'full', 'keep-last': '1' });
  outcomes.add('the older backup is pruned in both stores', plan.outputs['removed'] === '2');

  await changeAndDrill({ ...world, id, muster, outcomes });
  return { id, orders };
}
