import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ListedBackup, ListedCatalog, Shelf } from '../../src/domain/listed-catalog.ts';
import type { PlannedBackup } from '../../src/domain/retention/prune-plan.ts';
import type { Verdict } from '../../src/domain/verification/verdict.ts';
import type { Store } from '../../src/ports/store.ts';
import { listCatalog, type ListRequest } from '../../src/usecases/list-catalog.ts';
import { pruneCatalog } from '../../src/usecases/prune-catalog.ts';
import { backupFixture, type FixtureOptions } from '../fakes/backup-fixture.ts';
import { countingStore } from '../fakes/counting-store.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { policyOf } from '../fakes/policy-fixture.ts';
import { clock, hourly, never, request, storeWith } from './list-fixture.ts';

/** What was listed of one store that could be read. */
async function listed(store: Store, changes: Partial<ListRequest> = {}): Promise<ListedCatalog> {
  const { catalogs, failures } = await listCatalog(request([store], changes));
  assert.deepEqual(failures, []);
  const [catalog] = catalogs;
  assert.ok(catalog !== undefined && catalogs.length === 1);
  return catalog;
}

async function onlyShelf(store: Store, changes: Partial<ListRequest> = {}): Promise<Shelf> {
  const { shelves } = await listed(store, changes);
  const [shelf] = shelves;
  assert.ok(shelf !== undefined && shelves.length === 1);
  return shelf;
}

const days = (backups: readonly ListedBackup[]): readonly string[] => backups.map(({ id }) => id.slice(0, 8));

describe('listing a store', () => {
  it('shows every source and kind, the newest first, and what is known about each backup', async () => {
    const store = await storeWith(
      backupFixture('2026-11-19T02:00:00Z', { drills: ['proven', 'could-not-tell'] }),
      backupFixture('2026-11-20T02:00:00Z', { drills: ['proven', 'failed'] }),
      backupFixture('2026-11-21T02:00:00Z'),
      backupFixture('2026-11-18T02:00:00Z', { kind: 'schema', drills: ['could-not-tell'] }),
      backupFixture('2026-11-20T02:00:00Z', { source: 'blog', kind: 'files' }),
    );
    const { shelves, ...catalog } = await listed(store);
    assert.deepEqual(
      shelves.map(({ source, kind, total, backups }) => [source, kind, total, backups.map((one) => one.standing)]),
      [
        ['blog', 'files', 1, ['not-provable']],
        ['shop', 'full', 3, ['unverified', 'failed', 'proven']],
        ['shop', 'schema', 1, ['could-not-tell']],
      ],
    );
    const listedAt = '2026-11-21T03:00:00.000Z';
    const strays = { count: 0, first: [] };
    assert.deepEqual(catalog, { store: store.name, listedAt, source: null, kinds: null, comparedWith: [], strays });
    const [young, , old] = shelves[1]?.backups ?? [];
    assert.deepEqual([young?.ageSeconds, young?.sizeBytes, young?.plainSizeBytes, young?.proof], [3600, 10, 40, null]);
    assert.deepEqual(young?.encryption, { format: 'age', recipients: ['age1example'] });
    // the proof is the drill that decided, not the later one that could not tell
    assert.deepEqual([old?.proof?.verdict, old?.proof?.ageSeconds], ['proven', 2 * 86_400]);
    assert.deepEqual(JSON.parse(JSON.stringify(shelves)), shelves);
  });

  it('reads the records of what it shows and of nothing else, after one listing', async () => {
    const store = countingStore(await storeWith(...hourly(2000), ...hourly(300, { kind: 'schema', drills: [] })));
    const { shelves } = await listed(store, { limit: 5 });
    assert.deepEqual(
      shelves.map(({ total, backups }) => [total, days(backups).length]),
      [
        [2000, 5],
        [300, 5],
      ],
    );
    assert.deepEqual(store.listed, ['']);
    assert.equal(store.read.length, 5 * 2 + 5, 'a manifest and a verification each, and a manifest each');
  });

  it('lists no more keys than those of the source and kind that it was asked for', async () => {
    const store = countingStore(await storeWith(...hourly(3), ...hourly(3, { source: 'blog' })));
    const { kinds } = await listed(store, { source: 'shop', kinds: ['full'], limit: 1 });
    assert.deepEqual(kinds, ['full']);
    await listed(store, { source: 'shop', kinds: ['full', 'schema'], limit: 1 });
    assert.deepEqual(store.listed, ['shop/full/', 'shop/']);
    assert.equal(store.read.length, 4);
  });

  it('reads many backups at the same time, and no more than an S3 client has connections', async () => {
    for (const shelves of [1, 5]) {
      const sources = Array.from({ length: shelves }, (_, index) => hourly(60, { source: `s${index}` }));
      const store = await storeWith(...sources.flat());
      let [running, most] = [0, 0];
      await listed({
        ...store,
        async *get(key, signal) {
          running += 1;
          most = Math.max(most, running);
          yield* store.get(key, signal);
          running -= 1;
        },
      });
      assert.equal(most, 48, `${shelves} shelves`);
    }
  });

  it('says how far it has come with each source and kind', async () => {
    const progress = keptProgress();
    await listed(await storeWith(...hourly(3), ...hourly(1, { source: 'blog' })), { progress, limit: 2 });
    const said = progress.lines.filter((line) => line.startsWith('item ')).sort();
    assert.deepEqual(said, ['item blog full: 1 of 1', 'item shop full: 1 of 2', 'item shop full: 2 of 2']);
  });

  it('shows those that are young enough, and reads only them', async () => {
    const store = countingStore(await storeWith(...hourly(48)));
    const { total, backups } = await onlyShelf(store, { sinceSeconds: 3 * 3600, limit: Infinity });
    assert.deepEqual([total, backups.length, store.read.length], [48, 3, 6]);
    assert.deepEqual((await onlyShelf(store, { sinceSeconds: 60 })).backups, []);
  });

  it('hides neither what is unfinished nor what cannot be read, lacks objects or does not count', async () => {
    const forged = { 'verifications/20261121T000000000Z-x.json': '{"verdict": "proven"}' };
    const store = await storeWith(
      backupFixture('2026-11-17T02:00:00Z', { without: ['manifest.json'] }),
      backupFixture('2026-11-18T02:00:00Z', { without: ['data.dump.zst.age'], drills: ['proven'] }),
      backupFixture('2026-11-19T02:00:00Z', { manifestText: '{"format": 7}' }),
      backupFixture('2026-11-20T02:00:00Z', { extra: forged }),
    );
    await store.putIfAbsent('shop/notes.txt', Buffer.from('x'), never);
    const catalog = await listed(store, { source: 'shop' });
    const [{ backups, incomplete, total }] = catalog.shelves as [Shelf];
    assert.deepEqual(
      backups.map(({ standing, sizeBytes, problems }) => [standing, sizeBytes, problems.length]),
      [
        ['unverified', 10, 1],
        ['unreadable', null, 1],
        ['damaged', 10, 1],
      ],
    );
    assert.match(
      backups.map(({ problems }) => problems.join()).join('\n'),
      /does not count.*\n.*"format".*\n.*missing/s,
    );
    assert.equal(total, 3);
    assert.deepEqual(incomplete, [
      {
        folder: 'shop/full/2026/11/17T020000Z-aaaaaa/',
        sizeBytes: 10,
        modifiedAt: '2026-11-21T03:00:00.000Z',
        ageSeconds: 0,
      },
    ]);
    assert.deepEqual(catalog.strays, { count: 1, first: ['shop/notes.txt'] });
  });

  it('lists an empty store without complaint', async () => {
    assert.deepEqual((await listed(await storeWith())).shelves, []);
  });
});

describe('listing with a policy', () => {
  const policy = policyOf({ 'keep-last': '2', 'keep-daily': '2' });

  /** What a prune of the same store by the same policy announces. */
  async function planned(store: Store, by = policy): Promise<readonly PlannedBackup[]> {
    const { plan } = await pruneCatalog({
      ...{ store, source: 'shop', kinds: ['full'], policy: by, maxShrink: 0.5, graceSeconds: 86_400, dryRun: true },
      ...{ clock, progress: keptProgress(), signal: never, announce: () => undefined },
    });
    return plan.kinds.flatMap(({ backups }) => backups);
  }

  for (const [what, first] of [
    ['removes', backupFixture('2026-11-21T02:30:00Z', { drills: ['proven'] })],
    ['is halted', backupFixture('2026-11-21T02:30:00Z', { drills: ['failed'] })],
    ['meets what it cannot read', backupFixture('2026-11-21T02:30:00Z', { manifestText: '{}' })],
  ] as const) {
    it(`says of each backup what a prune does that ${what}, and why`, async () => {
      const store = await storeWith(first, ...hourly(60));
      const { backups, plan } = await onlyShelf(store, { kinds: ['full'], policy, limit: Infinity });
      const prune = await planned(store);
      assert.deepEqual(
        backups.map((backup) => ({ id: backup.id, standing: backup.standing, ...backup.plan })),
        prune.map(({ id, standing, decision, because }) => ({ id, standing, decision, because })),
      );
      const kept = prune.filter(({ decision }) => decision === 'keep').length;
      assert.deepEqual([plan?.keep, plan?.remove], [kept, prune.length - kept]);
      assert.equal(plan?.halted === null, what === 'removes');
    });
  }

  it('says what a prune does, whatever the store holds and the policy keeps', async () => {
    const moment = fc
      .integer({ min: -30, max: 30 * 24 })
      .map((hours) => new Date(clock.now().getTime() - hours * 3_600_000).toISOString());
    const drills: readonly (readonly Verdict[])[] = [
      [],
      ['could-not-tell'],
      ['failed', 'proven'],
      ['proven', 'failed'],
    ];
    const odd: readonly FixtureOptions[] = [
      ...([{ chosenTables: true }, { server: { database: 'other' } }, { without: ['manifest.json'] }] as const),
      ...[{ without: ['data.dump.zst.age'] }, { manifestText: '{"format": "muster/manifest/v9"}' }],
    ];
    const fixture = fc.record({
      moment,
      usual: fc.record({
        drills: fc.oneof(
          { weight: 6, arbitrary: fc.constant<readonly Verdict[]>(['proven']) },
          { weight: 3, arbitrary: fc.constantFrom(...drills) },
        ),
        sizeBytes: fc.constantFrom(30, 30, 10),
      }),
      odd: fc.oneof({ weight: 8, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constantFrom(...odd) }),
    });
    const rules = fc.record({
      'keep-last': fc.integer({ min: 1, max: 4 }).map(String),
      'keep-daily': fc.integer({ min: 0, max: 3 }).map(String),
      'keep-within': fc.constantFrom('1h', '3d'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fixture, { selector: (one) => one.moment, minLength: 4, maxLength: 14 }),
        rules,
        async (fixtures, keep) => {
          const own = policyOf(keep);
          const made = fixtures.map((one) => backupFixture(one.moment, { ...one.usual, ...one.odd }));
          const store = await storeWith(...made);
          const prune = await planned(store, own);
          const { shelves } = await listed(store, { kinds: ['full'], policy: own, limit: Infinity });
          const said = shelves.flatMap(({ backups }) => backups);
          assert.deepEqual(
            said.map((backup) => ({ id: backup.id, standing: backup.standing, ...backup.plan })),
            prune.map(({ id, standing, decision, because }) => ({ id, standing, decision, because })),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('judges the backups that it shows by all that there are', async () => {
    const store = countingStore(await storeWith(...hourly(60)));
    const shown = await onlyShelf(store, { kinds: ['full'], policy, limit: 3 });
    assert.deepEqual(
      shown.backups.map(({ plan }) => plan?.decision),
      ['keep', 'keep', 'remove'],
    );
    assert.deepEqual([shown.plan?.keep, shown.plan?.remove], [3, 57]);
    assert.equal(store.read.length, 120);
  });
});
