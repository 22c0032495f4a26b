import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ageCipher } from '../../src/ciphers/age/age.ts';
import { Failure } from '../../src/domain/failure.ts';
import { parseRecipients } from '../../src/domain/recipient.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { restoreBackup, type RestoreBackupRequest } from '../../src/usecases/restore-backup.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { lineSource } from '../fakes/line-database.ts';
import { lineTarget, type LineTarget } from '../fakes/line-target.ts';
import { backUp, clock, deadStore, keysOf, rewrite, shop } from './line-backups.ts';
import { around, safety, sceneWith, spoilt, without } from './restore-scene.ts';

describe('restoring a backup', () => {
  it('looks, backs up what is there, loads, compares, puts in place, and only then removes what was there', async () => {
    const { target, request, done } = await sceneWith();
    const report = await restoreBackup(request);
    assert.equal(report.failure, undefined);
    assert.equal(report.state, 'restored');
    assert.equal(report.verdict, 'proven');
    assert.deepEqual(report.compared, { tables: 2, rows: 5, objects: 2 });
    assert.deepEqual(report.safetyBackup, safety);
    assert.match(report.notes.join(), /written to live after 2026-11-21T04:15:01.000Z is not in the safety backup/);
    assert.equal(report.previous, undefined);
    assert.deepEqual([...target.databases], [['live', shop]]);
    assert.deepEqual(done, ['prepare', 'before', 'safety backup', 'after']);
    assert.deepEqual(target.taken, ['assess', 'load', 'inspect', 'commit', 'remove']);
    assert.deepEqual(
      report.ladder.filter(({ outcome }) => outcome !== 'passed'),
      [],
    );
  });

  it('keeps what was there before where no safety backup was taken, and tells how to go back', async () => {
    const { target, request } = await sceneWith();
    const report = await restoreBackup(without(request, 'safeguard'));
    assert.equal(report.failure, undefined);
    assert.deepEqual(target.databases.get('previous'), spoilt);
    assert.deepEqual(report.previous?.wayBack, ['RENAME live TO spoilt;', 'RENAME previous TO live;']);
    assert.deepEqual(report.previous.removal, ['DROP previous;']);
  });

  it('keeps what was there before where something came into an empty database, which no safety backup has', async () => {
    const { request: scene } = await sceneWith();
    const { target, request } = around(lineTarget({}, { isFilledMeanwhile: true }), { stores: scene.stores });
    const report = await restoreBackup(request);
    assert.equal(report.failure, undefined);
    assert.deepEqual(report.previous?.removal, ['DROP previous;']);
    assert.ok(target.databases.has('previous'));
  });

  it('needs no safety backup of a database that is not there, or holds nothing', async () => {
    for (const before of [undefined, {}]) {
      const { request: scene } = await sceneWith();
      const { target, request, done } = around(lineTarget(before), { stores: scene.stores });
      const report = await restoreBackup(request);
      assert.equal(report.failure, undefined);
      assert.deepEqual([...target.databases], [['live', shop]]);
      assert.deepEqual(done, ['before', 'after']);
    }
  });

  it('restores into the source itself where that was said in words', async () => {
    const { request } = await sceneWith({ isSource: true }, { replaceSource: true });
    assert.equal((await restoreBackup(request)).state, 'restored');
  });

  it('reads from the second store where the first does not answer', async () => {
    const { request } = await sceneWith();
    const report = await restoreBackup({ ...request, stores: [deadStore(), ...request.stores] });
    assert.equal(report.state, 'restored');
    assert.equal(report.store, request.stores[0]?.name);
  });
});

describe('a restore that is refused', () => {
  const refused = async (request: RestoreBackupRequest, target: LineTarget, expected: object): Promise<void> => {
    await assert.rejects(restoreBackup(request), expected);
    assert.deepEqual([...target.databases], [['live', spoilt]]);
  };

  it('does not even look for the backup unless the name of the database was written', async () => {
    for (const confirm of ['', 'Live', 'live ', 'yes']) {
      const { target, request, done } = await sceneWith({}, { confirm, stores: [deadStore()] });
      await refused(request, target, { code: 'confirm-mismatch', hint: /confirm: live/ });
      assert.deepEqual([...target.taken, ...done], []);
    }
  });

  it('does not replace the source itself without being told so', async () => {
    const { target, request, done } = await sceneWith({ isSource: true });
    await refused(request, target, { code: 'target-is-source', hint: /replace-source: true/ });
    assert.deepEqual([target.taken, done], [['assess'], []]);
  });

  it('tells of a target that cannot take it before anything is run', async () => {
    const { target, request, done } = await sceneWith({ assess: new Failure('target-unfit', 'no room') });
    await refused(request, target, { code: 'target-unfit' });
    assert.deepEqual(done, []);
  });

  it('tells that there is nothing to seal the safety backup with before anything is run', async () => {
    const safeguard = (): never => {
      throw new Failure('input-missing', 'nothing says who can open the safety backup');
    };
    const { target, request, done } = await sceneWith({}, { safeguard });
    await refused(request, target, { code: 'input-missing' });
    assert.deepEqual(done, []);
  });

  it('does not touch the target with a backup that is damaged, edited or sealed for others', async () => {
    const damages = [
      ['data.jsonl', (text: string) => text.slice(1), 'object-damaged'],
      ['fingerprint.json', (text: string) => text.replace('orders', 'ordres'), 'object-damaged'],
      ['manifest.json', (text: string) => text.replace('04:15:00.000Z', '04:15:00.001Z'), 'manifest-edited'],
    ] as const;
    for (const [name, change, code] of damages) {
      const store = memoryStore(clock);
      await rewrite(store, await backUp([store]), name, change);
      const { target, request } = around(lineTarget(spoilt), { stores: [store] });
      await refused(request, target, { code });
      assert.deepEqual(target.taken, []);
    }
    const store = memoryStore(clock);
    await backUp([store], { cipher: ageCipher(parseRecipients(ageKey().recipient).keys) });
    const { target, request } = around(lineTarget(spoilt), { stores: [store], keys: keysOf(ageKey().identity) });
    await refused(request, target, { code: 'identity-mismatch' });
  });

  it('does not load what another engine made, or what has no database in it', async () => {
    const lines = lineSource(shop, new Date('2026-11-21T04:15:00Z'));
    const bare = {
      ...lines,
      dump: async (request: Parameters<typeof lines.dump>[0]) => ({
        ...(await lines.dump(request)),
        fingerprint: () => Promise.resolve(undefined),
      }),
    };
    for (const source of [{ ...lines, engine: 'files' }, bare]) {
      const store = memoryStore(clock);
      await backUp([store], { source });
      const { target, request } = around(lineTarget(spoilt), { stores: [store] });
      await refused(request, target, { code: 'input-invalid', hint: /restore-by-hand/ });
    }
  });
});
