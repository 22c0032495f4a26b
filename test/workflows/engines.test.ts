import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startMysql, type TestMysql } from '../real/mysql-server.ts';
import { startCaller, type Caller } from './act-run.ts';
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

const sql = `
CREATE DATABASE shop; USE shop;
CREATE TABLE orders (id int PRIMARY KEY, total decimal(10, 2) NOT NULL);
INSERT INTO orders VALUES (1, 1.50), (2, 2.25);
CREATE VIEW large AS SELECT * FROM orders WHERE total > 2;`;

describe('databases of MySQL and MariaDB', () => {
  const ends = new AsyncDisposableStack();
  let mysql: TestMysql, mariadb: TestMysql, settings: Settings, caller: Caller;

  before(async () => {
    mysql = ends.use(await startMysql({ version: 'mysql-9.7' }));
    mariadb = ends.use(await startMysql({ version: 'mariadb-10.11' }));
    await Promise.all([mysql.sql(sql), mariadb.sql(sql)]);
    settings = ends.use(await startSettings());
    const configuration = JSON.stringify({
      store: settings.storeUrl,
      recipients: settings.age.recipient,
      'keep-last': 3,
      'rto-target': '30m',
      sources: {
        'shop-prod': { url: '${env:SHOP_DATABASE_URL}' },
        'crm-prod': { url: '${env:CRM_DATABASE_URL}', 'keep-last': 5 },
        settings: { files: 'muster.yml' }, // no database, so no leg of the matrix
      },
    });
    const files = { 'protect.yml': protectWorkflow, './muster.yml': configuration };
    const searchPath = [mysql, mariadb].flatMap((server) => server.searchPath.split(delimiter).slice(0, 2));
    caller = ends.use(await startCaller({ files, searchPath }));
  });
  after(() => ends.disposeAsync());

  it('are backed up, proven and pruned side by side, as one file says for all', async () => {
    const urls = { SHOP_DATABASE_URL: mysql.url('shop'), CRM_DATABASE_URL: mariadb.url('shop') };
    const night = await caller.run('many-sources.yml', { secrets: { ...settings.secrets, ...urls } });
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
