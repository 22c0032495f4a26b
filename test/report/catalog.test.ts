import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ListedBackup, ListedCatalog, Shelf } from '../../src/domain/listed-catalog.ts';
import { catalogSummary } from '../../src/report/catalog-summary.ts';
import { catalogTable } from '../../src/report/catalog-table.ts';

const key = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const proven: ListedBackup = {
  id: '20261121T020000Z-aaaaaa',
  snapshotAt: '2026-11-21T02:00:00.000Z',
  ageSeconds: 3600,
  sizeBytes: 1_503_238_554,
  plainSizeBytes: 6_012_954_216,
  standing: 'proven',
  proof: {
    verdict: 'proven',
    finishedAt: '2026-11-21T02:30:00.000Z',
    ageSeconds: 1800,
    rtoSeconds: 90,
    run: { id: 'r' },
  },
  encryption: { format: 'age', recipients: [key, 'age1other'] },
  server: { flavour: 'postgresql', version: '15.18' },
  run: { id: 'github-1-1' },
  problems: [],
  alsoIn: ['s3://copy'],
  plan: { decision: 'keep', because: ['latest-1', 'newest proven'] },
};
const unreadable: ListedBackup = {
  ...proven,
  ...{ id: '20261101T020000Z-bbbbbb', ageSeconds: 20 * 86_400, sizeBytes: null, plainSizeBytes: null },
  ...{ standing: 'unreadable', proof: null, encryption: null, run: null, alsoIn: [] },
  problems: ['its manifest is too large'],
  plan: { decision: 'remove', because: ['no rule keeps it, and 20261121T020000Z-aaaaaa is newer and proven'] },
};
const shelf: Shelf = {
  ...{ source: 'shop', kind: 'full', total: 37, backups: [proven, unreadable] },
  incomplete: [{ folder: 'shop/full/x/', sizeBytes: 12, modifiedAt: '2026-11-21T02:55:00.000Z', ageSeconds: 300 }],
  plan: { keep: 12, remove: 25, halted: null },
};
const catalog: ListedCatalog = {
  store: 's3://bucket/backups',
  listedAt: '2026-11-21T03:00:00.000Z',
  source: 'shop',
  kinds: null,
  comparedWith: ['s3://copy'],
  shelves: [shelf],
  strays: { count: 2, first: ['shop/notes.txt'] },
};
const hostile = 'x | <img src=x> [y](http://evil) `c`\u001b[31m\n::error::# z';

const withShelf = (more: Partial<Shelf>): ListedCatalog => ({ ...catalog, shelves: [{ ...shelf, ...more }] });

describe('a catalog for the log', () => {
  it('has a line for each backup, in columns, and says what a person should look at', () => {
    assert.equal(
      catalogTable(catalog),
      [
        'Backups of shop in s3://bucket/backups, 2026-11-21T03:00:00.000Z',
        '',
        'shop full: 37 backups (2 shown), 1 incomplete; the policy would keep 12 and remove 25',
        '  backup                   age   size     proof              opened by            copies  policy',
        '  20261121T020000Z-aaaaaa  1 h   1.4 GiB  proven 30 min ago  age1ql3z7…mcac8p +1  2 of 2  keep: latest-1, newest proven',
        '  20261101T020000Z-bbbbbb  20 d  ?        unreadable         ?                    1 of 2  remove: no rule keeps it, and…',
        '  ! 20261101T020000Z-bbbbbb: its manifest is too large',
        '  incomplete: shop/full/x/ (12 B, last written to 5 min ago)',
        '',
        'Of those shown,',
        `  ${key} opens 1 backup`,
        '  age1other opens 1 backup',
        '2 keys belong to no backup, such as shop/notes.txt',
        '',
      ].join('\n'),
    );
  });

  it('fits a terminal of 120 columns', () => {
    const wide: ListedBackup = {
      ...{ ...proven, ageSeconds: 1200 * 86_400, sizeBytes: 1000 * 1024 ** 3, standing: 'could-not-tell' },
      encryption: { format: 'openpgp', recipients: Array.from({ length: 12 }, () => 'F'.repeat(40)) },
      plan: { decision: 'keep', because: Array.from({ length: 9 }, (_, index) => `yearly-${index}`) },
    };
    const rows = catalogTable(withShelf({ backups: [wide, proven] })).split('\n');
    assert.ok(rows.some((row) => row.includes('+11')));
    for (const row of rows) assert.ok(row.length <= 120, row);
  });

  it('leaves out what nobody asked for: no policy, no other store', () => {
    const alone = { ...catalog, comparedWith: [], strays: { count: 0, first: [] } };
    const text = catalogTable({ ...alone, shelves: [{ ...shelf, plan: null, backups: [{ ...proven, plan: null }] }] });
    assert.doesNotMatch(text, /policy|copies|no backup/);
  });

  it('says that nothing is encrypted, that nothing is there, and that pruning would be halted', () => {
    const open: ListedBackup = { ...proven, encryption: { format: 'none', recipients: [] } };
    assert.match(catalogTable(withShelf({ backups: [open] })), /not encrypted/);
    assert.match(catalogTable({ ...catalog, shelves: [] }), /\nThere are none\.\n/);
    const kinds = ['full', 'schema'] as const;
    assert.match(
      catalogTable({ ...catalog, kinds, shelves: [] }),
      /^Backups of shop of kind full, schema in .*There are/s,
    );
    const halted = { keep: 37, remove: 0, halted: 'the last drill failed' };
    assert.match(catalogTable(withShelf({ plan: halted })), /\n {2}pruning would be HALTED: the last drill failed\n/);
  });

  it('names a few of many unfinished backups', () => {
    const incomplete = Array.from({ length: 25 }, () => shelf.incomplete).flat();
    assert.match(catalogTable(withShelf({ incomplete })), /, 25 incomplete;.*\n {2}and 5 more incomplete\n/s);
  });

  it('keeps to one line for each thing, whatever the store put into a text', () => {
    const usual = catalogTable(catalog).split('\n').length;
    const backups = [proven, { ...unreadable, problems: [hostile] }];
    const text = catalogTable({ ...withShelf({ backups }), strays: { count: 1, first: [hostile] } });
    assert.equal(text.split('\n').length, usual);
    assert.doesNotMatch(text, /\u001b|^::/m);
  });
});

describe('a catalog for the summary', () => {
  it('has a table for each source and kind, with the reasons in full', () => {
    const page = catalogSummary([catalog]);
    assert.match(page, /^## Backups of shop in s3:\/\/bucket\/backups\n\n### shop full: 37 backups \(2 shown\)/);
    assert.match(
      page,
      /\| 20261121T020000Z-aaaaaa \| 1 h \| 1\.4 GiB \| proven 30 min ago \| .* \| 2 of 2 \| keep: latest-1/,
    );
    assert.match(page, /remove: no rule keeps it, and 20261121T020000Z-aaaaaa is newer and proven \|/);
    assert.ok(page.includes(key));
  });

  it('has one page for all stores, and says where a store is empty', () => {
    const page = catalogSummary([catalog, { ...catalog, store: 'file:///srv', source: null, shelves: [] }]);
    assert.match(page, /\n## Backups in file:\/\/\/srv\n\nThere are none\.\n/);
  });

  it('lets no text of the store become markup', () => {
    const backups = [{ ...proven, problems: [hostile], plan: { decision: 'keep', because: [hostile] } } as const];
    const page = catalogSummary([{ ...withShelf({ backups }), strays: { count: 1, first: [hostile] } }]);
    assert.doesNotMatch(page, /<img|(?<!\\)\[y|(?<!\\)`c|^::error/m);
    const row = page.split('\n').find((line) => line.startsWith('| 2026')) ?? '';
    assert.equal(row.replace(/\\./g, '').split('|').length - 2, 7);
  });

  it('says what to do next where the newest backup is not proven, and nothing where it is', () => {
    assert.doesNotMatch(catalogSummary([catalog]), /to do next/);
    const unverified = withShelf({ backups: [{ ...proven, standing: 'unverified' }, proven] });
    assert.match(catalogSummary([unverified]), /- shop full: prove `20261121T020000Z-aaaaaa` with `restore-verify`/);
    assert.match(catalogSummary([withShelf({ backups: [unreadable] })]), /- shop full: take a new backup and prove it/);
    const failed = { ...proven, id: '20261122T020000Z-cccccc', standing: 'failed' } as const;
    const here = withShelf({ backups: [failed, proven] });
    assert.match(
      catalogSummary([here]),
      /do not count on `\S+-cccccc`. The newest here that is proven is `\S+-aaaaaa`\./,
    );
    const copy = { ...withShelf({ backups: [{ ...failed, standing: 'proven' }] }), store: 's3://copy' };
    assert.match(
      catalogSummary([here, copy]),
      /take a new .*Its copy in s3:\/\/copy is proven: verify that once more\./,
    );
    const damaged = withShelf({ backups: [{ ...failed, standing: 'damaged' }, proven] });
    const both = catalogSummary([damaged, copy]);
    assert.match(both, /- shop full: do not count on `\S+-cccccc` in this store; its copy in s3:\/\/copy is proven\./);
    assert.doesNotMatch(both, /take a new backup/);
  });

  it('stays below the limit of a runner for any number of sources', () => {
    const shelves = Array.from({ length: 3000 }, () => ({
      ...shelf,
      backups: Array.from({ length: 50 }, () => proven),
    }));
    const page = catalogSummary([{ ...catalog, shelves }]);
    assert.ok(page.length < 600_000);
    assert.match(page, /\d+ more parts do not fit/);
  });
});
