import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { smallDisk } from '../real/small-disk.ts';
import { assertGone } from '../real/process-tree.ts';
import { errorOf } from './restore-scene.ts';
import {
  assertDone,
  assertFailed,
  assertNothingLeft,
  assertUntouched,
  manifestsIn,
  startScene,
  startWorld,
  type World,
} from './scene.ts';

describe('a disk that is full', () => {
  let world: World;
  before(async () => void (world = await startWorld()));
  after(() => world[Symbol.asyncDispose]());

  it('under the spool fails the backup, at once even where the bucket hangs, and leaves nothing', async () => {
    await using scene = await startScene(world);
    assertDone(await scene.backup('small', scene.bucketUrl));
    const stored = await scene.contents();
    await using disk = await smallDisk(24);
    scene.proxy.inject({ query: /partNumber/, fault: { kind: 'hang' }, times: Infinity });
    const inputs = { 'spool-budget': '1GiB' };
    const run = await scene.backup('large', scene.bucketUrl, { inputs, env: { RUNNER_TEMP: disk.path } });
    scene.proxy.heal();
    assertFailed(run, 'spool-full');
    assert.deepEqual(await scene.contents(), stored);
    assert.deepEqual(await readdir(disk.path), []);
    await assertNothingLeft(scene, run);
    const next = await scene.backup('large', scene.bucketUrl, { env: { RUNNER_TEMP: disk.path } });
    assertDone(next); // with a budget that fits the disk
    assertUntouched(stored, await scene.contents());
  });

  it('under a folder leaves the backup to the bucket, where it is proven', async () => {
    await using scene = await startScene(world);
    await using disk = await smallDisk(16);
    const folder = pathToFileURL(disk.path).href;
    const everywhere = `${folder}\n${scene.bucketUrl}`;
    assertDone(await scene.backup('small', everywhere));
    const stored = await scene.contents();
    const before = await readdir(disk.path, { recursive: true });
    const run = await scene.backup('large', everywhere);
    assert.match(assertFailed(run, 'store-full'), /is not in file:.*the other stores have it/);
    assert.deepEqual(await readdir(disk.path, { recursive: true }), before);
    const after = await scene.contents();
    assertUntouched(stored, after);
    assert.equal(manifestsIn(after).length, 2);
    await assertNothingLeft(scene, run);
    const proof = await scene.drill(scene.bucketUrl);
    assert.equal(proof.outputs['verdict'], 'proven', proof.log);
    assertDone(await scene.backup('small', everywhere));
  });

  it('that is not mounted is wrong input, but not one that touched nothing, where another store was worked on', async () => {
    await using scene = await startScene(world);
    const stores = `${scene.folder.url}\n${scene.folder.url}/nowhere`;
    const run = await scene.backup('small', stores);
    assert.match(assertFailed(run, 'store-missing', 1), /nowhere is no folder.*the other stores have it/);
    assert.equal(manifestsIn(await scene.contents()).length, 1);
    assert.match(assertFailed(await scene.prune(stores), 'store-missing', 1), /nowhere is no folder/);
    assertFailed(await scene.prune(`${scene.folder.url}/nowhere`), 'store-missing', 2);
  });

  it('under the files of the runner is red, and hides neither what was done nor what failed', async () => {
    await using scene = await startScene(world);
    const { folder } = scene;
    const full = { GITHUB_OUTPUT: '/dev/full', GITHUB_STEP_SUMMARY: '/dev/full' };
    for (const lost of [full, { GITHUB_OUTPUT: '/dev/full' }, { GITHUB_STEP_SUMMARY: '/dev/full' }]) {
      const run = await scene.backup('small', folder.url, { env: lost });
      assert.equal(run.status, 1, run.log);
      assert.match(run.log, /^backup \S+: .* in file:/m);
      assert.match(errorOf(run), /::(?:output \S+|the summary) cannot be written: ENOSPC.* \[result-unwritten\]$/);
    }
    const run = await scene.drill(folder.url, { inputs: { 'smoke-test': 'exit 7' }, env: full });
    assert.match(errorOf(run), /\[verification-failed\]$/);
    assert.match(run.log, /^::warning::output verdict cannot be written: ENOSPC/m);
    const proof = await scene.drill(folder.url);
    assert.equal(proof.outputs['verdict'], 'proven', proof.log);
  });

  it('under the sandbox says nothing about the backup, wherever it fills up', async () => {
    await using scene = await startScene(world);
    assertDone(await scene.backup('large', scene.folder.url));
    const stored = await scene.contents();
    for (const mebibytes of [24, 64, 76, 84]) {
      await using disk = await smallDisk(mebibytes);
      const run = await scene.drill(scene.folder.url, { env: { TMPDIR: disk.path } });
      assert.equal(run.outputs['verdict'], 'could-not-tell', `${mebibytes} MiB: ${run.log}`);
      assertFailed(run, 'could-not-tell', 3);
      assert.deepEqual(await readdir(disk.path), []);
      await assertGone(run.started);
    }
    assertUntouched(stored, await scene.contents());
    const proof = await scene.drill(scene.folder.url);
    assert.equal(proof.outputs['verdict'], 'proven', proof.log);
  });
});
