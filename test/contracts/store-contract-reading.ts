import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Failure } from '../../src/domain/failure.ts';
import { partsOf } from '../real/parts-of.ts';
import {
  assertEmpty,
  failsWith,
  keysOf,
  never,
  readAll,
  someBytes,
  type OpenedStore,
  type StoreTraits,
} from './store-probe.ts';

/** What `get` and `stat` promise. */
export function describeReading(open: () => Promise<OpenedStore>, { partBytes }: StoreTraits): void {
  it('says that an object is missing at the first chunk', async () => {
    await using opened = await open();
    await opened.store.putIfAbsent('there', Buffer.from('x'), never);
    await assert.rejects(readAll(opened.store, 'not-there'), failsWith('object-missing'));
    await assert.rejects(readAll(opened.store, 'no/folder/either'), failsWith('object-missing'));
    assert.equal(await opened.store.stat('not-there', never), undefined);
    assert.equal(await opened.store.stat('no/folder/either', never), undefined);
  });

  it('gives an object in chunks that a reader may keep', async () => {
    await using opened = await open();
    const bytes = someBytes(2 * partBytes);
    await opened.store.put('a', partsOf(bytes, partBytes), never);
    const chunks = await Array.fromAsync(opened.store.get('a', never));
    assert.ok(chunks.length > 1, 'more than one chunk');
    assert.ok(bytes.equals(Buffer.concat(chunks)));
  });

  it('lets a reader stop early', async () => {
    await using opened = await open();
    await opened.store.put('a', partsOf(someBytes(2 * partBytes), partBytes), never);
    for await (const chunk of opened.store.get('a', never)) {
      assert.ok(chunk.byteLength > 0);
      break;
    }
    assert.equal((await opened.store.stat('a', never))?.sizeBytes, 2 * partBytes);
  });

  it('stops reading when it is told to', async () => {
    await using opened = await open();
    await opened.store.put('a', partsOf(someBytes(2 * partBytes), partBytes), never);
    const controller = new AbortController();
    const reason = new Failure('interrupted', 'told to stop');
    const reading = async (): Promise<void> => {
      for await (const _ of opened.store.get('a', controller.signal)) controller.abort(reason);
    };
    await assert.rejects(reading, reason);
  });
}

/** What `list` promises. */
export function describeListing(open: () => Promise<OpenedStore>, { manyObjects }: StoreTraits): void {
  it('lists nothing in an empty store', async () => {
    await using opened = await open();
    await assertEmpty(opened.store);
  });

  it('lists objects with size and time, sorted by the UTF-8 bytes of their keys', async () => {
    await using opened = await open();
    const sorted = ['A', 'a-b/c', 'a.txt', 'a/b', 'a/c/d', 'a0', 'b', 'é', '\uff5e', '😀'];
    for (const key of sorted.toReversed()) await opened.store.putIfAbsent(key, Buffer.from(key), never);
    const listed = await Array.fromAsync(opened.store.list('', never));
    assert.deepEqual(
      listed.map(({ key }) => key),
      sorted,
    );
    for (const { key, sizeBytes, modifiedAt } of listed) {
      assert.equal(sizeBytes, Buffer.byteLength(key));
      assert.ok(Math.abs(modifiedAt.getTime() - Date.now()) < 3_600_000);
    }
  });

  it('lists what begins with a prefix, be it a folder or a part of a name', async () => {
    await using opened = await open();
    for (const key of ['shop/a', 'shop/b/c', 'shop-2/a', 'sho'])
      await opened.store.putIfAbsent(key, Buffer.from('x'), never);
    assert.deepEqual(await keysOf(opened.store, 'shop/'), ['shop/a', 'shop/b/c']);
    assert.deepEqual(await keysOf(opened.store, 'shop'), ['shop-2/a', 'shop/a', 'shop/b/c']);
    assert.deepEqual(await keysOf(opened.store, 'shop/b/'), ['shop/b/c']);
    assert.deepEqual(await keysOf(opened.store, 'shop/b/c'), ['shop/b/c']);
    assert.deepEqual(await keysOf(opened.store, 'none/'), []);
  });

  it(`lists ${manyObjects} objects, each once`, async () => {
    await using opened = await open();
    const keys = Array.from({ length: manyObjects }, (_, index) => `many/${String(index).padStart(5, '0')}`);
    for (const key of keys) await opened.store.putIfAbsent(key, Buffer.from('x'), never);
    assert.deepEqual(await keysOf(opened.store, 'many/'), keys);
  });
}

/** What `remove` promises. */
export function describeRemoving(open: () => Promise<OpenedStore>): void {
  it('removes an object, and minds neither one that is gone nor one that never was', async () => {
    await using opened = await open();
    for (const key of ['a/b/c', 'a/b/d']) await opened.store.putIfAbsent(key, Buffer.from('x'), never);
    await opened.store.remove('a/b/c', never);
    await opened.store.remove('a/b/c', never);
    await opened.store.remove('never/was', never);
    assert.deepEqual(await keysOf(opened.store, ''), ['a/b/d']);
    await assert.rejects(readAll(opened.store, 'a/b/c'), failsWith('object-missing'));
  });

  it('takes an object again by a key that was removed', async () => {
    await using opened = await open();
    await opened.store.putIfAbsent('a/b', Buffer.from('first'), never);
    await opened.store.remove('a/b', never);
    await opened.store.putIfAbsent('a/b', Buffer.from('second'), never);
    assert.equal((await readAll(opened.store, 'a/b')).toString(), 'second');
  });
}
