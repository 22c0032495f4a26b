import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseBackupId } from '../../src/domain/backup-id.ts';
import { parseSourceName } from '../../src/domain/object-key.ts';
import { safetySourceName, wayBackInWords } from '../../src/domain/restore-outcome.ts';

describe('the source name of safety backups', () => {
  it('is not that of the real source, and is one that a store can have', () => {
    for (const name of ['shop', 'a'.repeat(85), 'a'.repeat(86), 'a'.repeat(100)]) {
      const safety = safetySourceName(name);
      assert.notEqual(safety, name);
      assert.equal(parseSourceName(safety), safety);
      assert.match(safety, /\.before-restore$/);
    }
  });

  it('stays the same where a safety backup is what is restored', () => {
    assert.equal(safetySourceName(safetySourceName('shop')), safetySourceName('shop'));
  });
});

describe('the way back', () => {
  const safetyBackup = {
    source: 'shop.before-restore',
    id: parseBackupId('20261121T041501Z-aaaaaa'),
    store: 's3://bucket',
    snapshotAt: '2026-11-21T04:15:01.000Z',
  };
  const previous = { wayBack: ['ONE;', 'TWO;'], removal: [] };

  it('is the shortest that there is', () => {
    const target = { database: 'shop', heldData: true, tables: [] };
    assert.equal(wayBackInWords({ ...target, previous, safetyBackup }), 'to go back, run ONE; TWO;');
    assert.match(
      wayBackInWords({ ...target, safetyBackup }),
      /source: shop.before-restore, backup: 2026.*confirm: shop, replace-source: true$/,
    );
    assert.match(wayBackInWords(target), /no way back/);
    assert.match(wayBackInWords({ ...target, heldData: false }), /nothing that was there before was replaced/);
    const tables = ['public.orders', 'sales.*'];
    assert.match(wayBackInWords({ ...target, safetyBackup, tables }), /true, tables: public.orders, tables: sales.\*$/);
  });
});
