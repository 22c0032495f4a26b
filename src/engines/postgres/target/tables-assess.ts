import { Failure } from '../../../domain/failure.ts';
import type { RestoreNeed, RestorePlan } from '../../../ports/target.ts';
import type { Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { serverObstacles, sourceOf } from './assess-server.ts';
import { readFacts, type ServerFacts } from './facts.ts';
import { assertFit } from '../../../domain/obstacle.ts';
import { assertNamesFree } from './tables-names.ts';
import { assertPossible } from './tables-needs.ts';
import { tablesFitting } from './tables-pattern.ts';
import { planOf } from './tables-plan.ts';
import { surveyTables, type Survey } from './tables-survey.ts';

/** What will become of the chosen tables. */
export interface TablesAssessment {
  readonly survey: Survey;
  readonly plan: Omit<RestorePlan, 'isSource'>;
}

/**
 * Decides how the chosen tables come back. Changes nothing, and locks nothing for longer than reading the catalogs takes.
 *
 * @throws Failure `source-missing` or `input-invalid` for a pattern that fits nothing or cannot be read; `target-unfit` that names what is in
 *   the way and what to do.
 */
export async function assessTables(access: TargetAccess, need: RestoreNeed): Promise<RestorePlan> {
  const { database, description } = access.connection;
  const open = access.opener(need.signal);
  const facts = await readFacts(open, database);
  if (facts.database === undefined) {
    throw new Failure('target-unfit', `there is no database ${database} that tables could come back into`, {
      hint: 'restore the whole database, or correct its name',
    });
  }
  assertFit(description, serverObstacles(facts, need));
  await using session = await open(database);
  const { plan } = await assessIn(session, facts, need);
  return { ...plan, ...sourceOf(facts, database, need) };
}

/** The same in a session that may be within a transaction. */
export async function assessIn(session: Session, facts: ServerFacts, need: RestoreNeed): Promise<TablesAssessment> {
  const survey = await surveyTables(session, tablesFitting(need.tables, need.expected), need.expected);
  await assertPossible(session, survey, facts, need.expected);
  await assertNamesFree(session, survey, need.expected);
  return { survey, plan: planOf(survey, need.expected) };
}
