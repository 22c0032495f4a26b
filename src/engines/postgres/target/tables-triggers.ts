import { Failure } from '../../../domain/failure.ts';
import type { Session } from '../session.ts';
import { oidsOf, textIn } from './tables-live.ts';

/** A trigger that users made, or what a partition has of one, and when it fires. */
interface Trigger {
  /** Quoted. */
  readonly name: string;
  readonly table: string;
  /** `pg_trigger.tgenabled`: `O`, `R`, `A`, or `D` for never. */
  readonly enabled: string;
  readonly isInherited: boolean;
}

/** Triggers that were put to rest; waking them gives each the state that it had. */
export interface RestingTriggers {
  wake(): Promise<void>;
}

/** Puts the triggers of tables to rest: nothing of a load is news to an audit table. */
export async function restTriggers(session: Session, tables: readonly string[]): Promise<RestingTriggers> {
  const before = await readTriggers(session, tables);
  await setAll(
    session,
    tables,
    before.map((trigger) => ({ ...trigger, enabled: 'D' })),
  );
  return { wake: () => setAll(session, tables, before) };
}

/** Parents come before their partitions, which take over what happens to the parents; the rest is said to each. */
async function setAll(session: Session, tables: readonly string[], wanted: readonly Trigger[]): Promise<void> {
  for (const only of ['', 'ONLY ']) {
    for (const trigger of await differing(session, tables, wanted)) {
      if (only === '' && trigger.isInherited) continue;
      await session.execute(
        `ALTER TABLE ${only}${trigger.table} ${words[trigger.enabled] ?? 'ENABLE'} TRIGGER ${trigger.name}`,
      );
    }
  }
  const [left] = await differing(session, tables, wanted);
  if (left !== undefined)
    throw new Failure('restore-failed', `trigger ${left.name} on ${left.table} cannot be switched`);
}

const words: Readonly<Record<string, string>> = {
  D: 'DISABLE',
  R: 'ENABLE REPLICA',
  A: 'ENABLE ALWAYS',
  O: 'ENABLE',
};

/** Those that are not in the wanted state, as they are wanted. */
async function differing(
  session: Session,
  tables: readonly string[],
  wanted: readonly Trigger[],
): Promise<readonly Trigger[]> {
  const now = new Map((await readTriggers(session, tables)).map((trigger) => [keyOf(trigger), trigger.enabled]));
  return wanted.filter((trigger) => now.get(keyOf(trigger)) !== trigger.enabled);
}

function keyOf({ name, table }: Trigger): string {
  return `${name} on ${table}`;
}

async function readTriggers(session: Session, tables: readonly string[]): Promise<readonly Trigger[]> {
  const rows = await session.rows(
    `SELECT quote_ident(t.tgname) AS name, t.tgrelid::regclass AS table, t.tgenabled AS enabled, t.tgparentid <> 0 AS inherited
     FROM pg_trigger t WHERE t.tgrelid = ANY (${oidsOf(tables)}) AND (NOT t.tgisinternal OR t.tgparentid <> 0 AND t.tgconstraint = 0)
     ORDER BY (SELECT count(*) FROM pg_partition_ancestors(t.tgrelid)), 2, 1`,
  );
  return rows.map((row) => ({
    name: textIn(row, 'name'),
    table: textIn(row, 'table'),
    enabled: textIn(row, 'enabled'),
    isInherited: row['inherited'] === 't',
  }));
}
