import { Failure } from '../../../domain/failure.ts';
import type { RestoreNeed, RestorePlan, StagedRestore } from '../../../ports/target.ts';
import type { ArchiveEntry } from '../archive-toc.ts';
import type { Session } from '../session.ts';
import { sharing } from '../shared-session.ts';
import type { TargetAccess } from './access.ts';
import { guardCommit } from './commit-guard.ts';
import { readFacts } from './facts.ts';
import { takeLock } from './lock.ts';
import { filledMeanwhile } from './survey.ts';
import { scriptOf, takeArchive, type ReadArchive } from './tables-archive.ts';
import { assessIn } from './tables-assess.ts';
import { entriesFor } from './tables-entries.ts';
import { guardAround } from './tables-guard.ts';
import { resetGrants } from './tables-grants.ts';
import { dropKeys, makeKeys } from './tables-keys.ts';
import { lockTables } from './tables-lock.ts';
import { misfitOr } from './tables-misfit.ts';
import { tablesFitting } from './tables-pattern.ts';
import { rememberSequences } from './tables-sequences.ts';
import { stagedTables } from './tables-staged.ts';
import { touchedBy, type Survey } from './tables-survey.ts';
import { restTriggers } from './tables-triggers.ts';
import { untilLetGo } from './until-let-go.ts';

/**
 * Brings the chosen tables back within one transaction, which stays open: until `commit` everybody else waits for them, and the end of the
 * session takes all of it back.
 *
 * @throws Failure `target-busy` where the tables stay in use, became others since the plan was made, or another restore is under way;
 *   `target-unfit` where foreign keys would not hold or something would be lost; `restore-failed` with the server's reason; `archive-damaged`.
 */
export async function loadTables(
  access: TargetAccess,
  bytes: AsyncIterable<Uint8Array>,
  plan: RestorePlan,
  need: RestoreNeed,
): Promise<StagedRestore> {
  const { database } = access.connection;
  await using stack = new AsyncDisposableStack();
  await takeLock(stack.use(await access.opener()()), database);
  await using archive = await takeArchive(bytes, tablesFitting(need.tables, need.expected), need);
  const run = untilLetGo(need.signal);
  const held = stack.use(await access.opener(run.signal)(database));
  await held.execute('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
  const session = await sharing(held)();
  const survey = await surveyLocked(access, session, plan, need);
  await guardCommit(session);
  await rebuild({ access, session, survey, archive, need });
  const [row] = await session.rows('SELECT pg_current_xact_id() AS id');
  const transaction = row?.['id'] ?? '';
  return stagedTables({ access, session, transaction, run, survey, plan, need }, stack.move());
}

/** Locks the tables, and sees that the plan still holds. */
async function surveyLocked(
  access: TargetAccess,
  session: Session,
  plan: RestorePlan,
  need: RestoreNeed,
): Promise<Survey> {
  const facts = await readFacts(access.opener(need.signal), access.connection.database);
  await lockTables(access, session, (await assessIn(session, facts, need)).survey);
  const now = await assessIn(session, facts, need);
  if (now.plan.holdsData && !plan.holdsData)
    throw filledMeanwhile(now.survey.live.find(({ hasRows }) => hasRows)?.name ?? '');
  const agreed = JSON.stringify([plan.steps, plan.expected.objects]);
  if (JSON.stringify([now.plan.steps, now.plan.expected.objects]) === agreed) return now.survey;
  throw new Failure('target-busy', 'the tables became others since the plan was made', {
    hint: 'run again when nobody changes the tables; nothing was changed',
  });
}

interface Rebuilding {
  readonly access: TargetAccess;
  readonly session: Session;
  readonly survey: Survey;
  readonly archive: ReadArchive;
  readonly need: RestoreNeed;
}

async function rebuild({ access, session, survey, archive, need }: Rebuilding): Promise<void> {
  const { refilled, replaced, later, live, foreignKeys, wantedKeys } = survey;
  const touched = touchedBy(survey);
  const around = [...foreignKeys, ...wantedKeys].flatMap(({ table, target }) => [table, target]);
  const scope = replaced.length > 0 ? 'all' : { tables: [...new Set(around)] };
  const guard = await guardAround(session, touched, scope);
  const sequences = await rememberSequences(session, [...touched], need.expected.objects);
  const triggers = await restTriggers(session, [...refilled, ...later]);
  await dropKeys(session, foreignKeys);
  const there = live.map(({ name }) => name);
  const dropped = replaced.filter((name) => there.includes(name));
  if (dropped.length > 0) await session.execute(`DROP TABLE IF EXISTS ${dropped.join(', ')} CASCADE`);
  const emptied = live.filter(({ name, kind }) => kind === 'r' && (refilled.includes(name) || later.includes(name)));
  if (emptied.length > 0)
    await session.execute(`TRUNCATE TABLE ${emptied.map(({ name }) => `ONLY ${name}`).join(', ')}`);
  const entries = await entriesFor(archive.contents.entries, survey, need.expected, session);
  const [grants, made] = [entries.filter(isGrant), entries.filter((entry) => !isGrant(entry))];
  try {
    await session.script(scriptOf(access, archive, made, need));
  } catch (error) {
    throw misfitOr(error, survey, need.expected);
  }
  await resetGrants(session, made);
  if (grants.length > 0) await session.script(scriptOf(access, archive, grants, need));
  await triggers.wake();
  await sequences.advance();
  await makeKeys(session, wantedKeys);
  // what is deferred to the end of the transaction must not fail there; no script comes any more that could end it
  await session.execute(`SELECT set_config('muster.commit', 'yes', true)`);
  await session.execute('SET CONSTRAINTS ALL IMMEDIATE');
  await guard.check();
}

function isGrant({ description }: ArchiveEntry): boolean {
  return description === 'ACL';
}
