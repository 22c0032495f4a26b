import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../../src/domain/failure.ts';
import { restoreBackup, type RestoreBackupRequest } from '../../src/usecases/restore-backup.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { lineTarget, type TargetFaults } from '../fakes/line-target.ts';
import { backUp, clock } from './line-backups.ts';
import { around, assertAsItWas, sceneWith, spoilt, without } from './restore-scene.ts';

describe('a restore that stops on its way', () => {
  const stops: readonly [what: string, code: string, faults: TargetFaults, more?: Partial<RestoreBackupRequest>][] = [
    ['the command before fails', 'hook-failed', {}, { before: () => Promise.resolve('ended with status 3') }],
    ['the dump does not load', 'restore-failed', { refuse: new Failure('restore-failed', 'no such role') }],
    ['the server is lost in a load', 'source-unreachable', { refuse: new Failure('source-unreachable', 'gone') }],
    ['the server is lost in the proof', 'source-unreachable', { inspect: new Failure('source-unreachable', 'gone') }],
    ['a row is another', 'verification-failed', { load: (tables) => ({ ...tables, orders: ['1 paid', '2 Open'] }) }],
    ['a table is missing', 'verification-failed', { load: ({ orders = [] }) => ({ orders }) }],
    ['something cannot be compared', 'could-not-tell', { examined: { findings: [], gaps: ['no right to look'] } }],
    ['connections cannot be closed', 'target-busy', { commit: new Failure('target-busy', 'a superuser is there') }],
  ];
  /** What is said of the copy in the end. */
  const verdicts: Readonly<Record<string, string | undefined>> = {
    'hook-failed': undefined,
    'restore-failed': 'failed',
    'source-unreachable': 'could-not-tell',
    'verification-failed': 'failed',
    'could-not-tell': 'could-not-tell',
    'target-busy': 'proven',
  };
  for (const [what, code, faults, more] of stops) {
    it(`leaves the target as it was, and says so, where ${what}`, async () => {
      const { target, request, done } = await sceneWith(faults, more);
      const report = await restoreBackup(request);
      assert.equal(report.failure?.code, code);
      assert.equal(report.verdict, verdicts[code]);
      assertAsItWas(report, target);
      assert.ok(!done.includes('after'));
    });
  }

  it('puts no backup of chosen tables in the place of a whole database', async () => {
    const store = memoryStore(clock);
    await backUp([store], { chosen: ['orders'] });
    const { target, request, done } = around(lineTarget(spoilt), { stores: [store] });
    await assert.rejects(restoreBackup(request), { code: 'target-unfit', message: /holds chosen tables/ });
    assert.deepEqual([[...target.databases], done], [[['live', spoilt]], []]);
    const report = await restoreBackup({ ...request, tables: ['orders'] });
    assert.equal(report.state, 'restored');
  });

  it('has touched nothing where the safety backup fails, and says that there is a way without', async () => {
    const safeguard: RestoreBackupRequest['safeguard'] = () =>
      Promise.resolve(() => Promise.reject(new Failure('source-denied', 'no right to read orders')));
    const { target, request } = await sceneWith({}, { safeguard });
    const report = await restoreBackup(request);
    assert.equal(report.failure?.code, 'source-denied');
    assert.match(report.failure.message, /safety backup of the target failed/);
    assert.match(report.failure.hint, /safety-backup: false/);
    assertAsItWas(report, target);
    assert.deepEqual(target.taken, ['assess']);
  });

  it('is put in place though not proven where that was accepted, stays red, and keeps what was there', async () => {
    const faults: readonly [TargetFaults, string][] = [
      [{ load: (tables) => ({ ...tables, orders: [] }) }, 'verification-failed'],
      [{ examined: { findings: [], gaps: ['no right to look'] } }, 'could-not-tell'],
    ];
    for (const [fault, code] of faults) {
      const { target, request, done } = await sceneWith(fault, { acceptUnproven: true });
      const report = await restoreBackup(request);
      assert.equal(report.failure?.code, code);
      assert.match(report.failure.message, /; the backup is in place in live$/);
      assert.match(report.failure.hint, /to go back, run RENAME live TO spoilt; RENAME previous TO live;$/);
      assert.equal(report.state, 'restored');
      assert.deepEqual(target.databases.get('previous'), spoilt);
      assert.ok(done.includes('after'));
    }
  });

  it('tells how to go back where the command after fails', async () => {
    const after = (): Promise<string> => Promise.resolve('ended with status 1: no such page');
    const kept = await sceneWith({}, { after });
    const report = await restoreBackup(kept.request);
    assert.equal(report.failure?.code, 'hook-failed');
    assert.match(report.failure.message, /"after" ended with status 1: no such page; the backup is in place in live/);
    assert.match(report.failure.hint, /RENAME previous TO live/);
    assert.equal(report.verdict, 'proven');
    assert.deepEqual(kept.target.databases.get('previous'), spoilt);

    const replaced = await sceneWith({ keepsNothing: true }, { after });
    const other = await restoreBackup(replaced.request);
    const inputs = 'source: shop.before-restore, backup: 20261121T041501Z-aaaaaa, confirm: live, replace-source: true';
    assert.ok(other.failure?.hint.endsWith(`to go back, restore with ${inputs}`), other.failure?.hint);

    const alone = await sceneWith({ keepsNothing: true }, { after });
    const last = await restoreBackup(without(alone.request, 'safeguard'));
    assert.match(last.failure?.hint ?? '', /there is no way back: no safety backup was taken$/);
  });

  it('does not know what is in place where the server is lost at that moment, and says both ways', async () => {
    const commit = new Failure('restore-unsettled', 'the server was lost', { hint: 'look at the name' });
    const { request } = await sceneWith({ commit });
    const report = await restoreBackup(request);
    assert.equal(report.state, 'unsettled');
    assert.match(report.failure?.message ?? '', /not known whether the backup is in place in live$/);
    assert.match(report.failure?.hint ?? '', /^look at the name; to go back, restore with/);
  });

  it('is red where what was there before cannot be removed, and names it', async () => {
    const { request } = await sceneWith({ removePrevious: new Failure('target-busy', 'someone is in it') });
    const report = await restoreBackup(request);
    assert.equal(report.failure?.code, 'target-busy');
    assert.equal(report.state, 'restored');
    // a removal that stops midway leaves nothing to rename
    assert.deepEqual(report.previous, { wayBack: [], removal: ['DROP previous;'] });
    assert.match(report.failure.hint, /to go back, restore with source: shop\.before-restore/);
  });

  for (const [step, state] of [
    ['load', 'as-it-was'],
    ['inspect', 'as-it-was'],
    ['commit', 'restored'],
  ] as const) {
    it(`says that the target is ${state} where it is asked to stop in the step "${step}"`, async () => {
      const stop = new AbortController();
      const onStep = (name: string): void => {
        if (name === step) stop.abort(new Error('the run was asked to stop (SIGTERM)'));
      };
      const { target, request, done } = await sceneWith({ onStep }, { signal: stop.signal });
      const report = await restoreBackup(request);
      assert.equal(report.failure?.code, 'interrupted');
      assert.match(report.failure.message, /^the run was asked to stop \(SIGTERM\); /);
      assert.equal(report.state, state);
      assert.ok(!done.includes('after'));
      if (state === 'as-it-was') assertAsItWas(report, target);
      else assert.deepEqual(target.databases.get('previous'), spoilt);
    });
  }

  it('removes nothing more where it is asked to stop once all is in place', async () => {
    const stop = new AbortController();
    const onStep = (name: string): void => {
      if (name === 'commit') stop.abort(new Error('enough'));
    };
    const { target, request } = await sceneWith({ onStep }, { signal: stop.signal });
    const report = await restoreBackup(without(request, 'after'));
    assert.equal(report.failure?.code, 'interrupted');
    assert.deepEqual(target.databases.get('previous'), spoilt);
    assert.ok(!target.taken.includes('remove'));
  });
});
