import type { ArchiveEntry } from './archive-toc.ts';
import { quoteIdentifier } from './copy-statement.ts';
import { listed } from './portability-question.ts';
import { literal, type Session } from './session.ts';

const relations = new Set(['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE']);

/**
 * What the relations of a dump need that it does not hold, such as `type public.mood, function public.f()`: pg_dump takes nothing but
 * relations by patterns of tables. Schemas are left out, and what every server has; for what came with an extension, the extension is named.
 *
 * @returns undefined where they need nothing
 */
export async function needsOfChosen(session: Session, entries: readonly ArchiveEntry[]): Promise<string | undefined> {
  const chosen = entries
    .filter(({ description }) => relations.has(description))
    .map(({ namespace = '', tag }) => `(${literal(`${quoteIdentifier(namespace)}.${quoteIdentifier(tag)}`)})`);
  if (chosen.length === 0) return undefined;
  const rows = await session.rows(needs(chosen.join(', ')));
  return rows.length === 0 ? undefined : listed(rows.flatMap(({ need }) => need ?? []));
}

/** By the server's own record of what depends on what; what it calls normal or automatic has to be there first. */
function needs(chosen: string): string {
  return `
    WITH relation AS (SELECT to_regclass(v.name)::oid AS oid FROM (VALUES ${chosen}) AS v (name)),
    part AS (
      SELECT 'pg_class'::regclass AS classid, oid FROM relation
      UNION SELECT 'pg_class'::regclass, indexrelid FROM pg_index WHERE indrelid IN (SELECT oid FROM relation)
      UNION SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typrelid IN (SELECT oid FROM relation)
      UNION SELECT 'pg_attrdef'::regclass, oid FROM pg_attrdef WHERE adrelid IN (SELECT oid FROM relation)
      UNION SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE conrelid IN (SELECT oid FROM relation)
      UNION SELECT 'pg_trigger'::regclass, oid FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM relation) AND NOT tgisinternal
      UNION SELECT 'pg_rewrite'::regclass, oid FROM pg_rewrite WHERE ev_class IN (SELECT oid FROM relation)
      UNION SELECT 'pg_policy'::regclass, oid FROM pg_policy WHERE polrelid IN (SELECT oid FROM relation)
      UNION SELECT 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext WHERE stxrelid IN (SELECT oid FROM relation)),
    need AS (
      SELECT DISTINCT d.refclassid AS classid, d.refobjid AS oid FROM pg_depend d JOIN part p ON p.classid = d.classid AND p.oid = d.objid
      WHERE d.deptype IN ('n', 'a') AND d.refclassid <> 'pg_namespace'::regclass AND d.refobjid >= 16384
        AND NOT EXISTS (SELECT FROM part o WHERE o.classid = d.refclassid AND o.oid = d.refobjid)
        -- without the table that it belongs to, a sequence is dumped as one of its own
        AND NOT (d.deptype = 'a' AND d.classid = 'pg_class'::regclass AND EXISTS (SELECT FROM pg_sequence s WHERE s.seqrelid = d.objid)))
    SELECT DISTINCT coalesce('extension ' || quote_ident(x.extname), i.type || ' ' || i.identity) AS need
    FROM need n CROSS JOIN pg_identify_object(n.classid, n.oid, 0) i
    LEFT JOIN pg_depend e ON e.classid = n.classid AND e.objid = n.oid AND e.deptype = 'e'
    LEFT JOIN pg_extension x ON x.oid = e.refobjid
    WHERE i.identity IS NOT NULL ORDER BY need`;
}
