import assert from 'node:assert/strict';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { FailureCode } from '../../src/domain/failure-codes.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import type { ActionRun } from '../real/action-run.ts';
import {
  assertProven,
  assertRefused,
  assertUnproven,
  backupFolder,
  copyOf,
  objectPath,
  rewrite,
  startProofWorld,
  verificationsIn,
  type FolderStore,
  type ProofWorld,
} from './proof-scene.ts';
import { createShop } from './proof-shop.ts';

/** Where in an object a bit is turned, as shares of its size: the marks of its format, its keys, its content, its end. */
const places = [0, 0.02, 0.06, 0.12, 0.5, 0.97, 1];

describe('a stored backup that was damaged', () => {
  let world: ProofWorld;
  let original: FolderStore;
  before(async () => {
    world = await startProofWorld();
    await createShop(world.postgres);
    original = await world.newFolder();
    await world.backUp('shop', original.url);
  });
  after(() => world[Symbol.asyncDispose]());

  const drill = (store: FolderStore): Promise<ActionRun> => world.verify(store.url, { sandbox: world.postgres.url() });

  /** Damages a copy of the backup and requires the drill to fail, on the page and in the record. */
  async function assertFound(
    damage: (folder: string) => Promise<void>,
    code: FailureCode,
    words: readonly string[] = [],
  ): Promise<void> {
    const store = await copyOf(world, original);
    const folder = await backupFolder(store);
    await damage(folder);
    assertUnproven(await drill(store), code, words);
    const records = await verificationsIn(folder);
    assert.deepEqual(
      records.map(({ verdict, findings }) => [verdict, findings]),
      [['failed', [{ code, count: 1 }]]],
    );
  }

  it('is proven where it was not, so that the others fail for the damage', async () => {
    assertProven(await drill(await copyOf(world, original)));
  });

  for (const name of ['data', 'globals', 'fingerprint'] as const) {
    it(`fails without its ${name}, and names the object`, async () => {
      await assertFound(async (folder) => rm(await objectPath(folder, name)), 'object-missing', [`${name}.`]);
    });

    it(`fails where its ${name} is cut off, or has a byte more`, async () => {
      const cut = (bytes: Buffer): Buffer => bytes.subarray(0, -1);
      const grown = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.of(0)]);
      for (const change of [cut, grown]) {
        const damage = async (folder: string): Promise<void> => rewrite(await objectPath(folder, name), change);
        await assertFound(damage, 'object-damaged', [`${name}.`]);
      }
    });

    it(`fails where one bit of its ${name} is wrong, wherever`, async () => {
      await assertEachBitCounts(name, original, { identity: world.age.identity });
    });
  }

  it('fails where one bit is wrong of what a passphrase opens', async () => {
    const store = await world.newFolder();
    const passphrase = 'right horse';
    await world.backUp('shop', store.url, { recipients: '', passphrase });
    for (const name of ['data', 'fingerprint'] as const)
      await assertEachBitCounts(name, store, { identity: '', passphrase });
  });

  /** Turns a bit at each of the places in turn; the words may differ, the verdict may not. */
  async function assertEachBitCounts(
    name: 'data' | 'globals' | 'fingerprint',
    whole: FolderStore,
    keys: Readonly<Record<string, string>>,
  ): Promise<void> {
    for (const share of places) {
      const store = await copyOf(world, whole);
      const folder = await backupFolder(store);
      await rewrite(await objectPath(folder, name), (bytes) => {
        const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share));
        return bytes.fill((bytes[at] ?? 0) ^ 1, at, at + 1);
      });
      const run = await world.verify(store.url, { sandbox: world.postgres.url(), ...keys });
      assert.match(run.outputs['failure'] ?? '', /^(object|archive)-damaged$/, `at ${share}\n${run.log}`);
      assertUnproven(run, run.outputs['failure'] ?? '');
      const [record] = await verificationsIn(folder);
      assert.equal(record?.verdict, 'failed');
    }
  }

  it('is not judged by a wrong key, or by none: nothing is recorded', async () => {
    const store = await copyOf(world, original);
    assertRefused(await world.verify(store.url, { identity: ageKey().identity }), 'identity-mismatch');
    assertRefused(await world.verify(store.url, { identity: '' }), 'input-missing');
    assertRefused(await world.verify(store.url, { identity: '', passphrase: 'not a key' }), 'input-missing');
    assertRefused(await world.verify(store.url, { identity: 'AGE-SECRET-KEY-1NOT' }), 'identity-invalid');
    assert.deepEqual(await verificationsIn(await backupFolder(store)), []);
  });

  it('is not judged by a wrong passphrase', async () => {
    const store = await world.newFolder();
    await world.backUp('shop', store.url, { recipients: '', passphrase: 'right horse' });
    const keys = { identity: '', passphrase: 'wrong horse' };
    assertRefused(await world.verify(store.url, keys), 'identity-mismatch');
    assert.deepEqual(await verificationsIn(await backupFolder(store)), []);
  });

  it('fails where another backup’s data lies in its place', async () => {
    const other = await world.newFolder();
    await world.backUp('shop', other.url);
    const foreign = await objectPath(await backupFolder(other), 'data');
    const damage = async (folder: string): Promise<void> => copyFile(foreign, await objectPath(folder, 'data'));
    await assertFound(damage, 'object-damaged', ['data.']);
  });

  it('is not taken for proven where another backup’s manifest lies in its place', async () => {
    const other = await world.newFolder();
    await world.backUp('shop', other.url);
    const store = await copyOf(world, original);
    const folder = await backupFolder(store);
    await copyFile(join(await backupFolder(other), 'manifest.json'), join(folder, 'manifest.json'));
    const run = await drill(store);
    assert.equal(run.outputs['failure'], 'manifest-invalid', run.log);
    assert.equal(run.status, 1);
    const text = await readFile(join(folder, 'manifest.json'), 'utf8');
    await writeFile(join(folder, 'manifest.json'), text.slice(0, text.length / 2));
    assert.equal((await drill(store)).outputs['failure'], 'manifest-invalid');
  });
});
