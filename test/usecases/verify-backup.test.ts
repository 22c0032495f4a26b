import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ageCipher } from '../../src/ciphers/age/age.ts';
import { Failure } from '../../src/domain/failure.ts';
import { folderOf } from '../../src/domain/object-key.ts';
import { readCatalog } from '../../src/pipeline/catalog-reader.ts';
import { parseRecipients } from '../../src/domain/recipient.ts';
import type { DrillReport } from '../../src/report/verification-summary.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { verifyBackup, type OwnCheck, type VerifyBackupRequest } from '../../src/usecases/verify-backup.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { lineRestorer, lineSandboxes, lineSource, type LineFaults } from '../fakes/line-database.ts';
import { codes, requestFor, verificationsIn } from './drill-scene.ts';
import { backUp, changingStore, clock, contentOf, deadStore, keysOf, never, rewrite, shop } from './line-backups.ts';

/** A backup of the shop in one store, verified on a server with those faults. */
async function drillWith(faults: LineFaults, more: Partial<VerifyBackupRequest> = {}): Promise<DrillReport> {
  const store = memoryStore(clock);
  await backUp([store]);
  return await verifyBackup(requestFor([store], { restorerFor: () => Promise.resolve(lineRestorer(faults)), ...more }));
}

/** The steps that did not pass, by name, and how they ended; steps nobody asked for are left out. */
function trouble({ ladder }: DrillReport): Record<string, string> {
  const optional = ['checks', 'smoke-test', 'tables', 'untouched', 'objectives', 'replicas'];
  const shown = ladder.filter(({ step, outcome }) => outcome !== 'passed' && !optional.includes(step));
  return Object.fromEntries(shown.map(({ step, outcome }) => [step, outcome]));
}

describe('verifying a backup', () => {
  it('proves it, writes that beside the manifest without a name of the content, and leaves no copy and no server', async () => {
    const store = memoryStore(clock);
    const manifest = await backUp([store]);
    const [restorer, sandboxes] = [lineRestorer(), lineSandboxes()];
    const report = await verifyBackup(requestFor([store], { restorerFor: () => Promise.resolve(restorer), sandboxes }));
    assert.equal(report.verdict, 'proven');
    assert.deepEqual(trouble(report), {});
    assert.deepEqual(report.compared, { tables: 2, rows: 5, objects: 2 });
    assert.deepEqual(report.measured, { rtoSeconds: 0, rpoSeconds: 2 });
    assert.deepEqual([...restorer.copies.keys(), ...sandboxes.running], []);
    const [verification, ...more] = await verificationsIn(store);
    assert.deepEqual(more, []);
    assert.equal(verification?.verdict, 'proven');
    assert.deepEqual(verification.run, { id: 'drill-1' });
    for (const [key, text] of await contentOf(store)) {
      if (key.includes('/verifications/')) assert.ok(key.startsWith(folderOf(manifest)) && !text.includes('orders'));
    }
    const { entries } = await readCatalog(store, { source: 'shop', now: clock.now(), signal: never });
    assert.deepEqual(
      entries.map(({ proven }) => proven),
      [true],
    );
  });

  const differences: readonly [what: string, faults: LineFaults, code: string][] = [
    ['a row is missing', { load: (tables) => ({ ...tables, orders: ['1 paid'] }) }, 'rows-missing'],
    ['a row is there twice', { load: (tables) => ({ ...tables, orders: ['1', '2', '2'] }) }, 'rows-unexpected'],
    ['a row has one other letter', { load: (tables) => ({ ...tables, orders: ['1 paid', '2 Open'] }) }, 'rows-differ'],
    ['the rows come in another order', { load: (t) => ({ ...t, orders: ['2 open', '1 paid'] }) }, 'rows-differ'],
    ['a definition is another', { define: (table) => `unlogged ${table}` }, 'object-differs'],
    [
      'a rule is broken',
      { examined: { findings: [{ code: 'orphans', subject: 'orders', detail: 'two' }], gaps: [] } },
      'orphans',
    ],
  ];
  for (const [what, faults, code] of differences) {
    it(`fails it where ${what}`, async () => {
      const report = await drillWith(faults);
      assert.equal(report.verdict, 'failed');
      assert.deepEqual([...new Set(codes(report))], [code]);
    });
  }

  it('fails it where a table is not there, or one too many', async () => {
    const missing = await drillWith({ load: ({ orders = [] }) => ({ orders }) });
    assert.deepEqual(codes(missing).sort(), ['object-missing', 'table-missing']);
    const added = await drillWith({ load: (tables) => ({ ...tables, more: [] }) });
    assert.deepEqual(codes(added).sort(), ['object-unexpected', 'table-unexpected']);
  });

  it('cannot tell where something was not loaded or not looked at, and fails where it also found something', async () => {
    const unloaded = await drillWith({ gaps: ['an extension is not there'] });
    assert.equal(unloaded.verdict, 'could-not-tell');
    assert.deepEqual(unloaded.gaps, ['an extension is not there']);
    const unexamined = await drillWith({ examined: { findings: [], gaps: ['no right to look'] } });
    assert.equal(unexamined.verdict, 'could-not-tell');
    const both = await drillWith({ gaps: ['an extension'], load: () => ({}) });
    assert.equal(both.verdict, 'failed');
  });

  const flipped = (text: string): string => text.replace('paid', 'pbid');
  const damages: readonly [what: string, name: string, change: (text: string) => string, step: string, code: string][] =
    [
      ['its data are cut off', 'data.jsonl', (text) => text.slice(1), 'objects', 'object-damaged'],
      ['a letter of its data is another', 'data.jsonl', flipped, 'restore', 'object-damaged'],
      [
        'a letter of its roles is another',
        'globals.txt',
        (text) => text.replace('Ada', 'Eve'),
        'globals',
        'object-damaged',
      ],
      ['a letter of its fingerprint is another', 'fingerprint.json', flip('orders'), 'fingerprint', 'object-damaged'],
      ['its manifest says another moment', 'manifest.json', flip('04:15:00.000Z'), 'manifest', 'manifest-edited'],
    ];
  for (const [what, name, change, step, code] of damages) {
    it(`fails it where ${what}, takes no further step, and writes that down`, async () => {
      const store = memoryStore(clock);
      await rewrite(store, await backUp([store]), name, change);
      const report = await verifyBackup(requestFor([store]));
      assert.equal(report.verdict, 'failed');
      assert.equal(report.failure?.code, code);
      const steps = report.ladder.map(({ outcome }) => outcome);
      const at = report.ladder.findIndex((taken) => taken.step === step);
      assert.equal(steps[at], 'failed');
      assert.deepEqual([...new Set(steps.slice(at + 1))], ['not-run']);
      const [verification] = await verificationsIn(store);
      assert.deepEqual(verification?.findings, [{ code, count: 1 }]);
    });
  }

  it('fails it where its manifest is changed while it is verified, to the same content too', async () => {
    const store = memoryStore(clock);
    const changing = changingStore(store, await backUp([store]));
    const report = await verifyBackup(requestFor([changing]));
    assert.deepEqual([report.verdict, report.failure?.code], ['failed', 'manifest-edited']);
    assert.equal(report.ladder.find(({ step }) => step === 'manifest')?.outcome, 'failed');
  });

  it('fails it where an object is gone, and where it does not load', async () => {
    const store = memoryStore(clock);
    const manifest = await backUp([store]);
    await store.remove(`${folderOf(manifest)}data.jsonl`, never);
    assert.equal((await verifyBackup(requestFor([store]))).failure?.code, 'object-missing');
    const refused = await drillWith({ refuse: new Failure('restore-failed', 'the server said no') });
    assert.equal(refused.verdict, 'failed');
    assert.deepEqual(trouble(refused)['restore'], 'failed');
  });

  it('cannot tell where there is no server, and writes that down', async () => {
    const store = memoryStore(clock);
    await backUp([store]);
    const sandboxes = lineSandboxes(new Failure('sandbox-unavailable', 'no postgres here'));
    const report = await verifyBackup(requestFor([store], { sandboxes }));
    assert.equal(report.verdict, 'could-not-tell');
    assert.equal(trouble(report)['sandbox'], 'could-not-tell');
    assert.deepEqual(
      (await verificationsIn(store)).map(({ verdict }) => verdict),
      ['could-not-tell'],
    );
  });

  it('throws and writes nothing where the wrong key was given, the run was stopped, or there is a bug', async () => {
    const [owner, stranger] = [ageKey(), ageKey()];
    const store = memoryStore(clock);
    await backUp([store], { cipher: ageCipher(parseRecipients(owner.recipient).keys) });
    const refused = [
      [{ keys: keysOf(stranger.identity) }, { code: 'identity-mismatch' }],
      [{ keys: keysOf() }, { code: 'input-missing' }],
      [withRefusal(new Failure('interrupted', 'the run was asked to stop')), { code: 'interrupted' }],
      [withRefusal(new TypeError('undefined is not a function')), { code: 'bug' }],
    ] as const;
    for (const [more, expected] of refused) {
      const request = requestFor([store], { keys: keysOf(owner.identity), ...more });
      await assert.rejects(verifyBackup(request), expected);
      assert.deepEqual(await verificationsIn(store), []);
    }
    assert.equal((await verifyBackup(requestFor([store], { keys: keysOf(owner.identity) }))).verdict, 'proven');
  });

  it('throws where there is no such backup', async () => {
    await assert.rejects(verifyBackup(requestFor([memoryStore(clock)])), { code: 'backup-missing' });
    await assert.rejects(verifyBackup(requestFor([deadStore()])), { code: 'store-unreachable' });
  });

  it('opens what has no database in it to its end, and cannot tell more', async () => {
    const store = memoryStore(clock);
    const lines = lineSource(shop, new Date('2026-11-21T04:15:00Z'));
    const source = {
      ...lines,
      dump: async (request: Parameters<typeof lines.dump>[0]) => ({
        ...(await lines.dump(request)),
        fingerprint: () => Promise.resolve(undefined),
      }),
    };
    const manifest = await backUp([store], { source, kind: 'files' });
    const opened = await verifyBackup(requestFor([store], { kind: 'files' }));
    assert.equal(opened.verdict, 'could-not-tell');
    assert.match(opened.gaps.join(), /no database/);
    await rewrite(store, manifest, 'data.jsonl', flipped);
    clock.set('2026-11-21T05:00:00Z');
    assert.equal((await verifyBackup(requestFor([store], { kind: 'files' }))).verdict, 'failed');
  });
});

describe("the user's own checks and targets", () => {
  const failing: OwnCheck = async ({ restorer, sandbox }) => {
    const rows = await restorer.query('orders', sandbox, never);
    return rows.map(({ row }) => ({ code: 'check-failed', subject: 'orders', detail: `found ${row}` }));
  };
  const content: OwnCheck = () => Promise.resolve([]);

  it('see the copy, and fail the backup by what they find', async () => {
    const report = await drillWith({}, { checks: [content, failing] });
    assert.equal(report.verdict, 'failed');
    assert.deepEqual(
      report.findings.map(({ detail }) => detail),
      ['found 1 paid', 'found 2 open'],
    );
    assert.equal((await drillWith({}, { checks: [content], smokeTest: content })).verdict, 'proven');
    assert.equal((await drillWith({}, { smokeTest: failing })).verdict, 'failed');
  });

  it('are met or missed by what the drill measured', async () => {
    assert.equal((await drillWith({}, { targets: { rtoSeconds: 0, rpoSeconds: 10_000 } })).verdict, 'proven');
    const old = await drillWith({}, { targets: { rpoSeconds: 1 } });
    assert.equal(old.verdict, 'failed');
    assert.deepEqual(codes(old), ['rpo-missed']);
  });

  it('are missed by a backup that is dated in the future, which is found by its id', async () => {
    const store = memoryStore(clock);
    const { id } = await backUp([store]);
    const taken = clock.now();
    clock.set(new Date(taken.getTime() - 2 * 3_600_000).toISOString());
    const selector = { by: 'id', id } as const;
    const report = await verifyBackup(requestFor([store], { selector, targets: { rpoSeconds: 3600 } }));
    clock.set(taken.toISOString());
    assert.deepEqual([report.worth, report.verdict, codes(report)], ['proven', 'failed', ['rpo-missed']]);
    assert.ok((report.measured?.rpoSeconds ?? 0) < -3600);
  });

  it('turn the run red when they are missed, and leave the backup what it is worth', async () => {
    const store = memoryStore(clock);
    await backUp([store]);
    const report = await verifyBackup(requestFor([store], { targets: { rpoSeconds: 1 } }));
    assert.equal(report.verdict, 'failed');
    const [record] = await verificationsIn(store);
    assert.equal(record?.verdict, 'proven');
    assert.deepEqual(record.findings, [{ code: 'rpo-missed', count: 1 }]);
  });
});

function withRefusal(refuse: Error): Partial<VerifyBackupRequest> {
  return { restorerFor: () => Promise.resolve(lineRestorer({ refuse })) };
}

/** Changes the first letter or digit of a text where it stands. */
function flip(where: string): (text: string) => string {
  const other = where.startsWith('0') ? `1${where.slice(1)}` : `x${where.slice(1)}`;
  return (text) => text.replace(where, other);
}
