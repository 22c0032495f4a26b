import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Store } from '../../src/ports/store.ts';
import { listCatalog, type ListRequest } from '../../src/usecases/list-catalog.ts';
import { catalogTable } from '../../src/report/catalog-table.ts';
import { backupFixture, fill } from '../fakes/backup-fixture.ts';
import { deadStore } from './line-backups.ts';
import { hourly, never, request, storeWith } from './list-fixture.ts';

describe('listing several stores', () => {
  const named = (store: Store, name: string): Store => ({ ...store, name });

  it('says in which of them each backup is', async () => {
    const [one, two] = [backupFixture('2026-11-20T02:00:00Z'), backupFixture('2026-11-21T02:00:00Z')];
    const stores = [
      named(await storeWith(one, two), 'a'),
      named(await storeWith(one), 'b'),
      named(await storeWith(), 'c'),
    ];
    const { catalogs } = await listCatalog(request(stores));
    assert.deepEqual(
      catalogs.map(({ store, comparedWith, shelves }) => [
        store,
        comparedWith,
        shelves.flatMap(({ backups }) => backups.map(({ alsoIn }) => alsoIn)),
      ]),
      [
        ['a', ['b', 'c'], [[], ['b']]],
        ['b', ['a', 'c'], [['a']]],
        ['c', ['a', 'b'], []],
      ],
    );
  });

  it('lists the others where one cannot be read, and does not compare with it', async () => {
    const store = await storeWith(backupFixture('2026-11-20T02:00:00Z'));
    const { catalogs, failures } = await listCatalog(request([deadStore(), store], { source: 'shop' }));
    assert.deepEqual(
      failures.map(({ code }) => code),
      ['store-unreachable'],
    );
    assert.deepEqual(
      catalogs.map(({ comparedWith, shelves }) => [comparedWith, shelves.length]),
      [[[], 1]],
    );
  });

  it('lists the others where one breaks off while it is read', async () => {
    const store = await storeWith(backupFixture('2026-11-20T02:00:00Z'));
    const dead = deadStore();
    const broken: Store = { ...store, name: 'broken', get: (key, abort) => dead.get(key, abort) };
    const { catalogs, failures } = await listCatalog(request([broken, store]));
    assert.deepEqual(
      failures.map(({ code }) => code),
      ['store-unreachable'],
    );
    assert.deepEqual(
      catalogs.map((catalog) => catalog.store),
      [store.name],
    );
  });

  it('stops where the run is stopped, whatever a store makes of it', async () => {
    const stop = new AbortController();
    const dead = deadStore();
    const stopping: Store = {
      ...dead,
      list(prefix, signal) {
        stop.abort();
        return dead.list(prefix, signal);
      },
    };
    const stopped = listCatalog(request([stopping, await storeWith(...hourly(1))], { signal: stop.signal }));
    await assert.rejects(stopped, { code: 'store-unreachable' });
  });
});

describe('listing a source that has no backup', () => {
  async function refusal(store: Store, changes: Partial<ListRequest>): Promise<string> {
    const { failures } = await listCatalog(request([store], changes));
    assert.deepEqual(
      failures.map(({ code }) => code),
      ['backup-missing'],
    );
    return failures.map(({ message, hint }) => `${message} — ${hint}`).join();
  }

  it('names the sources that there are, and the one that was most likely meant', async () => {
    const store = await storeWith(...hourly(2), ...hourly(1, { source: 'blog' }));
    const text = await refusal(store, { source: 'shpo' });
    assert.match(
      text,
      /no backup of source "shpo" in memory:.* — correct input "source"; there is blog, shop, did you mean "shop"\?$/,
    );
  });

  it('names the kinds that the source has', async () => {
    const text = await refusal(await storeWith(...hourly(2)), { source: 'shop', kinds: ['schema'] });
    assert.match(
      text,
      /source "shop" has no backup of kind schema in .* — write a kind that it has in input "kind": full$/,
    );
  });

  it('says what is wrong with the prefix of a store in which backups lie deeper, or which is a part of one source', async () => {
    const { files } = backupFixture('2026-11-20T02:00:00Z');
    for (const [written, advice] of [
      [(key: string) => `prod/db/${key}`, /backups lie below prod\/db\/ there: add that to the path/],
      [(key: string) => key.replace('shop/', ''), /is of one source: end the path of the store URL before its name/],
      [(key: string) => key.replace('shop/full/', ''), /is of one source: end the path/],
    ] as const) {
      const store = await storeWith();
      await store.putIfAbsent('README', Buffer.from('x'), never);
      for (const [key, text] of files) await store.putIfAbsent(written(key), Buffer.from(text), never);
      assert.match(await refusal(store, { source: 'shop' }), advice);
      const { catalogs } = await listCatalog(request([store]));
      assert.match(catalogs.map(catalogTable).join(), advice);
      await fill(store, [backupFixture('2026-11-20T02:00:00Z')]);
      const { catalogs: beside } = await listCatalog(request([store]));
      assert.doesNotMatch(beside.map(catalogTable).join(), advice, 'a folder of somebody else, beside backups');
    }
  });

  it('shows what is unfinished of it all the same', async () => {
    const store = await storeWith(backupFixture('2026-11-20T02:00:00Z', { without: ['manifest.json'] }));
    const { catalogs, failures } = await listCatalog(request([store], { source: 'shop' }));
    assert.equal(catalogs[0]?.shelves[0]?.incomplete.length, 1);
    assert.match(failures[0]?.message ?? '', /nor of any other/);
  });

  it('is no failure where another store has one, or where the store could not be asked', async () => {
    const store = await storeWith(...hourly(1));
    const both = await listCatalog(request([await storeWith(), store], { source: 'shop' }));
    assert.deepEqual(both.failures, []);
    const dead = await listCatalog(request([deadStore(), store], { source: 'blog' }));
    assert.deepEqual(
      dead.failures.map(({ code }) => code),
      ['store-unreachable'],
    );
  });
});
