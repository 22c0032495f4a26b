import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Fingerprint, TableFingerprint } from '../../../src/domain/fingerprint.ts';
import { compareObjects, compareTables } from '../../../src/domain/verification/compare.ts';

const orders: TableFingerprint = {
  name: 'public.orders',
  columns: ['id'],
  rows: 2,
  countedRows: 2,
  digest: 'sha256:00',
};

function fingerprint(tables: readonly TableFingerprint[] = []): Fingerprint {
  return { tables, objects: [], settings: {}, gaps: [] };
}

describe('the comparison of a copy with its source', () => {
  it('finds nothing where all is equal, and rows of which one byte differs', () => {
    const expected = fingerprint([orders]);
    assert.deepEqual(compareTables(expected, expected), { findings: [], gaps: [] });
    const { findings } = compareTables(expected, fingerprint([{ ...orders, digest: 'sha256:01' }]));
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['rows-differ'],
    );
  });

  it('cannot tell where the rows were digested by another algorithm, but still counts them', () => {
    const expected = fingerprint([{ ...orders, digest: 'blake3:00' }]);
    const { findings, gaps } = compareTables(expected, fingerprint([orders]));
    assert.deepEqual(findings, []);
    assert.equal(gaps.length, 1);
    assert.match(gaps[0] ?? '', /public\.orders/);
    const fewer = compareTables(expected, fingerprint([{ ...orders, rows: 1 }]));
    assert.equal(fewer.findings[0]?.code, 'rows-missing');
  });

  it('cannot tell where there is nothing to compare', () => {
    assert.equal(compareObjects(fingerprint(), fingerprint()).gaps.length, 1);
    assert.deepEqual(compareObjects(fingerprint([orders]), fingerprint([orders])).gaps, []);
  });
});
