import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Manifest } from '../../src/domain/manifest.ts';
import type { Store } from '../../src/ports/store.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { verifyBackup } from '../../src/usecases/verify-backup.ts';
import { codes, requestFor, verificationsIn } from './drill-scene.ts';
import { backUp, clock, deadStore, rewrite, tooLarge } from './line-backups.ts';

describe('verifying a backup in several stores', () => {
  const pair = async (): Promise<{ first: Store; second: Store; manifest: Manifest }> => {
    const [first, second] = [memoryStore(clock, 'first:'), memoryStore(clock, 'second:')];
    return { first, second, manifest: await backUp([first, second]) };
  };
  const verdictsIn = async (store: Store): Promise<string[]> =>
    (await verificationsIn(store)).map(({ verdict }) => verdict);

  it('proves each that holds the same bytes, by one drill', async () => {
    const { first, second } = await pair();
    const report = await verifyBackup(requestFor([first, second]));
    assert.equal(report.verdict, 'proven');
    assert.deepEqual(report.recordedIn, ['first:', 'second:']);
    assert.deepEqual([await verdictsIn(first), await verdictsIn(second)], [['proven'], ['proven']]);
  });

  it('fails the one that holds other bytes, and keeps the proof of the one that was restored', async () => {
    const { first, second, manifest } = await pair();
    await rewrite(second, manifest, 'data.jsonl', (text) => text.replace('Ada', 'Eve'));
    const report = await verifyBackup(requestFor([first, second]));
    assert.equal(report.verdict, 'failed');
    assert.deepEqual(codes(report), ['replica-differs']);
    assert.deepEqual([await verdictsIn(first), await verdictsIn(second)], [['proven'], ['failed']]);
  });

  it('fails the one whose manifest is too large to be one', async () => {
    const { first, second, manifest } = await pair();
    await rewrite(second, manifest, 'manifest.json', (text) => `${text}${tooLarge}`);
    const report = await verifyBackup(requestFor([first, second]));
    assert.deepEqual(codes(report), ['replica-differs']);
    assert.match(report.findings[0]?.detail ?? '', /manifest\.json in second: has more than 4\.0 MiB: too large/);
    assert.deepEqual([await verdictsIn(first), await verdictsIn(second)], [['proven'], ['failed']]);
  });

  it('reads from the second where the first does not answer, keeps that proof, and cannot tell of the first', async () => {
    const { second } = await pair();
    const report = await verifyBackup(requestFor([deadStore('first:'), second]));
    assert.equal(report.store, 'second:');
    assert.equal(report.verdict, 'could-not-tell');
    assert.match(report.gaps.join(), /first:.*no route/);
    assert.deepEqual(report.recordedIn, ['second:']);
    assert.deepEqual(await verdictsIn(second), ['proven']);
  });
});
