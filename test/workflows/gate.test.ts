import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { parse } from 'yaml';
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
const headSha = 'c'.repeat(40);
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
    const configuration = JSON.stringify({ store: settings.storeUrl, sources: { 'shop-prod': {} } });
    baseSha = await caller.commit({ 'by-file.yml': fileWorkflow, './muster.yml': configuration });
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
    options: Pick<RunOptions, 'secrets' | 'variables'> = {},
  ): Promise<WorkflowRun> => {
    const secrets = { GITHUB_TOKEN: 'ghs_example', DATABASE_URL: postgres.url('shop'), ...options.secrets };
    return caller.run(workflow, {
      ...{ event, payload },
      env: { GITHUB_API_URL: github.url },
      variables: options.variables ?? settings.variables,
      secrets: { ...settings.secrets, ...secrets },
    });
  };
  const pullRequest = (workflow = 'required-check.yml', options = {}, from = 'acme/shop'): Promise<WorkflowRun> => {
    const [head, base] = [from, 'acme/shop'].map((name) => ({ id: name.length, full_name: name }));
    const pull_request = { number: 7, head: { sha: headSha, repo: head }, base: { sha: baseSha, repo: base } };
    return run(workflow, 'pull_request', { action: 'opened', number: 7, pull_request }, options);
  };

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
    assert.match(errors.join('\n'), /^not set: input store.* \[input-missing\]$/m);
  });

  it('is red for a migration that no proof stands behind, and says what would make it green', async () => {
    const { green, jobs, errors, summaries } = await pullRequest('by-file.yml');
    assert.ok(!green);
    assert.deepEqual(jobs, { gate: 'failure' }, 'it was not asked to take one');
    assert.match(errors.join('\n'), /\[backup-missing\]$/m);
    assert.match(summaries['gate'] ?? '', /To make this green: \S/);
  });

  it('takes its rules from the branch that is merged into, whatever the change makes of them', async () => {
    const loosened = JSON.stringify({ patterns: '!**', store: settings.storeUrl, sources: { 'shop-prod': {} } });
    await caller.commit({ './muster.yml': loosened });
    const { green, errors } = await pullRequest('by-file.yml');
    assert.ok(!green);
    assert.match(errors.join('\n'), /\[backup-missing\]$/m);
  });

  it('takes no backup for a fork, and looks at what was published', async () => {
    const { green, jobs, errors } = await pullRequest('required-check.yml', {}, 'somebody/fork-of-shop');
    assert.ok(!green);
    assert.deepEqual(jobs, { look: 'success', gate: 'failure' });
    assert.match(errors.join('\n'), /\[status-missing\]$/m);
    assert.deepEqual(await settings.keys(), []);
  });

  it('stays red where the backup on the spot fails', async () => {
    const { green, jobs } = await pullRequest('required-check.yml', {
      secrets: { DATABASE_URL: postgres.url('no_such') },
    });
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
    const stored = (await settings.keys()).find((key) => key.endsWith('/manifest.json')) ?? '';
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
