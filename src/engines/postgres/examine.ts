import type { Fingerprint } from '../../domain/fingerprint.ts';
import type { Comparison } from '../../domain/verification/compare.ts';
import type { Progress } from '../../ports/progress.ts';
import { examineForeignKeys } from './examine-foreign-keys.ts';
import { examineIndexes } from './examine-indexes.ts';
import { examineSequences } from './examine-sequences.ts';
import type { OpenSession } from './restorer-target.ts';

/** Rules that a copy must keep whatever the source held: references and indexes; and sequences, where the source kept them. */
export async function examineCopy(open: OpenSession, expected: Fingerprint, progress: Progress): Promise<Comparison> {
  await using session = await open();
  const references = await examineForeignKeys(session, progress);
  const indexes = await examineIndexes(session, progress);
  const sequences = await examineSequences(session, expected, progress);
  return { findings: [...references, ...indexes, ...sequences.findings], gaps: [], notes: sequences.notes };
}
