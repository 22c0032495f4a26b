import type { Finding } from '../../domain/verification/finding.ts';
import type { Progress } from '../../ports/progress.ts';
import { examineForeignKeys } from './examine-foreign-keys.ts';
import { examineIndexes } from './examine-indexes.ts';
import { examineSequences } from './examine-sequences.ts';
import type { OpenSession } from './restorer-target.ts';

export interface Examination {
  readonly findings: readonly Finding[];
  readonly gaps: readonly string[];
}

/** Rules that a copy must keep whatever the source held: references, indexes, sequences. */
export async function examineCopy(open: OpenSession, progress: Progress): Promise<Examination> {
  await using session = await open();
  return {
    findings: [
      ...(await examineForeignKeys(session, progress)),
      ...(await examineIndexes(session, progress)),
      ...(await examineSequences(session, progress)),
    ],
    gaps: [],
  };
}
