import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { descendantsOf, stillLives } from '../real/process-tree.ts';
import {
  assertDone,
  assertFailed,
  assertNothingLeft,
  assertUntouched,
  manifestsIn,
  startScene,
  startWorld,
  until,
  type World,
} from './scene.ts';
import { momentsOfBackup, whenHanging, whenPrinted } from './stopping.ts';

describe('an action that is killed', () => {
  let world: World;
  before(async () => void (world = await startWorld()));
  after(() => world[Symbol.asyncDispose]());

  it('leaves no backup that is not whole, and what it leaves is swept, at whatever moment', async () => {
    await using scene = await startScene(world);
    assertDone(await scene.backup('small', scene.bucketUrl));
    const stored = await scene.contents();
    for (const [moment, rule] of momentsOfBackup) {
      const run = await scene.backup('large', scene.bucketUrl, whenHanging(scene, rule, 'SIGKILL'));
      scene.proxy.heal();
      assert.equal(run.status, null, `${moment}: ${run.log}`);
      await until(() => !run.started.some(stillLives));
      assert.deepEqual(manifestsIn(await scene.contents()), manifestsIn(stored), moment);
    }
    assert.ok((await readdir(scene.job.tempFolder)).some((name) => name.startsWith('muster-spool-')));

    const next = await scene.backup('large', scene.bucketUrl);
    assertDone(next);
    await assertNothingLeft(scene, next);
    const proof = await scene.drill(scene.bucketUrl);
    assertDone(proof);
    await sleep(1100); // the stores know seconds, and the grace is one
    const left = await scene.contents();
    assert.ok([...left.keys()].some((key) => key.includes(':abandoned:')));
    const pruned = await scene.prune(scene.bucketUrl, { inputs: { 'keep-last': '9', grace: '1s' } });
    assertDone(pruned);
    const after = await scene.contents();
    assertUntouched(stored, after);
    const folders = new Set(manifestsIn(after).map((key) => key.slice(0, -'manifest.json'.length)));
    assert.equal(folders.size, 2);
    for (const key of after.keys())
      assert.ok(
        [...folders].some((folder) => key.startsWith(folder)),
        `${key} is left`,
      );
  });

  it('leaves a partial file in a folder that prune sweeps', async () => {
    await using scene = await startScene(world);
    assertDone(await scene.backup('small', scene.folder.url));
    const stored = await scene.contents();
    // the bucket beside it keeps the run in the middle
    const stores = { inputs: { store: `${scene.folder.url}\n${scene.bucketUrl}`, 'spool-budget': '32MiB' } };
    const rule = { method: 'PUT', query: /partNumber=1/ };
    const run = await scene.backup('large', '', { ...whenHanging(scene, rule, 'SIGKILL'), ...stores });
    assert.equal(run.status, null, run.log);
    assertUntouched(stored, await scene.contents());
    await until(() => !run.started.some(stillLives));
    scene.proxy.heal();
    await sleep(1100);
    assertDone(await scene.prune(scene.folder.url, { inputs: { grace: '1s', 'keep-last': '9' } }));
    const after = [...(await scene.contents()).keys()].filter((key) => key.startsWith('file:'));
    assert.deepEqual(after, [...stored.keys()]);
  });

  for (const stage of ['restore', 'rows']) {
    it(`leaves no server behind, killed during the ${stage} of a drill`, async () => {
      await using scene = await startScene(world);
      assertDone(await scene.backup('large', scene.folder.url));
      const stored = await scene.contents();
      const run = await scene.drill(scene.folder.url, whenPrinted(`${stage} …`, 'SIGKILL'));
      assert.equal(run.status, null, run.log);
      assert.ok(run.started.some(({ name }) => name === 'postgres'));
      await until(() => !run.started.some(stillLives));
      assert.deepEqual(await scene.contents(), stored);
      assert.equal((await readdir(scene.sandboxes)).length, 1);
      const next = await scene.drill(scene.folder.url);
      assertDone(next);
      assert.match(next.log, /removed 1 sandboxes that earlier runs left behind/);
      await assertNothingLeft(scene, next);
    });
  }

  it('leaves every listed backup whole, killed at any removal of a prune', async () => {
    await using scene = await startScene(world);
    let id = '';
    for (let count = 0; count < 4; count += 1) {
      const run = await scene.backup('small', scene.bucketUrl);
      assertDone(run);
      id = run.outputs['backup-id'] ?? ''; // keys do not tell which is newer of two in one second
    }
    assertDone(await scene.drill(scene.bucketUrl));
    const stored = await scene.contents();
    const newest = manifestsIn(stored).find((key) => key.endsWith(`${id.slice(-6)}/manifest.json`)) ?? assert.fail(id);
    const unharmed = { kind: 'flip-response', atByte: Infinity } as const;
    for (let done = 0; done < 3; done += 1) {
      scene.proxy.inject({ method: 'DELETE', fault: unharmed, times: done });
      const run = await scene.prune(scene.bucketUrl, whenHanging(scene, { method: 'DELETE' }, 'SIGKILL'));
      scene.proxy.heal();
      assert.equal(run.status, null, run.log);
      const now = await scene.contents();
      assert.ok(now.has(newest));
      for (const manifest of manifestsIn(now)) {
        const folder = manifest.slice(0, -'manifest.json'.length);
        assertUntouched(new Map([...stored].filter(([key]) => key.startsWith(folder))), now);
      }
    }
    assert.equal(manifestsIn(await scene.contents()).length, 2);
    await sleep(1100);
    assertDone(await scene.prune(scene.bucketUrl, { inputs: { grace: '1s' } }));
    assert.deepEqual(manifestsIn(await scene.contents()), [newest]);
    const proof = await scene.drill(scene.bucketUrl);
    assert.equal(proof.outputs['verdict'], 'proven', proof.log);
  });
});

describe('an action that is asked to stop', () => {
  let world: World;
  before(async () => void (world = await startWorld()));
  after(() => world[Symbol.asyncDispose]());

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    for (const [moment, rule] of signal === 'SIGTERM' ? momentsOfBackup : momentsOfBackup.slice(0, 1)) {
      it(`by ${signal} ${moment} takes back what it wrote`, async () => {
        await using scene = await startScene(world);
        assertDone(await scene.backup('small', scene.bucketUrl));
        const stored = await scene.contents();
        const begun = scene.proxy.requests.length;
        const hanging = whenHanging(scene, rule, signal);
        const run = await scene.backup('large', scene.bucketUrl, {
          onStart: (pid) => {
            hanging.onStart?.(pid);
            const isHanging = (): boolean => scene.proxy.requests.slice(begun).some(({ fault }) => fault === 'hang');
            void until(isHanging, pid).then(() => scene.proxy.heal());
          },
        });
        assert.match(assertFailed(run, 'interrupted'), new RegExp(signal));
        assert.deepEqual(await scene.contents(), stored);
        await assertNothingLeft(scene, run);
      });
    }
    for (const stage of ['restore', 'rows']) {
      it(`by ${signal} during the ${stage} of a drill leaves nothing and judges nothing`, async () => {
        await using scene = await startScene(world);
        assertDone(await scene.backup('large', scene.folder.url));
        const stored = await scene.contents();
        const run = await scene.drill(scene.folder.url, whenPrinted(`${stage} …`, signal));
        assertFailed(run, 'interrupted');
        assert.deepEqual(await scene.contents(), stored);
        await assertNothingLeft(scene, run);
        assert.deepEqual(
          descendantsOf(process.pid).filter(({ name }) => name === 'pg_restore'),
          [],
        );
      });
    }
  }
});
