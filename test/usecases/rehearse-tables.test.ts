import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../../src/domain/failure.ts';
import { readCatalog } from '../../src/pipeline/catalog-reader.ts';
import type { Restorer } from '../../src/ports/engine.ts';
import type { Store } from '../../src/ports/store.ts';
import type { DrillReport } from '../../src/report/verification-summary.ts';
import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { verifyBackup, type VerifyBackupRequest } from '../../src/usecases/verify-backup.ts';
import { fingerprintOf, lineRestorer, lineSandboxes, type LineFaults } from '../fakes/line-database.ts';
import { lineTarget, type LineTarget, type TargetFaults } from '../fakes/line-target.ts';
import { codes, requestFor, verificationsIn } from './drill-scene.ts';
import { backUp, clock, never, shop } from './line-backups.ts';

interface Rehearsed {
  readonly store: Store;
  readonly target: LineTarget;
  readonly report: DrillReport;
}

/** A drill that rehearses the loss of the orders, in a copy with those faults that is restored into with those. */
async function rehearse(faults: TargetFaults, more: Partial<VerifyBackupRequest> = {}): Promise<Rehearsed> {
  const store = memoryStore(clock);
  await backUp([store]);
  const target = lineTarget(shop, faults);
  const rehearsal = { tables: ['orders'], targetFor: () => Promise.resolve(target) };
  return { store, target, report: await verifyBackup(requestFor([store], { rehearsal, ...more })) };
}

function outcomes({ ladder }: DrillReport): Record<string, string> {
  const shown = ladder.filter(({ step }) => step === 'tables' || step === 'untouched' || step === 'objectives');
  return Object.fromEntries(shown.map(({ step, outcome }) => [step, outcome]));
}

/** A copy that the second look finds otherwise. */
function changing(faults: LineFaults = {}): Restorer {
  const restorer = lineRestorer(faults);
  let looks = 0;
  return {
    ...restorer,
    inspect(...given) {
      looks += 1;
      return looks === 1 ? restorer.inspect(...given) : Promise.resolve(fingerprintOf({ ...shop, orders: ['1 paid'] }));
    },
  };
}

describe('rehearsing the loss of tables', () => {
  it('puts them in place in the proven copy, looks at the whole again, and leaves nothing of the old ones', async () => {
    const { report, target, store } = await rehearse({});
    assert.deepEqual([report.verdict, report.worth, report.failure], ['proven', 'proven', undefined]);
    assert.deepEqual(outcomes(report), { tables: 'passed', untouched: 'passed', objectives: 'not-run' });
    assert.deepEqual(report.rehearsed, { tables: ['orders'], seconds: 0 });
    assert.deepEqual(target.taken, ['assess', 'load', 'inspect', 'commit', 'remove']);
    assert.deepEqual([...target.databases.keys()], ['live']);
    assert.deepEqual(
      (await verificationsIn(store)).map(({ verdict }) => verdict),
      ['proven'],
    );
  });

  const failures: readonly [what: string, faults: TargetFaults, restorer: () => Restorer, found: string][] = [
    ['a row does not come back', { load: (t) => ({ ...t, orders: ['1 paid'] }) }, lineRestorer, 'rows-missing'],
    ['a definition comes back otherwise', { define: (t) => `unlogged ${t}` }, lineRestorer, 'object-differs'],
    ['the rest of the copy is otherwise afterwards', {}, changing, 'rows-missing'],
  ];
  for (const [what, faults, restorer, found] of failures) {
    it(`turns the run red where ${what}, and leaves the backup what it is worth`, async () => {
      const { report, store } = await rehearse(faults, { restorerFor: () => Promise.resolve(restorer()) });
      assert.deepEqual([report.verdict, report.worth], ['failed', 'proven']);
      assert.ok(codes(report).includes(found), codes(report).join());
      const { entries } = await readCatalog(store, { source: 'shop', now: clock.now(), signal: never });
      assert.deepEqual(
        entries.map(({ proven }) => proven),
        [true],
      );
    });
  }

  it('cannot tell where the tables cannot be restored, says why, and leaves the backup what it is worth', async () => {
    const assess = new Failure('target-unfit', 'there is no room');
    const { report, store } = await rehearse({ assess });
    assert.deepEqual([report.verdict, report.worth, report.failure], ['could-not-tell', 'proven', assess]);
    assert.deepEqual(outcomes(report), { tables: 'could-not-tell', untouched: 'not-run', objectives: 'not-run' });
    const [record] = await verificationsIn(store);
    assert.deepEqual([record?.verdict, record?.findings], ['proven', [{ code: 'target-unfit', count: 1 }]]);
  });

  it('does not begin where the backup is not proven', async () => {
    const restorerFor = (): Promise<Restorer> => Promise.resolve(lineRestorer({ gaps: ['an extension'] }));
    const { report, target } = await rehearse({}, { restorerFor });
    assert.deepEqual([report.verdict, report.worth], ['could-not-tell', 'could-not-tell']);
    assert.deepEqual(target.taken, []);
  });

  it('is refused for a table that the backup does not have before a server runs, and nothing is written', async () => {
    const store = memoryStore(clock);
    await backUp([store]);
    const sandboxes = lineSandboxes(new Failure('bug', 'a server was started'));
    const rehearsal = { tables: ['order'], targetFor: () => Promise.resolve(lineTarget(shop)) };
    const refused = verifyBackup(requestFor([store], { rehearsal, sandboxes }));
    await assert.rejects(refused, { code: 'source-missing' });
    assert.deepEqual(await verificationsIn(store), []);
  });

  it('is what the target for time is held against, and no target of the whole is written down', async () => {
    const onStep = (name: string): void => {
      if (name === 'load') clock.set(new Date(clock.now().getTime() + 60_000).toISOString());
    };
    const late = await rehearse({ onStep }, { targets: { rtoSeconds: 59 } });
    assert.deepEqual([late.report.verdict, codes(late.report)], ['failed', ['rto-missed']]);
    assert.deepEqual([late.report.rehearsed?.seconds, late.report.measured?.rtoSeconds], [60, 0]);
    const [record] = await verificationsIn(late.store);
    assert.deepEqual([record?.rtoSeconds, record?.targets.rtoSeconds], [0, null]);
    const inTime = await rehearse({ onStep }, { targets: { rtoSeconds: 60 } });
    assert.equal(inTime.report.verdict, 'proven');
    const unknown = await rehearse({ assess: new Failure('target-unfit', 'no') }, { targets: { rtoSeconds: 0 } });
    assert.deepEqual(codes(unknown.report), [], 'nobody knows how long it would have taken');
  });
});
