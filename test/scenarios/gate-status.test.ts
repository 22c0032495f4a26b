import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { strayedSha, type StandInStatus } from '../real/github-stand-in.ts';
import { hoursAgo, pullRequest, startGateScene, statusOf, type GateScene } from './gate-scene.ts';
import { assertDone, assertFailed } from './scene.ts';

const fork = pullRequest({ fromFork: true });

describe('the migration gate without a store', () => {
  let scene: GateScene;
  before(async () => {
    scene = await startGateScene();
  });
  beforeEach(() => {
    Object.assign(scene.github.state, {
      ...{ files: [{ filename: 'db/migrate/1_a.rb', status: 'added' }], comments: [], failing: [], statuses: [] },
    });
  });
  after(() => scene[Symbol.asyncDispose]());

  it('lets a fork in, without secrets, by the proof that the default branch published', async () => {
    scene.github.state.statuses = [statusOf('proven', 2)];
    const run = await scene.gate(fork, { store: 's3://bucket-that-a-fork-cannot-open' });
    assertDone(run);
    assert.equal(run.outputs['decision'], 'proven');
    assert.match(run.outputs['backup-id'] ?? '', /^\d{8}T\d{6}Z-aaaaaa$/);
    assert.match(run.log, /is from outside and has no secrets/);
  });

  const forgeries: readonly [what: string, forged: Partial<StandInStatus>, why: RegExp][] = [
    ["the pull request's own branch", { event: 'pull_request', headBranch: 'evil' }, /for the branch evil/],
    ['a branch that was pushed', { event: 'push', headBranch: 'evil' }, /for the branch evil/],
    ["a fork's branch called main", { event: 'pull_request', headRepositoryId: 99 }, /it ran for a fork/],
    ['a pull request from main', { event: 'pull_request' }, /for the event pull_request/],
    ['the base of a pull request', { event: 'pull_request_target' }, /for the event pull_request_target/],
    ['a merge group', { event: 'merge_group' }, /for the event merge_group/],
    ['a tag called main', { event: 'push', headSha: strayedSha }, /its commit bbbbbbb is not on main/],
  ];
  for (const [what, forged, why] of forgeries) {
    it(`does not count a proof that was published for ${what}`, async () => {
      scene.github.state.statuses = [statusOf('proven', 1, forged)];
      assert.match(assertFailed(await scene.gate(fork), 'status-missing'), why);
      scene.github.state.statuses = [statusOf('proven', 1, forged), statusOf('failed', 3)];
      assertFailed(await scene.gate(fork), 'verification-failed');
    });
  }

  it('counts only the workflows that are named, where any are', async () => {
    scene.github.state.statuses = [statusOf('proven', 1, { path: '.github/workflows/test.yml@main' })];
    const line = assertFailed(await scene.gate(fork, { 'status-workflows': 'nightly.yml' }), 'status-missing');
    assert.match(line, /workflow \.github\/workflows\/test\.yml is not in input "status-workflows"/);
    assertDone(await scene.gate(fork, { 'status-workflows': 'test.yml' }));
  });

  it('is red where nothing was published, and says what to set', async () => {
    assert.match(assertFailed(await scene.gate(fork), 'status-missing'), /publish-status: true/);
  });

  it('is red where the newest proof is too old, and says how old', async () => {
    scene.github.state.statuses = [statusOf('proven', 60)];
    assert.match(assertFailed(await scene.gate(fork), 'backup-stale'), /is 2 d old, and 1 d 1 h is allowed/);
  });

  it('asks for a young snapshot, not for a young drill', async () => {
    scene.github.state.statuses = [statusOf('proven', 1, { snapshotHoursOld: 40 })];
    assertFailed(await scene.gate(fork), 'backup-stale');
  });

  it('is red where the backup was only taken', async () => {
    scene.github.state.statuses = [statusOf(null, 1)];
    assert.match(assertFailed(await scene.gate(fork), 'backup-unproven'), /was not drilled yet/);
  });

  it('is red where the drill failed, and stays red where a later one could not tell', async () => {
    const snapshotHoursOld = 5;
    scene.github.state.statuses = [
      statusOf('could-not-tell', 1, { snapshotHoursOld }),
      statusOf('failed', 2, { snapshotHoursOld }),
    ];
    assertFailed(await scene.gate(fork), 'verification-failed');
    scene.github.state.statuses = [
      statusOf('failed', 1, { snapshotHoursOld }),
      statusOf('proven', 2, { snapshotHoursOld }),
    ];
    assertFailed(await scene.gate(fork), 'verification-failed');
  });

  it('is red in its own colour where the drill could not tell, and green where an earlier one had proven it', async () => {
    const snapshotHoursOld = 5;
    scene.github.state.statuses = [statusOf('could-not-tell', 1, { snapshotHoursOld })];
    assertFailed(await scene.gate(fork), 'could-not-tell', 3);
    scene.github.state.statuses = [
      statusOf('could-not-tell', 1, { snapshotHoursOld }),
      statusOf('proven', 2, { snapshotHoursOld }),
    ];
    assertDone(await scene.gate(fork));
  });

  it('is red where the newest status has expired or cannot be read: it may say that the backup failed', async () => {
    scene.github.state.statuses = [statusOf('failed', 1, { expired: true }), statusOf('proven', 2)];
    assert.match(assertFailed(await scene.gate(fork), 'status-invalid'), /run 1 has expired/);
    scene.github.state.statuses = [statusOf('failed', 1, { text: '{"format": "x"}' }), statusOf('proven', 2)];
    assertFailed(await scene.gate(fork), 'status-invalid');
    scene.github.state.statuses = [
      statusOf('proven', 1, { text: statusOf('proven', 1).text.replace('"shop"', '"blog"') }),
    ];
    assert.match(assertFailed(await scene.gate(fork), 'status-invalid'), /is that of source "blog"/);
  });

  it('reads the second status of a run, which has a number', async () => {
    scene.github.state.statuses = [
      statusOf('proven', 2, { snapshotHoursOld: 5 }),
      statusOf('failed', 1, { snapshotHoursOld: 5, name: 'muster-status-shop~2' }),
    ];
    assertFailed(await scene.gate(fork), 'verification-failed');
  });

  it('is red where the backup is dated in the future', async () => {
    scene.github.state.statuses = [statusOf('proven', 1, { snapshotHoursOld: -5 })];
    assertFailed(await scene.gate(fork), 'backup-ahead');
  });

  it('reads from the newest on, and no more than it needs', async () => {
    scene.github.state.statuses = Array.from({ length: 120 }, (_, index) => statusOf('proven', (index + 1) / 10));
    const before = scene.github.requests.length;
    assertDone(await scene.gate(fork, { comment: 'false' }));
    const asked = scene.github.requests.slice(before);
    assert.equal(asked.filter((request) => request.includes('/zip')).length, 1);
    assert.equal(
      asked.filter((request) => request.includes('/artifacts?')).length,
      3,
      'two pages, and none of number 2',
    );
  });

  const denied: readonly [path: string, permission: string][] = [
    ['/actions/artifacts?', 'actions: read'],
    ['/actions/runs/', 'actions: read'],
    ['/zip', 'actions: read'],
    ['/branches/', 'contents: read'],
    ['/pulls/7/files', 'pull-requests: read'],
  ];
  for (const [path, permission] of denied) {
    it(`is red without the permission ${permission}, and names it (${path})`, async () => {
      scene.github.state.statuses = [statusOf('proven', 1)];
      scene.github.state.failing = [{ path, status: 403, times: 99 }];
      assert.ok(assertFailed(await scene.gate(fork), 'github-denied').includes(`"${permission}"`));
    });
  }

  it('asks again where GitHub fails for a moment, and is red where it goes on failing', async () => {
    scene.github.state.statuses = [statusOf('proven', 1)];
    scene.github.state.failing = [{ path: '/actions/artifacts?', status: 502, times: 1 }];
    assertDone(await scene.gate(fork));
    scene.github.state.failing = [{ path: '/actions/artifacts?', status: 502, times: 99 }];
    assert.match(assertFailed(await scene.gate(fork), 'github-unreachable'), /GitHub answers 502/);
  });

  it('is red where a limit of the API lasts longer than anybody waits', async () => {
    const reset = String(Math.ceil(hoursAgo(-1).getTime() / 1000));
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    scene.github.state.failing = [{ path: '/pulls/', status: 403, times: 99, headers }];
    assert.match(assertFailed(await scene.gate(fork), 'github-unreachable'), /once the limit has passed/);
  });
});
