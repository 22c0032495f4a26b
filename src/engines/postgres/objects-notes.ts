import { definition, isPrivilegeOf, roleName, sorted, type CatalogQuery } from './catalog-query.ts';

/** The table, view or sequence that an object belongs to, 0 where to none; for an alias with `classoid` and `objoid`. */
const owningTable = (o: string): string => `coalesce(CASE ${o}.classoid
    WHEN 'pg_class'::regclass THEN (SELECT coalesce(i.indrelid, d.refobjid, c.oid) FROM pg_class c
      LEFT JOIN pg_index i ON i.indexrelid = c.oid
      LEFT JOIN pg_depend d ON c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
      WHERE c.oid = ${o}.objoid)
    WHEN 'pg_constraint'::regclass THEN (SELECT k.conrelid FROM pg_constraint k WHERE k.oid = ${o}.objoid)
    WHEN 'pg_trigger'::regclass THEN (SELECT t.tgrelid FROM pg_trigger t WHERE t.oid = ${o}.objoid)
    WHEN 'pg_rewrite'::regclass THEN (SELECT r.ev_class FROM pg_rewrite r WHERE r.oid = ${o}.objoid)
    WHEN 'pg_policy'::regclass THEN (SELECT p.polrelid FROM pg_policy p WHERE p.oid = ${o}.objoid)
    WHEN 'pg_statistic_ext'::regclass THEN (SELECT s.stxrelid FROM pg_statistic_ext s WHERE s.oid = ${o}.objoid)
  END, 0)`;

const isOfUsers = (i: string): string =>
  `coalesce(${i}.schema, '') !~ '^"?pg_' AND coalesce(${i}.schema, '') <> 'information_schema'`;

/** Comments and security labels, named by what they are on. Those of an extension's members come with the extension. */
export const comments: CatalogQuery = {
  of: 'table',
  sql: () => `
    SELECT o.kind, i.type || ' ' || i.identity AS name, o.text AS definition, ${owningTable('o')} AS table_oid
    FROM (SELECT 'comment' AS kind, classoid, objoid, objsubid, description AS text FROM pg_description
        WHERE objoid >= 16384 OR classoid = 'pg_namespace'::regclass AND objoid = (SELECT oid FROM pg_namespace WHERE nspname = 'public')
          AND description <> 'standard public schema'
      UNION ALL SELECT 'security-label', classoid, objoid, objsubid, provider || ': ' || label FROM pg_seclabel) o,
      pg_identify_object(o.classoid, o.objoid, o.objsubid) i
    WHERE ${isOfUsers('i')} AND i.identity IS NOT NULL
      AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = o.classoid AND e.objid = o.objoid AND e.deptype = 'e')`,
};

/** Everything that can have privileges, with the letter that `acldefault` knows it by. */
const grantable = `
  SELECT 'pg_class'::regclass AS classoid, oid AS objoid, 0 AS objsubid, relowner AS owner, relacl AS acl,
      CASE relkind WHEN 'S' THEN 's' ELSE 'r' END AS letter FROM pg_class WHERE relacl IS NOT NULL AND relpersistence <> 't'
  UNION ALL SELECT 'pg_class'::regclass, a.attrelid, a.attnum, c.relowner, a.attacl, 'c' FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
  UNION ALL SELECT 'pg_namespace'::regclass, oid, 0, nspowner, nspacl, 'n' FROM pg_namespace WHERE nspacl IS NOT NULL
  UNION ALL SELECT 'pg_proc'::regclass, oid, 0, proowner, proacl, 'f' FROM pg_proc WHERE proacl IS NOT NULL
  UNION ALL SELECT 'pg_type'::regclass, oid, 0, typowner, typacl, 'T' FROM pg_type WHERE typacl IS NOT NULL
  UNION ALL SELECT 'pg_language'::regclass, oid, 0, lanowner, lanacl, 'l' FROM pg_language WHERE lanacl IS NOT NULL
  UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, 0, fdwowner, fdwacl, 'F' FROM pg_foreign_data_wrapper WHERE fdwacl IS NOT NULL
  UNION ALL SELECT 'pg_foreign_server'::regclass, oid, 0, srvowner, srvacl, 'S' FROM pg_foreign_server WHERE srvacl IS NOT NULL
  UNION ALL SELECT 'pg_largeobject'::regclass, oid, 0, lomowner, lomacl, 'L' FROM pg_largeobject_metadata WHERE lomacl IS NOT NULL`;

/** Privileges one by one. The owner is called so, since whoever owns the parts of an extension or of the system differs between servers. */
const exploded = (acl: string, like: number): string =>
  sorted(`ARRAY(SELECT concat_ws(' ', CASE x.grantee WHEN 0 THEN 'PUBLIC' WHEN g.owner THEN '<owner>' ELSE ${roleName('x.grantee')} END,
    x.privilege_type, CASE WHEN x.is_grantable AND x.grantee <> g.owner THEN 'WITH GRANT OPTION' END,
    CASE WHEN x.grantor <> g.owner THEN 'BY ' || ${roleName('x.grantor')} END) FROM aclexplode(${acl}) x WHERE ${isPrivilegeOf(like)})`);

const isSchemaPublic = `(g.classoid = 'pg_namespace'::regclass AND g.objoid = (SELECT oid FROM pg_namespace WHERE nspname = 'public'))`;

/**
 * Privileges that are not those with which the server makes such an object: a null list means the same as the server's default, and for
 * parts of the system and of extensions the default is what they came with. Includes the system's own objects, since pg_dump does. A copy of
 * a source of before 15 is read as if its schema `public` were not as the server makes it; see `withGrantsOfSource`.
 */
export const grants: CatalogQuery = {
  of: 'table',
  sql: (version, like) => `
    SELECT 'grants' AS kind, i.type || ' ' || i.identity AS name, ${definition({ grants: `coalesce(g.now, '[]')` })}, ${owningTable('g')} AS table_oid
    FROM (SELECT g.*, ${exploded('g.acl', like)} AS now,
        ${exploded(`coalesce(s.initprivs, CASE WHEN g.letter <> 'c' THEN acldefault(g.letter::"char", g.owner) END)`, like)} AS initial
      FROM (${grantable}) g
      LEFT JOIN pg_init_privs s ON s.objoid = g.objoid AND s.classoid = g.classoid AND s.objsubid = g.objsubid) g,
      pg_identify_object(g.classoid, g.objoid, g.objsubid) i
    WHERE (g.now IS DISTINCT FROM g.initial${like < 150000 && version >= 150000 ? ` OR ${isSchemaPublic}` : ''}) AND coalesce(i.schema, i.identity) !~ '^(pg_temp|pg_toast|information_schema$)'`,
};
