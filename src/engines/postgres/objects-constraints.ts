import {
  definition,
  flag,
  isNotOfExtension,
  isUserSchema,
  qualified,
  roleName,
  userRelations,
  type CatalogQuery,
} from './catalog-query.ts';

const table = qualified('n.nspname', 'c.relname');

/**
 * Constraints of tables. Left out are the foreign keys that the server itself makes for partitions, whose names are its own; constraint
 * triggers, which are triggers; and NOT NULL, which is the column's.
 */
export const constraints: CatalogQuery = {
  of: 'table',
  sql: () => `
    SELECT 'constraint' AS kind, quote_ident(k.conname) || ' on ' || ${table} AS name,
      ${definition({
        table,
        type: 'k.contype',
        definition: 'pg_get_constraintdef(k.oid)',
        validated: 'k.convalidated',
        inherited: flag('k.coninhcount > 0'),
        local: flag(`k.conislocal AND k.contype = 'c'`),
      })},
      c.oid AS table_oid
    ${userRelations('rpf', 'JOIN pg_constraint k ON k.conrelid = c.oid')}
      AND (k.contype IN ('c', 'p', 'u', 'x') OR k.contype = 'f' AND k.conparentid = 0)`,
};

export const domainConstraints: CatalogQuery = {
  of: 'database',
  sql: () => `
    SELECT 'domain-constraint' AS kind, quote_ident(k.conname) || ' on ' || format_type(t.oid, NULL) AS name,
      ${definition({
        domain: 'format_type(t.oid, NULL)',
        definition: 'pg_get_constraintdef(k.oid)',
        validated: 'k.convalidated',
      })},
      0 AS table_oid
    FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE k.contype = 'c' AND ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_type', 't.oid')}`,
};

/**
 * Indexes, also those of constraints and of materialized views. pg_dump leaves out indexes that are not valid, other than those of
 * partitioned tables, which are so until every partition has its own.
 */
export const indexes: CatalogQuery = {
  of: 'table',
  sql: () => {
    const kind = `CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END`;
    const only = `CASE WHEN c.relkind = 'p' THEN 'ONLY ' ELSE '' END`;
    const head = `'CREATE ' || ${kind} || 'INDEX ' || quote_ident(x.relname) || ' ON ' || ${only} || ${table} || ' USING '`;
    return `
    SELECT 'index' AS kind, ${qualified('n.nspname', 'x.relname')} AS name,
      ${definition({
        table,
        unique: flag('i.indisunique'),
        primary: flag('i.indisprimary'),
        definition: `substr(pg_get_indexdef(i.indexrelid), length(${head}) + 1)`,
        valid: 'i.indisvalid',
        clustered: flag('i.indisclustered'),
        replica_identity: flag('i.indisreplident'),
        parent: '(SELECT p.inhparent::regclass::text FROM pg_inherits p WHERE p.inhrelid = i.indexrelid)',
        statistics: `(SELECT jsonb_object_agg(a.attnum, a.attstattarget) FROM pg_attribute a
          WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0)`,
      })},
      c.oid AS table_oid
    ${userRelations('rpm', 'JOIN pg_index i ON i.indrelid = c.oid JOIN pg_class x ON x.oid = i.indexrelid')}
      AND (i.indisvalid OR c.relkind = 'p')`;
  },
};

/** Statistics objects, without what they gathered. */
export const statistics: CatalogQuery = {
  of: 'table',
  sql: () => `
    SELECT 'statistics' AS kind, ${qualified('sn.nspname', 's.stxname')} AS name,
      ${definition({
        schema: 'quote_ident(sn.nspname)',
        owner: roleName('s.stxowner'),
        definition: `substr(pg_get_statisticsobjdef(s.oid), length('CREATE STATISTICS ' || ${qualified('sn.nspname', 's.stxname')}) + 1)`,
        target: 'CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END',
      })},
      c.oid AS table_oid
    ${userRelations('rpfm', 'JOIN pg_statistic_ext s ON s.stxrelid = c.oid JOIN pg_namespace sn ON sn.oid = s.stxnamespace')}`,
};
