import type { Fingerprint } from '../domain/fingerprint.ts';
import { compareObjects, compareTables } from '../domain/verification/compare.ts';
import { objectOf, plainBytes, type Keys, type ObjectReading } from './backup-reader.ts';
import type { Ladder } from './ladder.ts';
import type { Clock } from '../ports/clock.ts';
import type { Restorer } from '../ports/engine.ts';
import type { Progress } from '../ports/progress.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import type { Target } from '../ports/target.ts';

/** The loss of chosen tables, to be rehearsed in a restored copy. */
export interface TablesRehearsal {
  /** Patterns, in the form of the dump tool. */
  readonly tables: readonly string[];
  readonly expected: Fingerprint;
  readonly reading: ObjectReading;
  readonly keys: Keys;
  readonly restorer: Restorer;
  readonly sandbox: Sandbox;
  /** The copy, as a live database. */
  readonly target: Target;
  readonly ladder: Ladder<'tables' | 'untouched'>;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Brings tables of a backup back into a copy that already equals the source, in the way in which `restore` brings them back into a live
 * database, and looks whether the whole copy still equals the source.
 *
 * @returns seconds from the first byte fetched until the tables were in place
 * @throws Failure for what ends a restore
 */
export async function rehearseTables(rehearsal: TablesRehearsal): Promise<number> {
  const { tables, expected, reading, keys, restorer, sandbox, target, ladder, clock, progress, signal } = rehearsal;
  const { server } = reading.manifest;
  const data = objectOf(reading.manifest, 'data');
  const start = clock.monotonicSeconds();
  const seconds = await ladder.step('tables', async (report) => {
    const { plainSizeBytes: dumpBytes } = data;
    const need = { expected, server, dumpBytes, tables, scratch: sandbox.scratch, progress, signal };
    const plan = await target.assess(need);
    for (const line of plan.steps) progress.note(`plan: ${line}`);
    progress.expect(data.sizeBytes);
    await using staged = await target.load(plainBytes(data, reading, keys), plan, need);
    const found = await staged.inspect();
    report(compareTables(plan.expected, found));
    report(compareObjects(plan.expected, found));
    report(await staged.examine());
    const committed = await staged.commit();
    const inPlace = clock.monotonicSeconds();
    await committed.removePrevious();
    return inPlace - start;
  });
  await ladder.step('untouched', async (report) => {
    const found = await restorer.inspect(expected, sandbox, progress, signal);
    report(compareTables(expected, found));
    report(compareObjects(expected, found));
    report(await restorer.examine(expected, sandbox, progress, signal));
  });
  return seconds;
}
