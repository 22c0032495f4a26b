import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CatalogEntry } from '../../../src/domain/catalog.ts';
import type { BackupKind } from '../../../src/domain/kind.ts';
import { planRetention } from '../../../src/domain/retention/plan.ts';
import type { Verdict } from '../../../src/domain/verification/verdict.ts';
import { entryAt } from '../../fakes/backup-fixture.ts';
import { kindPolicyOf } from '../../fakes/policy-fixture.ts';

type Row = readonly [moment: string, standing: Verdict | '', reasons: string];

interface Table {
  readonly title: string;
  readonly policy: Readonly<Record<string, string>>;
  readonly now: string;
  readonly kind?: BackupKind;
  /** Newest first; no reasons: it is removed. */
  readonly rows: readonly Row[];
}

const tables: readonly Table[] = [
  {
    title: 'keeps the last ones and removes the others',
    policy: { 'keep-last': '2' },
    now: '2026-11-21T03:00Z',
    rows: [
      ['2026-11-21T02:00Z', 'proven', 'latest-1, newest proven'],
      ['2026-11-20T02:00Z', 'proven', 'latest-2'],
      ['2026-11-19T02:00Z', 'proven', ''],
      ['2026-11-18T02:00Z', '', ''],
    ],
  },
  {
    title: 'lets the newest proven backup of a day stand for it, and the newest where none is proven',
    policy: { 'keep-daily': '3' },
    now: '2026-11-21T23:30Z',
    rows: [
      ['2026-11-21T23:00Z', '', 'daily-1, nothing newer is proven'],
      ['2026-11-20T18:00Z', '', 'nothing newer is proven'],
      ['2026-11-20T12:00Z', 'proven', 'daily-2, newest proven'],
      ['2026-11-20T06:00Z', 'proven', ''],
      ['2026-11-18T18:00Z', '', 'daily-3'],
      ['2026-11-18T12:00Z', '', ''],
      ['2026-11-17T12:00Z', 'proven', ''],
    ],
  },
  {
    title: 'does not let a failed backup stand for a day that has one of which nothing bad is known',
    policy: { 'keep-daily': '2' },
    now: '2026-11-21T23:30Z',
    rows: [
      ['2026-11-21T12:00Z', 'proven', 'daily-1, newest proven'],
      ['2026-11-20T18:00Z', 'failed', ''],
      ['2026-11-20T12:00Z', '', 'daily-2'],
    ],
  },
  {
    title: 'begins ISO weeks on Monday, over the end of the year too',
    policy: { 'keep-weekly': '3' },
    now: '2027-01-05T00:00Z',
    rows: [
      ['2027-01-04T12:00Z', 'proven', 'weekly-1, newest proven'], // Monday
      ['2027-01-03T12:00Z', 'proven', 'weekly-2'], // Sunday of week 2026-W53
      ['2027-01-01T12:00Z', 'proven', ''],
      ['2026-12-28T12:00Z', 'proven', ''], // Monday of the same week
      ['2026-12-27T12:00Z', 'proven', 'weekly-3'],
    ],
  },
  {
    title: 'cuts hours, days, months and years in UTC, and keeps one backup for several reasons',
    policy: { 'keep-hourly': '2', 'keep-monthly': '2', 'keep-yearly': '2' },
    now: '2026-01-01T02:00Z',
    rows: [
      ['2026-01-01T01:59Z', 'proven', 'hourly-1, monthly-1, yearly-1, newest proven'],
      ['2026-01-01T01:00Z', 'proven', ''],
      ['2026-01-01T00:00Z', 'proven', 'hourly-2'],
      ['2025-12-31T23:59:59Z', 'proven', 'monthly-2, yearly-2'],
    ],
  },
  {
    title: 'counts spans that have a backup, not spans that have passed',
    policy: { 'keep-daily': '2' },
    now: '2026-11-21T03:00Z',
    rows: [
      ['2026-11-21T02:00Z', 'proven', 'daily-1, newest proven'],
      ['2026-05-03T02:00Z', 'proven', 'daily-2'],
      ['2026-05-02T02:00Z', 'proven', ''],
    ],
  },
  {
    title: 'keeps what is younger than keep-within says',
    policy: { 'keep-within': '30d' },
    now: '2026-11-30T02:00Z',
    rows: [
      ['2026-11-30T02:00Z', 'proven', 'within 30 d, newest proven'],
      ['2026-10-31T02:00Z', '', 'within 30 d'],
      ['2026-10-31T01:59:59Z', 'proven', ''],
    ],
  },
  {
    title: 'does not let backups age away once no new ones are made',
    policy: { 'keep-within': '7d' },
    now: '2029-01-01T00:00Z',
    rows: [
      ['2026-11-21T02:00Z', 'proven', 'within 7 d, newest proven'],
      ['2026-11-15T02:00Z', 'proven', 'within 7 d'],
      ['2026-11-13T02:00Z', 'proven', ''],
    ],
  },
  {
    title: 'removes nothing where nothing is proven',
    policy: { 'keep-last': '1' },
    now: '2026-11-21T03:00Z',
    rows: [
      ['2026-11-21T02:00Z', '', 'latest-1, nothing newer is proven'],
      ['2026-11-20T02:00Z', 'could-not-tell', 'nothing newer is proven'],
      ['2020-11-19T02:00Z', '', 'nothing newer is proven'],
    ],
  },
  {
    title: 'keeps the newest proven backup and all that are newer, however old',
    policy: { 'keep-last': '1' },
    now: '2026-11-21T03:00Z',
    rows: [
      ['2026-11-21T02:00Z', '', 'latest-1, nothing newer is proven'],
      ['2026-11-20T02:00Z', '', 'nothing newer is proven'],
      ['2025-01-01T02:00Z', 'proven', 'newest proven'],
      ['2024-12-31T02:00Z', 'proven', ''],
    ],
  },
  {
    title: 'keeps a backup from the future without giving it a slot or believing its proof',
    policy: { 'keep-last': '1' },
    now: '2026-11-21T03:00Z',
    rows: [
      ['2031-01-01T00:00Z', 'proven', 'dated in the future'],
      ['2026-11-21T04:01Z', 'proven', 'dated in the future'],
      ['2026-11-21T03:59Z', '', 'latest-1, nothing newer is proven'],
      ['2026-11-20T02:00Z', 'proven', 'newest proven'],
      ['2026-11-19T02:00Z', 'proven', ''],
    ],
  },
  {
    title: 'keeps for ever what it is told to',
    policy: { 'keep-last': '1', 'keep-forever': '20200101T000000Z-aaaaaa' },
    now: '2026-11-21T03:00Z',
    rows: [
      ['2026-11-21T02:00Z', 'proven', 'latest-1, newest proven'],
      ['2026-11-20T02:00Z', 'proven', ''],
      ['2020-01-01T00:00Z', '', 'forever'],
    ],
  },
  {
    title: 'asks of a kind that has no drills that a newer backup is whole',
    policy: { 'keep-last': '1' },
    now: '2026-11-21T03:00Z',
    kind: 'files',
    rows: [
      ['2026-11-21T02:00Z', '', 'latest-1, newest whole'],
      ['2026-11-20T02:00Z', '', ''],
    ],
  },
];

describe('a retention plan', () => {
  for (const { title, policy, now, kind, rows } of tables) {
    it(title, () => {
      const entries = rows.map(([moment, verdict]) => entryFor(moment, verdict, kind));
      assert.deepEqual(reasonsByMoment(entries, policy, now, kind), rowsByMoment(rows));
    });
  }

  it('says of a removal which newer backup lets it go', () => {
    const entries = [entryFor('2026-11-21T02:00Z', 'proven'), entryFor('2026-11-20T02:00Z', 'proven')];
    const plan = planRetention(entries, kindPolicyOf({ 'keep-last': '1' }), new Date('2026-11-21T03:00Z'));
    assert.deepEqual(plan.remove[0]?.because, ['no rule keeps it, and 20261121T020000Z-aaaaaa is newer and proven']);
    assert.equal(plan.remove[0].guardian, entries[0]);
  });

  it('keeps a backup whose manifest cannot be read, without giving it a slot', () => {
    const unreadable = entryAt('2026-11-20T02:00:00Z', { manifestText: '{' });
    const entries = [entryFor('2026-11-21T02:00Z', 'proven'), unreadable, entryFor('2026-11-19T02:00Z', 'proven')];
    const plan = planRetention(entries, kindPolicyOf({ 'keep-last': '2' }), new Date('2026-11-21T03:00Z'));
    assert.deepEqual(
      plan.keep.map(({ because }) => because.join()),
      ['latest-1,newest proven', 'manifest unreadable: kept for a person to look at', 'latest-2'],
    );
  });

  it('keeps what was made after the newest proven one, though the clock of its source was set back', () => {
    const drills = ['proven'] as const;
    const entries = [
      entryFor('2026-11-20T02:00Z', 'proven'),
      entryAt('2020-01-01T02:00:00Z', { drills, madeAt: '2026-11-21T02:00:00Z' }),
      entryAt('2020-01-01T01:00:00Z', { drills }),
    ];
    const plan = planRetention(entries, kindPolicyOf({ 'keep-last': '1' }), new Date('2026-11-21T03:00Z'));
    assert.deepEqual(plan.keep[1]?.because, ['dated before 20261120T020000Z-aaaaaa, but made after it']);
    assert.deepEqual(
      plan.remove.map(({ entry }) => entry),
      entries.slice(2),
    );
  });

  it('lets a backup of chosen tables stand for none of the whole, and gives it slots of its own', () => {
    const [drills, chosenTables] = [['proven'] as const, true] as const;
    const entries = [
      entryAt('2026-11-21T02:00:00Z', { drills, chosenTables }),
      entryAt('2026-11-21T01:00:00Z', { drills, chosenTables }),
      entryFor('2026-11-20T02:00Z', 'proven'),
      entryFor('2026-11-19T02:00Z', 'proven'),
      entryAt('2026-11-18T02:00:00Z', { drills, chosenTables }),
    ];
    const now = new Date('2026-11-21T03:00Z');
    const plan = planRetention(entries, kindPolicyOf({ 'keep-last': '1' }), now);
    assert.deepEqual(
      plan.keep.map(({ because }) => because.join()),
      ['latest-1,nothing newer is proven', 'nothing newer is proven', 'latest-1,newest proven'],
    );
    assert.deepEqual(
      plan.remove.map(({ entry }) => entry),
      entries.slice(3),
    );
    const alone = planRetention(entries.slice(0, 2), kindPolicyOf({ 'keep-last': '1' }), now);
    assert.equal(alone.remove.length, 1);
  });

  it('does not let a proven backup that lost an object stand for others', () => {
    const drills = ['proven'] as const;
    const entries = [
      entryFor('2026-11-21T02:00Z', ''),
      entryAt('2026-11-20T02:00:00Z', { drills, without: ['data.dump.zst.age'] }),
      entryFor('2026-11-19T02:00Z', 'proven'),
    ];
    const plan = planRetention(entries, kindPolicyOf({ 'keep-last': '1' }), new Date('2026-11-21T03:00Z'));
    assert.deepEqual(plan.keep.at(-1)?.because, ['newest proven']);
    assert.deepEqual(plan.remove, []);
  });

  it('is refused for a policy that keeps nothing and for a mixture of sources', () => {
    const policy = kindPolicyOf({ 'keep-last': '1' });
    const entries = [entryAt('2026-11-21T02:00:00Z'), entryAt('2026-11-20T02:00:00Z', { source: 'blog' })];
    const now = new Date('2026-11-21T03:00Z');
    assert.throws(() => planRetention(entries, policy, now), { code: 'bug' });
    assert.throws(() => planRetention(entries.slice(1), { ...policy, keepLast: 0 }, now), { code: 'policy-empty' });
  });
});

function entryFor(moment: string, verdict: Verdict | '', kind: BackupKind = 'full'): CatalogEntry {
  return entryAt(moment, { kind, drills: verdict === '' ? [] : [verdict] });
}

function reasonsByMoment(
  entries: readonly CatalogEntry[],
  inputs: Readonly<Record<string, string>>,
  now: string,
  kind: BackupKind = 'full',
): Readonly<Record<string, string>> {
  const plan = planRetention(entries.toReversed(), kindPolicyOf(inputs, kind), new Date(now));
  assert.equal(plan.halted, undefined);
  const all = [...plan.keep, ...plan.remove.map(({ entry }) => ({ entry, because: [''] }))];
  return Object.fromEntries(all.map(({ entry, because }) => [entry.snapshotAt.toISOString(), because.join(', ')]));
}

function rowsByMoment(rows: readonly Row[]): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.map(([moment, , reasons]) => [new Date(moment).toISOString(), reasons]));
}
