import type { Finding } from '../../domain/verification/finding.ts';
import type { Progress } from '../../ports/progress.ts';
import { isAmong, userRelations } from './catalog-query.ts';
import { literal, type Row, type Session } from './session.ts';

interface ForeignKey {
  readonly table: string;
  readonly target: string;
  readonly match: 'full' | 'simple';
  /** Pairs of quoted columns with the operator that compares them: referring, operator, referred. */
  readonly pairs: readonly (readonly [string, string, string])[];
}

/**
 * Foreign keys as they were declared: on a partitioned table one stands for all its partitions. Those that nobody ever validated are left
 * out, since the source does not promise that they hold.
 */
const foreignKeys = (condition: string): string => `
  SELECT quote_ident(k.conname) AS name, k.conrelid::regclass AS table, k.confrelid::regclass AS target,
    CASE k.confmatchtype WHEN 'f' THEN 'full' ELSE 'simple' END AS match,
    CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END AS from_only,
    CASE t.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END AS target_only,
    (SELECT jsonb_agg(jsonb_build_array(quote_ident(a.attname), format('OPERATOR(%I.%s)', n2.nspname, o.oprname), quote_ident(b.attname)) ORDER BY p.place)
      FROM ROWS FROM (unnest(k.conkey), unnest(k.confkey), unnest(k.conpfeqop)) WITH ORDINALITY AS p (own, other, operator, place)
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.own
      JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = p.other
      JOIN pg_operator o ON o.oid = p.operator JOIN pg_namespace n2 ON n2.oid = o.oprnamespace) AS pairs
  ${userRelations('rp', 'JOIN pg_constraint k ON k.conrelid = c.oid JOIN pg_class t ON t.oid = k.confrelid')}
    AND k.contype = 'f' AND k.conparentid = 0 AND ${condition}`;

/**
 * Rows that refer to rows which do not exist, by one anti-join for each foreign key.
 *
 * @param tables Those that refer or are referred to, quoted and qualified; all where none are given.
 */
export async function examineForeignKeys(
  session: Session,
  progress: Progress,
  tables?: readonly string[],
): Promise<readonly Finding[]> {
  const touched = `(${isAmong(tables, 'k.conrelid')} OR ${isAmong(tables, 'k.confrelid')})`;
  const findings: Finding[] = [];
  for (const row of await session.rows(foreignKeys(`k.convalidated AND ${touched}`))) {
    const [name, table, target] = [row['name'] ?? '', row['table'] ?? '', row['target'] ?? ''];
    progress.item(`foreign key ${name}`);
    const orphans = await countOrphans(session, row);
    if (orphans === 0) continue;
    findings.push({
      code: 'orphans',
      subject: `${name} on ${table}`,
      detail: `${orphans} ${orphans === 1 ? 'row refers' : 'rows refer'} to rows of ${target} that do not exist`,
    });
  }
  return findings;
}

/** How many rows break a foreign key, valid or not. Names are quoted, that of the table qualified too. */
export async function orphansOf(session: Session, table: string, name: string): Promise<number> {
  const condition = `k.conrelid = ${literal(table)}::regclass AND quote_ident(k.conname) = ${literal(name)}`;
  const [row] = await session.rows(foreignKeys(condition));
  return row === undefined ? 0 : await countOrphans(session, row);
}

async function countOrphans(session: Session, row: Row): Promise<number> {
  const sql = orphansSql({
    table: `${row['from_only'] ?? ''}${row['table'] ?? ''}`,
    target: `${row['target_only'] ?? ''}${row['target'] ?? ''}`,
    match: row['match'] === 'full' ? 'full' : 'simple',
    pairs: JSON.parse(row['pairs'] ?? '[]') as [string, string, string][],
  });
  const [answer] = await session.rows(sql);
  return Number(answer?.['orphans']);
}

/** MATCH SIMPLE looks at rows without any null; MATCH FULL at rows with any value, where a null beside a value is itself an error. */
function orphansSql({ table, target, match, pairs }: ForeignKey): string {
  const own = pairs.map(([column]) => `a.${column}`);
  const looked = own.map((column) => `${column} IS NOT NULL`).join(match === 'full' ? ' OR ' : ' AND ');
  // the operator of the constraint takes the referred column on its left
  const same = pairs.map(([column, operator, other]) => `b.${other} ${operator} a.${column}`).join(' AND ');
  return `SELECT count(*) AS orphans FROM ${table} a WHERE (${looked}) AND NOT EXISTS (SELECT FROM ${target} b WHERE ${same})`;
}
