import type { Row, Session } from '../session.ts';
import { literal } from '../session.ts';

/** A relation of the live database that has the name of a table that was asked for, or is a part of one. */
export interface LiveTable {
  /** Quoted and qualified. */
  readonly name: string;
  /** `relkind` of `pg_class`. */
  readonly kind: string;
  /** Whether the account has the rights of its owner. */
  readonly isOwned: boolean;
  /** Whether the account may read, empty and fill it. */
  readonly isUsable: boolean;
  /** Whether row-level security holds for its owner too. */
  readonly isForced: boolean;
  readonly hasRows: boolean;
}

/** A foreign key as it was declared: on a partitioned table one stands for all its partitions. */
export interface ForeignKey {
  /** Quoted. */
  readonly name: string;
  /** Quoted and qualified: the table that refers. */
  readonly table: string;
  /** The table that is referred to. */
  readonly target: string;
  /** As `pg_get_constraintdef` writes it. */
  readonly definition: string;
  readonly comment: string | undefined;
}

/** What a DROP … CASCADE of tables takes along, other than their own parts and foreign keys. */
export interface Dependent {
  /** As `pg_identify_object` names it: `view`, `materialized view`, `function`, `table column` … */
  readonly type: string;
  readonly name: string;
}

/** The oids of relations by their quoted and qualified names, as an SQL array; those that do not exist are left out. */
export function oidsOf(names: Iterable<string>): string {
  const values = [...names].map((name) => `(${literal(name)})`).join(', ');
  if (values === '') return `'{}'::oid[]`;
  return `ARRAY(SELECT to_regclass(v.name)::oid FROM (VALUES ${values}) AS v (name) WHERE to_regclass(v.name) IS NOT NULL)`;
}

/** The relations of these names, and all partitions of those that are partitioned. */
export async function readLiveTables(session: Session, names: readonly string[]): Promise<readonly LiveTable[]> {
  const rows = await session.rows(
    `SELECT c.oid::regclass::text AS name, c.relkind AS kind, pg_has_role(c.relowner, 'USAGE') AS owned,
       has_table_privilege(c.oid, 'SELECT') AND (c.relkind NOT IN ('r', 'p') OR has_table_privilege(c.oid, 'TRUNCATE') AND has_table_privilege(c.oid, 'INSERT')) AS usable,
       c.relrowsecurity AND c.relforcerowsecurity AS forced
     FROM pg_class c WHERE c.oid IN (
       SELECT o FROM unnest(${oidsOf(names)}) o UNION SELECT p.relid FROM unnest(${oidsOf(names)}) o, pg_partition_tree(o) p)
     ORDER BY 1`,
  );
  const tables: LiveTable[] = [];
  for (const row of rows) {
    const name = textIn(row, 'name');
    const isUsable = row['usable'] === 't';
    const hasRows = row['kind'] === 'r' && isUsable && (await holdsRows(session, name));
    const [isOwned, isForced] = [row['owned'] === 't', row['forced'] === 't'];
    tables.push({ name, kind: textIn(row, 'kind'), isOwned, isUsable, isForced, hasRows });
  }
  return tables;
}

/** Policies could hide rows from the account: what is not seen counts as held. */
async function holdsRows(session: Session, name: string): Promise<boolean> {
  const [policed] = await session.rows(`SELECT row_security_active(${literal(name)}::regclass) AS hidden`);
  if (policed?.['hidden'] === 't') return true;
  const [row] = await session.rows(`SELECT EXISTS (SELECT FROM ONLY ${name}) AS rows`);
  return row?.['rows'] === 't';
}

/** The foreign keys of and to tables, each by its declaration, in the order of their names. */
export async function readForeignKeys(session: Session, tables: Iterable<string>): Promise<readonly ForeignKey[]> {
  const oids = oidsOf(tables);
  const rows = await session.rows(
    `WITH RECURSIVE touched AS (
       SELECT k.oid, k.conparentid FROM pg_constraint k WHERE k.contype = 'f' AND (k.conrelid = ANY (${oids}) OR k.confrelid = ANY (${oids}))
       UNION SELECT p.oid, p.conparentid FROM touched t JOIN pg_constraint p ON p.oid = t.conparentid)
     SELECT quote_ident(k.conname) AS name, k.conrelid::regclass AS table, k.confrelid::regclass AS target,
       pg_get_constraintdef(k.oid) AS definition, obj_description(k.oid, 'pg_constraint') AS comment
     FROM touched t JOIN pg_constraint k ON k.oid = t.oid WHERE k.conparentid = 0 ORDER BY 2, 1`,
  );
  return rows.map((row) => ({
    name: textIn(row, 'name'),
    table: textIn(row, 'table'),
    target: textIn(row, 'target'),
    definition: textIn(row, 'definition'),
    comment: row['comment'] ?? undefined,
  }));
}

/**
 * All that a DROP … CASCADE of tables would take along, but for what belongs to them and for foreign keys: by `pg_depend`, where a rule
 * that makes a view stands for the view.
 */
export async function readDependents(session: Session, tables: Iterable<string>): Promise<readonly Dependent[]> {
  const rows = await session.rows(
    `WITH RECURSIVE roots AS (SELECT DISTINCT p.relid AS oid FROM unnest(${oidsOf(tables)}) o,
         LATERAL (SELECT o AS relid UNION SELECT t.relid FROM pg_partition_tree(o) t) p),
     lost (classid, objid, objsubid) AS (
       SELECT 'pg_class'::regclass::oid, oid, 0 FROM roots
       UNION
       SELECT CASE WHEN r.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass END, coalesce(r.ev_class, d.objid),
         CASE WHEN r.oid IS NULL THEN d.objsubid ELSE 0 END
       FROM lost l JOIN pg_depend d ON d.refclassid = l.classid AND d.refobjid = l.objid AND (l.objsubid = 0 OR l.objsubid = d.refobjsubid)
       LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND r.rulename = '_RETURN'),
     relations AS (SELECT c.oid, c.relkind FROM pg_class c WHERE EXISTS (
       SELECT FROM lost l WHERE l.classid = 'pg_class'::regclass AND l.objid = c.oid AND l.objsubid = 0))
     SELECT DISTINCT i.type, i.identity AS name
     FROM lost l CROSS JOIN LATERAL pg_identify_object(l.classid, l.objid, l.objsubid) i
     LEFT JOIN pg_class c ON l.classid = 'pg_class'::regclass AND c.oid = l.objid
     LEFT JOIN pg_constraint k ON l.classid = 'pg_constraint'::regclass AND k.oid = l.objid
     LEFT JOIN pg_type y ON l.classid = 'pg_type'::regclass AND y.oid = l.objid
     LEFT JOIN LATERAL (SELECT coalesce(k.conrelid,
       CASE l.classid WHEN 'pg_attrdef'::regclass THEN (SELECT adrelid FROM pg_attrdef WHERE oid = l.objid)
         WHEN 'pg_rewrite'::regclass THEN (SELECT ev_class FROM pg_rewrite WHERE oid = l.objid)
         WHEN 'pg_policy'::regclass THEN (SELECT polrelid FROM pg_policy WHERE oid = l.objid)
         WHEN 'pg_trigger'::regclass THEN (SELECT tgrelid FROM pg_trigger WHERE oid = l.objid)
         WHEN 'pg_statistic_ext'::regclass THEN (SELECT stxrelid FROM pg_statistic_ext WHERE oid = l.objid)
         WHEN 'pg_publication_rel'::regclass THEN (SELECT prrelid FROM pg_publication_rel WHERE oid = l.objid) END) AS relation) o ON true
     WHERE CASE
       WHEN c.oid IS NOT NULL THEN c.oid NOT IN (SELECT oid FROM roots) AND
         (l.objsubid = 0 AND c.relkind IN ('r', 'p', 'f', 'v', 'm') OR l.objsubid > 0 AND c.relkind IN ('r', 'p', 'f', 'c')
           AND c.oid NOT IN (SELECT oid FROM relations))
       WHEN y.oid IS NOT NULL THEN y.typtype = 'd'
       WHEN l.classid = 'pg_class'::regclass OR k.contype = 'f' THEN false
       WHEN l.classid = 'pg_trigger'::regclass AND EXISTS (SELECT FROM pg_trigger WHERE oid = l.objid AND tgisinternal) THEN false
       WHEN o.relation IS NOT NULL THEN o.relation NOT IN (SELECT oid FROM relations)
       ELSE true END
     ORDER BY 1, 2`,
  );
  return rows.map((row) => ({ type: textIn(row, 'type'), name: textIn(row, 'name') }));
}

/** A value that is never null. */
export function textIn(row: Row, key: string): string {
  return row[key] ?? '';
}
