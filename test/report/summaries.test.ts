import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../../src/domain/failure.ts';
import type { Finding } from '../../src/domain/verification/finding.ts';
import { backupSummary } from '../../src/report/backup-summary.ts';
import { plain, table } from '../../src/report/markdown.ts';
import { type DrillReport, verificationSummary } from '../../src/report/verification-summary.ts';
import { backupFixture } from '../fakes/backup-fixture.ts';

const { manifest } = backupFixture('2026-11-21T04:15:02Z');
const nasty = 'a|b `c` <img src=x> *d* [e](f)\r\ng\rh\ni\\';

function reportOf(more: Partial<DrillReport>): DrillReport {
  return {
    ...{
      manifest,
      manifestSha256: '',
      store: 's3://bucket',
      verdict: 'proven',
      worth: 'proven',
      findings: [],
      gaps: [],
      notes: [],
      ladder: [],
    },
    ...{ targets: {}, recordedIn: [] },
    ...more,
  };
}

/** Bars that end a cell; those of the text itself are escaped. */
const cells = (line: string): number => line.replace(/\\./g, '').split('|').length - 2;

describe('text in a summary', () => {
  it('is one line without Markdown or HTML of its own', () => {
    const shown = plain(nasty);
    assert.ok(!/[\r\n<]/.test(shown), shown);
    assert.ok(!/[`*|[\]]/.test(shown.replace(/\\./g, '')), shown);
    assert.equal(plain('&lt;'), '&amp;lt;');
  });

  it('keeps a table a table, and says how much of a long one is left out', () => {
    const rows = Array.from({ length: 231 }, (_, index) => [plain(`${nasty}${index}`), 'x']);
    const lines = table(['a', 'b'], rows).split('\n');
    assert.equal(lines.length, 2 + 200 + 1);
    for (const line of lines) assert.equal(cells(line), 2, line);
    assert.match(lines.at(-1) ?? '', /and 31 more/);
  });
});

describe('the page of a drill', () => {
  for (const [verdict, title] of [
    ['proven', /^## ✅ proven: shop/],
    ['failed', /^## ❌ failed: shop/],
    ['could-not-tell', /^## ❔ could not tell: shop/],
  ] as const) {
    it(`says ${verdict} first`, () => assert.match(verificationSummary(reportOf({ verdict })), title));
  }

  it('names what is wrong, what could not be compared and what ended it', () => {
    const findings: Finding[] = [{ code: 'rows-missing', subject: nasty, detail: 'two rows' }];
    const failure = new Failure('restore-failed', 'the server said <no>');
    const page = verificationSummary(reportOf({ verdict: 'failed', findings, failure, gaps: ['gap one'] }));
    for (const part of ['rows-missing', 'two rows', 'the server said &lt;no>', 'restore-failed', 'gap one', 'nowhere'])
      assert.ok(page.includes(part), part);
    assert.ok(!page.includes('<img'));
  });

  it('stays far below the limit of a runner for any number of findings', () => {
    const findings = Array.from({ length: 20_000 }, (_, index): Finding => {
      return { code: 'rows-differ', subject: `table ${index}`, detail: 'the rows are not the same bytes' };
    });
    const page = verificationSummary(reportOf({ verdict: 'failed', findings }));
    assert.ok(page.length < 100_000);
    assert.match(page, /and 19800 more/);
  });

  it('says whether targets were met, and warns where the copy was not cut off', () => {
    const sandbox = { description: 'a server', isolation: 'none', version: '15' };
    const measured = { rtoSeconds: 10, rpoSeconds: 100 };
    const page = verificationSummary(reportOf({ sandbox, measured, targets: { rtoSeconds: 20, rpoSeconds: 50 } }));
    assert.match(page, /10 s, target 20 s ✅/);
    assert.match(page, /target 50 s ❌/);
    assert.match(page, /not cut off from the network/);
    assert.match(verificationSummary(reportOf({ measured })), /\(RTO\) \| 10 s, no target \|/);
  });

  it('says that a backup is proven all the same where the run missed a target, and which steps were not run', () => {
    const ladder = [
      { step: 'rows', outcome: 'passed', seconds: 1 },
      { step: 'checks', outcome: 'not-run', seconds: null },
    ] as const;
    const page = verificationSummary(reportOf({ verdict: 'failed', worth: 'proven', ladder }));
    assert.match(page, /^## ❌ failed: shop/);
    assert.match(page, /\| the backup itself \| ✅ proven: what else went wrong takes nothing from that \|/);
    assert.match(page, /\| · \| the user's own checks hold \| not run \|/);
    assert.doesNotMatch(verificationSummary(reportOf({})), /the backup itself/);
  });
});

describe('what to do next', () => {
  const next = /\*\*What to do next:\*\*/;

  it('is nothing after a proof that meets its targets', () => {
    const measured = { rtoSeconds: 10, rpoSeconds: 100 };
    const targets = { rtoSeconds: 20, rpoSeconds: 200 };
    assert.doesNotMatch(verificationSummary(reportOf({ measured, targets })), next);
  });

  it('is said after a drill that failed, could not tell, or missed a target', () => {
    const measured = { rtoSeconds: 10, rpoSeconds: 100 };
    for (const [more, words] of [
      [{ verdict: 'failed', worth: 'failed' }, /Do not count on this backup/],
      [{ verdict: 'could-not-tell', worth: 'could-not-tell', gaps: ['x'] }, /See to what could not be compared/],
      [{ verdict: 'failed', measured, targets: { rtoSeconds: 5 } }, /longer than the target/],
      [{ verdict: 'failed', measured, targets: { rpoSeconds: 5 } }, /older than the target/],
    ] as const) {
      const text = verificationSummary(reportOf(more));
      assert.match(text, next);
      assert.match(text, words);
      assert.equal(text.match(/^- /gm)?.length, 'gaps' in more ? 2 : 1);
    }
  });

  it('is no new backup after a drill where the dump tool loses digits, which comes to the same', () => {
    const portability = [{ topic: 'inexact-columns', detail: '1 column of type FLOAT: make it DOUBLE' }];
    const noted = { verdict: 'failed', worth: 'failed', manifest: { ...manifest, portability } } as const;
    const finding = { code: 'object-differs', subject: 'table-digest orders', detail: 'x' } as const;
    const page = verificationSummary(reportOf({ ...noted, findings: [finding] }));
    assert.match(page, /nor on a new one before this is mended: 1 column of type FLOAT: make it DOUBLE\. `list` shows/);
    assert.match(page, /\nFor a restore on another server:\n/, 'not folded where it may be why');
    assert.match(
      verificationSummary(reportOf({ ...noted, findings: [{ ...finding, subject: 'index i' }] })),
      /take a new one/,
    );
    assert.match(
      verificationSummary(reportOf({ verdict: 'failed', worth: 'failed', findings: [finding] })),
      /take a new one/,
    );
  });

  it('is a proof for a new backup of a database, and none for a copy that keeps its own, or for files', () => {
    const written = { manifest, stores: [{ store: 's3://a' }], seconds: 1 };
    assert.match(backupSummary(written), new RegExp(`restore-verify\` with \`backup: ${manifest.id}`));
    assert.doesNotMatch(backupSummary({ ...written, keepsProof: true }), next);
    assert.doesNotMatch(backupSummary({ ...written, manifest: { ...manifest, kind: 'files' } }), next);
    const stores = [...written.stores, { store: 's3://b', failure: new Failure('store-denied', 'no') }];
    assert.match(backupSummary({ ...written, stores, keepsProof: true }), /Bring it to the stores that lack it/);
  });
});

describe('the page of a backup', () => {
  const written = { manifest, stores: [{ store: 's3://a' }, { store: 's3://b' }], seconds: 0, notes: [nasty] };

  it('says that there is one, where, and who can open it', () => {
    const page = backupSummary({ ...written, size: { tables: 2, rows: 5, objects: 3 } });
    assert.match(page, /^## ✅ shop is backed up/);
    for (const part of [manifest.id, 's3://a', 's3://b', 'age1example', '2 tables, 5 rows, 3 objects'])
      assert.ok(page.includes(part), part);
    assert.ok(!/Infinity|NaN|<img/.test(page));
  });

  it('says what a restore on another server needs, and the page of a drill, which is beside it, has it folded', () => {
    const noted = { ...manifest, portability: [{ topic: 'roles', detail: `create ${nasty}` }] };
    const [taken, drilled] = [
      backupSummary({ ...written, manifest: noted }),
      verificationSummary(reportOf({ manifest: noted })),
    ];
    assert.match(taken, /For a restore on another server:\n\n.*\n.*\n\| roles \| create /);
    assert.match(
      drilled,
      /<details><summary>for a restore on another server: 1 thing to know<\/summary>\n\n.*\n.*\n\| roles \| create /,
    );
    for (const page of [taken, drilled]) assert.ok(!page.includes('<img'));
    for (const page of [backupSummary(written), verificationSummary(reportOf({}))])
      assert.doesNotMatch(page, /another server/);
  });

  it('says which store failed and why, and shouts where nothing is encrypted', () => {
    const failure = new Failure('store-unreachable', 'no | route');
    const stores = [{ store: 's3://a' }, { store: 's3://b', failure }];
    const open = { ...manifest, encryption: { format: 'none', recipients: [] } } as const;
    const page = backupSummary({ ...written, manifest: open, stores });
    assert.match(page, /^## ❌ shop: 1 of 2 stores failed/);
    assert.ok(page.includes('no \\| route'));
    assert.match(page, /⚠️ anyone who can read the store/);
  });
});
