import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { systemClock } from '../../src/platform/system-clock.ts';
import { selectBackup } from '../../src/pipeline/backup-finder.ts';
import { openStore } from '../../src/stores/registry.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { pullRequest, startGateScene, type GateScene } from './gate-scene.ts';
import { assertDone, assertFailed } from './scene.ts';

describe('the migration gate with a store', () => {
  let scene: GateScene;
  before(async () => {
    scene = await startGateScene();
  });
  beforeEach(async () => {
    await rm(scene.storePath, { recursive: true, force: true });
    await mkdir(scene.storePath);
    Object.assign(scene.github.state, {
      files: [{ filename: 'db/migrate/1_a.rb', status: 'added' }],
      comments: [],
      failing: [],
      isMerged: false,
    });
  });
  after(() => scene[Symbol.asyncDispose]());

  const gate = (inputs = {}): ReturnType<GateScene['gate']> =>
    scene.gate(pullRequest(), { store: scene.storeUrl, ...inputs });

  it('is green where a fresh backup is proven, and writes down for a rollback which one', async () => {
    const [, newest] = await scene.store({ hoursOld: 30, drills: ['proven'] }, { hoursOld: 3, drills: ['proven'] });
    const run = await gate();
    assertDone(run);
    assert.deepEqual([run.outputs['decision'], run.outputs['backup-id']], ['proven', newest]);
    assert.match(run.summary, new RegExp(`To go back, restore \`${newest}\``));
    const [comment] = scene.github.state.comments;
    assert.ok(comment?.body.includes(newest ?? '-'));
    const store = await openStore(scene.storeUrl, { clock: systemClock });
    const { signal } = new AbortController();
    const progress = keptProgress();
    const search = { sourceName: 'shop', kind: 'full', clock: systemClock, progress, signal } as const;
    const found = await selectBackup(store, { ...search, selector: { by: 'pull-request', number: 7 } });
    assert.equal(found?.address.id, newest);
    await assert.rejects(selectBackup(store, { ...search, selector: { by: 'pull-request', number: 8 } }), {
      code: 'backup-missing',
    });
  });

  it('keeps the way back from before the merge when the run is repeated after it', async () => {
    const [before] = await scene.store({ hoursOld: 3, drills: ['proven'] });
    assertDone(await gate());
    await scene.store({ hoursOld: 1, drills: ['proven'], salt: 'after1' });
    scene.github.state.isMerged = true;
    const repeated = await gate();
    assertDone(repeated);
    assert.match(
      repeated.log,
      /remembers for a rollback what it did before, since pull request 7 is not open any more/,
    );
    assert.equal((await readdir(join(scene.storePath, 'shop/gates/pull-request-7'))).length, 1);
    assert.ok(scene.github.state.comments[0]?.body.includes(before ?? '-'));
  });

  it('leaves a record that neither list nor prune takes for a backup, or for a stray', async () => {
    await scene.store({ hoursOld: 3, drills: ['proven'] });
    assertDone(await gate());
    const records = await readdir(join(scene.storePath, 'shop/gates/pull-request-7'));
    assert.equal(records.length, 1);
    const list = await scene.job.run('list', { inputs: { store: scene.storeUrl } });
    assertDone(list);
    const [catalog] = JSON.parse(await readFile(list.outputs['backups'] ?? '', 'utf8')) as [
      { strays: { count: number } },
    ];
    assert.equal(catalog.strays.count, 0);
    const prune = { source: 'shop', store: scene.storeUrl, kind: 'full', 'keep-last': '1', grace: '0s' };
    assertDone(await scene.job.run('prune', { inputs: prune }));
    assert.equal((await readdir(join(scene.storePath, 'shop/gates/pull-request-7'))).length, 1);
  });

  it('keeps one comment, never one of somebody else, and does without where it may not', async () => {
    await scene.store({ hoursOld: 3, drills: ['proven'] });
    const theirs = { id: 1, body: '<!-- muster migration gate: shop -->\nall is well', user: { type: 'User' } };
    scene.github.state.comments.push(theirs);
    assertDone(await gate());
    assertDone(await gate());
    assert.equal(scene.github.state.comments.length, 2);
    assert.equal(theirs.body.split('\n')[1], 'all is well');
    scene.github.state.failing = [{ path: '/comments', status: 403, times: 99 }];
    const run = await gate();
    assertDone(run);
    assert.match(run.log, /no comment on pull request 7: GitHub answers 403/);
  });

  it('takes an older backup that is proven where the newest is not, and says red where none is', async () => {
    await scene.store({ hoursOld: 9, drills: ['proven'] }, { hoursOld: 3, drills: ['failed'] });
    assertDone(await gate());
    assertFailed(await gate({ 'max-age': '5h' }), 'verification-failed');
  });

  const refusals = [
    ['is too old', { hoursOld: 60, drills: ['proven'] }, 'backup-stale', 1],
    ['failed its drill', { hoursOld: 3, drills: ['proven', 'failed'] }, 'verification-failed', 1],
    ['is one of which its drill could not tell', { hoursOld: 3, drills: ['could-not-tell'] }, 'could-not-tell', 3],
    ['was not drilled', { hoursOld: 3 }, 'backup-unproven', 1],
    ['has lost an object', { hoursOld: 3, drills: ['proven'], without: ['data.dump.zst.age'] }, 'object-damaged', 1],
    ['has no manifest that can be read', { hoursOld: 3, manifestText: '{}' }, 'manifest-invalid', 1],
    ['is dated in the future', { hoursOld: -3, drills: ['proven'] }, 'backup-ahead', 1],
    ['holds chosen tables only', { hoursOld: 3, drills: ['proven'], chosenTables: true }, 'backup-unproven', 1],
    ['is another source’s', { hoursOld: 3, drills: ['proven'], source: 'shop2' }, 'backup-missing', 2],
    ['is of another kind', { hoursOld: 3, drills: ['proven'], kind: 'schema' }, 'backup-missing', 2],
  ] as const;
  for (const [what, backup, code, status] of refusals) {
    it(`is red where the only backup ${what}, and says what would make it green`, async () => {
      await scene.store(backup);
      const run = await gate();
      assertFailed(run, code, status);
      assert.equal(run.outputs['decision'], 'refused');
      assert.match(run.summary, /To make this green: \S.*(?:[^.?]\.|\?)$/m);
    });
  }

  it('takes a whole one that is older than a proven one of chosen tables, and names a whole one where it is red', async () => {
    const chosen = { hoursOld: 2, drills: ['proven'], chosenTables: true } as const;
    const [, whole] = await scene.store(chosen, { hoursOld: 9, drills: ['proven'] }, { hoursOld: 4 });
    const run = await gate();
    assertDone(run);
    assert.equal(run.outputs['backup-id'], whole);
    assert.match(assertFailed(await gate({ 'max-age': '5h' }), 'backup-unproven'), /was not drilled yet/);
  });

  it('takes the proof of one database for no other that has its name, and says where both are proven', async () => {
    const [one, other] = [{ 'database-mark': 'aaaaaaaa' }, { 'database-mark': 'bbbbbbbb' }];
    const [first = '', second = ''] = await scene.store(
      { hoursOld: 3, drills: ['proven'], server: one },
      { hoursOld: 9, server: other },
    );
    const why = assertFailed(await gate(), 'backup-unproven');
    assert.match(why, new RegExp(`${second} .* was not drilled yet.* ${first}, is of another database or server`));
    assertDone(await gate({ 'max-age': '5h' }));
    await scene.store({ hoursOld: 2, drills: ['proven'], server: other, salt: 'third0' });
    const run = await gate();
    assertDone(run);
    assert.match(run.summary, new RegExp(`third0 and ${first}, both proven, are of different databases or servers`));
  });

  it('is red where the store cannot be read, also where another one has the proof', async () => {
    await scene.store({ hoursOld: 3, drills: ['proven'] });
    const run = await gate({ store: `${scene.storeUrl}\nfile:///no/such/folder` });
    assertFailed(run, 'store-missing', 2);
    assert.match(run.summary, /the gate cannot decide/);
  });

  it('asks for a backup where it is told to, stays red meanwhile, and never for a fork', async () => {
    await scene.store({ hoursOld: 60, drills: ['proven'] });
    const run = await gate({ 'on-stale': 'backup' });
    assertFailed(run, 'backup-stale');
    assert.equal(run.outputs['decision'], 'needs-backup');
    assert.match(run.summary, /takes a backup now and proves it/);
    assert.doesNotMatch(run.summary, /To make this green/);
    const inputs = { store: scene.storeUrl, 'proof-from': 'store', 'on-stale': 'backup' };
    const fork = await scene.gate(pullRequest({ fromFork: true }), inputs);
    assert.equal(fork.outputs['decision'], 'refused');
  });

  it('is green, and says so, where the store may be read and not written', async () => {
    await scene.store({ hoursOld: 3, drills: ['proven'] });
    await chmod(scene.storePath, 0o555);
    await chmod(join(scene.storePath, 'shop'), 0o555);
    const isRoot = process.getuid?.() === 0; // who may write everywhere
    const prefix = isRoot ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-all', '--'] : [];
    const run = await scene.gate(pullRequest(), { store: scene.storeUrl }, {}, prefix);
    assertDone(run);
    assert.match(run.log, /does not remember this backup for pull request 7/);
  });
});
