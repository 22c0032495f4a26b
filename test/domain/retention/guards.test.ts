import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CatalogEntry } from '../../../src/domain/catalog.ts';
import { planRetention } from '../../../src/domain/retention/plan.ts';
import { entryAt, type FixtureOptions } from '../../fakes/backup-fixture.ts';
import { kindPolicyOf } from '../../fakes/policy-fixture.ts';

const proven = { drills: ['proven'] } as const;

/** Five days of backups, the newest first; the options of the last days come first too. */
function days(...options: readonly FixtureOptions[]): readonly CatalogEntry[] {
  return [5, 4, 3, 2, 1].map((day, index) => entryAt(`2026-11-0${day}T02:00:00Z`, options[index] ?? proven));
}

function plan(entries: readonly CatalogEntry[], maxShrink = 0.5) {
  return planRetention(entries, kindPolicyOf({ 'keep-last': '1' }), new Date('2026-11-05T12:00Z'), { maxShrink });
}

describe('pruning is halted', () => {
  const halts: Readonly<Record<string, readonly [readonly CatalogEntry[], RegExp]>> = {
    'where the newest backup failed its drill': [days({ drills: ['failed'] }), /20261105.* failed its drill/],
    'where the newest backup failed a drill after it was proven': [
      days({ drills: ['proven', 'failed'] }),
      /failed its drill/,
    ],
    'where a later drill only could not tell': [days({ drills: ['failed', 'could-not-tell'] }), /failed its drill/],
    'where the last drill failed, although it was of an older backup': [
      days({}, { drills: ['failed'] }),
      /the last drill failed, that of 20261104/,
    ],
    'where the newest backup has shrunk below half': [
      days({ ...proven, plainSizeBytes: 19 }),
      /has shrunk to 19 B where 40 B/,
    ],
    'where the newest backup has lost an object': [
      days({ without: ['data.dump.zst.age'] }),
      /is not whole: data.*missing/,
    ],
    'where the manifest of the newest backup cannot be read': [
      days({ manifestText: '{' }),
      /cannot be used: .*is not JSON/,
    ],
  };
  for (const [title, [entries, reason]] of Object.entries(halts)) {
    it(title, () => {
      const { halted, keep, remove } = plan(entries);
      assert.match(halted ?? '', reason);
      assert.deepEqual(remove, []);
      assert.equal(keep.length, entries.length);
    });
  }
});

describe('pruning goes ahead', () => {
  const goesAhead: Readonly<Record<string, readonly CatalogEntry[]>> = {
    'where all is well': days(),
    'where the newest backup is half as large as usual': days({ ...proven, plainSizeBytes: 20 }),
    'where only the compression got better': days({ ...proven, sizeBytes: 1, plainSizeBytes: 40 }),
    'where one backup of the past was small': days(proven, { ...proven, plainSizeBytes: 1 }),
    'where a drill failed and a later one proved a newer backup': days(proven, { drills: ['failed'] }),
    'where the newest backup was not drilled yet': days({}),
  };
  for (const [title, entries] of Object.entries(goesAhead)) {
    it(title, () => {
      const { halted, remove } = plan(entries);
      assert.equal(halted, undefined);
      assert.ok(remove.length > 0);
    });
  }

  it('where a smaller share is allowed in words', () => {
    const entries = days({ ...proven, plainSizeBytes: 19 });
    assert.equal(plan(entries, 0.6).halted, undefined);
    assert.notEqual(plan(entries, 0.5).halted, undefined);
  });

  it('compares with proven backups where there are any, and with all where there are none', () => {
    const small = { plainSizeBytes: 15 };
    assert.equal(
      plan(
        days(
          small,
          { plainSizeBytes: 400 },
          { plainSizeBytes: 400 },
          { ...proven, plainSizeBytes: 15 },
          { ...proven, plainSizeBytes: 15 },
        ),
      ).halted,
      undefined,
    );
    assert.match(plan(days(small, {}, {}, {}, {})).halted ?? '', /has shrunk/);
  });
});
