import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Failure } from '../../src/domain/failure.ts';
import type { Fingerprint } from '../../src/domain/fingerprint.ts';
import { parseManifest } from '../../src/domain/manifest.ts';
import type { Dump, Source } from '../../src/ports/engine.ts';
import type { Store } from '../../src/ports/store.ts';
import { none } from '../../src/codecs/none.ts';
import { plainCipher } from '../../src/ciphers/plain.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { takeBackup, type TakeBackupRequest } from '../../src/usecases/take-backup.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { manualClock } from '../fakes/manual-clock.ts';

const clock = manualClock('2026-11-21T04:15:02Z');
const never = new AbortController().signal;
const content: Fingerprint = {
  tables: [{ name: 'public.orders', columns: ['id'], rows: 2, countedRows: 2, digest: 'sha256:00' }],
  objects: [],
  settings: {},
  gaps: [],
};

interface Behaviour {
  readonly bytes?: () => AsyncIterable<Uint8Array>;
  readonly fingerprint?: () => Promise<Fingerprint>;
  readonly snapshotAt?: string;
}

/** A source whose dump does what the test says. */
function sourceThat({ bytes, fingerprint, snapshotAt = '2026-11-21T04:15:01Z' }: Behaviour = {}): Source & {
  readonly disposed: () => boolean;
} {
  let disposed = false;
  const dump: Dump = {
    snapshotAt: new Date(snapshotAt),
    server: { flavour: 'postgresql', version: '15.18' },
    database: 'billing',
    position: {},
    tools: {},
    format: 'pg_dump-custom',
    extension: '.dump',
    portability: [{ topic: 'roles', detail: 'create them' }],
    companions: [{ role: 'globals', name: 'globals.sql', format: 'sql', bytes: Buffer.from('CREATE ROLE shop;') }],
    bytes: bytes ?? (() => stream('the whole dump')),
    fingerprint: fingerprint ?? (() => Promise.resolve(content)),
    [Symbol.asyncDispose]: () => {
      disposed = true;
      return Promise.resolve();
    },
  };
  return { engine: 'postgres', dump: () => Promise.resolve(dump), disposed: () => disposed };
}

async function* stream(...chunks: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
}

async function request(t: TestContext, source: Source, stores: readonly Store[]): Promise<TakeBackupRequest> {
  const folder = await mkdtemp(join(tmpdir(), 'take-backup-test-'));
  t.after(async () => {
    const left = await readdir(folder);
    await rm(folder, { recursive: true });
    assert.deepEqual(left, [], 'the spool left something behind');
  });
  return {
    sourceName: 'shop',
    source,
    kind: 'full',
    tables: [],
    excludeTables: [],
    digest: 'stream',
    minBytes: 1,
    codec: none(),
    cipher: plainCipher(),
    stores,
    spool: { folder, budgetBytes: 2 ** 26 },
    run: { id: 'test' },
    version: '0',
    clock,
    progress: keptProgress(),
    signal: never,
  };
}

async function keysOf(store: Store): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list('', never)) keys.push(key);
  for await (const { key } of store.abandoned('', never)) keys.push(`abandoned ${key}`);
  return keys;
}

/** A store in which one operation fails. */
function failing(store: Store, operation: 'put' | 'putIfAbsent', matches = /./): Store {
  const fail = (key: string): void => {
    if (matches.test(key)) throw new Failure('store-unreachable', 'the bucket does not answer');
  };
  return {
    ...store,
    name: 'failing:',
    put: async (key, source, signal) => {
      if (operation === 'put') fail(key);
      return await store.put(key, source, signal);
    },
    putIfAbsent: async (key, bytes, signal) => {
      if (operation === 'putIfAbsent') fail(key);
      return await store.putIfAbsent(key, bytes, signal);
    },
  };
}

async function* refusing(failure: Failure): AsyncGenerator<never> {
  yield await Promise.reject(failure);
}

describe('taking a backup', () => {
  it('warns where the clock of the source is another one than ours', async (t) => {
    for (const [moment, said] of [
      ['2026-11-20T04:15:01Z', /warn the clock of the source is 24 h behind that of this machine/],
      ['2026-11-21T06:15:02Z', /warn the clock of the source is 2 h ahead of that of this machine/],
    ] as const) {
      const progress = keptProgress();
      const wanted = await request(t, sourceThat({ snapshotAt: moment }), [memoryStore(clock)]);
      await takeBackup({ ...wanted, progress });
      assert.match(progress.lines.join('\n'), said);
    }
    const progress = keptProgress();
    await takeBackup({ ...(await request(t, sourceThat(), [memoryStore(clock)])), progress });
    assert.doesNotMatch(progress.lines.join('\n'), /clock/);
  });

  it('writes data, fingerprint and at last a manifest that describes them, to every store', async (t) => {
    const stores = [memoryStore(clock, 'a:'), memoryStore(clock, 'b:')];
    const { manifest, stores: outcomes, size } = await takeBackup(await request(t, sourceThat(), stores));
    assert.deepEqual(outcomes, [{ store: 'a:' }, { store: 'b:' }]);
    assert.deepEqual(size, { tables: 1, rows: 2, objects: 0 });
    assert.deepEqual(manifest.portability, [{ topic: 'roles', detail: 'create them' }]);
    // printf %s shop/billing | sha256sum
    assert.equal(manifest.server['database-mark'], 'fb8b75c6');
    assert.ok(!JSON.stringify(manifest).includes('billing'));
    const salt = manifest.id.slice(-6);
    for (const store of stores) {
      const folder = `shop/full/2026/11/21T041501Z-${salt}/`;
      assert.deepEqual(
        await keysOf(store),
        ['data.dump', 'fingerprint.json', 'globals.sql', 'manifest.json'].map((name) => folder + name),
      );
      const chunks: Uint8Array[] = [];
      for await (const chunk of store.get(`${folder}manifest.json`, never)) chunks.push(chunk);
      assert.deepEqual(parseManifest(Buffer.concat(chunks).toString(), 'here'), manifest);
    }
  });

  it('leaves nothing where the dump fails before its end', async (t) => {
    const store = memoryStore(clock);
    const source = sourceThat({
      bytes: async function* () {
        yield* stream('half of the dump');
        throw new Failure('dump-failed', 'pg_dump was ended by SIGKILL');
      },
    });
    await assert.rejects(takeBackup(await request(t, source, [store])), { code: 'dump-failed' });
    assert.deepEqual(await keysOf(store), []);
    assert.ok(source.disposed());
  });

  it('leaves nothing where the dump is not what the server counted', async (t) => {
    const store = memoryStore(clock);
    const fingerprint = (): Promise<Fingerprint> =>
      Promise.reject(new Failure('dump-untrue', 'orders: 2 rows, counted 3'));
    await assert.rejects(takeBackup(await request(t, sourceThat({ fingerprint }), [store])), { code: 'dump-untrue' });
    assert.deepEqual(await keysOf(store), []);
  });

  it('does not keep a dump below the floor', async (t) => {
    const store = memoryStore(clock);
    const given = await request(t, sourceThat(), [store]);
    await assert.rejects(takeBackup({ ...given, minBytes: 1000 }), { code: 'dump-too-small' });
    assert.deepEqual(await keysOf(store), []);
  });

  it('finishes in the other stores when one fails, and says which', async (t) => {
    for (const [operation, matches] of [
      ['put', /data/],
      ['put', /globals/],
      ['put', /fingerprint/],
      ['putIfAbsent', /manifest/],
    ] as const) {
      const good = memoryStore(clock, 'good:');
      const bad = failing(memoryStore(clock), operation, matches);
      const { stores } = await takeBackup(await request(t, sourceThat(), [bad, good]));
      assert.equal(stores[0]?.failure?.code, 'store-unreachable');
      assert.equal(stores[1]?.failure, undefined);
      assert.equal((await keysOf(good)).length, 4);
      assert.ok(!(await keysOf(bad)).some((key) => key.endsWith('manifest.json')));
    }
  });

  it('writes no manifest where an object was swept away meanwhile', async (t) => {
    const [store, other] = [memoryStore(clock), memoryStore(clock, 'other:')];
    const fingerprint = async (): Promise<Fingerprint> => {
      for (const key of await keysOf(store)) await store.remove(key, never);
      return content;
    };
    const { stores } = await takeBackup(await request(t, sourceThat({ fingerprint }), [store, other]));
    assert.equal(stores[0]?.failure?.code, 'object-missing');
    assert.equal(stores[1]?.failure, undefined);
    assert.ok(!(await keysOf(store)).some((key) => key.endsWith('manifest.json')));
  });

  it('needs no right to list', async (t) => {
    const store = memoryStore(clock);
    const list = (): AsyncIterable<never> => refusing(new Failure('store-denied', 'no listing'));
    const { stores } = await takeBackup(await request(t, sourceThat(), [{ ...store, list }]));
    assert.equal(stores[0]?.failure, undefined);
  });

  it('fails with every reason when every store fails', async (t) => {
    const stores = [failing(memoryStore(clock), 'put'), failing(memoryStore(clock), 'put')];
    const source = sourceThat();
    await assert.rejects(takeBackup(await request(t, source, stores)), /every store failed: failing:: .*; failing:: /);
    assert.ok(source.disposed());
  });

  it('takes the answer of a store that lost its first one for a success', async (t) => {
    const store = memoryStore(clock);
    const forgetful: Store = {
      ...store,
      putIfAbsent: async (key, bytes, signal) => {
        await store.putIfAbsent(key, bytes, signal);
        throw new Failure('backup-exists', 'there is a manifest already');
      },
    };
    const { stores } = await takeBackup(await request(t, sourceThat(), [forgetful]));
    assert.equal(stores[0]?.failure, undefined);
  });

  it('never takes another manifest for its own, however large', async (t) => {
    for (const theirs of ['{}', ' '.repeat(100_000)]) {
      const store = memoryStore(clock);
      const taken: Store = {
        ...store,
        putIfAbsent: async (key, bytes, signal) => {
          await store.putIfAbsent(key, Buffer.from(theirs), signal);
          return await store.putIfAbsent(key, bytes, signal);
        },
      };
      await assert.rejects(takeBackup(await request(t, sourceThat(), [taken])), { code: 'backup-exists' });
    }
  });
});
