import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isBackup, readBackup, readCatalog } from '../../src/pipeline/catalog-reader.ts';
import type { Store } from '../../src/ports/store.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { backupFixture, entryOf, fill } from '../fakes/backup-fixture.ts';
import { manualClock } from '../fakes/manual-clock.ts';

const signal = new AbortController().signal;
const clock = manualClock('2026-11-21T03:00:00Z');
const now = clock.now();
const scope = { source: 'shop', kind: 'full', now, signal } as const;

async function storeWith(...fixtures: readonly ReturnType<typeof backupFixture>[]): Promise<Store> {
  const store = memoryStore(clock);
  await fill(store, fixtures);
  return store;
}

describe('reading a catalog', () => {
  it('finds the backups of one kind, newest first, with their verifications', async () => {
    const old = backupFixture('2026-11-19T02:00:00Z', { drills: ['proven', 'could-not-tell'] });
    const young = backupFixture('2026-11-20T02:00:00Z');
    const schema = backupFixture('2026-11-20T02:00:00Z', { kind: 'schema' });
    const other = backupFixture('2026-11-20T02:00:00Z', { source: 'shop-2' });
    const { entries, incomplete, strays } = await readCatalog(await storeWith(old, schema, other, young), scope);
    assert.deepEqual(
      entries.map(({ folder, proven, lastVerdict }) => [folder, proven, lastVerdict]),
      [
        [young.folder, false, undefined],
        [old.folder, true, 'could-not-tell'],
      ],
    );
    assert.deepEqual(entries[1]?.verifications, entryOf(old).verifications);
    assert.deepEqual([incomplete, strays], [[], []]);
  });

  it('finds all kinds where none is given', async () => {
    const store = await storeWith(
      backupFixture('2026-11-20T02:00:00Z', { kind: 'schema' }),
      backupFixture('2026-11-20T03:00:00Z'),
    );
    const { entries } = await readCatalog(store, { source: 'shop', now, signal });
    assert.deepEqual(
      entries.map(({ address }) => address.kind),
      ['full', 'schema'],
    );
  });

  it('reports folders without a manifest as incomplete, with their newest change', async () => {
    const fixture = backupFixture('2026-11-20T02:00:00Z', {
      without: ['manifest.json'],
      extra: { 'globals.age': 'abc' },
    });
    const { entries, incomplete } = await readCatalog(await storeWith(fixture), scope);
    assert.deepEqual(entries, []);
    const found = incomplete.map(({ folder, sizeBytes, modifiedAt, keys }) => [
      folder,
      sizeBytes,
      modifiedAt,
      keys.length,
    ]);
    assert.deepEqual(found, [[fixture.folder, 13, clock.now(), 2]]);
  });

  it('reports keys that belong to no backup, and never takes them for one', async () => {
    const store = await storeWith();
    const strays = ['shop/full/2026/13/40T020000Z-aaaaaa/manifest.json', 'shop/full/README.txt'];
    for (const key of strays) await store.putIfAbsent(key, Buffer.from('x'), signal);
    assert.deepEqual(await readCatalog(store, scope), { entries: [], incomplete: [], strays });
  });

  it('lists a backup whose manifest cannot be read, says why, and reads the others', async () => {
    const store = await storeWith(
      backupFixture('2026-11-20T02:00:00Z', { manifestText: '{"format": 7}' }),
      backupFixture('2026-11-19T02:00:00Z'),
    );
    const { entries } = await readCatalog(store, scope);
    assert.match(entries[0]?.unreadable ?? '', /"format" is not a text/);
    assert.equal(entries[1]?.unreadable, undefined);
  });

  it('does not read a manifest into memory that is too large to be one', async () => {
    const store = await storeWith(backupFixture('2026-11-20T02:00:00Z', { manifestText: 'x'.repeat(5_000_000) }));
    const { entries } = await readCatalog(store, scope);
    assert.match(entries[0]?.unreadable ?? '', /too large/);
  });

  it('takes a backup whose manifest goes away meanwhile for incomplete', async () => {
    const fixture = backupFixture('2026-11-20T02:00:00Z');
    const store = await storeWith(fixture);
    const racing: Store = {
      ...store,
      async *get(key, abort) {
        await store.remove(key, abort);
        yield* store.get(key, abort);
      },
    };
    const { entries, incomplete } = await readCatalog(racing, scope);
    assert.deepEqual([entries.length, incomplete.length], [0, 1]);
  });

  it('throws what the store throws, and reads no more than it may at the same time', async () => {
    const start = Date.parse('2026-01-01T02:00:00Z');
    const moments = Array.from({ length: 2000 }, (_, index) => new Date(start + index * 3_600_000).toISOString());
    const store = await storeWith(...moments.map((moment) => backupFixture(moment, { drills: ['proven'] })));
    let [open, most] = [0, 0];
    const counting: Store = {
      ...store,
      async *get(key, abort) {
        most = Math.max(most, (open += 1));
        yield* store.get(key, abort);
        open -= 1;
      },
    };
    const { entries } = await readCatalog(counting, { ...scope, concurrency: 7 });
    assert.equal(entries.filter(({ proven }) => proven).length, 2000);
    assert.equal(most, 7);
    const aborted = AbortSignal.abort(new Error('stop'));
    await assert.rejects(readCatalog(store, { ...scope, signal: aborted }), { message: 'stop' });
  });

  it('reads one backup anew', async () => {
    const fixture = backupFixture('2026-11-20T02:00:00Z', { drills: ['proven'] });
    const store = await storeWith(fixture);
    const found = await readBackup(store, fixture.address, { now, signal });
    assert.ok(found !== undefined && isBackup(found) && found.proven);
    await store.remove(`${fixture.folder}manifest.json`, signal);
    const left = await readBackup(store, fixture.address, { now, signal });
    assert.ok(left !== undefined && !isBackup(left));
    assert.equal(await readBackup(store, { ...fixture.address, source: 'blog' }, { now, signal }), undefined);
  });
});
