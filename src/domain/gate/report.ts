import type { Failure } from '../failure.ts';
import type { BackupKind } from '../kind.ts';
import type { Change } from './change.ts';
import type { Candidate } from './ruling.ts';
import type { TouchedMigration } from './touched-migrations.ts';

/** What a gate says about a change, and what that rests on. */
export type GateReport = {
  readonly change: Change;
  readonly source: string;
  readonly kind: BackupKind;
  readonly maxAgeSeconds: number;
  /** How many files the change has; undefined where the run is about no change. */
  readonly files: number | undefined;
  readonly touched: readonly TouchedMigration[];
  readonly proofFrom: 'store' | 'status';
  /** One line each, for people. */
  readonly notes: readonly string[];
} & (
  | { readonly decision: 'no-migration' }
  | {
      readonly decision: 'proven';
      readonly candidate: Candidate;
      readonly judgedAt: Date;
      /** Whether the change may be in already, so that the backup may hold it: what was remembered of an earlier ruling stays. */
      readonly isLate: boolean;
    }
  /** `needs-backup` where someone was asked to take and prove one now. */
  | { readonly decision: 'needs-backup' | 'refused'; readonly failure: Failure }
);
