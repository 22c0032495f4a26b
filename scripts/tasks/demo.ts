import { randomInt } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { isBackupId } from '../../src/domain/backup-id.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { openStore } from '../../src/stores/registry.ts';
import { startJob, type ActionRun, type Job } from '../../test/real/action-run.ts';
import { forgeBackup } from '../../test/real/forge-backup.ts';
import { startS3Server } from '../../test/real/s3-server.ts';
import { renderMarkdown } from '../demo/render-markdown.ts';
import { startShop, type Shop } from '../demo/shop.ts';
import { setUpParts } from '../parts/set-up.ts';
import { runTask } from '../steps/task.ts';

/** What every step of the demo works with. */
interface World {
  readonly job: Job;
  readonly shop: Shop;
  /** A folder and a bucket, one a line. */
  readonly stores: readonly [string, string];
  readonly recipients: string;
  readonly identity: string;
  readonly env: Readonly<Record<string, string>>;
}

await runTask(async () => {
  await setUpParts();
  const folder = await mkdtemp(join(tmpdir(), 'muster-demo-'));
  try {
    await using shop = await startShop();
    await using s3 = await startS3Server();
    await using job = await startJob();
    await mkdir(join(folder, 'backups'));
    const bucket = `s3://${await s3.createBucket()}/shop?endpoint=${s3.endpoint}&region=${s3.region}&path-style=true`;
    const identity = await generateX25519Identity();
    const world: World = {
      job,
      shop,
      stores: [pathToFileURL(join(folder, 'backups')).href, bucket],
      recipients: await identityToRecipient(identity),
      identity,
      env: { AWS_ACCESS_KEY_ID: s3.accessKeyId, AWS_SECRET_ACCESS_KEY: s3.secretAccessKey },
    };
    return await tellTheStory(world);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function tellTheStory(world: World): Promise<boolean> {
  const { shop, stores, identity, recipients, job } = world;
  const everywhere = stores.join('\n');
  say(`PostgreSQL ${shop.version} holds ${await shop.orders()} orders, and more come in while we work`);

  const sealing = { source: 'shop', store: everywhere, recipients };
  const first = await act(world, 'backup', { ...sealing, url: shop.url });
  say(`meanwhile there are ${await shop.orders()} orders; the backup holds those of its snapshot`);
  const opening = { source: 'shop', store: everywhere, identity };
  const targets = { 'rto-target': '10m', 'rpo-target': '26h' };
  const proof = await act(world, 'restore-verify', { ...opening, ...targets, backup: idOf(first) });

  await writeFile(join(job.workFolder, 'shop.env'), 'APP_NAME=shop\nAPP_REGION=eu\n');
  const files = await act(world, 'encrypt-and-upload', { ...sealing, files: '*.env' });
  const second = await act(world, 'backup', { ...sealing, url: shop.url });
  const again = await act(world, 'restore-verify', { ...opening, backup: idOf(second) });
  const plan = await act(world, 'prune', { source: 'shop', store: everywhere, kind: 'full', 'keep-last': '1' });

  say('somebody changes one amount inside the stored dump, and makes every digest and the manifest fit again');
  await changeOneAmount(world, idOf(second));
  const damaged = await act(world, 'restore-verify', { ...opening, store: stores[0], backup: idOf(second) });

  const outcomes: [string, boolean][] = [
    ['the first backup is proven', proof.outputs['verdict'] === 'proven' && proof.status === 0],
    ['the configuration is stored', files.status === 0],
    ['the second backup is proven', again.outputs['verdict'] === 'proven'],
    ['the older backup is pruned in both stores', plan.outputs['removed'] === '2'],
    ['the changed backup fails', damaged.outputs['verdict'] === 'failed' && damaged.status === 1],
    ['and the table is named', damaged.summary.includes('rows-differ') && damaged.summary.includes('orders')],
  ];
  say('what was to be seen');
  for (const [what, isSo] of outcomes) process.stdout.write(`  ${isSo ? '✅' : '❌'} ${what}\n`);
  return outcomes.every(([, isSo]) => isSo);
}

/** Runs an action as a runner would and prints what a person sees of it. */
async function act({ job, env }: World, action: string, inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
  process.stdout.write(`\n▶ actions/${action}\n`);
  const onLog = (text: string): void => void process.stdout.write(text.replace(/^(?=.)/gm, '  │ '));
  const run = await job.run(action, { inputs, env, onLog });
  process.stdout.write(`\n${renderMarkdown(run.summary).replace(/^(?=.)/gm, '  ')}\n`);
  return run;
}

async function changeOneAmount({ stores, recipients, identity }: World, id: string): Promise<void> {
  if (!isBackupId(id)) throw new Error(`no backup to change: ${id}`);
  const store = await openStore(stores[0], { clock: systemClock });
  await forgeBackup(store, { address: { source: 'shop', kind: 'full', id } }, { recipients, identity }, (dump) => {
    const forged = Buffer.from(dump);
    const at = dump.indexOf('\tplaced\t') + '\tplaced\t'.length;
    const digit = Number(String.fromCharCode(forged[at] ?? 0));
    forged[at] = String((digit + randomInt(1, 9)) % 10 || 1).charCodeAt(0);
    return forged;
  });
}

function idOf({ outputs }: ActionRun): string {
  return outputs['backup-id'] ?? '';
}

function say(line: string): void {
  process.stdout.write(`\n━━ ${line}\n`);
}
