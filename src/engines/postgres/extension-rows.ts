import type { Session } from './session.ts';

/**
 * What a dump holds of tables that belong to extensions, by their quoted and qualified names: a text such as `WHERE NOT built_in`. Extensions
 * mark tables whose rows are the user's own, such as the reference systems of PostGIS (`pg_extension_config_dump`); pg_dump puts the
 * condition behind the table's name, and `CREATE EXTENSION` brings the other rows back.
 */
export async function conditionsOfRows(session: Session): Promise<ReadonlyMap<string, string>> {
  const rows = await session.rows(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name, x.condition
     FROM pg_extension e CROSS JOIN LATERAL unnest(e.extconfig, e.extcondition) AS x (relation, condition)
     JOIN pg_class c ON c.oid = x.relation JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND x.condition <> ''`,
  );
  return new Map(rows.map(({ name, condition }) => [name ?? '', condition ?? '']));
}
