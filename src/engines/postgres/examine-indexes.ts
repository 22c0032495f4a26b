import type { Finding } from '../../domain/verification/finding.ts';
import type { Progress } from '../../ports/progress.ts';
import { userRelations } from './catalog-query.ts';
import { literal, type Session } from './session.ts';

const invalid = `
  SELECT i.indexrelid::regclass AS name FROM (
    SELECT i.* ${userRelations('rm', 'JOIN pg_index i ON i.indrelid = c.oid')}) i
  WHERE NOT (i.indisvalid AND i.indisready AND i.indislive)`;

const checkable = `
  SELECT x.oid::regclass AS name ${userRelations(
    'rm',
    'JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam',
  )} AND m.amname = 'btree' AND i.indisvalid AND i.indisready`;

/**
 * Indexes that are not valid, and, where the sandbox has the extension amcheck and lets the account create it, B-trees that do not hold
 * each row of their table. Without it nothing is missed that a restore could have done wrong: the sandbox's own server has just built them.
 */
export async function examineIndexes(session: Session, progress: Progress): Promise<readonly Finding[]> {
  const findings = (await session.rows(invalid)).map((row) => finding(row['name'], 'the index is marked invalid'));
  const [amcheck] = await session.rows(
    `SELECT name FROM pg_available_extensions WHERE name = 'amcheck' AND current_setting('is_superuser') = 'on'`,
  );
  if (amcheck === undefined) {
    progress.note(
      'the sandbox has no extension amcheck for this account, so indexes are looked at by their marks alone',
    );
    return findings;
  }
  await session.execute('BEGIN'); // the extension goes with the transaction
  await session.execute(
    `CREATE SCHEMA muster_amcheck; CREATE EXTENSION amcheck SCHEMA muster_amcheck; CREATE EXTENSION IF NOT EXISTS plpgsql`,
  );
  await session.execute(checkFunction);
  const rows = await session.rows(checkable);
  progress.item(`${rows.length} indexes`);
  for (const { name } of rows) {
    const [row] = await session.rows(`SELECT pg_temp.muster_check(${literal(name ?? '')}) AS reason`);
    if (row?.['reason'] != null) findings.push(finding(name, `the index does not fit its table: ${row['reason']}`));
  }
  await session.execute('ROLLBACK');
  return findings;
}

/** Returns the first line of what amcheck says, which names blocks and no values, or null. */
const checkFunction = `
  CREATE FUNCTION pg_temp.muster_check(name text) RETURNS text LANGUAGE plpgsql AS $muster$
  BEGIN
    PERFORM muster_amcheck.bt_index_check(name::regclass, true);
    RETURN NULL;
  EXCEPTION WHEN OTHERS THEN
    RETURN SQLERRM;
  END $muster$`;

function finding(name: string | null | undefined, detail: string): Finding {
  return { code: 'index-invalid', subject: name ?? '', detail };
}
