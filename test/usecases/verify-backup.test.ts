import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { plainCipher, plainOpener } from '../../src/ciphers/plain.ts';
import { none } from '../../src/codecs/none.ts';
import { Failure } from '../../src/domain/failure.ts';
import type { Fingerprint } from '../../src/domain/fingerprint.ts';
import { parseVerification } from '../../src/domain/verification/record.ts';
import type { Dump, Restorer } from '../../src/ports/engine.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';
import type { Store } from '../../src/ports/store.ts';
import { gathered, once } from '../../src/pipeline/measure.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { takeBackup } from '../../src/usecases/take-backup.ts';
import { verifyBackup } from '../../src/usecases/verify-backup.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { manualClock } from '../fakes/manual-clock.ts';

const clock = manualClock('2026-11-21T04:15:02Z');
const signal = new AbortController().signal;
const content: Fingerprint = {
  tables: [{ name: 'public.orders', columns: ['id'], rows: 2, countedRows: 2, digest: 'sha256:00' }],
  objects: [],
  settings: {},
  gaps: [],
};
const disposed = (): Promise<void> => Promise.resolve();

const dump: Dump = {
  snapshotAt: new Date('2026-11-21T04:15:01Z'),
  server: { flavour: 'postgresql', version: '15.18' },
  position: {},
  tools: {},
  format: 'pg_dump-custom',
  extension: '.dump',
  notes: [],
  bytes: () => once(Buffer.from('the whole dump')),
  fingerprint: () => Promise.resolve(content),
  [Symbol.asyncDispose]: disposed,
};

/** Loads anything, and finds in the copy what the source held. */
const restorer: Restorer = {
  engine: 'postgres',
  async restore(bytes) {
    await gathered(bytes, 1000);
    return { url: 'postgresql:///copy', gaps: [], [Symbol.asyncDispose]: disposed };
  },
  inspect: (expected) => Promise.resolve(expected),
  examine: () => Promise.resolve({ findings: [], gaps: [] }),
  query: () => Promise.resolve([]),
  explain: () => Promise.resolve(''),
};

const sandbox: Sandbox = {
  url: 'postgresql:///sandbox',
  scratch: '/nowhere',
  description: 'a sandbox of the test',
  isolation: 'none',
  isThrowaway: true,
  version: '15.18',
  [Symbol.asyncDispose]: disposed,
};

async function backedUp(t: TestContext, stores: readonly Store[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'verify-backup-test-'));
  t.after(() => rm(folder, { recursive: true }));
  await takeBackup({
    sourceName: 'shop',
    source: { engine: 'postgres', dump: () => Promise.resolve(dump) },
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
    signal,
  });
}

const verified = (stores: readonly Store[]): ReturnType<typeof verifyBackup> =>
  verifyBackup({
    sourceName: 'shop',
    kind: 'full',
    selector: { by: 'latest' },
    stores,
    keys: { openerFor: () => Promise.resolve(plainOpener()), codecNamed: () => undefined },
    restorerFor: () => Promise.resolve(restorer),
    sandboxes: { start: () => Promise.resolve(sandbox), sweep: () => Promise.resolve(0) },
    checks: [],
    targets: {},
    run: { id: 'drill' },
    clock,
    progress: keptProgress(),
    signal,
  });

async function verdictsIn(store: Store): Promise<readonly string[]> {
  const verdicts: string[] = [];
  for await (const { key } of store.list('shop/', signal)) {
    if (!key.includes('/verifications/')) continue;
    const { verdict, gaps } = parseVerification(
      Buffer.from(await gathered(store.get(key, signal), 10_000)).toString(),
      key,
    );
    verdicts.push(`${verdict}, ${gaps} gaps`);
  }
  return verdicts;
}

async function* failing(failure: Failure): AsyncGenerator<Uint8Array> {
  yield await Promise.reject<Uint8Array>(failure);
}

describe('a drill', () => {
  it('proves a backup in every store that holds its bytes', async (t) => {
    const stores = [memoryStore(clock, 'memory:first'), memoryStore(clock, 'memory:second')];
    await backedUp(t, stores);
    assert.equal((await verified(stores)).verdict, 'proven');
    for (const store of stores) assert.deepEqual(await verdictsIn(store), ['proven, 0 gaps']);
  });

  it('keeps what it proved in the first store where another one does not answer, and cannot tell of that', async (t) => {
    const [first, second] = [memoryStore(clock, 'memory:first'), memoryStore(clock, 'memory:second')];
    await backedUp(t, [first, second]);
    const silent: Store = {
      ...second,
      get: () => failing(new Failure('store-unreachable', 'memory:second does not answer')),
    };
    const report = await verified([first, silent]);
    assert.equal(report.verdict, 'could-not-tell');
    assert.match(report.gaps.join(), /memory:second does not answer/);
    assert.deepEqual(await verdictsIn(first), ['proven, 0 gaps']);
    assert.deepEqual(await verdictsIn(second), []);
  });
});
