import { Failure } from '../../../domain/failure.ts';
import type { RestoreNeed, RestorePlan, StagedRestore } from '../../../ports/target.ts';
import { literal, type Session } from '../session.ts';
import type { TargetAccess } from './access.ts';
import { assessTables, tablesFitting } from './assess-tables.ts';
import { partFor, type SchemaPart } from './part-of-backup.ts';
import { isEmpty } from './schema-objects.ts';
import { stage } from './stage.ts';

/** See `Target.load`. */
export async function load(
  access: TargetAccess,
  bytes: AsyncIterable<Uint8Array>,
  plan: RestorePlan,
  need: RestoreNeed,
): Promise<StagedRestore> {
  const part = partFor(need.expected, access.schema);
  const tables = need.tables.length === 0 ? undefined : tablesFitting(need.tables, part);
  return await stage(access, bytes, plan, need, {
    part,
    ...(tables !== undefined && { tables }),
    // a safety backup and the user's own command lie between the plan and the load
    async assertUnchanged(session, wasRecovered) {
      const rows = await session.rows(
        { name: 'schema_name' },
        `FROM information_schema.schemata WHERE schema_name = ${literal(access.schema)}`,
      );
      if (tables !== undefined && rows.length > 0) {
        await assertSamePlan(session, access, plan, { part, need, wasRecovered });
        return;
      }
      if ((plan.way === 'create') === (rows.length === 0)) {
        if (!plan.holdsData && !(await isEmpty(session, access.schema))) throw filledMeanwhile(access.schema);
        return;
      }
      const what = plan.way === 'create' ? 'was made' : 'was dropped';
      throw new Failure('target-busy', `schema ${access.schema} ${what} after the restore was planned`, {
        hint: 'run again; nothing was changed',
      });
    },
  });
}

/** No safety backup has what came since the plan was made, where there was nothing to back up then. */
function filledMeanwhile(what: string): Failure {
  return new Failure('target-busy', `${what} held nothing when the restore was planned, and does now`, {
    hint: 'run again, so that what came meanwhile is backed up first; nothing was changed',
  });
}

async function assertSamePlan(
  session: Session,
  access: TargetAccess,
  plan: RestorePlan,
  {
    part,
    need,
    wasRecovered,
  }: { readonly part: SchemaPart; readonly need: RestoreNeed; readonly wasRecovered: boolean },
): Promise<void> {
  const now = await assessTables(session, access, need.tables, part);
  if (now.holdsData && !plan.holdsData) throw filledMeanwhile(now.tables.join(', '));
  const isSame = JSON.stringify(now.steps) === JSON.stringify(plan.steps);
  if (now.obstacles.length === 0 && (isSame || wasRecovered)) return;
  throw new Failure('target-busy', 'the tables became others since the plan was made', {
    hint: 'run again when nobody changes the tables; nothing was changed',
  });
}
