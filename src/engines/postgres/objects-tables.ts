import { definition, flag, qualified, roleName, sorted, userRelations, type CatalogQuery } from './catalog-query.ts';

/**
 * Tables of every kind. Tablespaces are left out: where bytes lie is the server's business, and a sandbox has none. Options of foreign
 * tables may hold anything, so only their names are read.
 */
export const tables: CatalogQuery = {
  of: 'table',
  sql: () => `
    SELECT CASE c.relkind WHEN 'f' THEN 'foreign-table' ELSE 'table' END AS kind, ${qualified('n.nspname', 'c.relname')} AS name,
      ${definition({
        schema: 'quote_ident(n.nspname)',
        owner: roleName('c.relowner'),
        unlogged: flag(`c.relpersistence = 'u'`),
        access_method: `(SELECT a.amname FROM pg_am a WHERE a.oid = c.relam)`,
        partition_key: `CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END`,
        partition_bound: 'pg_get_expr(c.relpartbound, c.oid)',
        parents: `(SELECT jsonb_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid)`,
        of_type: `CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END`,
        row_security: flag('c.relrowsecurity'),
        row_security_forced: flag('c.relforcerowsecurity'),
        replica_identity: `CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing' WHEN 'i' THEN 'index' END`,
        options: sorted('c.reloptions'),
        toast_options: sorted('(SELECT t.reloptions FROM pg_class t WHERE t.oid = c.reltoastrelid)'),
        server: `(SELECT quote_ident(s.srvname) FROM pg_foreign_server s WHERE s.oid = f.ftserver)`,
        server_options: sorted(`ARRAY(SELECT option_name FROM pg_options_to_table(f.ftoptions))`),
      })},
      c.oid AS table_oid
    ${userRelations('rpf', 'LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid')}`,
};

/** From 18 on NOT NULL is a constraint that can be left unvalidated, or not be handed down. */
const notNullState = `(SELECT nullif(concat_ws(' ', CASE WHEN NOT k.convalidated THEN 'not valid' END, CASE WHEN k.connoinherit THEN 'no inherit' END), '')
  FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum])`;

/** What is inherited has the name that the server gives it when a dump is loaded. */
const notNullName = `(SELECT quote_ident(k.conname) FROM pg_constraint k
  WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum] AND k.conislocal AND k.coninhcount = 0)`;

/**
 * Without what the server itself keeps there: Debian's 17.12 gives every new column a `pg_attver` with a number that differs in each copy.
 * Its `pg_dump` and `psql` leave out what begins so, by the same test (seen in its queries).
 */
const columnOptions = `ARRAY(SELECT v FROM unnest(a.attoptions) v WHERE v !~ '^pg_attver=')`;

/**
 * Columns, by name: in a restore the columns of inheritance children change their order. Those of views are here only where they have a
 * default, since the view's own text has the rest.
 */
export const columns: CatalogQuery = {
  of: 'table',
  sql: (_, like, edition) => `
    SELECT 'column' AS kind, ${qualified('n.nspname', 'c.relname')} || '.' || quote_ident(a.attname) AS name,
      ${definition({
        table: `CASE WHEN d.oid IS NOT NULL THEN ${qualified('n.nspname', 'c.relname')} END`,
        column: 'CASE WHEN d.oid IS NOT NULL THEN quote_ident(a.attname) END',
        type: 'format_type(a.atttypid, a.atttypmod)',
        not_null: flag('a.attnotnull'),
        not_null_state: like >= 180000 ? notNullState : 'NULL',
        not_null_name: like >= 180000 && edition >= 2 ? notNullName : 'NULL',
        default: 'pg_get_expr(d.adbin, d.adrelid)',
        generated: `nullif(a.attgenerated, '')`,
        // from 17 on partitions have what the partitioned table has
        identity:
          like >= 170000
            ? `nullif(a.attidentity, '')`
            : `CASE WHEN NOT c.relispartition THEN nullif(a.attidentity, '') END`,
        collation: 'CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END',
        storage: 'CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END',
        compression: like >= 140000 ? `nullif(a.attcompression, '')` : 'NULL',
        statistics: 'CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END',
        options: sorted(columnOptions),
        server_options: sorted('ARRAY(SELECT option_name FROM pg_options_to_table(a.attfdwoptions))'),
        inherited: flag('a.attinhcount > 0'),
        local: `CASE WHEN a.attinhcount > 0 AND NOT c.relispartition THEN a.attislocal END`,
      })},
      c.oid AS table_oid
    ${userRelations(
      'rpfvm',
      `JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       JOIN pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum`,
    )}
      AND (c.relkind IN ('r', 'p', 'f') OR d.oid IS NOT NULL OR c.relkind = 'm' AND
        (a.attstorage <> t.typstorage OR a.attstattarget >= 0 OR ${columnOptions} <> '{}'))`,
};
