import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ageCipher } from '../../src/ciphers/age/age.ts';
import { serializeManifest } from '../../src/domain/manifest.ts';
import { folderOf } from '../../src/domain/object-key.ts';
import { parseRecipients } from '../../src/domain/recipient.ts';
import { serializeVerification, verificationName } from '../../src/domain/verification/record.ts';
import { readCatalog } from '../../src/pipeline/catalog-reader.ts';
import type { Store } from '../../src/ports/store.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import {
  replicateBackup,
  type ReplicateBackupRequest,
  type ReplicatedBackup,
} from '../../src/usecases/replicate-backup.ts';
import { verifyBackup } from '../../src/usecases/verify-backup.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { sha256, verificationFixture } from '../fakes/backup-fixture.ts';
import { crashingStore } from '../fakes/crashing-store.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { lineRestorer, lineSandboxes } from '../fakes/line-database.ts';
import {
  backUp,
  changingStore,
  clock,
  contentOf,
  deadStore,
  keysOf,
  never,
  rewrite,
  tooLarge,
  withSpool,
} from './line-backups.ts';

async function replicate(
  from: Store,
  stores: readonly Store[],
  more: Partial<ReplicateBackupRequest> = {},
): Promise<ReplicatedBackup> {
  return await withSpool((spool) =>
    replicateBackup({
      ...{ sourceName: 'shop', kind: 'full', selector: { by: 'latest' }, from, stores, keys: keysOf(), spool, clock },
      ...{ progress: keptProgress(), signal: never },
      ...more,
    }),
  );
}

let drills = 0;

async function verdictOf(store: Store, keys = keysOf()): Promise<string> {
  drills += 1;
  const report = await verifyBackup({
    ...{ sourceName: 'shop', kind: 'full', selector: { by: 'latest' }, stores: [store], keys, checks: [], targets: {} },
    ...{ restorerFor: () => Promise.resolve(lineRestorer()), sandboxes: lineSandboxes(), clock },
    ...{ run: { id: `drill-${drills}` }, progress: keptProgress(), signal: never },
  });
  return report.verdict;
}

const hasManifest = (content: ReadonlyMap<string, string>): boolean =>
  [...content.keys()].some((key) => key.endsWith('manifest.json'));

describe('replicating a backup', () => {
  it('brings it over byte for byte, with its verifications, so that it is proven there too', async () => {
    const [from, to] = [memoryStore(clock, 'from:'), memoryStore(clock, 'to:')];
    await backUp([from]);
    await verdictOf(from);
    const { stores } = await replicate(from, [to]);
    assert.deepEqual(stores, [{ store: 'to:' }]);
    assert.deepEqual(await contentOf(to), await contentOf(from));
    const { entries } = await readCatalog(to, { source: 'shop', kind: 'full', now: clock.now(), signal: never });
    assert.deepEqual(
      entries.map(({ proven }) => proven),
      [true],
    );
  });

  it('does nothing where it is there already, and brings it to those that do not have it', async () => {
    const [from, has, lacks] = [memoryStore(clock), memoryStore(clock, 'has:'), memoryStore(clock, 'lacks:')];
    await backUp([from, has]);
    const before = await contentOf(has);
    assert.deepEqual((await replicate(from, [has])).notes, ['it was there already']);
    const { stores } = await replicate(from, [has, lacks]);
    assert.deepEqual(stores, [{ store: 'has:' }, { store: 'lacks:' }]);
    assert.deepEqual(await contentOf(has), before);
    assert.deepEqual(await contentOf(lacks), before);
  });

  it('brings later verifications, failed ones too, to where it is there already', async () => {
    const [from, to] = [memoryStore(clock, 'from:'), memoryStore(clock, 'to:')];
    const manifest = await backUp([from]);
    await verdictOf(from);
    await replicate(from, [to]);
    const failed = verificationFixture({
      ...{ backup: manifest.id, manifestSha256: sha256(serializeManifest(manifest)), verdict: 'failed' },
      finishedAt: new Date(clock.now().getTime() + 3_600_000).toISOString(),
    });
    const key = `${folderOf(manifest)}${verificationName(failed)}`;
    await from.putIfAbsent(key, Buffer.from(serializeVerification(failed)), never);
    assert.deepEqual((await replicate(from, [to])).notes, ['it was there already']);
    assert.deepEqual(await contentOf(to), await contentOf(from));
    const { entries } = await readCatalog(to, { source: 'shop', kind: 'full', now: clock.now(), signal: never });
    assert.deepEqual(
      entries.map(({ proven }) => proven),
      [false],
    );
  });

  it('never writes over another backup of the same id', async () => {
    const [from, to] = [memoryStore(clock), memoryStore(clock)];
    const manifest = await backUp([from, to]);
    await rewrite(to, manifest, 'manifest.json', (text) => `${text} `);
    const before = await contentOf(to);
    await assert.rejects(replicate(from, [to]), { code: 'backup-exists', hint: /give it a store of its own/ });
    assert.deepEqual(await contentOf(to), before);
  });

  it('seals it for others on the way; they open it, and strangers do not', async () => {
    const [from, to] = [memoryStore(clock), memoryStore(clock)];
    const [owner, heir] = [ageKey(), ageKey()];
    await backUp([from], { cipher: ageCipher(parseRecipients(owner.recipient).keys) });
    const cipher = ageCipher(parseRecipients(heir.recipient).keys);
    const { manifest } = await replicate(from, [to], { cipher, keys: keysOf(owner.identity) });
    assert.deepEqual(manifest.encryption.recipients, [heir.recipient]);
    assert.equal(await verdictOf(to, keysOf(heir.identity)), 'proven');
    await assert.rejects(verdictOf(to, keysOf(owner.identity)), { code: 'identity-mismatch' });
  });

  it('seals what was not sealed, and leaves no plain byte', async () => {
    const [from, to, heir] = [memoryStore(clock), memoryStore(clock), ageKey()];
    await backUp([from]);
    await replicate(from, [to], { cipher: ageCipher(parseRecipients(heir.recipient).keys) });
    for (const text of (await contentOf(to)).values()) assert.ok(!/Ada|orders/.test(text));
    assert.equal(await verdictOf(to, keysOf(heir.identity)), 'proven');
  });

  it('leaves nothing of a source that is damaged, and seals nothing whose manifest was edited', async () => {
    const cipher = ageCipher(parseRecipients(ageKey().recipient).keys);
    const damages: [name: string, change: (text: string) => string, more: Partial<ReplicateBackupRequest>][] = [
      ['data.jsonl', (text) => text.replace('Ada', 'Eve'), {}],
      ['data.jsonl', (text) => text.replace('Ada', 'Eve'), { cipher }],
      ['fingerprint.json', (text) => text.replace('orders', 'prders'), {}],
      ['manifest.json', (text) => text.replace('04:15:00.000Z', '14:15:00.000Z'), { cipher }],
    ];
    for (const [name, change, more] of damages) {
      const [from, to] = [memoryStore(clock), memoryStore(clock)];
      await rewrite(from, await backUp([from]), name, change);
      await assert.rejects(replicate(from, [to], more), { kind: 'integrity' });
      assert.deepEqual([...(await contentOf(to)).keys()], [], name);
    }
  });

  it('leaves nothing of a source whose manifest is changed meanwhile', async () => {
    const cipher = ageCipher(parseRecipients(ageKey().recipient).keys);
    for (const more of [{}, { cipher }]) {
      const [from, to] = [memoryStore(clock), memoryStore(clock)];
      const changing = changingStore(from, await backUp([from]));
      await assert.rejects(replicate(changing, [to], more), { code: 'manifest-edited', message: /changed during/ });
      assert.deepEqual([...(await contentOf(to)).keys()], []);
    }
  });

  it('says which record is too large to be one, here or there', async () => {
    const [from, to] = [memoryStore(clock, 'from:'), memoryStore(clock, 'to:')];
    const manifest = await backUp([from, to]);
    await verdictOf(from);
    const [verification = ''] = [...(await contentOf(from)).keys()].filter((key) => key.includes('/verifications/'));
    await rewrite(from, manifest, verification.slice(folderOf(manifest).length), (text) => `${text}${tooLarge}`);
    const named = (code: string, what: RegExp) => ({ code, message: what });
    await assert.rejects(
      replicate(from, [to]),
      named('verification-invalid', /verifications\/.* in from: .* too large/),
    );
    await rewrite(to, manifest, 'manifest.json', (text) => `${text}${tooLarge}`);
    await assert.rejects(replicate(from, [to]), named('manifest-invalid', /manifest\.json in to: .* too large/));
  });

  it('finishes in the other stores where one does not answer in the middle, with the verifications', async () => {
    const [from, good] = [memoryStore(clock), memoryStore(clock, 'good:')];
    await backUp([from]);
    await verdictOf(from);
    const dying = crashingStore(memoryStore(clock, 'dying:'), 2, 'before');
    const { stores } = await replicate(from, [dying, good]);
    assert.deepEqual(
      stores.map(({ store, failure }) => [store, failure?.code]),
      [
        ['dying:', 'store-unreachable'],
        ['good:', undefined],
      ],
    );
    assert.deepEqual(await contentOf(good), await contentOf(from));
  });

  it('fails where no store takes it, and where the backup cannot be read', async () => {
    const from = memoryStore(clock);
    await backUp([from]);
    await assert.rejects(replicate(from, [deadStore()]), { code: 'store-unreachable' });
    await assert.rejects(replicate(deadStore(), [from]), { code: 'store-unreachable' });
    await assert.rejects(replicate(memoryStore(clock), [from]), { code: 'backup-missing' });
  });

  for (const sealed of [false, true]) {
    it(`leaves a whole backup or none wherever it is killed, ${sealed ? 'sealed anew' : 'as it is'}`, async () => {
      const heir = ageKey();
      const more = sealed ? { cipher: ageCipher(parseRecipients(heir.recipient).keys) } : {};
      let finished = false;
      for (let call = 1; !finished; call += 1) {
        for (const moment of ['before', 'after'] as const) {
          const [from, to] = [memoryStore(clock), memoryStore(clock)];
          const manifest = await backUp([from]);
          if (!sealed) await verdictOf(from);
          const dying = crashingStore(to, call, moment);
          await replicate(from, [dying], more).catch(() => undefined);
          finished = dying.calls < call;
          const content = await contentOf(to);
          if (hasManifest(content)) assert.equal(await verdictOf(to, keysOf(heir.identity)), 'proven', `call ${call}`);
          for (const key of content.keys()) assert.ok(key.startsWith(folderOf(manifest)));
        }
        assert.ok(call < 100);
      }
    });
  }
});
