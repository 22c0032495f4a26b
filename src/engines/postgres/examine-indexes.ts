import type { Finding } from '../../domain/verification/finding.ts';
import type { Progress } from '../../ports/progress.ts';
import { isAmong, userRelations } from './catalog-query.ts';
import { literal, type Session } from './session.ts';
import { onTrial } from './trial.ts';

/** The tables that count, quoted and qualified; all where none are given. */
type Scope = readonly string[] | undefined;

const invalid = (tables: Scope): string => `
  SELECT i.indexrelid::regclass AS name FROM (
    SELECT i.* ${userRelations('rm', 'JOIN pg_index i ON i.indrelid = c.oid')} AND ${isAmong(tables, 'c.oid')}) i
  WHERE NOT (i.indisvalid AND i.indisready AND i.indislive)`;

const checkable = (tables: Scope): string => `
  SELECT x.oid::regclass AS name ${userRelations(
    'rm',
    'JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam',
  )} AND m.amname = 'btree' AND i.indisvalid AND i.indisready AND ${isAmong(tables, 'c.oid')}`;

/**
 * Indexes that are not valid, and, where the server has the extension amcheck and lets the account create it, B-trees that do not hold
 * each row of their table. Without it nothing is missed that a restore could have done wrong: the server has just built them.
 */
export async function examineIndexes(
  session: Session,
  progress: Progress,
  tables?: Scope,
): Promise<readonly Finding[]> {
  const findings = (await session.rows(invalid(tables))).map((row) =>
    finding(row['name'], 'the index is marked invalid'),
  );
  const [amcheck] = await session.rows(
    `SELECT quote_ident(n.nspname) AS schema FROM pg_available_extensions a LEFT JOIN pg_extension e ON e.extname = a.name
     LEFT JOIN pg_namespace n ON n.oid = e.extnamespace WHERE a.name = 'amcheck' AND current_setting('is_superuser') = 'on'`,
  );
  if (amcheck === undefined) {
    progress.note(
      'the server has no extension amcheck for this account, so indexes are looked at by their marks alone',
    );
    return findings;
  }
  const misfits = await onTrial(session, () => checkAll(session, progress, amcheck['schema'] ?? undefined, tables));
  return [...findings, ...misfits];
}

/** @param schema Of amcheck, where the database has it. */
async function checkAll(
  session: Session,
  progress: Progress,
  schema: string | undefined,
  tables: Scope,
): Promise<readonly Finding[]> {
  if (schema === undefined)
    await session.execute('CREATE SCHEMA muster_amcheck; CREATE EXTENSION amcheck SCHEMA muster_amcheck');
  await session.execute('CREATE EXTENSION IF NOT EXISTS plpgsql');
  await session.execute(checkFunction(schema ?? 'muster_amcheck'));
  const rows = await session.rows(checkable(tables));
  progress.item(`${rows.length} indexes`);
  const findings: Finding[] = [];
  for (const { name } of rows) {
    const [row] = await session.rows(`SELECT pg_temp.muster_check(${literal(name ?? '')}) AS reason`);
    if (row?.['reason'] != null) findings.push(finding(name, `the index does not fit its table: ${row['reason']}`));
  }
  return findings;
}

/** Returns the first line of what amcheck says, which names blocks and no values, or null. */
const checkFunction = (schema: string): string => `
  CREATE FUNCTION pg_temp.muster_check(name text) RETURNS text LANGUAGE plpgsql AS $muster$
  BEGIN
    PERFORM ${schema}.bt_index_check(name::regclass, true);
    RETURN NULL;
  EXCEPTION WHEN OTHERS THEN
    RETURN SQLERRM;
  END $muster$`;

function finding(name: string | null | undefined, detail: string): Finding {
  return { code: 'index-invalid', subject: name ?? '', detail };
}
