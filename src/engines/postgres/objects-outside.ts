import { definition, flag, isNotOfExtension, roleName, sorted, type CatalogQuery } from './catalog-query.ts';

/** Publications and what they publish. */
export const publications: CatalogQuery = {
  of: 'database',
  sql: (version, like) => `
    SELECT 'publication' AS kind, quote_ident(p.pubname) AS name,
      ${definition({
        owner: roleName('p.pubowner'),
        all_tables: flag('p.puballtables'),
        via_root: flag('p.pubviaroot'),
        publish: `concat_ws(' ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
          CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END)`,
        generated_columns: like >= 180000 ? 'p.pubgencols' : 'NULL',
        schemas:
          version >= 150000
            ? sorted(`ARRAY(SELECT quote_ident(n.nspname) FROM pg_publication_namespace s JOIN pg_namespace n ON n.oid = s.pnnspid
                WHERE s.pnpubid = p.oid)`)
            : 'NULL',
      })},
      0::oid AS table_oid
    FROM pg_publication p
    UNION ALL
    SELECT 'published-table', r.prrelid::regclass || ' in ' || quote_ident(p.pubname),
      ${definition({
        table: 'r.prrelid::regclass::text',
        ...(version >= 150000
          ? {
              where: 'pg_get_expr(r.prqual, r.prrelid)',
              columns: sorted(
                `ARRAY(SELECT quote_ident(a.attname) FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs))`,
              ),
            }
          : {}),
      })},
      r.prrelid
    FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid`,
};

/** Subscriptions without their connection strings. A dump restores them switched off, so their state is not compared. */
export const subscriptions: CatalogQuery = {
  of: 'database',
  sql: () => `
    SELECT 'subscription' AS kind, quote_ident(s.subname) AS name,
      ${definition({ owner: roleName('s.subowner'), publications: sorted('s.subpublications') })},
      0 AS table_oid
    FROM pg_subscription s WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
};

/**
 * Foreign-data wrappers, servers and the mappings of users. Their options may hold passwords: only the names of the options are read, and
 * of mappings not even these.
 */
export const foreignData: CatalogQuery = {
  of: 'database',
  sql: () => `
    SELECT 'foreign-data-wrapper' AS kind, quote_ident(w.fdwname) AS name,
      ${definition({
        owner: roleName('w.fdwowner'),
        functions: `concat_ws(' ', nullif(w.fdwhandler::regproc::text, '-'), nullif(w.fdwvalidator::regproc::text, '-'))`,
        options: sorted('ARRAY(SELECT option_name FROM pg_options_to_table(w.fdwoptions))'),
      })},
      0 AS table_oid
    FROM pg_foreign_data_wrapper w WHERE ${isNotOfExtension('pg_foreign_data_wrapper', 'w.oid')}
    UNION ALL
    SELECT 'foreign-server', quote_ident(s.srvname),
      ${definition({
        owner: roleName('s.srvowner'),
        wrapper: '(SELECT quote_ident(w.fdwname) FROM pg_foreign_data_wrapper w WHERE w.oid = s.srvfdw)',
        type: 's.srvtype',
        version: 's.srvversion',
        options: sorted('ARRAY(SELECT option_name FROM pg_options_to_table(s.srvoptions))'),
      })},
      0
    FROM pg_foreign_server s WHERE ${isNotOfExtension('pg_foreign_server', 's.oid')}
    UNION ALL
    SELECT 'user-mapping', quote_ident(m.usename) || ' on ' || quote_ident(m.srvname), '{}', 0 FROM pg_user_mappings m`,
};
