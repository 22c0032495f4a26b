import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertDone, manifestsIn, startScene, startWorld, type Scene, type World } from './scene.ts';

describe('runs at the same time', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world[Symbol.asyncDispose]());

  /** Takes so many backups, each proven, and returns their ids, oldest first. */
  async function proven(scene: Scene, count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let taken = 0; taken < count; taken += 1) {
      const backup = await scene.backup('small', scene.folder.url);
      assertDone(backup);
      const id = backup.outputs['backup-id'] ?? '';
      assertDone(await scene.drill(scene.folder.url, { inputs: { backup: id } }));
      ids.push(id);
    }
    return ids;
  }

  async function idsIn(scene: Scene): Promise<string[]> {
    return manifestsIn(await scene.contents()).map(
      (key) => /(\d{4})\/(\d\d)\/([^/]+)\//.exec(key)?.slice(1).join('') ?? '',
    );
  }

  it('back up one source twice, and both backups are whole', async () => {
    await using scene = await startScene(world);
    const both = await Promise.all([1, 2].map(() => scene.backup('large', scene.folder.url)));
    for (const run of both) assertDone(run);
    const ids = both.map((run) => run.outputs['backup-id'] ?? '');
    assert.equal(new Set(ids).size, 2);
    for (const backup of ids) assertDone(await scene.drill(scene.folder.url, { inputs: { backup } }));
  });

  it('prune while a backup is taken, and do not take its objects for rests', async () => {
    await using scene = await startScene(world);
    const [older = '', newer = ''] = await proven(scene, 2);
    const [taken, pruned] = await Promise.all([
      scene.backup('large', scene.folder.url),
      scene.prune(scene.folder.url, { inputs: { grace: '10m' } }),
    ]);
    assertDone(taken);
    assertDone(pruned);
    const ids = await idsIn(scene);
    assert.ok(ids.includes(newer) && ids.includes(taken.outputs['backup-id'] ?? ''));
    assert.ok(!ids.includes(older));
    assertDone(await scene.drill(scene.folder.url, { inputs: { backup: taken.outputs['backup-id'] ?? '' } }));
  });

  it('prune twice, and remove what one prune would have removed', async () => {
    await using scene = await startScene(world);
    const ids = await proven(scene, 3);
    const prunes = await Promise.all([1, 2].map(() => scene.prune(scene.folder.url)));
    // The slower one may see the store change under its plan; then it stops and says so.
    for (const run of prunes) assert.ok([undefined, 'prune-halted'].includes(run.outputs['failure']), run.log);
    assert.ok(prunes.some((run) => run.status === 0));
    assert.deepEqual(await idsIn(scene), ids.slice(-1));
    assertDone(await scene.drill(scene.folder.url));
  });

  it('prune while the newest backup is being proven', async () => {
    await using scene = await startScene(world);
    const [first = ''] = await proven(scene, 2);
    const newest = await scene.backup('small', scene.folder.url);
    const [drill, pruned] = await Promise.all([scene.drill(scene.folder.url), scene.prune(scene.folder.url)]);
    assertDone(drill);
    assertDone(pruned);
    assert.equal(drill.outputs['verdict'], 'proven');
    const ids = await idsIn(scene);
    assert.ok(ids.includes(newest.outputs['backup-id'] ?? ''));
    assert.ok(!ids.includes(first));
  });
});
