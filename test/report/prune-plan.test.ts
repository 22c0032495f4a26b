import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KindPlan, PlannedBackup, PrunePlan } from '../../src/domain/retention/prune-plan.ts';
import { prunePlanMarkdown } from '../../src/report/prune-plan-markdown.ts';
import { prunePlanText } from '../../src/report/prune-plan-text.ts';

const kept: PlannedBackup = {
  id: '20261121T020000Z-aaaaaa',
  snapshotAt: '2026-11-21T02:00:00.000Z',
  ageSeconds: 3600,
  sizeBytes: 1_503_238_554,
  standing: 'proven',
  decision: 'keep',
  because: ['latest-1', 'newest proven'],
};
const removed: PlannedBackup = {
  ...kept,
  id: '20261101T020000Z-bbbbbb',
  ageSeconds: 20 * 86_400,
  standing: 'unverified',
  decision: 'remove',
  because: ['no rule keeps it, and 20261121T020000Z-aaaaaa is newer and proven'],
};
const full: KindPlan = {
  kind: 'full',
  halted: null,
  backups: [kept, removed],
  rests: [
    {
      what: 'folder',
      at: 'shop/full/x/',
      since: '2026-11-18T00:00:00.000Z',
      decision: 'sweep',
      because: 'not finished',
    },
  ],
  strays: ['shop/full/notes.txt'],
};
const plan: PrunePlan = {
  store: 's3://bucket/backups',
  source: 'shop',
  madeAt: '2026-11-21T03:00:00.000Z',
  dryRun: false,
  kinds: [full],
};

describe('a prune plan for the log', () => {
  it('says what happens to each backup and why, in columns', () => {
    assert.equal(
      prunePlanText(plan),
      [
        'prune shop in s3://bucket/backups, 2026-11-21T03:00:00.000Z',
        '',
        'full: keep 1, remove 1 (1.4 GiB), sweep 1 unfinished',
        '  keep    20261121T020000Z-aaaaaa  1 h   1.4 GiB  proven      latest-1, newest proven',
        '  remove  20261101T020000Z-bbbbbb  20 d  1.4 GiB  unverified  no rule keeps it, and 20261121T020000Z-aaaaaa is newer and proven',
        '  sweep  folder  shop/full/x/  2026-11-18T00:00:00.000Z  not finished',
        'left alone, since no backup has them: 1 key',
        '',
      ].join('\n'),
    );
  });

  it('says that a dry run removes nothing, and why pruning is halted', () => {
    const text = prunePlanText({ ...plan, dryRun: true, kinds: [{ ...full, halted: 'the last drill failed' }] });
    assert.match(text, /dry run: nothing is removed/);
    assert.match(text, /\nHALTED: the last drill failed\n/);
    const page = prunePlanMarkdown({ ...plan, kinds: [{ ...full, halted: 'the last drill failed' }] });
    assert.match(page, /^## ❌ Prune shop in /);
    assert.match(page, /What to do next:\*\*\n\n- .*A new backup that is proven lets the next prune go on/);
    assert.doesNotMatch(prunePlanMarkdown(plan), /❌|What to do next/);
  });

  it('keeps to one line for each backup, whatever the store put into a message', () => {
    const hostile = { ...kept, because: ['unreadable: \u001b[31m\n::error::x'] };
    const lines = prunePlanText({ ...plan, kinds: [{ ...full, backups: [hostile], rests: [] }] }).split('\n');
    assert.equal(lines.length, 6);
    assert.ok(!lines.join('').includes('\u001b'));
  });
});

describe('a prune plan for the summary', () => {
  it('has what is removed on top of its table', () => {
    const lines = prunePlanMarkdown(plan).split('\n');
    assert.equal(lines[2], '### full: keep 1, remove 1 (1.4 GiB), sweep 1 unfinished');
    assert.equal(lines[4], '| backup | age | size | proof | decision | because |');
    assert.match(lines[6] ?? '', /20261101T020000Z-bbbbbb.*\*\*remove\*\*/);
    assert.match(lines[7] ?? '', /20261121T020000Z-aaaaaa.*\| keep \| latest-1, newest proven \|/);
  });

  it('shows a halt before anything else of its kind', () => {
    const markdown = prunePlanMarkdown({ ...plan, kinds: [{ ...full, halted: 'the last drill failed' }] });
    assert.ok(markdown.indexOf('Halted, nothing is removed') < markdown.indexOf('| backup |'));
  });

  it('says what to do next after a dry run that found something', () => {
    assert.match(prunePlanMarkdown({ ...plan, dryRun: true }), /without `dry-run`, this is\.\n$/);
    const settled = { ...full, backups: [kept], rests: [] };
    for (const none of [plan, { ...plan, dryRun: true, kinds: [settled] }])
      assert.doesNotMatch(prunePlanMarkdown(none), /to do next/);
  });

  it('cuts tables that nobody can read, and says how much it cut', () => {
    const backups = Array.from({ length: 5000 }, () => kept).concat(removed);
    const markdown = prunePlanMarkdown({ ...plan, kinds: [{ ...full, backups }] });
    assert.ok(markdown.includes('4801 more'));
    assert.ok(markdown.includes(removed.id));
    assert.ok(Buffer.byteLength(markdown) < 100_000);
  });

  it('lets no text of the store become markup', () => {
    const halted = 'x | <img src=x onerror=alert(1)> [click](http://evil) `code`\n# title';
    const rest = {
      ...full.rests[0],
      what: 'upload',
      at: 'shop/a|b<br>`',
      since: '',
      decision: 'leave',
      because: '',
    } as const;
    const markdown = prunePlanMarkdown({ ...plan, kinds: [{ ...full, halted, rests: [rest] }] });
    assert.ok(!/<img|\[click\]|<br>|\n# title/.test(markdown));
    const row = markdown.split('\n').find((line) => line.startsWith('| upload'));
    assert.equal(row?.replace(/\\./g, '').split('|').length, 7);
  });
});
