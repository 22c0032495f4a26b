import type { Fingerprint } from '../../domain/fingerprint.ts';
import type { Comparison } from '../../domain/verification/compare.ts';
import type { Progress } from '../../ports/progress.ts';
import { examineForeignKeys } from './examine-foreign-keys.ts';
import { examineIndexes } from './examine-indexes.ts';
import { examineSequences } from './examine-sequences.ts';
import { withoutTriggers, type OpenSession } from './create-database.ts';

export interface Examination {
  readonly open: OpenSession;
  readonly expected: Fingerprint;
  readonly progress: Progress;
  /** The tables that count, quoted and qualified; all where none are given. */
  readonly tables?: readonly string[];
}

/** Rules that a copy must keep whatever the source held: references and indexes; and sequences, where the source kept them. */
export async function examineCopy({ open, expected, progress, tables }: Examination): Promise<Comparison> {
  await using session = await open(undefined, withoutTriggers);
  const references = await examineForeignKeys(session, progress, tables);
  const indexes = await examineIndexes(session, progress, tables);
  const sequences = await examineSequences(session, expected, progress, tables);
  return { findings: [...references, ...indexes, ...sequences.findings], gaps: [], notes: sequences.notes };
}
