import assert from 'node:assert/strict';
import { it } from 'node:test';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { readOnly } from '../../src/stores/with/read-only.ts';
import { failsWith, keysOf, readAll } from '../contracts/store-probe.ts';
import { hastyClock } from '../real/hasty-clock.ts';
import { partsOf } from '../real/parts-of.ts';

const never = new AbortController().signal;

it('lets a reader read everything', async () => {
  const inner = memoryStore(hastyClock());
  await inner.putIfAbsent('a', Buffer.from('x'), never);
  const store = readOnly(inner);
  assert.equal(store.name, inner.name);
  assert.equal((await readAll(store, 'a')).toString(), 'x');
  assert.deepEqual(await keysOf(store, ''), ['a']);
  assert.equal((await store.stat('a', never))?.sizeBytes, 1);
});

it('refuses whatever would change the store, and touches nothing', async () => {
  const inner = memoryStore(hastyClock());
  await inner.putIfAbsent('a', Buffer.from('x'), never);
  const store = readOnly(inner);
  await assert.rejects(store.put('b', partsOf(Buffer.from('y'), 1), never), failsWith('bug'));
  await assert.rejects(store.putIfAbsent('b', Buffer.from('y'), never), failsWith('bug'));
  await assert.rejects(store.remove('a', never), failsWith('bug'));
  assert.deepEqual(await keysOf(inner, ''), ['a']);
});

it('shows abandoned uploads to a reader, who cannot take them back', async () => {
  const inner = memoryStore(hastyClock());
  const { promise: gate, resolve: openGate } = Promise.withResolvers<undefined>();
  const putting = inner.put('a', partsOf(Buffer.from('x'), 1, { before: () => gate }), never);
  const [upload] = await Array.fromAsync(readOnly(inner).abandoned('', never));
  assert.equal(upload?.key, 'a');
  await assert.rejects(upload.abort(), failsWith('bug'));
  openGate(undefined);
  assert.equal((await putting).key, 'a');
});
