import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openCipher } from '../../src/ciphers/registry.ts';
import { backupId, momentOf, parseBackupId } from '../../src/domain/backup-id.ts';
import { sealedPart, type Manifest } from '../../src/domain/manifest.ts';
import { folderOf } from '../../src/domain/object-key.ts';
import { fingerprintFormat, serializeFingerprint } from '../../src/domain/sealed-fingerprint.ts';
import { once } from '../../src/pipeline/measure.ts';
import { collect } from '../contracts/byte-streams.ts';
import { sha256 } from '../fakes/backup-fixture.ts';
import type { ActionRun } from '../real/action-run.ts';
import {
  assertProven,
  assertRefused,
  assertUnproven,
  backupFolder,
  copyOf,
  objectPath,
  startProofWorld,
  verificationsIn,
  type FolderStore,
  type ProofWorld,
} from './proof-scene.ts';
import { createShop } from './proof-shop.ts';

/** What somebody may try who can write to a store and has no identity. docs/threat-model.md says what comes of it. */
describe('a store that somebody else writes to', () => {
  let world: ProofWorld;
  let original: FolderStore;
  let [older, newer] = ['', ''];
  before(async () => {
    world = await startProofWorld();
    await createShop(world.postgres);
    original = await world.newFolder();
    older = (await world.backUp('shop', original.url)).outputs['backup-id'] ?? '';
    assertProven(await drill(original, { backup: older }));
    newer = (await world.backUp('shop', original.url)).outputs['backup-id'] ?? '';
  });
  after(() => world[Symbol.asyncDispose]());

  const drill = (store: FolderStore, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> =>
    world.verify(store.url, { sandbox: world.postgres.url(), ...inputs });

  async function manifestIn(folder: string): Promise<Manifest> {
    return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  }

  async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  }

  /** A copy of the store in which the older backup lies a second time, as one that is an hour younger than the newer. */
  async function withOldAsNew(): Promise<{ store: FolderStore; folder: string; id: string }> {
    const store = await copyOf(world, original);
    const id = backupId(new Date(momentOf(parseBackupId(newer)).getTime() + 3_600_000), 'zzzzzz');
    const folder = join(store.path, folderOf({ source: 'shop', kind: 'full', id }));
    await mkdir(dirname(folder), { recursive: true });
    await cp(await backupFolder(store, older), folder, { recursive: true });
    return { store, folder, id };
  }

  it('cannot pass an older backup off as the newest by its folder', async () => {
    const { store } = await withOldAsNew();
    const run = await drill(store);
    assert.equal(run.outputs['failure'], 'manifest-invalid', run.log);
    assert.equal(run.status, 1);
  });

  it('cannot pass an older backup off as the newest by its manifest either', async () => {
    const { store, folder, id } = await withOldAsNew();
    const manifest = await manifestIn(folder);
    const snapshotAt = momentOf(parseBackupId(id)).toISOString();
    await writeManifest(folder, { ...manifest, id: parseBackupId(id), snapshotAt });
    const run = await drill(store);
    assertUnproven(run, 'manifest-edited');
    assert.equal(run.outputs['backup-id'], id);
  });

  it('cannot put an older backup’s objects under the newest one’s manifest, whatever fits', async () => {
    const store = await copyOf(world, original);
    const [from, to] = [await backupFolder(store, older), await backupFolder(store, newer)];
    const manifest = await manifestIn(to);
    for (const { name } of manifest.objects) await copyFile(join(from, name), join(to, name));
    await writeManifest(to, { ...manifest, objects: (await manifestIn(from)).objects });
    assertUnproven(await drill(store), 'manifest-edited');
    const [record] = await verificationsIn(to);
    assert.equal(record?.verdict, 'failed');
  });

  it('cannot make them fit with a fingerprint of their own, since they do not know the rows', async () => {
    const store = await copyOf(world, original);
    const [from, to] = [await backupFolder(store, older), await backupFolder(store, newer)];
    const manifest = await manifestIn(to);
    const objects = (await manifestIn(from)).objects.filter(({ role }) => role !== 'fingerprint');
    for (const { name } of objects) await copyFile(join(from, name), join(to, name));
    const forged = { ...manifest, objects };
    const plain = serializeFingerprint({
      format: fingerprintFormat,
      manifestSha256: sha256(sealedPart(JSON.stringify(forged))),
    });
    const cipher = await openCipher({ recipients: world.age.recipient });
    const sealed = await collect(cipher.seal(once(Buffer.from(plain))));
    const own = { role: 'fingerprint', name: 'fingerprint.json.age', formats: ['json', 'age'] } as const;
    const digest = createHash('sha256').update(sealed).digest('hex');
    const fingerprint = { ...own, sizeBytes: sealed.length, sha256: digest, plainSizeBytes: plain.length };
    await writeFile(join(to, own.name), sealed);
    await writeManifest(to, { ...forged, objects: [...objects, fingerprint] });
    assertUnproven(await drill(store), 'could-not-tell');
  });

  it('cannot take a proof to another backup, or keep it with a manifest that was edited', async () => {
    const store = await copyOf(world, original);
    const [from, to] = [await backupFolder(store, older), await backupFolder(store, newer)];
    const manifest = await manifestIn(from);
    await cp(join(from, 'verifications'), join(to, 'verifications'), { recursive: true });
    await writeManifest(from, { ...manifest, run: { id: 'somebody' } });
    assertRefused(await drill(store, { backup: 'latest-proven' }), 'backup-missing');
    const list = await world.act('list', { source: 'shop', store: store.url });
    assert.equal((list.log.match(/does not count: was made against another manifest/g) ?? []).length, 2, list.log);
  });

  it('can write a false proof, which counts until the next drill', async () => {
    const store = await copyOf(world, original);
    const [from, to] = [await backupFolder(store, older), await backupFolder(store, newer)];
    await rm(await objectPath(to, 'data'));
    const [name = ''] = await readdir(join(from, 'verifications'));
    const proof = JSON.parse(await readFile(join(from, 'verifications', name), 'utf8')) as object;
    const manifestSha256 = sha256(await readFile(join(to, 'manifest.json'), 'utf8'));
    await mkdir(join(to, 'verifications'));
    await writeFile(join(to, 'verifications', name), JSON.stringify({ ...proof, backup: newer, manifestSha256 }));
    const run = await drill(store, { backup: 'latest-proven' });
    assert.equal(run.outputs['backup-id'], newer, run.log);
    assertUnproven(run, 'object-missing');
    assert.equal((await drill(store, { backup: 'latest-proven' })).outputs['backup-id'], older);
  });

  it('can change a backup after its proof, which counts until the next drill finds it', async () => {
    const store = await copyOf(world, original);
    const path = await objectPath(await backupFolder(store, older), 'data');
    const bytes = await readFile(path);
    await writeFile(path, bytes.fill(0, bytes.length >> 1));
    const list = await world.act('list', { source: 'shop', store: store.url });
    assert.match(list.log, new RegExp(`${older}.* proven `));
    const run = await drill(store, { backup: 'latest-proven' });
    assert.equal(run.outputs['backup-id'], older);
    assertUnproven(run, 'object-damaged');
    assertRefused(await drill(store, { backup: 'latest-proven' }), 'backup-missing');
  });

  it('can remove a failed verdict, after which the one before it counts until the next drill', async () => {
    const store = await copyOf(world, original);
    const folder = await backupFolder(store, older);
    await rm(await objectPath(folder, 'data'));
    assertUnproven(await drill(store, { backup: older }), 'object-missing');
    assertRefused(await drill(store, { backup: 'latest-proven' }), 'backup-missing');
    const failed = (await readdir(join(folder, 'verifications'))).sort().at(-1) ?? '';
    await rm(join(folder, 'verifications', failed));
    assertUnproven(await drill(store, { backup: 'latest-proven' }), 'object-missing');
  });

  it('can put a whole backup of another database there, sealed for the same recipients', async () => {
    const store = await copyOf(world, original);
    await world.postgres.createDatabase('other');
    await world.postgres.psql('CREATE TABLE trap (id int)', 'other');
    const { outputs } = await world.backUp('other', store.url);
    const run = await drill(store);
    assertProven(run);
    assert.equal(run.outputs['backup-id'], outputs['backup-id']);
  });

  it('can make an older backup the latest by removing the newer, which its id and the target for its age show', async () => {
    const store = await copyOf(world, original);
    await rm(await backupFolder(store, newer), { recursive: true });
    assertRefused(await drill(store, { backup: newer }), 'backup-missing');
    const run = await drill(store, { 'rpo-target': '1s' });
    assert.equal(run.outputs['backup-id'], older);
    assert.equal(run.status, 1, run.log);
    assert.match(run.log, /rpo-missed/);
  });
});
