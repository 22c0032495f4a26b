import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseSelector } from '../../src/domain/backup-selector.ts';
import type { Failure } from '../../src/domain/failure.ts';
import { locateBackup, selectBackup } from '../../src/pipeline/backup-finder.ts';
import type { Store } from '../../src/ports/store.ts';
import { backupFixture, type FixtureOptions } from '../fakes/backup-fixture.ts';
import { countingStore, type CountingStore } from '../fakes/counting-store.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { manualClock } from '../fakes/manual-clock.ts';
import { deadStore } from '../usecases/line-backups.ts';
import { hourly, never, storeWith } from '../usecases/list-fixture.ts';

const now = manualClock('2026-11-21T03:00:00Z');

/** The id that a selector means. */
async function find(text: string, store: Store, chance = 0): Promise<string | undefined> {
  const clock = { ...now, random: () => chance };
  const selector = parseSelector(text);
  const about = { sourceName: 'shop', kind: 'full', progress: keptProgress(), signal: never } as const;
  const entry = await selectBackup(store, { ...about, selector, clock });
  return entry?.address.id;
}

describe('choosing a backup', () => {
  const first = backupFixture('2026-11-19T02:00:00Z', { drills: ['proven'] });
  const second = backupFixture('2026-11-20T02:00:00Z', { drills: ['proven'] });
  const third = backupFixture('2026-11-21T02:00:00Z');
  const damaged = backupFixture('2026-11-21T02:30:00Z', { manifestText: '{}' });
  const idOf = ({ address }: typeof first): string => address.id;
  const all = (): Promise<Store> => storeWith(second, third, first);

  it('finds the latest', async () => assert.equal(await find('latest', await all()), idOf(third)));
  it('finds the latest that is proven', async () =>
    assert.equal(await find('latest-proven', await all()), idOf(second)));
  it('finds one by its id', async () => assert.equal(await find(idOf(first), await all()), idOf(first)));

  it('knows of two of the same second which was the later one', async () => {
    const at = (millisecond: number, salt: string) => backupFixture(`2026-11-21T02:00:00.${millisecond}Z`, { salt });
    const [early, late] = [at(100, 'zzzzzz'), at(900, 'bbbbbb')];
    assert.equal(await find('latest', await storeWith(first, early, late)), idOf(late));
  });

  it('does not count a folder without a manifest', async () => {
    const unfinished = backupFixture('2026-11-21T02:59:00Z', { without: ['manifest.json'] });
    assert.equal(await find('latest', await storeWith(first, unfinished)), idOf(first));
    assert.equal(await find('latest', await storeWith(unfinished)), undefined);
    await assert.rejects(find(idOf(unfinished), await storeWith(first, unfinished)), { code: 'backup-missing' });
  });

  it('draws at random from those that are young enough, each with the same chance', async () => {
    const store = await all();
    const drawn = await Promise.all([0, 0.49, 0.5, 0.99].map((chance) => find('random:2d', store, chance)));
    assert.deepEqual(drawn, [third, third, second, second].map(idOf));
  });

  it('draws none that is dated in the future, but where clocks differ a little', async () => {
    const little = backupFixture('2026-11-21T03:59:00Z');
    const ahead = backupFixture('2027-01-01T02:00:00Z', { drills: ['proven'] });
    const store = await storeWith(third, little, ahead);
    const drawn = await Promise.all([0, 0.49, 0.5, 0.99].map((chance) => find('random:30d', store, chance)));
    assert.deepEqual(drawn, [little, little, third, third].map(idOf));
  });

  it('does not pass over a latest backup whose manifest cannot be read', async () => {
    const store = await storeWith(first, damaged);
    for (const text of ['latest', 'random:1h', idOf(damaged)])
      await assert.rejects(find(text, store), { code: 'manifest-invalid', message: /20261121T023000Z/ });
    assert.equal(await find('latest-proven', store), idOf(first));
  });

  it('takes none for the latest that is dated in the future, and names it and the one before it', async () => {
    const ahead = backupFixture('2027-01-01T02:00:00Z', { drills: ['proven'], drillsFrom: '2026-11-21T01:00:00Z' });
    const store = await storeWith(first, third, ahead);
    for (const text of ['latest', 'latest-proven']) {
      await assert.rejects(find(text, store), (thrown: Failure) => {
        assert.equal(thrown.code, 'backup-ahead');
        assert.match(thrown.message, new RegExp(`^the latest.* ${idOf(ahead)}, is dated 40 d in the future`));
        assert.match(thrown.hint, new RegExp(`${idOf(ahead)}.* ${idOf(third)}`));
        return true;
      });
    }
    assert.equal(await find(idOf(ahead), store), idOf(ahead), 'by its id it is always found');
  });

  it('finds the latest where clocks differ by less than an hour, and the latest proven beside one dated ahead', async () => {
    const little = backupFixture('2026-11-21T03:59:00Z');
    const ahead = backupFixture('2027-01-01T02:00:00Z');
    assert.equal(await find('latest', await storeWith(first, little)), idOf(little));
    assert.equal(await find('latest-proven', await storeWith(first, ahead)), idOf(first));
  });

  it('says what there is where nothing fits', async () => {
    await assert.rejects(find('latest-proven', await storeWith(third)), {
      code: 'backup-missing',
      message: /^no backup is proven; there is 20261121T020000Z-aaaaaa$/,
    });
    await assert.rejects(find('random:10m', await all()), {
      code: 'backup-missing',
      message: /younger than 10 min; there are/,
    });
  });

  it('shows the nearest ids first where an id is unknown, and how many more there are', async () => {
    await assert.rejects(find('20261120T020000Z-zzzzzz', await all()), {
      code: 'backup-missing',
      message: /there are 20261120T020000Z-aaaaaa \(proven\), /,
    });
    await assert.rejects(find('20261120T020000Z-zzzzzz', await storeWith(...hourly(30))), { message: / and 25 more$/ });
  });
});

describe('choosing from several stores', () => {
  const [old, young] = [backupFixture('2026-11-20T02:00:00Z'), backupFixture('2026-11-21T02:00:00Z')];
  const ahead = backupFixture('2027-01-01T02:00:00Z');
  const locate = async (text: string, ...stores: Store[]): Promise<{ id: string; warnings: readonly string[] }> => {
    const progress = keptProgress();
    const about = { sourceName: 'shop', kind: 'full', clock: now, signal: never } as const;
    const { manifest } = await locateBackup({ ...about, selector: parseSelector(text), stores, progress });
    return { id: manifest.id, warnings: progress.lines.filter((line) => line.startsWith('warn ')) };
  };

  it('takes the latest of the first one, and says where another one has a later one', async () => {
    const { id, warnings } = await locate('latest', await storeWith(old), await storeWith(old, young));
    assert.equal(id, old.address.id);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', new RegExp(`${old.address.id}.*${young.address.id}`));
  });

  it('says nothing where none is later, where the other cannot be looked into, or where an id is meant', async () => {
    const both = await storeWith(old, young);
    const unfinished = backupFixture('2026-11-21T02:30:00Z', { without: ['manifest.json'] });
    for (const other of [await storeWith(old), both, await storeWith(young, unfinished), deadStore()])
      assert.deepEqual(await locate('latest', both, other), { id: young.address.id, warnings: [] });
    const { warnings } = await locate(old.address.id, await storeWith(old), both);
    assert.deepEqual(warnings, []);
  });

  it('does not take an older one of the second where the latest of the first is dated in the future', async () => {
    await assert.rejects(locate('latest', await storeWith(old, ahead), await storeWith(old)), { code: 'backup-ahead' });
  });
});

describe('choosing among two thousand backups', () => {
  const among = async (options: FixtureOptions = {}): Promise<CountingStore> => {
    const proven = hourly(2000);
    return countingStore(await storeWith(...hourly(20, { drills: [], ...options }), ...proven.slice(20)));
  };

  it('reads of the latest one its own records', async () => {
    const store = await among({ drills: ['proven'] });
    const id = (await find('latest', store)) ?? '';
    assert.equal(id, '20261121T020000Z-aaaaaa');
    assert.equal(store.read.length, 2);
    assert.equal(store.listed.length, 1);
  });

  it('reads of an id nothing but its folder, and lists nothing else', async () => {
    const store = await among();
    assert.ok(await find('20261001T020000Z-aaaaaa', store));
    assert.deepEqual(store.listed, ['shop/full/2026/10/01T020000Z-aaaaaa/']);
    assert.equal(store.read.length, 2);
  });

  it('reads of the latest that is proven no more than the newest ones', async () => {
    const store = await among();
    assert.equal(await find('latest-proven', store), '20261120T060000Z-aaaaaa');
    assert.equal(store.read.length, 20 + 12 * 2); // two times sixteen: twenty have no verification
  });

  it('reads one that is drawn at random', async () => {
    const store = await among({ drills: ['proven'] });
    assert.ok(await find('random:30d', store, 0.5));
    assert.equal(store.read.length, 2);
  });

  it('reads a handful to say what there is', async () => {
    const store = await among({ drills: ['proven'] });
    await assert.rejects(find('20261120T020000Z-zzzzzz', store), { code: 'backup-missing' });
    assert.equal(store.read.length, 5 * 2);
  });
});
