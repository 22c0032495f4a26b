import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PrunePlan } from '../../src/domain/retention/prune-plan.ts';
import { readCatalog } from '../../src/pipeline/catalog-reader.ts';
import type { Store } from '../../src/ports/store.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { haltOf, pruneCatalog, type PruneRequest } from '../../src/usecases/prune-catalog.ts';
import { type BackupFixture, backupFixture, fill } from '../fakes/backup-fixture.ts';
import { crashingStore } from '../fakes/crashing-store.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { manualClock } from '../fakes/manual-clock.ts';
import { policyOf } from '../fakes/policy-fixture.ts';

const signal = new AbortController().signal;
const clock = manualClock('2026-11-21T03:00:00Z');
const drills = ['proven'] as const;
const young = backupFixture('2026-11-21T00:00:00Z', { drills });
const middle = backupFixture('2026-11-20T00:00:00Z', { drills, extra: { 'globals.age': 'g' } });
const old = backupFixture('2026-11-19T00:00:00Z', { drills: ['could-not-tell', 'proven'] });

/** A store with these backups, written two days before the prune. */
async function storeWith(...fixtures: readonly BackupFixture[]): Promise<Store> {
  const store = memoryStore(manualClock('2026-11-19T03:00:00Z'));
  await fill(store, fixtures);
  return store;
}

function request(store: Store, changes: Partial<PruneRequest> = {}): PruneRequest {
  return {
    store,
    source: 'shop',
    kinds: ['full'],
    policy: policyOf({ 'keep-last': '1' }),
    maxShrink: 0.5,
    graceSeconds: 86_400,
    dryRun: false,
    clock,
    progress: keptProgress(),
    signal,
    announce: () => undefined,
    ...changes,
  };
}

async function keysOf(store: Store): Promise<readonly string[]> {
  const keys = await Array.fromAsync(store.list('', signal));
  return keys.map(({ key }) => key);
}

function keysIn(...fixtures: readonly BackupFixture[]): readonly string[] {
  return fixtures.flatMap(({ files }) => [...files.keys()]).toSorted();
}

function decisions(plan: PrunePlan): readonly string[] {
  return plan.kinds.flatMap(({ backups }) => backups.map(({ id, decision }) => `${decision} ${id.slice(0, 8)}`));
}

describe('pruning a store', () => {
  it('removes exactly what the announced plan says, and every object of it', async () => {
    const store = await storeWith(old, middle, young);
    const announced: PrunePlan[] = [];
    const before = await keysOf(store);
    const outcome = await pruneCatalog(
      request(store, {
        async announce(plan) {
          announced.push(plan);
          assert.deepEqual(await keysOf(store), before);
        },
      }),
    );
    assert.deepEqual(decisions(outcome.plan), ['keep 20261121', 'remove 20261120', 'remove 20261119']);
    assert.deepEqual(announced, [outcome.plan]);
    assert.deepEqual([outcome.kept, outcome.removed, outcome.swept], [1, 2, 0]);
    assert.deepEqual(await keysOf(store), keysIn(young));
    assert.deepEqual(JSON.parse(JSON.stringify(outcome.plan)), outcome.plan);
  });

  it('touches nothing in a dry run, and plans what the real run does', async () => {
    const store = await storeWith(old, middle, young);
    const dry = await pruneCatalog(request(store, { dryRun: true }));
    assert.deepEqual(await keysOf(store), keysIn(old, middle, young));
    assert.deepEqual([dry.kept, dry.removed, dry.swept], [1, 0, 0]);
    const real = await pruneCatalog(request(store));
    assert.deepEqual({ ...real.plan, dryRun: true }, dry.plan);
  });

  it('removes nothing where the plan cannot be announced', async () => {
    const store = await storeWith(old, middle, young);
    const announce = () => Promise.reject(new Error('disk full'));
    await assert.rejects(pruneCatalog(request(store, { announce })), { message: 'disk full' });
    assert.deepEqual(await keysOf(store), keysIn(old, middle, young));
  });

  it('leaves other sources, other kinds and stray keys alone', async () => {
    const schema = ['2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'].map((at) =>
      backupFixture(at, { kind: 'schema', drills }),
    );
    const other = ['2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'].map((at) =>
      backupFixture(at, { source: 'shop2', drills }),
    );
    const store = await storeWith(old, young, ...schema, ...other);
    await store.putIfAbsent('shop/full/notes.txt', Buffer.from('x'), signal);
    const { plan } = await pruneCatalog(request(store));
    assert.deepEqual(plan.kinds[0]?.strays, ['shop/full/notes.txt']);
    assert.deepEqual(await keysOf(store), [...keysIn(young, ...schema, ...other), 'shop/full/notes.txt'].toSorted());
  });

  it('halts one kind and goes on with the other', async () => {
    const failed = backupFixture('2026-11-21T00:00:00Z', { drills: ['failed'] });
    const schema = ['2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'].map((at) =>
      backupFixture(at, { kind: 'schema', drills }),
    );
    const rest = backupFixture('2026-11-18T00:00:00Z', { without: ['manifest.json'] });
    const store = await storeWith(old, failed, rest, ...schema);
    const outcome = await pruneCatalog(request(store, { kinds: ['full', 'schema'] }));
    assert.deepEqual([outcome.removed, outcome.swept], [1, 0]);
    assert.deepEqual(await keysOf(store), keysIn(rest, old, failed, ...schema.slice(1)).toSorted());
    const halt = haltOf(outcome.plan);
    assert.equal(halt?.code, 'prune-halted');
    assert.match(
      halt.message,
      /nothing was removed of shop\/full in memory:: the newest backup 20261121\S+ failed its drill/,
    );
  });

  it('is red for no other reason than a halt', async () => {
    assert.equal(haltOf((await pruneCatalog(request(await storeWith(young, old)))).plan), undefined);
    const rest = backupFixture('2026-11-18T00:00:00Z', { without: ['manifest.json'] });
    assert.equal(haltOf((await pruneCatalog(request(await storeWith(rest)))).plan), undefined);
  });

  it('refuses a policy that keeps nothing before it reads the store', async () => {
    const store = crashingStore(await storeWith(young), 1, 'before');
    const policy = policyOf({ 'keep-last': '1' });
    const empty = { ...policy, full: { ...policy.full, keepLast: 0 } };
    await assert.rejects(pruneCatalog(request(store, { policy: empty })), { code: 'policy-empty' });
    assert.equal(store.calls, 0);
  });

  it('stops where the newest proven backup is gone by the time of a removal', async () => {
    const store = await storeWith(old, middle, young);
    const announce = () => store.remove(`${young.folder}manifest.json`, signal);
    await assert.rejects(pruneCatalog(request(store, { announce })), {
      code: 'prune-halted',
      message: /20261121.* is not as it was/,
    });
    assert.deepEqual((await readCatalog(store, { source: 'shop', now: clock.now(), signal })).entries.length, 2);
  });

  it('stops where the newest proven backup fails a drill while the store is pruned', async () => {
    const store = await storeWith(old, young);
    const later = backupFixture('2026-11-21T00:00:00Z', { drills: ['proven', 'failed'] });
    const announce = async () => {
      for (const [key, text] of later.files) {
        if (!young.files.has(key)) await store.putIfAbsent(key, Buffer.from(text), signal);
      }
    };
    await assert.rejects(pruneCatalog(request(store, { announce })), { code: 'prune-halted' });
    assert.deepEqual(await keysOf(store), keysIn(old, later).toSorted());
  });

  it('stops where the newest proven backup left nothing behind', async () => {
    const store = await storeWith(old, young);
    const announce = async () => {
      for (const key of young.files.keys()) await store.remove(key, signal);
    };
    await assert.rejects(pruneCatalog(request(store, { announce })), { code: 'prune-halted' });
    assert.deepEqual(await keysOf(store), keysIn(old));
  });

  it('stops where a backup that it was to remove has another manifest than planned', async () => {
    const store = await storeWith(old, young);
    const manifest = `${old.folder}manifest.json`;
    const announce = async () => {
      await store.remove(manifest, signal);
      await store.putIfAbsent(manifest, Buffer.from('{}'), signal);
    };
    await assert.rejects(pruneCatalog(request(store, { announce })), { code: 'prune-halted', message: /20261119/ });
    assert.deepEqual(await keysOf(store), keysIn(old, young));
  });

  it('removes the oldest first', async () => {
    const progress = keptProgress();
    await pruneCatalog(request(await storeWith(old, middle, young), { progress }));
    assert.ok(progress.lines.join('\n').endsWith(`stage remove\nitem ${old.folder}\nitem ${middle.folder}`));
  });

  it('ends between two backups when it is asked to stop', async () => {
    const store = await storeWith(old, middle, young);
    const controller = new AbortController();
    const item = (name: string): void => void (name === old.folder && controller.abort(new Error('stop')));
    const progress = { ...keptProgress(), item };
    await assert.rejects(pruneCatalog(request(store, { progress, signal: controller.signal })), { message: 'stop' });
    assert.deepEqual(await keysOf(store), keysIn(old, middle, young));
  });

  it('does no harm when two runs prune at the same time', async () => {
    const store = await storeWith(old, middle, young);
    const outcomes = await Promise.all([pruneCatalog(request(store)), pruneCatalog(request(store))]);
    assert.deepEqual(await keysOf(store), keysIn(young));
    assert.deepEqual(outcomes[0].plan, outcomes[1].plan);
  });
});

describe('sweeping what was never finished', () => {
  const rest = backupFixture('2026-11-18T00:00:00Z', { without: ['manifest.json'], drills });

  it('removes folders without a manifest that are older than the grace', async () => {
    const store = await storeWith(rest, young);
    const { swept, plan } = await pruneCatalog(request(store));
    assert.equal(swept, 1);
    assert.deepEqual(
      plan.kinds[0]?.rests.map(({ what, at, decision }) => [what, at, decision]),
      [['folder', rest.folder, 'sweep']],
    );
    assert.deepEqual(await keysOf(store), keysIn(young));
  });

  it('leaves younger ones, and says so', async () => {
    const store = await storeWith(rest, young);
    const { swept, plan } = await pruneCatalog(request(store, { graceSeconds: 3 * 86_400 }));
    assert.equal(swept, 0);
    assert.match(plan.kinds[0]?.rests[0]?.because ?? '', /younger than the grace/);
    assert.deepEqual(await keysOf(store), keysIn(rest, young));
  });

  it('leaves a folder whose manifest arrives before it is swept', async () => {
    const store = await storeWith(rest, young);
    const whole = backupFixture('2026-11-18T00:00:00Z', { drills });
    const manifest = `${whole.folder}manifest.json`;
    const progress = keptProgress();
    const announce = async () => {
      await store.putIfAbsent(manifest, Buffer.from(whole.files.get(manifest) ?? ''), signal);
    };
    assert.equal((await pruneCatalog(request(store, { announce, progress }))).swept, 0);
    assert.deepEqual(await keysOf(store), keysIn(whole, young));
    assert.ok(progress.lines.some((line) => line.startsWith(`note left ${rest.folder}`)));
  });

  it('takes back uploads of this source and kind that are older than the grace', async () => {
    const begun: { key: string; startedAt: string; aborted: boolean }[] = [
      { key: 'shop/full/2026/11/20T000000Z-aaaaaa/data', startedAt: '2026-11-20T00:00:00Z', aborted: false },
      { key: 'shop/full/2026/11/21T000000Z-aaaaaa/data', startedAt: '2026-11-21T00:00:00Z', aborted: false },
      { key: 'shop2/full/2026/11/20T000000Z-aaaaaa/data', startedAt: '2026-11-20T00:00:00Z', aborted: false },
    ];
    const store: Store = {
      ...(await storeWith(young)),
      async *abandoned(prefix) {
        for (const upload of begun.filter(({ key }) => key.startsWith(prefix))) {
          const abort = () => Promise.resolve(void (upload.aborted = true));
          yield await Promise.resolve({ key: upload.key, startedAt: new Date(upload.startedAt), abort });
        }
      },
    };
    const dry = await pruneCatalog(request(store, { dryRun: true }));
    assert.deepEqual([dry.swept, begun.some(({ aborted }) => aborted)], [0, false]);
    const { swept, plan } = await pruneCatalog(request(store));
    assert.equal(swept, 1);
    assert.deepEqual(
      begun.map(({ aborted }) => aborted),
      [true, false, false],
    );
    assert.deepEqual(
      plan.kinds[0]?.rests.map(({ what, decision }) => `${what} ${decision}`),
      ['upload sweep', 'upload leave'],
    );
  });
});

describe('a prune that dies at any of its calls to the store', () => {
  const rest = backupFixture('2026-11-18T00:00:00Z', { without: ['manifest.json'] });

  async function survivors(dieAt: number, moment: 'before' | 'after'): Promise<boolean> {
    const store = await storeWith(rest, old, middle, young);
    const dying = crashingStore(store, dieAt, moment);
    const ended = await pruneCatalog(request(dying)).then(
      () => true,
      () => false,
    );
    const { entries } = await readCatalog(store, { source: 'shop', now: clock.now(), signal });
    assert.ok(entries.some(({ folder, proven }) => folder === young.folder && proven));
    for (const { folder, faults } of entries) {
      assert.deepEqual(faults, [], folder);
      const whole = [old, middle, young].find((fixture) => fixture.folder === folder);
      const keys = (await keysOf(store)).filter((key) => key.startsWith(folder));
      assert.deepEqual(keys, whole && keysIn(whole), `call ${dieAt}: a listed backup lost a part`);
    }
    await pruneCatalog(request(store));
    assert.deepEqual(await keysOf(store), keysIn(young), `call ${dieAt}: the next prune does not finish the work`);
    return ended;
  }

  for (const moment of ['before', 'after'] as const) {
    it(`leaves each backup whole or gone, and the next prune finishes (dying ${moment} the call is done)`, async () => {
      let dieAt = 1;
      while (!(await survivors(dieAt, moment))) dieAt += 1;
      assert.ok(dieAt > 30, `only ${dieAt} calls were tried`);
    });
  }
});
