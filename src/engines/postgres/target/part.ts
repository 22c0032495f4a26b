import type { RestoreNeed, RestorePlan, StagedRestore } from '../../../ports/target.ts';
import type { TargetAccess } from './access.ts';

/** A family of ways to bring a backup into a target. */
export interface TargetPart {
  /** See `Target.assess`. */
  assess(access: TargetAccess, need: RestoreNeed): Promise<RestorePlan>;
  /** See `Target.load`. */
  load(
    access: TargetAccess,
    bytes: AsyncIterable<Uint8Array>,
    plan: RestorePlan,
    need: RestoreNeed,
  ): Promise<StagedRestore>;
}
