import { Failure } from '../../domain/failure.ts';
import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import type { ArchivedTable } from './archive-reader.ts';
import { conditionsOfRows } from './extension-rows.ts';
import { serverDigestSql } from './inspect-tables.ts';
import type { Session } from './session.ts';

/** Parts of one statement, so that thousands of tables take a handful of statements. */
const perStatement = 100;

/**
 * Keeps the tables as they are until the session's transaction ends. A TRUNCATE or a rewriting ALTER TABLE empties a table for older
 * snapshots too, so counting must not come after one.
 *
 * @param names Quoted and qualified.
 */
export async function lockTables(session: Session, names: readonly string[]): Promise<void> {
  for (let start = 0; start < names.length; start += perStatement) {
    const batch = names.slice(start, start + perStatement).map((name) => `ONLY ${name}`);
    await session.execute(`LOCK TABLE ${batch.join(', ')} IN ACCESS SHARE MODE`);
  }
}

/** How many rows each of the tables has for the session, by name: of those that an extension brought, the rows that are dumped. */
export async function countRows(session: Session, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const conditions = await conditionsOfRows(session);
  for (let start = 0; start < names.length; start += perStatement) {
    const batch = names.slice(start, start + perStatement);
    const parts = batch.map(
      (name, index) => `(SELECT ${index} AS place, count(*) AS rows FROM ONLY ${name} ${conditions.get(name) ?? ''})`,
    );
    for (const row of await session.rows(parts.join(' UNION ALL '))) {
      counts.set(batch[Number(row['place'])] ?? '', Number(row['rows']));
    }
  }
  return counts;
}

/** The digests that the server computes, as objects of the kind `table-digest`. */
export async function digestRows(session: Session, names: readonly string[]): Promise<readonly ObjectFingerprint[]> {
  const digests: ObjectFingerprint[] = [];
  for (const name of names) {
    const [row] = await session.rows(await serverDigestSql(session, name));
    digests.push({ kind: 'table-digest', name, definition: row?.['digest'] ?? '' });
  }
  return digests;
}

/**
 * @throws Failure `dump-untrue` that names the tables whose rows in the dump are not as many as the server counted, or that were counted and
 *   have no rows in the dump, not even none.
 */
export function compareCounts(tables: readonly ArchivedTable[], counts: ReadonlyMap<string, number>): void {
  const dumped = new Map(tables.map(({ name, rows }) => [name, rows]));
  const untrue = [...counts].filter(([name, counted]) => dumped.get(name) !== counted);
  if (untrue.length === 0) return;
  const shown = untrue
    .slice(0, 5)
    .map(([name, counted]) => `${name} (${dumped.get(name) ?? 'no block'} in the dump, ${counted} counted)`);
  const more = untrue.length > shown.length ? ` and ${untrue.length - shown.length} more` : '';
  throw new Failure('dump-untrue', `the dump has other rows than the server counted: ${shown.join(', ')}${more}`);
}
