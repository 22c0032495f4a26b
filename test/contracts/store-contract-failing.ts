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

/** What `put` promises of objects that do not arrive. */
export function describeFailedWriting(open: () => Promise<OpenedStore>, { partBytes }: StoreTraits): void {
  const failing = (reason: Error): { before: (index: number) => Promise<void> } => ({
    before: (index) => (index < 2 ? Promise.resolve() : Promise.reject(reason)),
  });

  it('leaves nothing behind of an object whose source fails halfway, and passes its failure on', async () => {
    await using opened = await open();
    const reason = new Failure('dump-failed', 'the dump broke');
    const source = partsOf(someBytes(3 * partBytes), partBytes, failing(reason));
    await assert.rejects(opened.store.put('a/b', source, never), reason);
    await assertEmpty(opened.store);
  });

  it('keeps the object that was there when its replacement fails', async () => {
    await using opened = await open();
    await opened.store.put('a', partsOf(Buffer.from('old'), partBytes), never);
    const reason = new Failure('dump-failed', 'the dump broke');
    await assert.rejects(
      opened.store.put('a', partsOf(someBytes(3 * partBytes), partBytes, failing(reason)), never),
      reason,
    );
    assert.equal((await readAll(opened.store, 'a')).toString(), 'old');
  });

  it('refuses a part that changed after its checksum was taken', async () => {
    await using opened = await open();
    const bytes = someBytes(2 * partBytes);
    const source = partsOf(bytes, partBytes);
    const parts = await Array.fromAsync(source.parts());
    bytes[partBytes + 7] = (bytes[partBytes + 7] ?? 0) ^ 1;
    const changed = { digest: source.digest, parts: () => fromArray(parts) };
    await assert.rejects(opened.store.put('a', changed, never), failsWith('store-corrupted'));
    await assertEmpty(opened.store);
  });

  it('refuses parts that are fewer than the whole', async () => {
    await using opened = await open();
    const source = partsOf(someBytes(3 * partBytes), partBytes);
    const [first, second] = await Array.fromAsync(source.parts());
    assert.ok(first && second);
    const short = { digest: source.digest, parts: () => fromArray([first, second]) };
    await assert.rejects(opened.store.put('a', short, never), failsWith('store-corrupted'));
    await assertEmpty(opened.store);
  });

  it('stops at once when it is told to, even if the source never answers, and leaves nothing behind', async () => {
    await using opened = await open();
    const controller = new AbortController();
    const reason = new Failure('interrupted', 'told to stop');
    const source = partsOf(someBytes(3 * partBytes), partBytes, {
      before: (index) => {
        if (index < 2) return Promise.resolve();
        setImmediate(() => controller.abort(reason));
        return new Promise<void>(() => undefined);
      },
    });
    await assert.rejects(opened.store.put('a', source, controller.signal), reason);
    await assertEmpty(opened.store);
  });

  it('does nothing under a signal that is already aborted', async () => {
    await using opened = await open();
    const reason = new Failure('interrupted', 'told to stop');
    const aborted = AbortSignal.abort(reason);
    const { store } = opened;
    await assert.rejects(store.put('a', partsOf(Buffer.from('x'), partBytes), aborted), reason);
    await assert.rejects(store.putIfAbsent('a', Buffer.from('x'), aborted), reason);
    await assert.rejects(store.stat('a', aborted), reason);
    await assert.rejects(store.remove('a', aborted), reason);
    await assert.rejects(Array.fromAsync(store.get('a', aborted)), reason);
    await assert.rejects(Array.fromAsync(store.list('', aborted)), reason);
    await assert.rejects(Array.fromAsync(store.abandoned('', aborted)), reason);
    await assertEmpty(store);
  });
}

/** What `putIfAbsent` promises. */
export function describeConditionalWriting(open: () => Promise<OpenedStore>): void {
  it('writes a small object where there is none', async () => {
    await using opened = await open();
    const stored = await opened.store.putIfAbsent('a/manifest.json', Buffer.from('{}'), never);
    assert.equal(stored.sizeBytes, 2);
    assert.equal((await readAll(opened.store, 'a/manifest.json')).toString(), '{}');
    assert.deepEqual(await keysOf(opened.store, ''), ['a/manifest.json']);
  });

  it('refuses to write where there is one, and leaves that as it is', async () => {
    await using opened = await open();
    await opened.store.putIfAbsent('a/m', Buffer.from('first'), never);
    await assert.rejects(opened.store.putIfAbsent('a/m', Buffer.from('second'), never), failsWith('backup-exists'));
    await assert.rejects(opened.store.putIfAbsent('a/m', Buffer.from('first'), never), failsWith('backup-exists'));
    assert.equal((await readAll(opened.store, 'a/m')).toString(), 'first');
    assert.deepEqual(await Array.fromAsync(opened.store.abandoned('', never)), []);
  });

  it('lets exactly one of ten writers win', async () => {
    await using opened = await open();
    const writers = Array.from({ length: 10 }, (_, index) => `writer ${index}`);
    const results = await Promise.allSettled(
      writers.map((writer) => opened.store.putIfAbsent('a/m', Buffer.from(writer), never)),
    );
    const winners = writers.filter((_, index) => results[index]?.status === 'fulfilled');
    assert.equal(winners.length, 1);
    assert.equal((await readAll(opened.store, 'a/m')).toString(), winners[0]);
    for (const result of results) {
      if (result.status === 'rejected') failsWith('backup-exists')(result.reason);
    }
  });
}

/** What `abandoned` promises. */
export function describeAbandoned(open: () => Promise<OpenedStore>, { partBytes }: StoreTraits): void {
  it('lists an upload that is not finished, takes it back when asked, and the writer fails', async () => {
    await using opened = await open();
    const { store } = opened;
    const { promise: gate, resolve: openGate } = Promise.withResolvers<undefined>();
    const { promise: reached, resolve: reach } = Promise.withResolvers<undefined>();
    const source = partsOf(someBytes(2 * partBytes), partBytes, {
      before: async (index) => {
        if (index === 0) return;
        reach(undefined);
        await gate;
      },
    });
    // What a server says of an upload that is gone differs with what reached it last.
    const putting = assert.rejects(store.put('shop/full/x', source, never), { name: 'Failure', code: /^store-/ });
    await reached;
    assert.deepEqual(await Array.fromAsync(store.abandoned('other/', never)), []);
    const [upload, ...more] = await Array.fromAsync(store.abandoned('shop/', never));
    assert.ok(upload);
    assert.equal(more.length, 0);
    assert.equal(upload.key, 'shop/full/x');
    assert.ok(Math.abs(upload.startedAt.getTime() - Date.now()) < 3_600_000);
    await upload.abort();
    await upload.abort();
    openGate(undefined);
    await putting;
    await assertEmpty(store);
  });
}

async function* fromArray<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}
