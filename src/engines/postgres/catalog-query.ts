import { literal } from './session.ts';

/** A query over the system catalogs that gives one row per object: `kind`, `name`, `definition` and `table_oid`. */
export interface CatalogQuery {
  /** `table`: its rows belong to the table in `table_oid`. `database`: they belong to no table, and `table_oid` is 0. */
  readonly of: 'table' | 'database';
  /**
   * The query for a server. Names in it resolve to the system's own, since the session's search path is empty; the same emptiness has the
   * server qualify every name that it prints.
   *
   * @param version `server_version_num`, e.g. 150018.
   * @param like The version of the server that the description is compared with, no newer than `version`: what it cannot have is left out.
   * @param edition The edition of the descriptions, see `catalogEdition`.
   */
  sql(version: number, like: number, edition: number): string;
}

/** Holds for schemas that users make; the system's and temporary ones begin with `pg_`. */
export function isUserSchema(name: string): string {
  return `${name} !~ '^pg_' AND ${name} <> 'information_schema'`;
}

/** Holds for an object that no extension brought: `CREATE EXTENSION` brings the others back. */
export function isNotOfExtension(catalog: string, oid: string): string {
  return (
    `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} ` +
    `AND e.deptype = 'e')`
  );
}

/** A definition: one JSON text with sorted keys, without those that are null. Values are SQL expressions. */
export function definition(values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([key, value]) => `'${key}', ${value}`);
  return `jsonb_strip_nulls(jsonb_build_object(${pairs.join(', ')}))::text AS definition`;
}

/** The name of a role for an oid, quoted. */
export function roleName(oid: string): string {
  return `quote_ident(pg_get_userbyid(${oid}))`;
}

/** A flag that is left out where it is false. */
export function flag(condition: string): string {
  return `nullif(${condition}, false)`;
}

/** Holds for a privilege, an alias `x` of what `aclexplode` gives, that a version knows: 17 gave every owner of a table one more. */
export function isPrivilegeOf(version: number): string {
  return version >= 170000 ? 'true' : `x.privilege_type <> 'MAINTAIN'`;
}

/** An array of texts in sorted order, or null. */
export function sorted(array: string): string {
  return `(SELECT jsonb_agg(o ORDER BY o COLLATE "C") FROM unnest(${array}) o)`;
}

/** Qualified and quoted name of a relation, for an alias of `pg_class` and one of `pg_namespace`. */
export function qualified(schema: string, name: string): string {
  return `quote_ident(${schema}) || '.' || quote_ident(${name})`;
}

/** FROM and WHERE for the relations of users, as `c` in the schema `n`, and what is joined to them. `kinds` are letters of `relkind`. */
export function userRelations(kinds: string, joins = ''): string {
  return (
    `FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace ${joins} ` +
    `WHERE strpos('${kinds}', c.relkind::text) > 0 AND c.relpersistence <> 't' AND ${isUserSchema('n.nspname')} ` +
    `AND ${isNotOfExtension('pg_class', 'c.oid')}`
  );
}

/** Holds for an oid of one of the tables, quoted and qualified, or of a partitioned table that one of them is a part of. */
export function isAmong(tables: readonly string[] | undefined, oid: string): string {
  if (tables === undefined) return 'true';
  const names = tables.map((name) => `(${literal(name)})`).join(', ');
  return names === ''
    ? 'false'
    : `${oid} IN (SELECT p.relid FROM (VALUES ${names}) AS v (name), pg_partition_ancestors(to_regclass(v.name)) p
         UNION ALL SELECT to_regclass(v.name) FROM (VALUES ${names}) AS v (name))`;
}
