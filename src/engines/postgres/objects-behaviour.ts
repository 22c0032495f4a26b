import { definition, flag, qualified, roleName, sorted, userRelations, type CatalogQuery } from './catalog-query.ts';

const relation = qualified('n.nspname', 'c.relname');

export const views: CatalogQuery = {
  of: 'database',
  sql: () => `
    SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialized-view' END AS kind, ${relation} AS name,
      ${definition({
        owner: roleName('c.relowner'),
        definition: 'pg_get_viewdef(c.oid)',
        options: sorted('c.reloptions'),
        populated: `CASE WHEN c.relkind = 'm' THEN c.relispopulated END`,
        access_method: `(SELECT a.amname FROM pg_am a WHERE a.oid = c.relam)`,
      })},
      c.oid AS table_oid
    ${userRelations('vm')}`,
};

/** Triggers that users made, and what partitions have of them, since a partition can have one disabled. */
export const triggers: CatalogQuery = {
  of: 'table',
  sql: () => {
    const kind = `CASE WHEN t.tgconstraint <> 0 THEN 'CONSTRAINT ' ELSE '' END`;
    return `
    SELECT 'trigger' AS kind, quote_ident(t.tgname) || ' on ' || ${relation} AS name,
      ${definition({
        table: relation,
        constraint: flag('t.tgconstraint <> 0'),
        definition: `substr(pg_get_triggerdef(t.oid), length('CREATE ' || ${kind} || 'TRIGGER ' || quote_ident(t.tgname) || ' ') + 1)`,
        enabled: 't.tgenabled',
        inherited: flag('t.tgparentid <> 0'),
      })},
      c.oid AS table_oid
    ${userRelations('rpfv', 'JOIN pg_trigger t ON t.tgrelid = c.oid')}
      AND (NOT t.tgisinternal OR t.tgparentid <> 0 AND t.tgconstraint = 0)`;
  },
};

/** Rules other than those that make a view a view. */
export const rules: CatalogQuery = {
  of: 'table',
  sql: () => `
    SELECT 'rule' AS kind, quote_ident(r.rulename) || ' on ' || ${relation} AS name,
      ${definition({
        table: relation,
        definition: `substr(pg_get_ruledef(r.oid), length('CREATE RULE ' || quote_ident(r.rulename) || ' AS') + 1)`,
        enabled: 'r.ev_enabled',
      })},
      c.oid AS table_oid
    ${userRelations('rpfvm', 'JOIN pg_rewrite r ON r.ev_class = c.oid')} AND r.rulename <> '_RETURN'`,
};

/** Policies of row-level security. */
export const policies: CatalogQuery = {
  of: 'table',
  sql: () => `
    SELECT 'policy' AS kind, quote_ident(p.polname) || ' on ' || ${relation} AS name,
      ${definition({
        table: relation,
        command: 'p.polcmd',
        permissive: 'p.polpermissive',
        roles: sorted(`ARRAY(SELECT CASE r WHEN 0 THEN 'PUBLIC' ELSE ${roleName('r')} END FROM unnest(p.polroles) r)`),
        using: 'pg_get_expr(p.polqual, p.polrelid)',
        check: 'pg_get_expr(p.polwithcheck, p.polrelid)',
      })},
      c.oid AS table_oid
    ${userRelations('rp', 'JOIN pg_policy p ON p.polrelid = c.oid')}`,
};

export const eventTriggers: CatalogQuery = {
  of: 'database',
  sql: () => `
    SELECT 'event-trigger' AS kind, quote_ident(t.evtname) AS name,
      ${definition({
        owner: roleName('t.evtowner'),
        event: 't.evtevent',
        tags: sorted('t.evttags'),
        function: 't.evtfoid::regprocedure::text',
        enabled: 't.evtenabled',
      })},
      0 AS table_oid
    FROM pg_event_trigger t
    WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_event_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e')`,
};
