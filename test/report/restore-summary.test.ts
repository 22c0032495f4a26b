import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { parseBackupId } from '../../src/domain/backup-id.ts';
import { Failure } from '../../src/domain/failure.ts';
import { restoreSummary, type RestoreReport } from '../../src/report/restore-summary.ts';
import { backupFixture } from '../fakes/backup-fixture.ts';

const { manifest } = backupFixture('2026-11-21T04:15:02Z');
const nasty = 'a|b `c` <img src=x> *d*';
const safetyBackup = {
  source: 'shop.before-restore',
  id: parseBackupId('20261121T041501Z-aaaaaa'),
  store: 's3://bucket',
  snapshotAt: '2026-11-21T04:15:01.000Z',
};
const previous = { wayBack: ['ALTER DATABASE "a```b" RENAME TO shop;'], removal: ['DROP DATABASE "a```b";'] };

function pageOf(more: Partial<RestoreReport>): string {
  return restoreSummary({
    ...{ manifest, store: 's3://bucket', target: { database: 'shop', description: 'db.example/shop' } },
    ...{
      plan: { way: 'swap', holdsData: true, tables: [], steps: [nasty], notes: ['sorts by another locale'] },
      state: 'restored',
    },
    ...{ findings: [], gaps: [], notes: [], ladder: [] },
    ...more,
  });
}

describe('the page of a restore', () => {
  it('says first what the database is', () => {
    const failure = new Failure('hook-failed', 'no');
    const titles: readonly [Partial<RestoreReport>, RegExp][] = [
      [{ verdict: 'proven' }, /^## ✅ shop is restored from shop/],
      [{ failure }, /^## ❌ shop is restored from shop, and something is wrong/],
      [{ failure, state: 'as-it-was' }, /^## ❌ shop is as it was: nothing was restored/],
      [{ failure, state: 'unsettled' }, /^## ❌ shop: nobody can say yet/],
      [
        { failure, state: 'as-it-was', plan: { way: 'create', holdsData: false, tables: [], steps: [], notes: [] } },
        /^## ❌ shop was not made/,
      ],
    ];
    for (const [report, title] of titles) assert.match(pageOf(report), title);
  });

  it('says what was restored, how, what it is worth, and what it took', () => {
    const compared = { tables: 2, rows: 5, objects: 9 };
    const page = pageOf({ verdict: 'proven', compared, safetyBackup, restoreSeconds: 75 });
    for (const part of [manifest.id, 'db.example/shop', '2 tables, 5 rows, 9 objects', safetyBackup.id, '1 min 15 s'])
      assert.ok(page.includes(part), `${part} is not in ${page}`);
    assert.match(page, /loaded beside what was there, then put in its place/);
    assert.match(page, /sorts by another locale/);
    assert.ok(!page.includes('<img'));
  });

  it('has the statements for a person to copy, in a fence that none of them ends', () => {
    const page = pageOf({ verdict: 'proven', previous, safetyBackup });
    const [back, finish] = [...page.matchAll(/^(`{4,})sql\n(.*)\n\1$/gm)].map(([, , text]) => text);
    assert.equal(back, previous.wayBack[0]);
    assert.equal(finish, previous.removal[0]);
  });

  it('has the inputs that restore the safety backup where nothing is left on the server', () => {
    const plan = { way: 'tables', holdsData: true, tables: ['public.orders', '"a: b"'], steps: [], notes: [] } as const;
    const target = { database: 'true', description: 'db.example/true' };
    const page = pageOf({ verdict: 'proven', safetyBackup, plan, target });
    const [, inputs = ''] = /^```yaml\n(.*?)\n```$/ms.exec(page) ?? [];
    assert.deepEqual(parse(inputs), {
      source: 'shop.before-restore',
      backup: safetyBackup.id,
      confirm: 'true',
      'replace-source': 'true',
      tables: 'public.orders\n"a: b"\n',
    });
  });

  it('says nothing of a way back where nothing was changed', () => {
    const failure = new Failure('restore-failed', 'the server said <no>; shop is as it was');
    const page = pageOf({ state: 'as-it-was', verdict: 'failed', failure, safetyBackup });
    assert.ok(!page.includes('To go back'));
    assert.match(page, /the server said &lt;no>; shop is as it was/);
  });

  it('marks a step that was not done, and asks only where something is compared', () => {
    const ladder = ['load', 'rows'].map((step) => ({ step, outcome: 'could-not-tell' as const, seconds: 1 }));
    const page = pageOf({ ladder });
    assert.match(page, /^\| ❌ \| the dump is fetched/m);
    assert.match(page, /^\| ❔ \| every table has the same rows/m);
  });
});
