import { definition, flag, qualified, roleName, userRelations, type CatalogQuery } from './catalog-query.ts';

/**
 * Sequences with how they count and which column they belong to; one that belongs to none counts as a table of its own, as patterns of tables
 * choose it. Where they stand is apart, in `objects-sequence-values.ts`.
 */
export const sequences: CatalogQuery = {
  of: 'table',
  sql: () => `
    SELECT 'sequence' AS kind, ${qualified('n.nspname', 'c.relname')} AS name,
      ${definition({
        owner: roleName('c.relowner'),
        unlogged: flag(`c.relpersistence = 'u'`),
        type: 'format_type(s.seqtypid, NULL)',
        start: 's.seqstart',
        increment: 's.seqincrement',
        minimum: 's.seqmin',
        maximum: 's.seqmax',
        cache: 's.seqcache',
        cycle: flag('s.seqcycle'),
        owned_by: `d.refobjid::regclass || '.' || (SELECT quote_ident(a.attname) FROM pg_attribute a
          WHERE a.attrelid = d.refobjid AND a.attnum = d.refobjsubid)`,
        identity: flag(`d.deptype = 'i'`),
      })},
      coalesce(d.refobjid, c.oid) AS table_oid
    ${userRelations(
      'S',
      `JOIN pg_sequence s ON s.seqrelid = c.oid
       LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
         AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')`,
    )}`,
};
