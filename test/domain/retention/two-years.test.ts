import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CatalogEntry } from '../../../src/domain/catalog.ts';
import { planRetention } from '../../../src/domain/retention/plan.ts';
import type { Verdict } from '../../../src/domain/verification/verdict.ts';
import { entryAt } from '../../fakes/backup-fixture.ts';
import { kindPolicyOf } from '../../fakes/policy-fixture.ts';

const day = 86_400_000;
const policy = kindPolicyOf({ 'keep-daily': '7', 'keep-weekly': '4', 'keep-monthly': '12', 'keep-yearly': '3' });

/** A backup each night from the first day to the last, and a prune an hour later; returns the days that are left, newest first. */
function nightly(first: string, last: string, drillsOf: (date: Date) => readonly Verdict[]): readonly string[] {
  let entries: readonly CatalogEntry[] = [];
  for (let time = Date.parse(`${first}T02:00:00Z`); time <= Date.parse(`${last}T02:00:00Z`); time += day) {
    const date = new Date(time);
    entries = [entryAt(date.toISOString(), { drills: drillsOf(date) }), ...entries];
    const plan = planRetention(entries, policy, new Date(time + 3_600_000));
    assert.equal(plan.halted, undefined);
    entries = plan.keep.map(({ entry }) => entry);
  }
  return entries.map((entry) => entry.snapshotAt.toISOString().slice(0, 10));
}

describe('two years of nightly backups and prunes', () => {
  const lastDays = ['2026-11-21', '2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17', '2026-11-16', '2026-11-15'];
  const sundays = ['2026-11-08', '2026-11-01'];
  const monthEnds = [
    ...['2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31', '2026-04-30'],
    ...['2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31'],
  ];

  it('leave seven days, four Sundays, twelve ends of months and three ends of years, where each is proven', () => {
    const left = nightly('2024-11-21', '2026-11-21', () => ['proven']);
    assert.deepEqual(left, [...lastDays, ...sundays, ...monthEnds, '2024-12-31']);
  });

  it('leave proven backups for weeks and months where only Wednesdays are drilled', () => {
    const left = nightly('2024-11-21', '2026-11-21', (date) => (date.getUTCDay() === 3 ? ['proven'] : []));
    const wednesdays = ['2026-11-11', '2026-11-04', '2026-10-28'];
    const monthly = ['2026-10-28', '2026-09-30', '2026-08-26', '2026-07-29', '2026-06-24', '2026-05-27', '2026-04-29'];
    const older = ['2026-03-25', '2026-02-25', '2026-01-28', '2025-12-31', '2024-12-25'];
    assert.deepEqual(left, [...new Set([...lastDays, ...wednesdays, ...monthly, ...older])]);
  });

  it('leave every backup where none is ever drilled', () => {
    assert.equal(nightly('2026-08-01', '2026-11-21', () => []).length, 113);
  });
});
