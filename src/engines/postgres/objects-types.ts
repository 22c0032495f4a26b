import {
  definition,
  flag,
  isNotOfExtension,
  isPrivilegeOf,
  isUserSchema,
  roleName,
  sorted,
  type CatalogQuery,
} from './catalog-query.ts';

/** Types of their own: not the row types of tables, and not the arrays that come with every type. */
export const types: CatalogQuery = {
  of: 'database',
  sql: (_, like) => `
    SELECT CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END AS kind, format_type(t.oid, NULL) AS name,
      ${definition({
        owner: roleName('t.typowner'),
        base: `CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END`,
        not_null: flag('t.typnotnull'),
        default: `coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault)`,
        collation: 'CASE WHEN t.typcollation <> 0 THEN t.typcollation::regcollation::text END',
        labels: `(SELECT jsonb_agg(l.enumlabel ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = t.oid)`,
        attributes: `(SELECT jsonb_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
            || CASE WHEN a.attcollation <> at.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END ORDER BY a.attnum)
          FROM pg_attribute a JOIN pg_type at ON at.oid = a.atttypid WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)`,
        range: `(SELECT jsonb_strip_nulls(jsonb_build_object('subtype', format_type(r.rngsubtype, NULL),
            'collation', CASE WHEN r.rngcollation <> 0 THEN r.rngcollation::regcollation::text END,
            'operator_class', (SELECT o.identity FROM pg_identify_object('pg_opclass'::regclass, r.rngsubopc, 0) o),
            'canonical', nullif(r.rngcanonical::text, '-'), 'difference', nullif(r.rngsubdiff::text, '-')
            ${like >= 140000 ? `, 'multirange', format_type(r.rngmultitypid, NULL)` : ''}))
          FROM pg_range r WHERE r.rngtypid = t.oid)`,
        input: `CASE WHEN t.typtype = 'b' THEN t.typinput::text END`,
        output: `CASE WHEN t.typtype = 'b' THEN t.typoutput::text END`,
        internal: `CASE WHEN t.typtype = 'b' THEN concat_ws(' ', t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory) END`,
      })},
      0 AS table_oid
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_type', 't.oid')} AND t.typisdefined
      AND (t.typtype IN ('d', 'e', 'r') OR t.typtype = 'c' AND c.relkind = 'c' OR t.typtype = 'b' AND t.typelem = 0)`,
};

/** Collations. The version of the library that sorts is the machine's and not compared. */
export const collations: CatalogQuery = {
  of: 'database',
  sql: (version, like) => {
    const locale = version >= 170000 ? 'o.colllocale' : version >= 150000 ? 'o.colliculocale' : 'NULL';
    return `
    SELECT 'collation' AS kind, quote_ident(n.nspname) || '.' || quote_ident(o.collname) AS name,
      ${definition({
        owner: roleName('o.collowner'),
        provider: 'o.collprovider',
        deterministic: 'o.collisdeterministic',
        // before 15 the locale of ICU stood in the place of that of the C library
        collate: like >= 150000 ? 'o.collcollate' : `coalesce(o.collcollate, ${locale})`,
        ctype: like >= 150000 ? 'o.collctype' : `coalesce(o.collctype, ${locale})`,
        locale: like >= 150000 ? locale : 'NULL',
        rules: like >= 160000 ? 'o.collicurules' : 'NULL',
      })},
      0 AS table_oid
    FROM pg_collation o JOIN pg_namespace n ON n.oid = o.collnamespace
    WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_collation', 'o.oid')}`;
  },
};

/** Configurations of text search with the dictionaries of each kind of token. */
export const searchConfigurations: CatalogQuery = {
  of: 'database',
  sql: () => `
    SELECT 'text-search-configuration' AS kind, quote_ident(n.nspname) || '.' || quote_ident(g.cfgname) AS name,
      ${definition({
        owner: roleName('g.cfgowner'),
        parser: `(SELECT quote_ident(p.prsname) FROM pg_ts_parser p WHERE p.oid = g.cfgparser)`,
        mappings: `(SELECT jsonb_agg((SELECT k.alias FROM ts_token_type(g.cfgparser) k WHERE k.tokid = m.maptokentype)
            || ' ' || m.mapdict::regdictionary ORDER BY m.maptokentype, m.mapseqno) FROM pg_ts_config_map m WHERE m.mapcfg = g.oid)`,
      })},
      0 AS table_oid
    FROM pg_ts_config g JOIN pg_namespace n ON n.oid = g.cfgnamespace
    WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_ts_config', 'g.oid')}
    UNION ALL
    SELECT 'text-search-dictionary', quote_ident(n.nspname) || '.' || quote_ident(d.dictname),
      ${definition({
        owner: roleName('d.dictowner'),
        template: `(SELECT quote_ident(t.tmplname) FROM pg_ts_template t WHERE t.oid = d.dicttemplate)`,
        options: 'd.dictinitoption',
      })},
      0
    FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
    WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_ts_dict', 'd.oid')}`,
};

/**
 * Schemas. The owner of `public` before version 15 is whoever made the cluster, which a dump does not say; from then on it is a role for
 * the purpose.
 */
export const schemas: CatalogQuery = {
  of: 'database',
  sql: (_, like) => `
    SELECT 'schema' AS kind, quote_ident(n.nspname) AS name,
      ${definition({
        owner:
          like >= 150000
            ? roleName('n.nspowner')
            : `CASE WHEN n.nspname <> 'public' OR n.nspowner <> 10 AND pg_get_userbyid(n.nspowner) <> 'pg_database_owner'
                THEN ${roleName('n.nspowner')} END`,
      })},
      0 AS table_oid
    FROM pg_namespace n WHERE ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_namespace', 'n.oid')}`,
};

/** Extensions, without their members. A dump says neither their owner nor what they were configured with other than by tables. */
export const extensions: CatalogQuery = {
  of: 'database',
  sql: () => `
    SELECT 'extension' AS kind, quote_ident(x.extname) AS name,
      ${definition({
        schema: `(SELECT quote_ident(n.nspname) FROM pg_namespace n WHERE n.oid = x.extnamespace)`,
        version: 'x.extversion',
      })},
      0 AS table_oid
    FROM pg_extension x`,
};

/** Privileges that new objects get. */
export const defaultPrivileges: CatalogQuery = {
  of: 'database',
  sql: (_, like) => `
    SELECT 'default-privileges' AS kind,
      ${roleName('d.defaclrole')} || coalesce(' in ' || quote_ident(n.nspname), '') || ' on ' || d.defaclobjtype::text AS name,
      ${definition({
        grants:
          sorted(`ARRAY(SELECT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE ${roleName('x.grantee')} END || ' ' || x.privilege_type
          || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END FROM aclexplode(d.defaclacl) x WHERE ${isPrivilegeOf(like)})`),
      })},
      0 AS table_oid
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace`,
};
