import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startMysql, testPassword, type TestMysql } from '../real/mysql-server.ts';
import { startGithubStandIn, type GithubStandIn } from '../real/github-stand-in.ts';
import { startCaller, type Caller, type WorkflowRun } from './act-run.ts';
import { startSettings, type Settings } from './world.ts';

/** All of it in one job, as a small shop has it. */
const protectWorkflow = `
on: workflow_dispatch
permissions: {}
jobs:
  protect:
    runs-on: ubuntu-24.04
    steps:
      - id: protect
        uses: muster-backup/muster/actions/protect@v0
        env:
          AWS_ACCESS_KEY_ID: \${{ secrets.AWS_ACCESS_KEY_ID }}
          AWS_SECRET_ACCESS_KEY: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
        with:
          config: none
          source: small
          url: \${{ secrets.CRM_DATABASE_URL }}
          store: \${{ vars.BACKUP_STORE }}
          recipients: \${{ vars.BACKUP_RECIPIENTS }}
          identity: \${{ secrets.BACKUP_IDENTITY }}
          prune: true
          keep-last: 1
          max-shrink: 100%
      - id: told
        env:
          SAID: \${{ steps.protect.outputs.verdict }}, \${{ steps.protect.outputs.kept }} kept, \${{ steps.protect.outputs.removed }} removed
        run: echo "said=$SAID" >> "$GITHUB_OUTPUT"
`;

/** A gate of both databases. */
const gateWorkflow = `
on: pull_request
permissions: {}
jobs:
  proof:
    strategy:
      fail-fast: false
      matrix:
        source: [shop-prod, crm-prod]
    permissions:
      contents: read
      actions: read
      pull-requests: write
      id-token: write
    uses: muster-backup/muster/.github/workflows/migration-gate.yml@v0
    secrets: inherit
    with:
      source: \${{ matrix.source }}
      config: muster.yml
`;

/** A migration of both is gone back on: the backup behind it is drilled, put in place, and the rest is pruned. */
const goBackWorkflow = `
on: workflow_dispatch
permissions: {}
jobs:
${(['drill', 'restore', 'prune'] as const)
  .map(
    (name, index, names) => `
  ${name}:
    ${index === 0 ? '' : `needs: ${names[index - 1] ?? ''}`}
    strategy:
      matrix:
        include:
          - { source: shop-prod, url: SHOP_DATABASE_URL }
          - { source: crm-prod, url: CRM_DATABASE_URL }
    permissions:
      contents: read
      id-token: write
    uses: muster-backup/muster/.github/workflows/${name}.yml@v0
    with:
      source: \${{ matrix.source }}
      config: muster.yml
      ${{ drill: 'backup: pull-request:7', restore: 'backup: pull-request:7', prune: 'max-shrink: 100%' }[name]}
      ${{ drill: 'sandbox: local', restore: 'confirm: shop', prune: '' }[name]}
      ${name === 'restore' ? 'replace-source: true' : ''}
    secrets:
      ${name === 'restore' ? 'RESTORE_DATABASE_URL: \${{ secrets[matrix.url] }}' : ''}
      ${name === 'prune' ? '' : 'BACKUP_IDENTITY: \${{ secrets.BACKUP_IDENTITY }}'}
      AWS_ACCESS_KEY_ID: \${{ secrets.AWS_ACCESS_KEY_ID }}
      AWS_SECRET_ACCESS_KEY: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
`,
  )
  .join('')}`;

const sql = `
CREATE DATABASE shop; USE shop;
CREATE TABLE orders (id int PRIMARY KEY, total decimal(10, 2) NOT NULL);
INSERT INTO orders VALUES (1, 1.50), (2, 2.25);
CREATE VIEW large AS SELECT * FROM orders WHERE total > 2;`;

describe('databases of MySQL and MariaDB', () => {
  const ends = new AsyncDisposableStack();
  let mysql: TestMysql, mariadb: TestMysql, settings: Settings, caller: Caller, github: GithubStandIn, baseSha: string;

  before(async () => {
    mysql = ends.use(await startMysql({ version: 'mysql-9.7' }));
    mariadb = ends.use(await startMysql({ version: 'mariadb-10.11' }));
    await Promise.all([mysql.sql(sql), mariadb.sql(sql)]);
    settings = ends.use(await startSettings());
    const parts = { engine: 'mariadb', host: '127.0.0.1', port: mariadb.port, user: 'muster', database: 'shop' };
    const configuration = JSON.stringify({
      store: settings.storeUrl,
      recipients: settings.age.recipient,
      'keep-last': 3,
      'rto-target': '30m',
      sources: {
        'shop-prod': { url: '${env:SHOP_DATABASE_URL}' },
        'crm-prod': { ...parts, password: '${env:CRM_PASSWORD}', 'keep-last': 5 }, // without a URL
        settings: { files: 'muster.yml' }, // no database, so no leg of the matrix
      },
    });
    const files = { 'protect.yml': protectWorkflow, 'gate.yml': gateWorkflow, 'go-back.yml': goBackWorkflow };
    const searchPath = [mysql, mariadb].flatMap((server) => server.searchPath.split(delimiter).slice(0, 2));
    caller = ends.use(await startCaller({ searchPath }));
    baseSha = await caller.commit({ ...files, './muster.yml': configuration });
    github = ends.use(await startGithubStandIn());
    github.state.files = [{ filename: 'migrations/1_add_orders.sql', status: 'added' }];
  });
  after(() => ends.disposeAsync());

  const secrets = (): Readonly<Record<string, string>> => ({
    ...{ ...settings.secrets, GITHUB_TOKEN: 'ghs_example' },
    ...{ SHOP_DATABASE_URL: mysql.url('shop'), CRM_DATABASE_URL: mariadb.url('shop') },
    CRM_PASSWORD: testPassword,
  });
  const gate = (): Promise<WorkflowRun> => {
    const repo = { id: 1, full_name: 'acme/shop' };
    const pull_request = { number: 7, head: { sha: 'c'.repeat(40), repo }, base: { sha: baseSha, repo } };
    return caller.run('gate.yml', {
      ...{ event: 'pull_request', payload: { action: 'opened', number: 7, pull_request } },
      ...{ env: { GITHUB_API_URL: github.url }, secrets: secrets() },
    });
  };

  it('let no migration in before a backup is proven', async () => {
    const { green, jobs, errors } = await gate();
    assert.ok(!green);
    assert.deepEqual(jobs, { 'proof-1/gate': 'failure', 'proof-2/gate': 'failure' });
    assert.equal(errors.filter((line) => line.endsWith('[backup-missing]')).length, 2, errors.join('\n'));
  });

  it('are backed up, proven and pruned side by side, as one file says for all', async () => {
    const night = await caller.run('many-sources.yml', { secrets: secrets() });
    assert.ok(night.green, night.log);
    const { outputs, jobs } = night;
    assert.deepEqual([jobs['sources'], Object.keys(jobs).length], ['success', 9], 'two legs of four jobs');
    for (const leg of ['backup-1', 'backup-2']) {
      for (const job of ['ready', 'backup', 'verify', 'prune']) assert.equal(jobs[`${leg}/${job}`], 'success', job);
      assert.equal(outputs[`${leg}/verify.verdict`], 'proven');
      assert.equal(outputs[`${leg}/verify.backup-id`], outputs[`${leg}/backup.backup-id`]);
      assert.equal(outputs[`${leg}/prune.kept`], '1');
    }
    const stored = await settings.keys();
    for (const source of ['shop-prod', 'crm-prod'])
      assert.equal(stored.filter((key) => key.includes(`/${source}/`) && key.endsWith('/manifest.json')).length, 1);
  });

  it('let it in by that proof, and are what they were once it is gone back on', async () => {
    const gated = await gate();
    assert.ok(gated.green, gated.log);
    const servers = [mysql, mariadb];
    for (const server of servers) await server.sql('DROP VIEW large; UPDATE orders SET total = 0', 'shop');
    const { green, outputs, log } = await caller.run('go-back.yml', { secrets: secrets() });
    assert.ok(green, log);
    for (const [index, server] of servers.entries()) {
      const leg = index + 1;
      const id = gated.outputs[`proof-${leg}/gate.backup-id`];
      assert.deepEqual(
        [outputs[`drill-${leg}/drill.verdict`], outputs[`drill-${leg}/drill.backup-id`]],
        ['proven', id],
      );
      assert.equal(outputs[`restore-${leg}/restore.backup-id`], id);
      assert.equal(outputs[`restore-${leg}/restore.state`], 'restored');
      assert.equal(outputs[`prune-${leg}/prune.kept`], '1');
      assert.equal((await server.sql('SELECT * FROM large', 'shop')).trim(), '2\t2.25');
    }
    assert.notEqual(gated.outputs['proof-1/gate.backup-id'], gated.outputs['proof-2/gate.backup-id']);
  });

  it('are protected in one job, and nothing is pruned that is not superseded', async () => {
    const options = {
      variables: settings.variables,
      secrets: { ...settings.secrets, CRM_DATABASE_URL: mariadb.url('shop') },
    };
    const first = await caller.run('protect.yml', options);
    assert.ok(first.green, first.log);
    assert.equal(first.outputs['protect.said'], 'proven, 1 kept, 0 removed');
    const second = await caller.run('protect.yml', options);
    assert.ok(second.green, second.log);
    assert.equal(second.outputs['protect.said'], 'proven, 1 kept, 1 removed');
  });
});
