import type { Fingerprint } from '../domain/fingerprint.ts';
import { compareObjects, compareTables, type Comparison } from '../domain/verification/compare.ts';
import type { Ladder } from './ladder.ts';

/** The steps that hold a restored copy against its source. */
export type ComparingStep = 'rows' | 'definitions' | 'rules';

/** A restored copy that can be looked into. */
export interface LoadedCopy {
  /** What it holds, read in the way in which the source's fingerprint was made. */
  inspect(): Promise<Fingerprint>;
  /** Whether it keeps the rules of a sound database. */
  examine(): Promise<Comparison>;
}

/** Holds a copy against what the source held, row by row and object by object, and against its own rules. */
export async function compareCopy(
  expected: Fingerprint,
  copy: LoadedCopy,
  ladder: Ladder<ComparingStep>,
): Promise<void> {
  const found = await ladder.step('rows', async (report) => {
    const inspected = await copy.inspect();
    report(compareTables(expected, inspected));
    return inspected;
  });
  await ladder.step('definitions', async (report) => {
    report(await Promise.resolve(compareObjects(expected, found)));
  });
  await ladder.step('rules', async (report) => report(await copy.examine()));
}
