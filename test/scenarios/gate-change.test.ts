import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { StandInFile } from '../real/github-stand-in.ts';
import { baseSha, headSha, pullRequest, startGateScene, type GateScene } from './gate-scene.ts';
import { assertDone, assertFailed } from './scene.ts';

const modified = (filename: string): StandInFile => ({ filename, status: 'modified' });
const many = (count: number): StandInFile[] => Array.from({ length: count }, (_, index) => modified(`src/${index}.ts`));

describe('the migration gate and what a change touches', () => {
  let scene: GateScene;
  before(async () => {
    scene = await startGateScene();
  });
  beforeEach(async () => {
    await rm(join(scene.job.workFolder, '.git'), { recursive: true, force: true });
    Object.assign(scene.github.state, { files: [], changedFiles: undefined, compared: [], failing: [], headSha });
  });
  after(() => scene[Symbol.asyncDispose]());

  const isAsked = async (files: readonly StandInFile[], inputs = {}): Promise<boolean> => {
    scene.github.state.files = files;
    const run = await scene.gate(pullRequest(), { store: scene.storeUrl, ...inputs });
    if (run.status === 0) assert.equal(run.outputs['decision'], 'no-migration', run.log);
    else assertFailed(run, 'backup-missing', 2);
    return run.status !== 0;
  };

  it('is green where no migration is touched, and says so', async () => {
    scene.github.state.files = many(3);
    const run = await scene.gate(pullRequest());
    assertDone(run);
    assert.deepEqual([run.outputs['decision'], run.outputs['migrations']], ['no-migration', '0']);
    assert.match(run.log, /pull request 7 touches no migration in 3 files/);
    assert.match(run.summary, /✅ shop: no migration/);
  });

  it('counts a migration that is deleted, and one that is renamed to or from another name', async () => {
    assert.ok(await isAsked([{ filename: 'db/migrate/1_a.rb', status: 'removed' }]));
    const [inside, outside] = ['db/migrate/1_a.rb', 'old/a.rb'];
    assert.ok(await isAsked([{ filename: outside, previous_filename: inside, status: 'renamed' }]));
    assert.ok(await isAsked([{ filename: inside, previous_filename: outside, status: 'renamed' }]));
    assert.ok(!(await isAsked([{ filename: 'new/a.rb', previous_filename: outside, status: 'renamed' }])));
  });

  it('reads every page: a migration behind 640 other files counts', async () => {
    assert.ok(await isAsked([...many(640), modified('db/migrate/1_a.rb')]));
    assert.ok(!(await isAsked(many(641))));
  });

  it('takes patterns of the user, the last of which decides', async () => {
    assert.ok(!(await isAsked([modified('sql/tables/orders.txt')])));
    assert.ok(await isAsked([modified('sql/tables/orders.txt')], { patterns: 'sql/**' }));
    assert.ok(!(await isAsked([modified('test/fixtures/migrations/1.sql')], { patterns: '!test/**' })));
    assert.ok(await isAsked([modified('test/a.sql'), modified('db/migrate/1_a.rb')], { patterns: '!test/**' }));
    assert.ok(!(await isAsked([modified('db/migrate/1_a.rb')], { patterns: '!**\nsql/**' })));
  });

  it('is red where the pull request has moved on, or has more files than GitHub names', async () => {
    scene.github.state.files = many(2);
    scene.github.state.headSha = 'e'.repeat(40);
    assert.match(assertFailed(await scene.gate(pullRequest()), 'change-unknown'), /new commits since/);
    scene.github.state.headSha = headSha;
    scene.github.state.files = many(3000);
    scene.github.state.changedFiles = 3001;
    const line = assertFailed(await scene.gate(pullRequest()), 'change-unknown');
    assert.match(line, /3000 of the 3001 files.*fetch-depth: 0/);
  });

  it('asks git for what a merge group and a too large pull request change', async () => {
    const { base, head } = await commit(scene.job.workFolder);
    const payload = {
      merge_group: { base_sha: base, head_sha: head, head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${base}` },
    };
    const group = await scene.gate({ name: 'merge_group', payload }, { store: scene.storeUrl });
    assertFailed(group, 'backup-missing', 2);
    assert.equal(group.outputs['migrations'], '2', group.summary);
    assert.match(group.summary, /new\/1\\_a\.rb \(was db\/migrate\/1\\_a\.rb\)/);
    Object.assign(scene.github.state, { files: many(3000), changedFiles: 3001, headSha: head });
    const large = await scene.gate(pullRequest({ base, head }), { store: scene.storeUrl });
    assertFailed(large, 'backup-missing', 2);
  });

  it('asks GitHub about a merge group where the commits are not on this machine, and is red where it does not name all', async () => {
    const head_ref = `refs/heads/gh-readonly-queue/main/pr-7-${baseSha}`;
    const event = { name: 'merge_group', payload: { merge_group: { base_sha: baseSha, head_sha: headSha, head_ref } } };
    scene.github.state.compared = many(299);
    assertDone(await scene.gate(event));
    scene.github.state.compared = [modified('db/migrate/1_a.rb')];
    assertFailed(await scene.gate(event, { store: scene.storeUrl }), 'backup-missing', 2);
    scene.github.state.compared = many(300);
    assert.match(assertFailed(await scene.gate(event), 'change-unknown'), /fetch-depth: 0/);
  });

  it('asks for a proof in any case where a person or a clock starts it', async () => {
    const run = await scene.gate({ name: 'workflow_dispatch', payload: {} }, { store: scene.storeUrl });
    assertFailed(run, 'backup-missing', 2);
    assert.match(run.summary, /there is no change to look at/);
  });

  it('is red where the event cannot be read, or there is no token', async () => {
    assertFailed(await scene.gate({ name: 'pull_request', payload: { pull_request: {} } }), 'change-unknown');
    assertFailed(await scene.gate(pullRequest(), { 'github-token': '' }), 'input-missing', 2);
  });
});

/** A repository in which one migration was renamed and another one deleted. */
async function commit(folder: string): Promise<{ base: string; head: string }> {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      encoding: 'utf8',
    }).trim();
  git('init', '-q', '-b', 'main');
  for (const path of ['db/migrate/1_a.rb', 'db/migrate/2_b.rb']) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `${path}\n`.repeat(20));
  }
  git('add', 'db');
  git('commit', '-q', '-m', 'base');
  const base = git('rev-parse', 'HEAD');
  await mkdir(join(folder, 'new'), { recursive: true });
  git('mv', 'db/migrate/1_a.rb', 'new/1_a.rb');
  git('rm', '-q', 'db/migrate/2_b.rb');
  git('commit', '-q', '-m', 'head');
  return { base, head: git('rev-parse', 'HEAD') };
}
