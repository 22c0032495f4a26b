import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serializeManifest } from '../../src/domain/manifest.ts';
import { serializeVerification, verificationName } from '../../src/domain/verification/record.ts';
import type { Verdict } from '../../src/domain/verification/verdict.ts';
import { parseSelector } from '../../src/domain/backup-selector.ts';
import { backupFixture, entryAt, sha256, verificationFixture } from '../fakes/backup-fixture.ts';

describe('a backup in the catalog', () => {
  const cases: readonly (readonly [drills: readonly Verdict[], proven: boolean])[] = [
    [[], false],
    [['proven'], true],
    [['failed'], false],
    [['could-not-tell'], false],
    [['proven', 'failed'], false],
    [['proven', 'could-not-tell'], true],
    [['failed', 'could-not-tell'], false],
    [['failed', 'proven'], true],
    [['proven', 'failed', 'could-not-tell'], false],
  ];
  for (const [drills, proven] of cases) {
    it(`is ${proven ? '' : 'not '}proven after the drills: ${drills.join(', ') || 'none'}`, () => {
      const entry = entryAt('2026-11-01T02:00:00Z', { drills });
      assert.equal(entry.proven, proven);
      assert.equal(entry.lastVerdict, drills.at(-1));
    });
  }

  it('is not proven by a verification that was made against another manifest', () => {
    const { address } = backupFixture('2026-11-01T02:00:00Z');
    const foreign = verificationFixture({
      backup: address.id,
      manifestSha256: sha256('another'),
      verdict: 'proven',
      finishedAt: '2026-11-01T03:00:00Z',
    });
    const extra = { 'verifications/20261101T030000Z-x.json': serializeVerification(foreign) };
    const entry = entryAt('2026-11-01T02:00:00Z', { extra });
    assert.equal(entry.proven, false);
    assert.match(entry.disregarded[0]?.because ?? '', /another manifest/);
  });

  it('loses its proof to a later verification that nobody can read, but not to an earlier one', () => {
    const later = { 'verifications/20261101T040000Z-x.json': '{' };
    const earlier = { 'verifications/20261101T020000Z-x.json': '{' };
    assert.equal(entryAt('2026-11-01T02:00:00Z', { drills: ['proven'], extra: later }).proven, false);
    assert.equal(entryAt('2026-11-01T02:00:00Z', { drills: ['proven'], extra: earlier }).proven, true);
  });

  it('is not proven by a drill that is dated in the future, which would hide a failed one until then', () => {
    const [snapshot, now] = ['2026-11-01T02:00:00Z', new Date('2026-11-01T04:30:00Z')];
    const { address } = backupFixture(snapshot);
    const manifestSha256 = entryAt(snapshot).manifestSha256;
    const at = (finishedAt: string, verdict: Verdict): Record<string, string> => {
      const record = verificationFixture({ backup: address.id, manifestSha256, verdict, finishedAt });
      return { [verificationName(record)]: serializeVerification(record) };
    };
    const ahead = at('2027-11-01T04:00:00Z', 'proven');
    const hidden = entryAt(snapshot, { drills: ['failed'], extra: ahead }, now);
    assert.deepEqual([hidden.proven, hidden.lastVerdict], [false, 'failed']);
    assert.match(hidden.disregarded[0]?.because ?? '', /^is dated in the future, 2027-11-01T04:00:00.*Z$/);
    assert.equal(entryAt(snapshot, { extra: ahead }, now).proven, false);
    assert.equal(
      entryAt(snapshot, { extra: at('2026-11-01T05:30:00Z', 'proven') }, now).proven,
      true,
      'as clocks differ',
    );
    const failed = entryAt(snapshot, { drills: ['proven'], extra: at('2027-11-01T04:00:00Z', 'failed') }, now);
    assert.deepEqual([failed.proven, failed.lastVerdict], [false, 'failed'], 'what failed counts whatever its date');
  });

  it('says which of its objects are missing or have another size', () => {
    assert.deepEqual(entryAt('2026-11-01T02:00:00Z').faults, []);
    const missing = entryAt('2026-11-01T02:00:00Z', { without: ['data.dump.zst.age'] });
    assert.deepEqual(missing.faults, ['data.dump.zst.age is missing']);
    const shorter = entryAt('2026-11-01T02:00:00Z', { extra: { 'data.dump.zst.age': 'xyz' } });
    assert.deepEqual(shorter.faults, ['data.dump.zst.age has 3 bytes instead of 10']);
  });

  it('is listed although its manifest cannot be read, at the moment of its id', () => {
    const entry = entryAt('2026-11-01T02:00:00Z', { manifestText: 'garbage', drills: ['proven'] });
    assert.equal(entry.manifest, undefined);
    assert.match(entry.unreadable ?? '', /is not JSON/);
    assert.equal(entry.snapshotAt.toISOString(), '2026-11-01T02:00:00.000Z');
    assert.equal(entry.proven, false);
  });

  it('does not take the manifest of another backup for its own', () => {
    const other = serializeManifest(backupFixture('2026-10-01T02:00:00Z').manifest);
    assert.match(entryAt('2026-11-01T02:00:00Z', { manifestText: other }).unreadable ?? '', /another backup/);
  });
});

describe('a selector', () => {
  it('is refused where it means nothing', () => {
    assert.throws(() => parseSelector('newest'), { code: 'input-invalid' });
    assert.throws(() => parseSelector('random:soon'), { code: 'input-invalid' });
  });
});
