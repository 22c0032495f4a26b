import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { parse } from 'yaml';
import { backupId } from '../../src/domain/backup-id.ts';
import { statusFormat, statusName, serializeStatus } from '../../src/domain/gate/published-status.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { projectFolder } from '../real/action-run.ts';
import { startGithubStandIn, type GithubStandIn } from '../real/github-stand-in.ts';
import { startPostgres, type TestPostgres } from '../real/postgres-server.ts';
import { startCaller, type Caller, type RunOptions, type WorkflowRun } from './act-run.ts';
import { startSettings, type Settings } from './world.ts';

/** The gate alone, whose rules are in a file. */
const fileWorkflow = `
on: pull_request
permissions: {}
jobs:
  proof:
    permissions:
      contents: read
      actions: read
      pull-requests: write
      id-token: write
    uses: muster-backup/muster/.github/workflows/migration-gate.yml@v0
    secrets: inherit
    with:
      source: shop-prod
      config: muster.yml
`;
/** The same, asked for more. */
const askingFor = (source: string, onStale: string): string =>
  fileWorkflow.replace('source: shop-prod', `source: ${source}\n      on-stale: ${onStale}`);
const headSha = 'c'.repeat(40);
/** What a nightly run of the default branch left an hour ago. */
const hourAgo = new Date(Date.now() - 3_600_000);
const provenId = backupId(hourAgo, 'aaaaaa');
const snapshotAt = hourAgo.toISOString();
const published = {
  name: statusName('shop-prod'),
  text: serializeStatus({
    ...{ format: statusFormat, source: 'shop-prod', kind: 'full', snapshotAt, manifestSha256: 'd'.repeat(64) },
    ...{ backup: provenId, verdict: 'proven', verifiedAt: snapshotAt, run: '' },
  }),
  createdAt: hourAgo,
  path: '.github/workflows/nightly.yml',
};
const migration = { filename: 'db/migrate/1_add_orders.rb', status: 'added' } as const;

// each test goes on where the one before has ended
describe('the migration gate as a required check', () => {
  const ends = new AsyncDisposableStack();
  let postgres: TestPostgres, settings: Settings, caller: Caller, github: GithubStandIn, baseSha: string;

  before(async () => {
    postgres = ends.use(await startPostgres());
    settings = ends.use(await startSettings());
    github = ends.use(await startGithubStandIn());
    await postgres.createDatabase('shop');
    await postgres.psql('CREATE TABLE orders AS SELECT n FROM generate_series(1, 500) n', 'shop');
    caller = ends.use(await startCaller({ searchPath: [postgres.bin] }));
    const configuration = JSON.stringify({
      store: settings.storeUrl,
      recipients: settings.age.recipient,
      sources: { 'shop-prod': {}, 'crm-prod': {} },
    });
    baseSha = await caller.commit({
      'by-file.yml': fileWorkflow,
      'taking.yml': askingFor('crm-prod', 'backup'),
      'misspelt.yml': askingFor('shop-prod', 'backups'),
      './muster.yml': configuration,
    });
  });
  beforeEach(() => {
    github.state.files = [migration];
    github.state.comments = [];
  });
  after(() => ends.disposeAsync());

  const run = (
    workflow: string,
    event: string,
    payload: object,
    options: Pick<RunOptions, 'secrets' | 'variables' | 'actor'> = {},
  ): Promise<WorkflowRun> => {
    const all = { ...settings.secrets, DATABASE_URL: postgres.url('shop') };
    return caller.run(workflow, {
      variables: settings.variables,
      ...options,
      ...{ event, payload, env: { GITHUB_API_URL: github.url } },
      secrets: { GITHUB_TOKEN: 'ghs_example', ...(options.secrets ?? all) },
    });
  };
  const pullRequest = (workflow = 'required-check.yml', options = {}, from = 'acme/shop'): Promise<WorkflowRun> => {
    const [head, base] = [from, 'acme/shop'].map((name) => ({ id: name.length, full_name: name }));
    const pull_request = { number: 7, head: { sha: headSha, repo: head }, base: { sha: baseSha, repo: base } };
    return run(workflow, 'pull_request', { action: 'opened', number: 7, pull_request }, options);
  };

  const backupsOfShop = async (): Promise<readonly string[]> =>
    (await settings.keys()).filter((key) => key.includes('/shop-prod/') && key.endsWith('/manifest.json'));

  it('is green, and asks for no backup, where a pull request touches no migration', async () => {
    github.state.files = [{ filename: 'README.md', status: 'modified' }];
    const { green, jobs, summaries, log } = await pullRequest();
    assert.ok(green, log);
    assert.deepEqual(jobs, { look: 'success', gate: 'success', 'migration-gate': 'success' });
    assert.match(summaries['migration-gate'] ?? '', /^Migration gate of shop-prod: no-migration\n/);
    assert.deepEqual(await settings.keys(), []);
  });

  it('is red, and names the setting, where a variable is not set that it was to look by', async () => {
    github.state.files = [{ filename: 'README.md', status: 'modified' }];
    const { green, errors } = await pullRequest('required-check.yml', { variables: {} });
    assert.ok(!green);
    assert.match(errors.join('\n'), /^not set: variable BACKUP_STORE, .* \[input-missing\]$/m);
  });

  it('is red for a migration that no proof stands behind, and says what would make it green', async () => {
    const { green, jobs, errors, summaries } = await pullRequest('by-file.yml');
    assert.ok(!green);
    assert.deepEqual(jobs, { gate: 'failure' }, 'it was not asked to take one');
    assert.match(errors.join('\n'), /\[backup-missing\]$/m);
    assert.match(summaries['gate'] ?? '', /To make this green: \S/);
  });

  it('takes its rules from the branch that is merged into, whatever the change makes of them', async () => {
    const loosened = JSON.stringify({
      ...{
        patterns: '!**',
        store: settings.storeUrl.replace('/nightly', '/elsewhere'),
        recipients: ageKey().recipient,
      },
      sources: { 'shop-prod': {}, 'crm-prod': {} },
    });
    await caller.commit({ './muster.yml': loosened });
    const { green, errors } = await pullRequest('by-file.yml');
    assert.ok(!green);
    assert.match(errors.join('\n'), /\[backup-missing\]$/m);
  });

  it('backs up by the rules of that branch as well: where to, and for whom', async () => {
    const { green, outputs, log } = await pullRequest('taking.yml');
    assert.ok(green, log);
    assert.deepEqual([outputs['verify.verdict'], outputs['gate.decision']], ['proven', 'proven']);
    const stored = await settings.keys();
    assert.ok(stored.some((key) => key.startsWith('nightly/crm-prod/full/')));
    assert.deepEqual(
      stored.filter((key) => !key.startsWith('nightly/crm-prod/')),
      [],
    );
  });

  it('is red for an answer to a stale proof that it does not know, also where it is not needed', async () => {
    github.state.files = [{ filename: 'README.md', status: 'modified' }];
    const { green, errors } = await pullRequest('misspelt.yml');
    assert.ok(!green);
    assert.match(errors.join('\n'), /on-stale.*backups.* \[input-invalid\]$/m);
  });

  const outsiders = [
    ['a fork', 'somebody/fork-of-shop', 'somebody'],
    ['Dependabot', 'acme/shop', 'dependabot[bot]'],
  ] as const;
  for (const [who, from, actor] of outsiders)
    it(`has neither secrets nor variables for ${who}, and is green by what the nightly run published alone`, async () => {
      const alone = { secrets: {}, variables: {}, actor };
      github.state.statuses = [];
      const without = await pullRequest('required-check.yml', alone, from);
      assert.ok(!without.green);
      assert.match(without.errors.join('\n'), /\[status-missing\]$/m);
      github.state.statuses = [published];
      const { green, jobs, outputs, log } = await pullRequest('required-check.yml', alone, from);
      github.state.statuses = [];
      assert.ok(green, log);
      assert.deepEqual(jobs, { look: 'success', gate: 'success', 'migration-gate': 'success' });
      assert.deepEqual([outputs['gate.decision'], outputs['gate.backup-id']], ['proven', provenId]);
    });

  it('takes no backup for a fork, and looks at what was published', async () => {
    const { green, jobs, errors } = await pullRequest('required-check.yml', {}, 'somebody/fork-of-shop');
    assert.ok(!green);
    assert.deepEqual(jobs, { look: 'success', gate: 'failure' });
    assert.match(errors.join('\n'), /\[status-missing\]$/m);
    assert.deepEqual(await backupsOfShop(), []);
  });

  it('stays red where the backup on the spot fails', async () => {
    const secrets = { ...settings.secrets, DATABASE_URL: postgres.url('no_such') };
    const { green, jobs } = await pullRequest('required-check.yml', { secrets });
    assert.ok(!green);
    assert.equal(jobs['backup'], 'failure');
    assert.equal(jobs['migration-gate'] ?? 'not run', 'not run', 'act ends where a called workflow failed');
  });

  it('takes and proves one on the spot where it is told to, and is green by that very one', async () => {
    const { green, jobs, outputs, log } = await pullRequest();
    assert.ok(green, log);
    const steps = ['look', 'ready', 'backup', 'verify', 'gate', 'migration-gate'];
    assert.deepEqual(jobs, Object.fromEntries(steps.map((name) => [name, 'success'])));
    const id = outputs['backup.backup-id'] ?? '-';
    assert.deepEqual([outputs['look.decision'], outputs['gate.decision']], ['needs-backup', 'proven']);
    assert.equal(outputs['gate.backup-id'], id);
    assert.equal(github.state.comments.length, 1);
    assert.ok(github.state.comments[0]?.body.includes(id));
    assert.ok((await settings.keys()).some((key) => key.includes('/shop-prod/gates/pull-request-7/')));
  });

  it('is green at once for the next one, also in a merge queue, as long as the proof is fresh', async () => {
    assert.ok((await pullRequest('by-file.yml')).green);
    github.state.compared = [migration];
    const head_ref = `refs/heads/gh-readonly-queue/main/pr-7-${baseSha}`;
    const merge_group = { base_sha: baseSha, head_sha: headSha, head_ref, base_ref: 'refs/heads/main' };
    const group = await run('required-check.yml', 'merge_group', { action: 'checks_requested', merge_group });
    assert.ok(group.green, group.log);
    assert.deepEqual(group.jobs, { look: 'success', gate: 'success', 'migration-gate': 'success' });
    assert.equal(group.outputs['gate.decision'], 'proven');
  });

  it('is red where the only backup has lost a bit since', async () => {
    const [stored = ''] = await backupsOfShop();
    await settings.damage(stored.split('/').at(-2) ?? '');
    const drill = await caller.run('drill.yml', {
      variables: settings.variables,
      secrets: settings.secrets,
      inputs: { which: 'newest', what: 'full' },
    });
    assert.equal(drill.outputs['drill.verdict'], 'failed');
    const { green, errors } = await pullRequest('by-file.yml');
    assert.ok(!green);
    assert.match(errors.join('\n'), /\[verification-failed\]$/m);
  });
});

// act does not go on where a called workflow failed, so what is required is run by itself
describe('the job that is required', () => {
  const example = parse(readFileSync(join(projectFolder, 'examples/required-check.yml'), 'utf8')) as {
    jobs: { 'migration-gate': { if: string; steps: [{ run: string }] } };
  };
  const required = example.jobs['migration-gate'];
  const [{ run: script }] = required.steps;
  const cases = [
    ['success', 'proven', true],
    ['success', 'no-migration', true],
    ['success', 'refused', false],
    ['success', 'undecided', false],
    ['failure', 'proven', false],
    ['cancelled', 'no-migration', false],
    ['skipped', 'undecided', false],
  ] as const;
  for (const [result, decision, isGreen] of cases)
    it(`is ${isGreen ? 'green' : 'red'} for ${result} and ${decision}`, () => {
      const env = { PATH: process.env['PATH'], GITHUB_STEP_SUMMARY: '/dev/null', ID: '' };
      const told = { ...env, RESULT: result, DECISION: decision };
      assert.equal(spawnSync('bash', ['-e', '-c', script], { env: told }).status === 0, isGreen);
    });

  it('always runs', () => assert.equal(required.if, 'always()'));
});
