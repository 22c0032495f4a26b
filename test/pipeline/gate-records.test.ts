import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Failure } from '../../src/domain/failure.ts';
import { gateFormat, gateKey, serializeGateRecord, type GateRecord } from '../../src/domain/gate/gate-record.ts';
import { locateBackup } from '../../src/pipeline/backup-finder.ts';
import type { Store } from '../../src/ports/store.ts';
import { backupFixture, sha256 } from '../fakes/backup-fixture.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { manualClock } from '../fakes/manual-clock.ts';
import { never, storeWith } from '../usecases/list-fixture.ts';

const repository = 'octo-org/shop';
const [older, newer] = [backupFixture('2026-11-19T02:00:00Z'), backupFixture('2026-11-20T02:00:00Z')];
const schema = backupFixture('2026-11-20T05:00:00Z', { kind: 'schema' });

/** What a gate writes for a pull request that a backup let in at an hour of 2026-11-20. */
function recordOf({ address, files, folder }: typeof older, hour: number, more: Partial<GateRecord> = {}): GateRecord {
  return {
    format: gateFormat,
    ...{ repository, pullRequest: 7, commit: 'c'.repeat(40), source: 'shop', kind: address.kind, backup: address.id },
    manifestSha256: sha256(files.get(`${folder}manifest.json`) ?? ''),
    judgedAt: new Date(Date.UTC(2026, 10, 20, hour)).toISOString(),
    run: 'github-1-1',
    ...more,
  };
}

async function write(store: Store, record: GateRecord, text = serializeGateRecord(record)): Promise<Store> {
  await store.putIfAbsent(gateKey(record), Buffer.from(text), never);
  return store;
}

/** A store with all three backups, and what gates wrote into it. */
async function storeThatRemembers(...records: readonly GateRecord[]): Promise<Store> {
  const store = await storeWith(older, newer, schema);
  for (const record of records) await write(store, record);
  return store;
}

/** The backup that `pull-request:7` means. */
async function find(
  stores: Store | readonly Store[],
  { of = repository, kind = 'full' }: { readonly of?: string | null; readonly kind?: 'full' | 'schema' } = {},
): Promise<{ readonly id: string; readonly warnings: readonly string[] }> {
  const progress = keptProgress();
  const { manifest } = await locateBackup({
    ...{ sourceName: 'shop', kind, selector: { by: 'pull-request', number: 7 }, stores: [stores].flat(), progress },
    ...{
      clock: manualClock('2026-11-21T03:00:00Z'),
      run: { id: 'restore-1', ...(of !== null && { repository: of }) },
      signal: never,
    },
  });
  return { id: manifest.id, warnings: progress.lines.filter((line) => line.startsWith('warn ')) };
}

describe('the backup that a gate recorded', () => {
  const early = recordOf(older, 9);
  const late = recordOf(newer, 12);

  it('is that of the newest record of this repository', async () => {
    const others = recordOf(older, 15, { repository: 'octo-org/blog' });
    const store = await storeThatRemembers(early, late, others);
    assert.deepEqual(await find(store), { id: newer.address.id, warnings: [] });
    await assert.rejects(find(store, { of: null }), { code: 'backup-missing', message: /one of .*blog.*shop/ });
  });

  const broken: readonly [what: string, text: string, why: RegExp][] = [
    ['is no JSON', '{', /is not JSON/],
    ['is about another pull request', serializeGateRecord({ ...late, pullRequest: 8 }), /"pullRequest" is not 7/],
    ['is about another source', serializeGateRecord({ ...late, source: 'blog' }), /"source" is not shop/],
    ['names no digest', serializeGateRecord({ ...late, manifestSha256: '' }), /"manifestSha256" is not a SHA-256/],
    ['is too large to be one', ' '.repeat(5_000_000), /too large to be a record/],
  ];
  for (const [what, text, why] of broken) {
    it(`is not an older one where the newest record ${what}: the record is named, and that an id works`, async () => {
      const store = await write(await storeThatRemembers(early), late, text);
      for (const stores of [[store], [store, await storeThatRemembers(early)]]) {
        await assert.rejects(find(stores), (thrown: Failure) => {
          assert.equal(thrown.code, 'gate-record-invalid');
          assert.match(thrown.message, why);
          assert.ok(thrown.message.includes(gateKey(late)));
          assert.match(thrown.hint, /write the id of the backup/);
          return true;
        });
      }
    });
  }

  it('is that of a newer record where an older one cannot be read, which is named', async () => {
    const store = await write(await storeThatRemembers(late), early, '{');
    const { id, warnings } = await find(store);
    assert.equal(id, newer.address.id);
    assert.equal(warnings.length, 1);
    assert.ok(warnings[0]?.includes(gateKey(early)));
  });

  it('is of the kind that is asked for', async () => {
    const both = await storeThatRemembers(late, recordOf(schema, 15));
    assert.equal((await find(both)).id, newer.address.id);
    assert.equal((await find(both, { kind: 'schema' })).id, schema.address.id);
    await assert.rejects(find(await storeThatRemembers(recordOf(schema, 15))), {
      code: 'backup-missing',
      message: /no migration gate has recorded a backup of kind full/,
      hint: /input "kind".*: schema/,
    });
  });

  it('is not one that has another manifest by now, nor one of another store', async () => {
    const store = await storeThatRemembers(early, { ...late, manifestSha256: sha256('another') });
    await assert.rejects(find([store, await storeThatRemembers(early)]), {
      code: 'gate-record-invalid',
      message: new RegExp(`the manifest of ${newer.address.id} in .* is not the one that the gate saw`),
    });
  });

  it('is not known by a file of somebody else beside the records', async () => {
    const store = await storeThatRemembers(late);
    await store.putIfAbsent('shop/gates/pull-request-7/notes.txt', Buffer.from('not JSON'), never);
    assert.deepEqual(await find(store), { id: newer.address.id, warnings: [] });
  });
});
