import { literal, type Session } from '../session.ts';
import { readForeignKeys, renameIndex, repointing } from './foreign-keys.ts';
import type { Exchange, PointingKey } from './journal.ts';

/** The foreign keys of tables that stay, in whatever schema, to tables that leave. Servers let them follow a table that is renamed. */
export async function readPointingKeys(
  session: Session,
  schema: string,
  leaving: readonly string[],
): Promise<readonly PointingKey[]> {
  if (leaving.length === 0) return [];
  const list = leaving.map(literal).join(', ');
  return await readForeignKeys(
    session,
    `k.referenced_table_schema = ${literal(schema)} AND k.referenced_table_name IN (${list})
       AND NOT (k.table_schema = ${literal(schema)} AND k.table_name IN (${list}))`,
  );
}

/**
 * Makes keys point to the target's schema that followed a table out of it. Rows are not checked, which takes no copy of the table: whoever
 * exchanges the tables has looked. May be called again.
 */
export async function repointKeys(session: Session, { schema, keys }: Exchange): Promise<void> {
  for (const key of keys) {
    const [row] = await session.rows(
      { target: 'referenced_table_schema' },
      `FROM information_schema.key_column_usage WHERE table_schema = ${literal(key.schema)} AND table_name = ${literal(key.table)}
         AND constraint_name = ${literal(key.name)} AND referenced_table_name IS NOT NULL`,
    );
    const [drop, add] = repointing(key, schema);
    if (row !== undefined && row['target'] !== schema) await session.execute(drop);
    if (row?.['target'] !== schema) await session.execute(add);
    await renameIndex(session, key);
  }
}
