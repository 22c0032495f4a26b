import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseBackupId } from '../../../src/domain/backup-id.ts';
import {
  countFindings,
  isVerificationName,
  parseVerification,
  serializeVerification,
  verificationName,
} from '../../../src/domain/verification/record.ts';
import { verificationFixture } from '../../fakes/backup-fixture.ts';

const verification = verificationFixture({
  backup: parseBackupId('20261121T041502Z-k3f9qa'),
  manifestSha256: 'a'.repeat(64),
  verdict: 'failed',
  finishedAt: '2026-11-21T05:00:07.250Z',
});

describe('a stored verification', () => {
  it('is read back as it was written', () => {
    assert.deepEqual(parseVerification(serializeVerification(verification), 'here'), verification);
  });

  it('is read although a later version added members, steps and codes', () => {
    const later = {
      ...verification,
      mood: { calm: true },
      run: { ...verification.run, attempt: 3 },
      ladder: [{ step: 'replay-the-log', outcome: 'passed', seconds: null, bytes: 12 }],
      findings: [{ code: 'not-known-yet', count: 1 }],
    };
    const read = parseVerification(JSON.stringify(later), 'here');
    assert.equal(read.verdict, 'failed');
    assert.deepEqual(read.ladder, [{ step: 'replay-the-log', outcome: 'passed', seconds: null }]);
    assert.deepEqual(read.run, verification.run);
  });

  for (const [what, change] of Object.entries({
    'of another format': { format: 'muster/verification/v2' },
    'with an unknown verdict': { verdict: 'fine' },
    'without a digest': { manifestSha256: undefined },
    'of no backup': { backup: 'the last one' },
  })) {
    it(`is refused ${what}, and the message says where`, () => {
      const text = JSON.stringify({ ...verification, ...change });
      assert.throws(() => parseVerification(text, 'a/b.json'), {
        code: 'verification-invalid',
        message: /^a\/b\.json: /,
      });
    });
  }

  it('has a name that sorts by the end of the drill and holds nothing that a path could misread', () => {
    const name = verificationName({ finishedAt: verification.finishedAt, run: { id: '../my run/№7' } });
    assert.equal(name, 'verifications/20261121T050007250Z-..-my-run-7.json');
    assert.ok(isVerificationName(name));
    assert.ok(!isVerificationName('verifications/deeper/x.json'));
    assert.ok(!isVerificationName('data.json'));
  });

  it('counts findings by code and leaves out what they are about', () => {
    const finding = (code: 'rows-missing' | 'orphans', subject: string) => ({ code, subject, detail: 'x' });
    const counts = countFindings([finding('rows-missing', 'a'), finding('orphans', 'b'), finding('rows-missing', 'c')]);
    assert.deepEqual(counts, [
      { code: 'orphans', count: 1 },
      { code: 'rows-missing', count: 2 },
    ]);
  });
});
