import assert from 'node:assert/strict';
import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  assertProven,
  assertRefused,
  assertUnproven,
  backupFolder,
  objectPath,
  rewrite,
  startProofWorld,
  verificationsIn,
  type FolderStore,
  type ProofWorld,
} from './proof-scene.ts';
import { createShop } from './proof-shop.ts';

describe('a backup in two stores', () => {
  let world: ProofWorld;
  before(async () => {
    world = await startProofWorld();
    await createShop(world.postgres);
  });
  after(() => world[Symbol.asyncDispose]());

  const given = (): Readonly<Record<string, string>> => ({ sandbox: world.postgres.url() });
  const verdictsIn = async (store: FolderStore, id?: string): Promise<string[]> =>
    (await verificationsIn(await backupFolder(store, id))).map(({ verdict }) => verdict);
  const flip = async (store: FolderStore, id?: string): Promise<void> =>
    rewrite(await objectPath(await backupFolder(store, id), 'data'), (bytes) =>
      bytes.fill((bytes[99] ?? 0) ^ 1, 99, 100),
    );

  it('is proven in both by one drill', async () => {
    const [first, second] = [await world.newFolder(), await world.newFolder()];
    const store = `${first.url}\n${second.url}`;
    await world.backUp('shop', store);
    assertProven(await world.verify(store, given()));
    for (const one of [first, second]) assert.deepEqual(await verdictsIn(one), ['proven']);
  });

  it('is proven in the first and failed in the second where only that is damaged; pruning does not rely on it', async () => {
    const [first, second] = [await world.newFolder(), await world.newFolder()];
    const store = `${first.url}\n${second.url}`;
    const older = (await world.backUp('shop', store)).outputs['backup-id'] ?? '';
    assertProven(await world.verify(store, given()));
    const newer = (await world.backUp('shop', store)).outputs['backup-id'] ?? '';
    await flip(second, newer);
    assertUnproven(await world.verify(store, given()), 'verification-failed', ['replica-differs', second.url]);
    assert.deepEqual(await verdictsIn(first, newer), ['proven']);
    assert.deepEqual(await verdictsIn(second, newer), ['failed']);

    const policy = { source: 'shop', 'keep-last': '1' };
    const halted = await world.act('prune', { ...policy, store: second.url });
    assert.equal(halted.outputs['failure'], 'prune-halted', halted.log);
    assert.equal(halted.status, 1);
    assert.ok(await backupFolder(second, older), 'the older backup is gone');
    assert.equal((await world.act('prune', { ...policy, store: first.url })).status, 0);
    assert.equal(
      (await readdir(first.path, { recursive: true })).filter((name) => name.endsWith('manifest.json')).length,
      1,
    );
  });

  it('is read from the second where the first does not have it, and judged where it is damaged', async () => {
    const [empty, second] = [await world.newFolder(), await world.newFolder()];
    await world.backUp('shop', second.url);
    const store = `${empty.url}\n${second.url}`;
    const run = await world.verify(store, given());
    assertUnproven(run, 'verification-failed', ['replica-differs', empty.url]);
    assert.deepEqual(await verdictsIn(second), ['proven']);
    await flip(second);
    const damaged = await world.verify(store, given());
    assert.match(damaged.outputs['failure'] ?? '', /^(object|archive)-damaged$/, damaged.log);
    assertUnproven(damaged, damaged.outputs['failure'] ?? '');
  });

  it('fails in the second where the manifest is another one there', async () => {
    const [first, second] = [await world.newFolder(), await world.newFolder()];
    const store = `${first.url}\n${second.url}`;
    await world.backUp('shop', store);
    await appendFile(join(await backupFolder(second), 'manifest.json'), ' ');
    assertUnproven(await world.verify(store, given()), 'verification-failed', ['replica-differs', second.url]);
  });
});

/** The moment that an id begins with. */
const secondOf = (id = ''): string => id.slice(0, 16);

describe('the input backup', () => {
  let world: ProofWorld;
  let store: FolderStore;
  const ids: string[] = [];
  before(async () => {
    world = await startProofWorld();
    await createShop(world.postgres);
    store = await world.newFolder();
    // The newest has a second of its own: the moment of one that cannot be read is known by its id alone.
    while (ids.length < 3 || secondOf(ids.at(-1)) === secondOf(ids.at(-2)))
      ids.push((await world.backUp('shop', store.url)).outputs['backup-id'] ?? '');
  });
  after(() => world[Symbol.asyncDispose]());

  const verified = async (backup: string): Promise<string> => {
    const run = await world.verify(store.url, { backup, sandbox: world.postgres.url() });
    assertProven(run);
    return run.outputs['backup-id'] ?? '';
  };

  it('means the newest, the newest proven, that with an id, or any of the last days', async () => {
    assertRefused(await world.verify(store.url, { backup: 'latest-proven' }), 'backup-missing');
    assert.equal(await verified(ids[0] ?? ''), ids[0]);
    assert.equal(await verified('latest-proven'), ids[0]);
    assert.equal(await verified('latest'), ids.at(-1));
    assert.equal(await verified('latest-proven'), ids.at(-1));
    assert.ok(ids.includes(await verified('random:30d')));
  });

  it('is refused where it means nothing', async () => {
    const unknown = await world.verify(store.url, { backup: '20200101T000000Z-aaaaaa' });
    assertRefused(unknown, 'backup-missing');
    assert.ok(
      ids.some((id) => unknown.log.includes(id)),
      'the message does not say what there is',
    );
    assertRefused(await world.verify(store.url, { backup: 'newest' }), 'input-invalid');
    assertRefused(await world.verify(store.url, { source: 'shp' }), 'backup-missing');
    assertRefused(await world.verify((await world.newFolder()).url), 'backup-missing');
  });

  it('is not passed over for an older one where the newest cannot be read', async () => {
    await rewrite(join(await backupFolder(store, ids.at(-1)), 'manifest.json'), (bytes) => bytes.subarray(0, 50));
    const run = await world.verify(store.url, { sandbox: world.postgres.url() });
    assert.equal(run.outputs['failure'], 'manifest-invalid', run.log);
    assert.equal(run.outputs['verdict'], undefined);
  });
});
