import { randomInt } from 'node:crypto';
import { isBackupId } from '../../src/domain/backup-id.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { openStore } from '../../src/stores/registry.ts';
import { forgeBackup } from '../../test/real/forge-backup.ts';
import type { Muster } from './muster.ts';
import { say, type Outcomes } from './screen.ts';
import type { OpenShop } from './shop.ts';
import type { World } from './world.ts';

export interface Change extends Pick<World, 'folder' | 'recipients' | 'identity'> {
  readonly shop: Pick<OpenShop, 'source' | 'tables' | 'beforeTotal'>;
  /** The backup that is changed. */
  readonly id: string;
  readonly muster: Muster;
  readonly outcomes: Outcomes;
}

/** Changes one amount in a dump where it is stored, and looks whether a drill finds it and names the table. */
export async function changeAndDrill(change: Change): Promise<void> {
  const { folder, identity, shop, id, muster, outcomes } = change;
  const { source, tables } = shop;
  say('somebody changes one amount inside the dump in the folder, and makes every digest and the manifest fit again');
  await changeOneAmount(change);
  const run = await muster('restore-verify', { source, store: folder, identity, backup: id });
  outcomes.add(`${source}: the changed backup fails`, run.outputs['verdict'] === 'failed' && run.status === 1);
  const [, table] = /rows-differ +(\S+)/.exec(run.page) ?? [];
  outcomes.add(`${source}: and the table is named`, table === tables.orders);
}

async function changeOneAmount({ folder, recipients, identity, shop, id }: Change): Promise<void> {
  if (!isBackupId(id)) throw new Error(`no backup to change: ${id}`);
  const store = await openStore(folder, { clock: systemClock });
  await forgeBackup(store, { address: { source: shop.source, kind: 'full', id } }, { recipients, identity }, (dump) => {
    const forged = Buffer.from(dump);
    const at = dump.indexOf(shop.beforeTotal) + shop.beforeTotal.length;
    const digit = Number(String.fromCharCode(forged[at] ?? 0));
    forged[at] = String((digit + randomInt(1, 9)) % 10 || 1).charCodeAt(0);
    return forged;
  });
}
