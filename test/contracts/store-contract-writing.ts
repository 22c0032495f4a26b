import assert from 'node:assert/strict';
import { it } from 'node:test';
import { partsOf } from '../real/parts-of.ts';
import { failsWith, keysOf, never, readAll, someBytes, type OpenedStore, type StoreTraits } from './store-probe.ts';

/** What `put` promises of objects that arrive. */
export function describeWriting(open: () => Promise<OpenedStore>, { partBytes }: StoreTraits): void {
  it('gives back an object of several parts byte for byte, with its size', async () => {
    await using opened = await open();
    const bytes = someBytes(2 * partBytes + 12_345);
    const source = partsOf(bytes, partBytes);
    const stored = await opened.store.put('shop/full/data.bin', source, never);
    assert.equal(stored.key, 'shop/full/data.bin');
    assert.equal(stored.sizeBytes, bytes.byteLength);
    assert.ok(Math.abs(stored.modifiedAt.getTime() - Date.now()) < 3_600_000, 'written within the last hour');
    assert.ok(bytes.equals(await readAll(opened.store, 'shop/full/data.bin')));
  });

  it('releases every part that it has stored', async () => {
    await using opened = await open();
    const source = partsOf(someBytes(3 * partBytes), partBytes);
    await opened.store.put('a', source, never);
    assert.deepEqual([...source.released].sort(), [0, 1, 2]);
  });

  it('stores an object of one part', async () => {
    await using opened = await open();
    const bytes = someBytes(1000);
    const source = partsOf(bytes, partBytes);
    await opened.store.put('a', source, never);
    assert.ok(bytes.equals(await readAll(opened.store, 'a')));
    assert.deepEqual([...source.released], [0]);
  });

  it('stores an object without bytes', async () => {
    await using opened = await open();
    await opened.store.put('empty', partsOf(Buffer.alloc(0), partBytes), never);
    assert.equal((await readAll(opened.store, 'empty')).byteLength, 0);
    assert.equal((await opened.store.stat('empty', never))?.sizeBytes, 0);
  });

  it('replaces an object whole', async () => {
    await using opened = await open();
    await opened.store.put('a', partsOf(someBytes(5000), partBytes), never);
    await opened.store.put('a', partsOf(Buffer.from('new'), partBytes), never);
    assert.equal((await readAll(opened.store, 'a')).toString(), 'new');
  });

  for (const key of [
    'with space/it\'s "q".bin',
    'plus+percent%20/100%.bin',
    'emoji-🐘/ümläut-é.bin',
    'a&b=c;d,e/(f)!*.bin',
  ]) {
    it(`keeps a key as it is: ${key}`, async () => {
      await using opened = await open();
      const bytes = Buffer.from(key);
      await opened.store.put(key, partsOf(bytes, partBytes), never);
      assert.ok(bytes.equals(await readAll(opened.store, key)));
      assert.equal((await opened.store.stat(key, never))?.key, key);
      assert.deepEqual(await keysOf(opened.store, ''), [key]);
      assert.deepEqual(await keysOf(opened.store, key.slice(0, key.indexOf('/') + 1)), [key]);
      await opened.store.remove(key, never);
      assert.equal(await opened.store.stat(key, never), undefined);
    });
  }

  it('shows nothing of an object before it is whole', async () => {
    await using opened = await open();
    const { promise: gate, resolve: openGate } = Promise.withResolvers<undefined>();
    const { promise: reached, resolve: reach } = Promise.withResolvers<undefined>();
    const source = partsOf(someBytes(2 * partBytes), partBytes, {
      before: async (index) => {
        if (index === 0) return;
        reach(undefined);
        await gate;
      },
    });
    const putting = opened.store.put('a/b', source, never);
    await reached;
    assert.equal(await opened.store.stat('a/b', never), undefined);
    assert.deepEqual(await keysOf(opened.store, ''), []);
    await assert.rejects(readAll(opened.store, 'a/b'), failsWith('object-missing'));
    openGate(undefined);
    await putting;
    assert.deepEqual(await keysOf(opened.store, ''), ['a/b']);
  });
}
