import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { diskFailure } from '../../src/stores/directory/disk-failure.ts';
import { Failure } from '../../src/domain/failure.ts';
import { directoryStore } from '../../src/stores/directory/directory-store.ts';
import { storeContract } from '../contracts/store-contract.ts';
import { failsWith, keysOf, readAll, someBytes } from '../contracts/store-probe.ts';
import { partsOf } from '../real/parts-of.ts';

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'muster-directory-'));
  return {
    folder,
    store: directoryStore(folder),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

storeContract('directory', openFolder, { partBytes: 400_000, manyObjects: 1_200 });

const never = new AbortController().signal;

describe('a directory', () => {
  it('holds each object as a file that only its owner can read', async () => {
    await using opened = await openFolder();
    await opened.store.put('a/b/c', partsOf(Buffer.from('x'), 10), never);
    await opened.store.putIfAbsent('a/b/d', Buffer.from('y'), never);
    const modeOf = async (path: string): Promise<number> => (await stat(join(opened.folder, path))).mode & 0o777;
    assert.equal(await modeOf('a/b/c'), 0o600);
    assert.equal(await modeOf('a/b/d'), 0o600);
    assert.equal(await modeOf('a'), 0o700);
    assert.equal(await modeOf('a/b'), 0o700);
  });

  it('never says of a record that is there that it was not written, while another run sweeps', async () => {
    await using opened = await openFolder();
    const { store } = opened;
    let isOver = false;
    const sweep = async (): Promise<void> => {
      while (!isOver) for await (const upload of store.abandoned('', never)) await upload.abort();
    };
    const sweeping = sweep();
    try {
      for (let number = 0; number < 100; number += 1) {
        const key = `records/${number}`;
        const isWritten = await store.putIfAbsent(key, Buffer.from('x'), never).then(
          () => true,
          () => false,
        );
        assert.equal((await store.stat(key, never)) !== undefined, isWritten, key);
      }
    } finally {
      isOver = true;
      await sweeping;
    }
  });

  it('holds nothing but the objects', async () => {
    await using opened = await openFolder();
    await opened.store.put('a', partsOf(someBytes(300), 100), never);
    await opened.store.putIfAbsent('b', Buffer.from('y'), never);
    await assert.rejects(opened.store.putIfAbsent('b', Buffer.from('z'), never), failsWith('backup-exists'));
    assert.deepEqual((await readdir(opened.folder)).sort(), ['a', 'b']);
  });

  it('removes folders that are empty, but never its own', async () => {
    await using opened = await openFolder();
    await opened.store.putIfAbsent('a/b/c', Buffer.from('x'), never);
    await opened.store.putIfAbsent('a/d', Buffer.from('x'), never);
    await opened.store.remove('a/b/c', never);
    assert.deepEqual(await readdir(join(opened.folder, 'a')), ['d']);
    await opened.store.remove('a/d', never);
    assert.deepEqual(await readdir(opened.folder), []);
  });

  it('keeps writing while another run removes the folders around it', async () => {
    await using opened = await openFolder();
    const comeAndGo = async (key: string): Promise<void> => {
      for (let round = 0; round < 100; round += 1) {
        await opened.store.putIfAbsent(key, Buffer.from('x'), never);
        await opened.store.remove(key, never);
      }
    };
    await Promise.all(['a/b/1', 'a/b/2', 'a/b/3'].map(comeAndGo));
    assert.deepEqual(await readdir(opened.folder), []);
  });

  it('lists what a run that died left behind as abandoned and not as an object', async () => {
    await using opened = await openFolder();
    await mkdir(join(opened.folder, 'shop'));
    await writeFile(join(opened.folder, 'shop', '.partial-0123456789ab-data.bin'), 'half');
    assert.deepEqual(await keysOf(opened.store, ''), []);
    const [upload] = await Array.fromAsync(opened.store.abandoned('shop/', never));
    assert.equal(upload?.key, 'shop/data.bin');
    await upload.abort();
    assert.deepEqual(await readdir(opened.folder), []);
  });

  for (const key of ['../out', 'a/../../out', '/etc/passwd', 'a//b', 'a/.', '', 'a/\0b', '.partial-0123456789ab-x']) {
    it(`refuses a key that is no path below it: ${JSON.stringify(key)}`, async () => {
      await using opened = await openFolder();
      await assert.rejects(opened.store.putIfAbsent(key, Buffer.from('x'), never), failsWith('store-denied'));
      await assert.rejects(opened.store.put(key, partsOf(Buffer.from('x'), 1), never), failsWith('store-denied'));
      await assert.rejects(readAll(opened.store, key), failsWith('store-denied'));
      await assert.rejects(opened.store.remove(key, never), failsWith('store-denied'));
    });
  }

  it('does not follow links to other places', async () => {
    await using opened = await openFolder();
    await symlink('/etc', join(opened.folder, 'etc'));
    await symlink('/etc/hostname', join(opened.folder, 'hostname'));
    assert.deepEqual(await keysOf(opened.store, ''), []);
    await assert.rejects(readAll(opened.store, 'hostname'), failsWith('object-missing'));
  });

  it('is missing where nobody made the folder, and does not make it', async () => {
    await using opened = await openFolder();
    const path = join(opened.folder, 'not-mounted');
    const store = directoryStore(path);
    await assert.rejects(store.put('a', partsOf(Buffer.from('x'), 1), never), failsWith('store-missing'));
    await assert.rejects(store.putIfAbsent('a', Buffer.from('x'), never), failsWith('store-missing'));
    await assert.rejects(store.stat('a', never), failsWith('store-missing'));
    await assert.rejects(store.remove('a', never), failsWith('store-missing'));
    await assert.rejects(keysOf(store, ''), failsWith('store-missing'));
    assert.deepEqual(await readdir(opened.folder), []);
  });

  it('says so when an object is cut off while it is read', async () => {
    await using opened = await openFolder();
    await opened.store.put('a', partsOf(someBytes(1_000_000), 1_000_000), never);
    const reading = async (): Promise<void> => {
      for await (const _ of opened.store.get('a', never)) await truncate(join(opened.folder, 'a'), 300_000);
    };
    await assert.rejects(reading, failsWith('store-corrupted'));
  });

  it('is denied where the system lets nobody write', async () => {
    // Not even root can make files in this part of Linux's /sys.
    const store = directoryStore('/sys/kernel');
    await assert.rejects(store.putIfAbsent('muster', Buffer.from('x'), never), failsWith('store-denied'));
  });
});

describe('a file system error', () => {
  const cases = [
    ['ENOSPC', 'store-full'],
    ['EDQUOT', 'store-full'],
    ['EROFS', 'store-denied'],
    ['EACCES', 'store-denied'],
    ['EIO', 'store-unreachable'],
    ['ESTALE', 'store-unreachable'],
  ] as const;
  for (const [code, expected] of cases) {
    it(`${code} is ${expected}`, () => {
      const error = Object.assign(new Error(`${code}: as the system says`), { code });
      failsWith(expected)(diskFailure(error, 'file:///srv/backups'));
    });
  }

  it('leaves failures of others as they are', () => {
    const failure = new Failure('dump-failed', 'the dump broke');
    assert.equal(diskFailure(failure, 'file:///srv/backups'), failure);
  });
});
