import type { Failure } from '../../../domain/failure.ts';
import { orphansOf } from '../examine-foreign-keys.ts';
import { literal, type Session } from '../session.ts';
import type { ForeignKey } from './tables-live.ts';
import { unfit } from './tables-needs.ts';

/** Takes foreign keys away, so that tables can be emptied, and loaded in any order. */
export async function dropKeys(session: Session, keys: readonly ForeignKey[]): Promise<void> {
  for (const { name, table } of keys) await session.execute(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
}

/**
 * Makes foreign keys again; those that were valid check all rows.
 *
 * @throws Failure `target-unfit` that names a foreign key that does not hold, and how many rows break it.
 */
export async function makeKeys(session: Session, keys: readonly ForeignKey[]): Promise<void> {
  for (const key of keys) {
    const { name, table, definition, comment } = key;
    const statement = `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`;
    await session.execute(tried(statement));
    const [state] = await session.rows(`SELECT current_setting('muster.violated', true) AS violated`);
    if (state?.['violated'] === 'yes') throw await violation(session, key);
    if (comment !== undefined)
      await session.execute(`COMMENT ON CONSTRAINT ${name} ON ${table} IS ${literal(comment)}`);
  }
}

/** Remembers a violation instead of ending the session, so that the rows can be counted. */
function tried(statement: string): string {
  return `DO ${literal(`BEGIN EXECUTE ${literal(statement)};
    EXCEPTION WHEN foreign_key_violation THEN PERFORM pg_catalog.set_config('muster.violated', 'yes', true); END`)}`;
}

async function violation(session: Session, key: ForeignKey): Promise<Failure> {
  const { name, table, target } = key;
  const orphans = await countOrphans(session, key);
  const rows = orphans === undefined ? 'rows refer' : orphans === 1 ? '1 row refers' : `${orphans} rows refer`;
  return unfit(
    `foreign key ${name} of ${table} would not hold: ${rows} to rows of ${target} that do not exist`,
    `choose ${table} and ${target} together, or remove these rows first`,
  );
}

/** Undefined where the server cannot have the foreign key without checking it: on partitioned tables. */
async function countOrphans(session: Session, { name, table, definition }: ForeignKey): Promise<number | undefined> {
  const [kind] = await session.rows(`SELECT relkind FROM pg_class WHERE oid = ${literal(table)}::regclass`);
  if (kind?.['relkind'] === 'p') return undefined;
  await session.execute(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition} NOT VALID`);
  return await orphansOf(session, table, name);
}
