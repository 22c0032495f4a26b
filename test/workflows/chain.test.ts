import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { startJob, type Job } from '../real/action-run.ts';
import { startPostgres, type TestPostgres } from '../real/postgres-server.ts';
import { startCaller, type Caller, type RunOptions, type WorkflowRun } from './act-run.ts';
import { startSettings, type Settings } from './world.ts';

/** Prunes by itself, as those do who back up by other means. */
const pruneWorkflow = `
on: workflow_dispatch
permissions: {}
jobs:
  shop-prod:
    permissions:
      contents: read
      id-token: write
    uses: muster-backup/muster/.github/workflows/prune.yml@v0
    secrets: inherit
    with:
      source: shop-prod
      store: \${{ vars.BACKUP_STORE }}
      keep-last: '1'
      max-shrink: 100%
  told:
    needs: shop-prod
    runs-on: ubuntu-24.04
    steps:
      - id: told
        env:
          REMOVED: \${{ needs.shop-prod.outputs.removed }}
        run: echo "removed=$REMOVED" >> "$GITHUB_OUTPUT"
`;

const sql = `
CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
INSERT INTO customers SELECT n, 'customer ' || n FROM generate_series(1, 500) n;
CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL REFERENCES customers, total numeric(10, 2) NOT NULL);
INSERT INTO orders SELECT n, 1 + n % 500, n / 7.0 FROM generate_series(1, 3000) n;`;
const orders = `SELECT count(*) || ' ' || sum(total) FROM orders`;

// each test goes on where the one before has ended, as the nights and days of a database do
describe('the workflows of examples/, one after the other', () => {
  const ends = new AsyncDisposableStack();
  let postgres: TestPostgres, settings: Settings, caller: Caller, notes: Job, held: string;
  const stored: string[] = [];

  before(async () => {
    postgres = ends.use(await startPostgres());
    settings = ends.use(await startSettings());
    notes = ends.use(await startJob());
    await postgres.createDatabase('shop');
    await postgres.psql(sql, 'shop');
    held = await postgres.psql(orders, 'shop');
    await postgres.createDatabase('shop_staging');
    const noting = (name: string): string =>
      `#!/bin/sh\necho ${name} "$*" | sed 's#postgresql://.*/#URL of #' >> '${notes.workFolder}/notes'\n`;
    const files = {
      'prune.yml': pruneWorkflow,
      'scripts/maintenance': noting('maintenance').replace('$*', '$* $MUSTER_TARGET_URL'),
      'scripts/migrate': noting('migrate'),
      'config/shop/app.yml': 'name: shop\n',
      'deploy/compose.yaml': 'services: {}\n',
      'scripts/export-search': '#!/bin/sh\necho term two\necho term one\n',
      'scripts/anonymise': `${noting('anonymise')}psql "$1" --quiet --command "UPDATE customers SET name = 'somebody'"\n`,
    };
    caller = ends.use(await startCaller({ files, searchPath: [postgres.bin] }));
  });
  after(() => ends.disposeAsync());

  const run = (workflow: string, { secrets = {}, ...options }: RunOptions = {}): Promise<WorkflowRun> =>
    caller.run(workflow, {
      variables: settings.variables,
      secrets: { ...settings.secrets, DATABASE_URL: postgres.url('shop'), ...secrets },
      ...options,
    });
  const noted = async (): Promise<string> =>
    (await readdir(notes.workFolder)).includes('notes') ? readFile(join(notes.workFolder, 'notes'), 'utf8') : '';

  it('are backed up, proven and pruned in one night, each job with one summary', async () => {
    const night = await run('nightly.yml');
    assert.ok(night.green, night.log);
    const all = { ready: 'success', backup: 'success', verify: 'success', prune: 'success' };
    assert.deepEqual(night.jobs, all);
    assert.equal(night.outputs['verify.verdict'], 'proven');
    assert.equal(night.outputs['prune.kept'], '1');
    const id = night.outputs['backup.backup-id'] ?? '';
    assert.equal(night.outputs['verify.backup-id'], id, 'the id reaches the next job');
    assert.deepEqual(Object.keys(night.summaries), ['backup', 'verify', 'prune']);
    assert.match(night.summaries['verify'] ?? '', /recovery time \(RTO\) \| .* target 30 min ✅/);
    assert.match(night.summaries['verify'] ?? '', /age of the data \(RPO\) \| .* target 1 d 2 h ✅/);
    for (const secret of [postgres.url('shop'), settings.age.identity, settings.s3.secretAccessKey])
      assert.ok(!night.log.includes(secret), 'a secret is in the log');
    stored.push(id);
  });

  it('are not pruned, and the night is red, where the drill cannot open the backup', async () => {
    const night = await run('nightly.yml', { secrets: { BACKUP_IDENTITY: ageKey().identity } });
    assert.ok(!night.green);
    assert.deepEqual(night.jobs, { ready: 'success', backup: 'success', verify: 'failure' });
    assert.match(night.errors.join('\n'), /^.*identity.* \[identity-mismatch\]$/m);
    stored.push(night.outputs['backup.backup-id'] ?? '');
  });

  it('are drilled on demand by their id, and the result is told', async () => {
    const [id = ''] = stored;
    const drill = await run('drill.yml', { inputs: { which: 'the id below', id, what: 'full' } });
    assert.ok(drill.green, drill.log);
    assert.equal(drill.outputs['drill.backup-id'], id);
    assert.match(
      drill.summaries['result'] ?? '',
      new RegExp(`^Drill of shop-prod: backup ${id} is proven, restored in [0-9.]+ s`),
    );
  });

  it('are drilled for the loss of tables, which are named', async () => {
    const [id = ''] = stored;
    const lost = { which: 'the id below', id, what: 'the tables below' };
    const drill = await run('drill.yml', { inputs: { ...lost, tables: 'orders' } });
    assert.ok(drill.green, drill.log);
    assert.match(drill.log, /orders: back in the copy after /);
    const unnamed = await run('drill.yml', { inputs: lost });
    assert.ok(!unnamed.green);
    assert.match(unnamed.errors.join('\n'), /no table of the backup fits "no table was given".* \[source-missing\]$/m);
  });

  it('are restored into staging, proven, and made anonymous in the same step', async () => {
    const target = postgres.url('shop_staging');
    const refresh = await run('staging-refresh.yml', { secrets: { RESTORE_DATABASE_URL: target } });
    assert.ok(refresh.green, refresh.log);
    assert.equal(refresh.outputs['restore.verdict'], 'proven');
    assert.equal(refresh.outputs['restore.backup-id'], stored[0], 'the newest is not proven');
    assert.equal(await postgres.psql(orders, 'shop_staging'), held);
    assert.equal(await postgres.psql('SELECT DISTINCT name FROM customers', 'shop_staging'), 'somebody');
    assert.equal(await postgres.psql('SELECT count(DISTINCT name) FROM customers', 'shop'), '500');
  });

  it('lose nothing where the confirmation names another database, and maintenance ends all the same', async () => {
    await postgres.psql('UPDATE orders SET total = 0', 'shop');
    const before = await noted();
    const secrets = { RESTORE_DATABASE_URL: postgres.url('shop') };
    const inputs = { backup: 'latest-proven', tables: 'orders', 'replace-source': 'true', confirm: 'shop_staging' };
    const restore = await run('restore.yml', { secrets, inputs });
    assert.ok(!restore.green);
    assert.match(restore.errors.join('\n'), /\[confirm-mismatch\]$/m);
    assert.equal(await postgres.psql('SELECT sum(total) FROM orders', 'shop'), '0.00');
    assert.equal((await noted()).slice(before.length), 'maintenance off URL of shop\n');
  });

  it('get a damaged table back, with the commands around it', async () => {
    const before = await noted();
    const secrets = { RESTORE_DATABASE_URL: postgres.url('shop') };
    const inputs = { backup: 'latest-proven', tables: 'orders', 'replace-source': 'true', confirm: 'shop' };
    const restore = await run('restore.yml', { secrets, inputs });
    assert.ok(restore.green, restore.log);
    assert.equal(restore.outputs['restore.state'], 'restored');
    assert.notEqual(restore.outputs['restore.safety-backup-id'] ?? '', '');
    assert.equal(await postgres.psql(orders, 'shop'), held);
    assert.equal(
      (await noted()).slice(before.length),
      'maintenance on URL of shop\nmigrate URL of shop\nmaintenance off URL of shop\n',
    );
  });

  it('stand beside those of files and of a command, which a workflow of their own stores and prunes', async () => {
    const extras = await run('files-and-commands.yml');
    assert.ok(extras.green, extras.log);
    const manifests = (await settings.keys()).filter((key) => /\/(files|command)\/.*manifest\.json$/.test(key));
    assert.deepEqual(manifests.map((key) => key.split('/').slice(1, 3).join(' ')).sort(), [
      'shop-config files',
      'shop-search command',
    ]);
    assert.equal(extras.outputs['extras.kept'], '1');
    const unset = await run('files-and-commands.yml', { variables: { BACKUP_STORE: settings.storeUrl } });
    assert.ok(!unset.green);
    assert.match(unset.log, /variable BACKUP_RECIPIENTS, who can open them/);
  });

  it('keep the newest proven backup when they are pruned, whatever the policy', async () => {
    const prune = await run('prune.yml');
    assert.ok(prune.green, prune.log);
    assert.equal(prune.outputs['prune.kept'], '2', 'the newest by the policy, the proven one by promise');
    assert.equal(prune.outputs['told.removed'], '0');
  });

  it('are red in the morning only as long as no proven backup is young enough', async () => {
    const morning = await run('morning-list.yml');
    assert.ok(morning.green, morning.log);
    await settings.damage(stored[0] ?? '');
    const drill = await run('drill.yml', { inputs: { which: 'the id below', id: stored[0] ?? '', what: 'full' } });
    assert.ok(!drill.green);
    assert.deepEqual(drill.jobs, { drill: 'failure' }, 'act ends where a called workflow failed');
    assert.equal(drill.outputs['drill.verdict'], 'failed');
    assert.ok(!(await run('morning-list.yml')).green);
  });
});
