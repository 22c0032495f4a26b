import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { once } from '../../src/pipeline/measure.ts';
import { openOpener } from '../../src/ciphers/registry.ts';
import { codecNamed } from '../../src/codecs/registry.ts';
import { Secret } from '../../src/domain/secret.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { collect } from '../contracts/byte-streams.ts';
import type { ActionRun } from '../real/action-run.ts';
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

describe('encrypt-and-upload', () => {
  let world: ProofWorld;
  before(async () => {
    world = await startProofWorld();
    await createShop(world.postgres);
  });
  after(() => world[Symbol.asyncDispose]());

  const upload = (inputs: Readonly<Record<string, string>>): Promise<ActionRun> =>
    world.act('encrypt-and-upload', { source: 'shop', ...inputs });
  const done = async (run: Promise<ActionRun>): Promise<ActionRun> => {
    const ended = await run;
    assert.equal(ended.status, 0, ended.log);
    return ended;
  };
  const drill = (store: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> =>
    world.verify(store, { sandbox: world.postgres.url(), ...inputs });

  it('seals a staged backup on its way to two stores, where it is proven', async () => {
    const folder = await world.newFolder();
    const store = `${folder.url}\n${await world.newBucket()}`;
    const staged = await world.backUp('shop', 'staging', { recipients: '', encryption: 'none' });
    const sealed = await done(upload({ store, recipients: world.age.recipient }));
    assert.equal(sealed.outputs['backup-id'], staged.outputs['backup-id']);
    assertProven(await drill(store));
    for (const name of ['data', 'fingerprint'] as const) {
      const bytes = await readFile(await objectPath(await backupFolder(folder), name));
      assert.match(bytes.subarray(0, 30).toString('latin1'), /^age-encryption\.org\/v1\n/);
    }
  });

  it('copies a backup byte for byte, with its proof', async () => {
    const [first, third] = [await world.newFolder(), await world.newFolder()];
    const bucket = await world.newBucket();
    await world.backUp('shop', first.url);
    assertProven(await drill(first.url));
    await done(upload({ from: first.url, store: bucket }));
    assertProven(await drill(bucket, { backup: 'latest-proven' }));
    await done(upload({ from: bucket, store: third.url }));
    const [here, there] = [await backupFolder(first), await backupFolder(third)];
    for (const name of ['data', 'fingerprint', 'manifest'] as const) {
      assert.deepEqual(await readFile(await objectPath(there, name)), await readFile(await objectPath(here, name)));
    }
    assert.equal((await verificationsIn(there)).length, 2, 'the proof of the copy in the bucket came too');
    assertProven(await drill(`${first.url}\n${third.url}`));
    const again = await done(upload({ from: first.url, store: third.url }));
    assert.match(again.log + again.summary, /there already/);
  });

  it('does not copy a backup whose bytes are not those of its manifest', async () => {
    const [first, second] = [await world.newFolder(), await world.newFolder()];
    await world.backUp('shop', first.url);
    const path = await objectPath(await backupFolder(first), 'data');
    // one bit: a byte that is set to zero may have been zero
    await rewrite(path, (bytes) => bytes.fill((bytes[500] ?? 0) ^ 1, 500, 501));
    const run = await upload({ from: first.url, store: second.url });
    assert.equal(run.outputs['failure'], 'object-damaged', run.log);
    assertRefused(await drill(second.url), 'backup-missing');
  });

  it('seals a backup anew for somebody else, whom alone it then opens for', async () => {
    const [first, second] = [await world.newFolder(), await world.newFolder()];
    const other = ageKey();
    await world.backUp('shop', first.url);
    const sealing = { from: first.url, store: second.url, recipients: other.recipient };
    assertRefused(await upload(sealing), 'input-missing');
    await done(upload({ ...sealing, identity: world.age.identity }));
    assertProven(await drill(second.url, { identity: other.identity }));
    assertRefused(await drill(second.url), 'identity-mismatch');
    assertProven(await drill(first.url));
  });

  const opened = async (store: FolderStore): Promise<Buffer> => {
    const opener = await openOpener({ format: 'age', identity: new Secret(world.age.identity) });
    const bytes = await readFile(await objectPath(await backupFolder(store), 'data'));
    const packed = await collect(opener.open(once(bytes)));
    const plain = codecNamed('zstd')?.decompress(once(packed));
    assert.ok(plain !== undefined);
    return await collect(plain);
  };

  it('stores files and the output of a command', async () => {
    const [files, output] = [await world.newFolder(), await world.newFolder()];
    await mkdir(join(world.job.workFolder, 'etc', 'deep'), { recursive: true });
    await writeFile(join(world.job.workFolder, 'etc', 'deep', 'ünï code.conf'), 'listen = 1\n');
    const recipients = world.age.recipient;
    await done(upload({ store: files.url, recipients, files: 'etc/**/*.conf' }));
    assert.match((await opened(files)).toString(), /ünï code\.conf[\s\S]*listen = 1\n/);
    await done(upload({ store: output.url, recipients, command: `printf '%s' 'one "line"' | tr o O` }));
    assert.equal((await opened(output)).toString(), 'One "line"');
    const run = await drill(files.url, { kind: 'files' });
    assertUnproven(run, 'could-not-tell', ['nothing compared']);
  });

  it('keeps nothing of a command that fails, even after all of its output, or of files that do not exist', async () => {
    const store = await world.newFolder();
    const sealing = { store: store.url, recipients: world.age.recipient };
    for (const command of ['echo all; exit 3', 'false | cat', 'echo $unset_variable', 'kill -9 $$']) {
      const run = await upload({ ...sealing, command });
      assert.equal(run.outputs['failure'], 'dump-failed', run.log);
      assert.equal(run.status, 1);
    }
    const missing = await upload({ ...sealing, files: 'no-such-file.conf' });
    assert.notEqual(missing.status, 0, missing.log);
    assert.match(missing.log, /no-such-file\.conf/);
    assertRefused(await upload({ ...sealing, files: 'no-such-*.conf' }), 'source-missing');
    assertRefused(await upload({ ...sealing, files: 'x', command: 'true' }), 'input-invalid');
    assertRefused(await upload({ store: store.url, command: 'true' }), 'input-missing');
    for (const kind of ['files', 'command']) assertRefused(await drill(store.url, { kind }), 'backup-missing');
  });
});
