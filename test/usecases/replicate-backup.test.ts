import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { plainCipher, plainOpener } from '../../src/ciphers/plain.ts';
import { none } from '../../src/codecs/none.ts';
import { manifestName } from '../../src/domain/object-key.ts';
import type { Store } from '../../src/ports/store.ts';
import { gathered, once } from '../../src/pipeline/measure.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { replicateBackup } from '../../src/usecases/replicate-backup.ts';
import { takeBackup, type TakeBackupRequest } from '../../src/usecases/take-backup.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { manualClock } from '../fakes/manual-clock.ts';

const clock = manualClock('2026-11-21T04:15:02Z');
const signal = new AbortController().signal;

const source: TakeBackupRequest['source'] = {
  engine: 'command',
  dump: () =>
    Promise.resolve({
      snapshotAt: new Date('2026-11-21T04:15:01Z'),
      server: {},
      position: {},
      tools: {},
      format: 'bytes',
      extension: '.bin',
      notes: [],
      bytes: () => once(Buffer.from('the whole output')),
      fingerprint: () => Promise.resolve(undefined),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }),
};

async function keysIn(store: Store): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list('', signal)) keys.push(key);
  return keys;
}

describe('a backup that is sealed anew', () => {
  it('does not get a new seal where its old one is broken', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'replicate-backup-test-'));
    t.after(() => rm(folder, { recursive: true }));
    const [from, to] = [memoryStore(clock, 'memory:from'), memoryStore(clock, 'memory:to')];
    const common = { sourceName: 'shop', kind: 'command' as const, clock, progress: keptProgress(), signal };
    const spool = { folder, budgetBytes: 2 ** 26 };
    const codec = none();
    await takeBackup({
      ...{ ...common, source, codec, spool, stores: [from], cipher: plainCipher(), run: { id: 'test' }, version: '0' },
      ...{ tables: [], excludeTables: [], digest: 'stream', minBytes: 1 },
    });
    const keys = { openerFor: () => Promise.resolve(plainOpener()), codecNamed: () => undefined };
    const seal = (): Promise<unknown> =>
      replicateBackup({
        ...{ ...common, from, spool, keys, stores: [to], cipher: plainCipher() },
        selector: { by: 'latest' },
      });

    const key = (await keysIn(from)).find((name) => name.endsWith(manifestName)) ?? '';
    const text = Buffer.from(await gathered(from.get(key, signal), 10_000)).toString();
    await from.remove(key, signal);
    await from.putIfAbsent(key, Buffer.from(text.replaceAll('04:15:01', '04:15:00')), signal);
    await assert.rejects(seal(), { code: 'manifest-edited' });
    assert.deepEqual(await keysIn(to), []);

    await from.remove(key, signal);
    await from.putIfAbsent(key, Buffer.from(text), signal);
    await seal();
    assert.equal((await keysIn(to)).length, 3);
  });
});
