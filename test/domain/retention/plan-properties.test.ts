import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CatalogEntry } from '../../../src/domain/catalog.ts';
import { planRetention, type RetentionPlan } from '../../../src/domain/retention/plan.ts';
import type { KindPolicy } from '../../../src/domain/retention/policy.ts';
import { isTrusted } from '../../../src/domain/retention/trust.ts';
import { entryAt } from '../../fakes/backup-fixture.ts';

const now = new Date('2026-11-21T03:00:00Z');
const hour = 3_600_000;

const drills = fc.oneof(
  { weight: 6, arbitrary: fc.constant(['proven'] as const) },
  { weight: 4, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(['failed'] as const, ['could-not-tell'] as const, ['proven', 'failed'] as const),
  },
);

const anEntry = fc
  .record({
    hoursAgo: fc.oneof(fc.integer({ min: -3, max: 72 }), fc.integer({ min: 0, max: 20_000 })),
    drills,
    plainSizeBytes: fc.constantFrom(100, 110, 90, 20),
    server: fc.constantFrom('711', '711', '722').map((id) => ({ 'system-identifier': id })),
    flaw: fc.constantFrom('', '', '', '', '', '', 'lost', 'unreadable'),
  })
  .map(({ hoursAgo, flaw, ...options }) => ({
    hoursAgo,
    entry: entryAt(new Date(now.getTime() - hoursAgo * hour).toISOString(), {
      ...options,
      ...(flaw === 'lost' ? { without: ['data.dump.zst.age'] } : {}),
      ...(flaw === 'unreadable' ? { manifestText: '{' } : {}),
    }),
  }));

const entries = fc
  .uniqueArray(anEntry, { maxLength: 30, selector: ({ hoursAgo }) => hoursAgo })
  .map((list) => list.map(({ entry }) => entry));

const count = fc.integer({ min: 0, max: 5 });
const policy: fc.Arbitrary<KindPolicy> = fc.record({
  keepLast: fc.integer({ min: 1, max: 4 }),
  keepWithin: fc.constantFrom(0, 3600, 86_400, 864_000),
  keepHourly: count,
  keepDaily: count,
  keepWeekly: count,
  keepMonthly: count,
  keepYearly: count,
  keepForever: fc.constant(false),
});

/** Checks what holds for every catalog and policy. Sizes vary less than `maxShrink` where a property is about removals. */
function always(check: (plan: RetentionPlan, entries: readonly CatalogEntry[], policy: KindPolicy) => void): void {
  let removals = 0;
  fc.assert(
    fc.property(entries, policy, (list, rules) => {
      const plan = planRetention(list, rules, now);
      removals += plan.remove.length;
      check(plan, list, rules);
    }),
    { numRuns: 300 },
  );
  assert.ok(removals > 0, 'the generated catalogs never led to a removal');
}

const serverOf = ({ manifest }: CatalogEntry): string => manifest?.server['system-identifier'] ?? '';
const removedOf = (plan: RetentionPlan) => new Set(plan.remove.map(({ entry }) => entry.address.id));

describe('every retention plan', () => {
  it('decides about each backup once, and gives a reason', () =>
    always((plan, list) => {
      const decided = [...plan.keep, ...plan.remove];
      assert.deepEqual(new Set(decided.map(({ entry }) => entry)), new Set(list));
      assert.equal(decided.length, list.length);
      assert.ok(decided.every(({ because }) => because.length > 0 && because.every((reason) => reason !== '')));
    }));

  it('keeps the newest trusted backup of each server, and each removal has one that is newer, trusted and kept', () =>
    always((plan, list) => {
      const kept = new Set(plan.keep.map(({ entry }) => entry));
      for (const { entry, guardian } of plan.remove) {
        assert.ok(kept.has(guardian) && isTrusted(guardian) && guardian.snapshotAt > entry.snapshotAt);
        assert.equal(serverOf(guardian), serverOf(entry));
      }
      const present = list.filter((entry) => entry.snapshotAt.getTime() <= now.getTime() + hour && isTrusted(entry));
      for (const own of Map.groupBy(present, serverOf).values()) {
        const [newest] = own.toSorted((a, b) => b.snapshotAt.getTime() - a.snapshotAt.getTime());
        assert.ok(newest !== undefined && kept.has(newest));
      }
    }));

  it('removes nothing where nothing is proven', () =>
    always((_, list, rules) => {
      const unproven = list.filter((entry) => !entry.proven);
      assert.deepEqual(planRetention(unproven, rules, now).remove, []);
    }));

  it('removes nothing that cannot be read, and nothing while it is halted', () =>
    always((plan) => {
      assert.ok(plan.remove.every(({ entry }) => entry.manifest !== undefined));
      if (plan.halted !== undefined) assert.deepEqual(plan.remove, []);
    }));

  it('leaves nothing to remove for the next one', () =>
    always((plan, _, rules) => {
      const left = plan.keep.map(({ entry }) => entry);
      assert.deepEqual(planRetention(left, rules, now).remove, []);
    }));

  it('does not depend on the order of the entries', () =>
    always((plan, list, rules) => {
      assert.deepEqual(planRetention(list.toReversed(), rules, now), plan);
    }));

  it('removes no more where a number of the policy grows', () =>
    always((plan, list, rules) => {
      const removed = removedOf(plan);
      for (const rule of [
        'keepLast',
        'keepWithin',
        'keepHourly',
        'keepDaily',
        'keepWeekly',
        'keepMonthly',
        'keepYearly',
      ] as const) {
        const larger = planRetention(list, { ...rules, [rule]: rules[rule] + 3 }, now);
        assert.ok(removedOf(larger).isSubsetOf(removed), rule);
      }
    }));

  it('removes no more as time passes by itself', () =>
    always((_, list, rules) => {
      const present = list.filter((entry) => entry.snapshotAt <= now);
      const today = planRetention(present, rules, now);
      const muchLater = planRetention(present, rules, new Date('2036-01-01T00:00:00Z'));
      assert.deepEqual(removedOf(muchLater), removedOf(today));
    }));
});
