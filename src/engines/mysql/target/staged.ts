import type { RestoreNeed, RestorePlan } from '../../../ports/target.ts';
import type { Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import type { Admission } from './admit-dump.ts';
import type { MarkedSchemas } from './marked-schemas.ts';
import type { SchemaPart } from './part-of-backup.ts';
import { readTables } from './schema-objects.ts';

/** What comes into the target, and what of it is left out. */
export interface Staging {
  readonly part: SchemaPart;
  /** Names of the tables that come back; all, and everything else, where it is undefined. */
  readonly tables?: readonly string[];
  /**
   * Looks again, with the lock.
   *
   * @param wasRecovered whether an earlier restore has been brought to its end since, and nobody else has changed what is planned
   * @throws Failure `target-busy` where the plan does not hold any more
   */
  readonly assertUnchanged: (session: Session, wasRecovered: boolean) => Promise<void>;
}

/** A copy that is loaded and not in place. */
export interface Staged {
  readonly access: TargetAccess;
  readonly plan: RestorePlan;
  readonly need: RestoreNeed;
  readonly staging: Staging;
  readonly schemas: MarkedSchemas;
  readonly admission: Admission;
  /** Has the lock. */
  readonly holder: Session;
}

/** Tables of the target that give way. */
export async function leavingTables(
  session: Session,
  { access, staging }: Pick<Staged, 'access' | 'staging'>,
): Promise<readonly string[]> {
  const there = await readTables(session, access.schema);
  return there.filter((table) => staging.tables === undefined || staging.tables.includes(table));
}
