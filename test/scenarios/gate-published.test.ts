import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startArtifactService, type ArtifactService } from '../real/artifact-service.ts';
import { pullRequest, startGateScene, type GateScene } from './gate-scene.ts';
import { startProofWorld, type FolderStore, type ProofWorld } from './proof-scene.ts';
import { createShop } from './proof-shop.ts';
import { assertDone, assertFailed } from './scene.ts';

describe('what backup and restore-verify publish', () => {
  let world: ProofWorld;
  let gate: GateScene;
  let artifacts: ArtifactService;
  let store: FolderStore;
  before(async () => {
    [world, gate, artifacts] = await Promise.all([startProofWorld(), startGateScene(), startArtifactService()]);
    await createShop(world.postgres);
    store = await world.newFolder();
    gate.github.state.files = [{ filename: 'db/migrate/1_a.rb', status: 'added' }];
  });
  after(async () => {
    await Promise.all([world, gate, artifacts].map((part) => part[Symbol.asyncDispose]()));
  });

  const fork = pullRequest({ fromFork: true });
  const publish = { source: 'shop', 'publish-status': 'true' };
  /** What the run left is what GitHub has. */
  const hand = (): void => {
    const createdAt = (index: number): Date => new Date(Date.now() - 60_000 + index);
    gate.github.state.statuses = artifacts.uploaded.map(({ name, zip }, index) => ({
      ...{ name, zip, text: '', createdAt: createdAt(index) },
    }));
  };

  it('is what turns the gate green for a fork: red after the backup, green after its proof', async () => {
    const url = world.postgres.url('shop');
    const inputs = { ...publish, url, store: store.url, recipients: world.age.recipient };
    const backup = await world.act('backup', inputs, artifacts.env);
    assertDone(backup);
    hand();
    assertFailed(await gate.gate(fork), 'backup-unproven');
    const opening = { ...publish, store: store.url, identity: world.age.identity, sandbox: world.postgres.url() };
    const drill = await world.act('restore-verify', opening, artifacts.env);
    assertDone(drill);
    hand();
    assert.deepEqual(
      artifacts.uploaded.map(({ name }) => name),
      ['muster-status-shop', 'muster-status-shop~2'],
      'the second status of a run has a number',
    );
    const run = await gate.gate(fork);
    assertDone(run);
    assert.equal(run.outputs['backup-id'], backup.outputs['backup-id']);
  });

  it('says nothing of a backup of chosen tables, which stands behind no migration', async () => {
    const inputs = { ...publish, store: (await world.newFolder()).url };
    const count = artifacts.uploaded.length;
    const taken = { url: world.postgres.url('shop'), tables: 'public.customers', recipients: world.age.recipient };
    const backup = await world.act('backup', { ...inputs, ...taken }, artifacts.env);
    assertDone(backup);
    assert.match(backup.log, /the status of \S+ is not published: it holds chosen tables/);
    const opening = { identity: world.age.identity, sandbox: world.postgres.url() };
    assertDone(await world.act('restore-verify', { ...inputs, ...opening }, artifacts.env));
    assert.equal(artifacts.uploaded.length, count);
  });

  it('is asked for in words, and a step that cannot publish says that the backup is there, and is red', async () => {
    const inputs = { url: world.postgres.url('shop'), store: store.url, recipients: world.age.recipient };
    const count = artifacts.uploaded.length;
    assertDone(await world.act('backup', { source: 'shop', ...inputs }, artifacts.env));
    assert.equal(artifacts.uploaded.length, count);
    const run = await world.act('backup', { ...publish, ...inputs });
    assert.match(assertFailed(run, 'status-unpublished'), /this run has no place for artifacts/);
    assert.match(run.outputs['backup-id'] ?? '', /Z-/);
    artifacts.refuse();
    const refused = await world.act('backup', { ...publish, ...inputs }, artifacts.env);
    assert.match(assertFailed(refused, 'status-unpublished'), /cannot be published as muster-status-shop: /);
    assert.match(refused.summary, /✅ shop is backed up/);
  });
});
