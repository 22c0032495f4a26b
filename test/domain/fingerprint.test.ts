import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sizeInWords } from '../../src/domain/fingerprint.ts';

it('the size of a fingerprint is said with one and with several of each', () => {
  assert.equal(sizeInWords({ tables: 1, rows: 1, objects: 1 }), '1 table, 1 row, 1 object');
  assert.equal(sizeInWords({ tables: 2, rows: 0, objects: 3 }), '2 tables, 0 rows, 3 objects');
});
