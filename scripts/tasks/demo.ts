import { gateMigration } from '../demo/gate-a-migration.ts';
import { listAndRestore } from '../demo/list-and-restore.ts';
import { asAction, onCommandLine } from '../demo/muster.ts';
import { startMysqlShop } from '../demo/mysql-shop.ts';
import { proveElsewhere } from '../demo/prove-elsewhere.ts';
import { proveAndPrune } from '../demo/prove-and-prune.ts';
import { startOutcomes } from '../demo/screen.ts';
import { startWorld } from '../demo/world.ts';
import { setUpParts } from '../parts/set-up.ts';
import { runTask } from '../steps/task.ts';

await runTask(async () => {
  await setUpParts();
  await using world = await startWorld();
  const outcomes = startOutcomes();
  const backup = await proveAndPrune(world, asAction(world), outcomes);
  const recovery = { world, shop: world.shop, backup, outcomes };
  await listAndRestore({ ...recovery, by: 'in a workflow', muster: asAction(world), second: 'shop_second' });
  await listAndRestore({ ...recovery, by: 'on the command line', muster: onCommandLine(world), second: 'shop_third' });
  for (const version of ['mariadb-10.11', 'mysql-9.7']) {
    await using shop = await startMysqlShop(version);
    await proveElsewhere(world, shop, outcomes);
  }
  await gateMigration(world, outcomes);
  return outcomes.conclude();
});
