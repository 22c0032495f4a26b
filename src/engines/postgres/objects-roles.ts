import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import { definition, flag, roleName, type CatalogQuery } from './catalog-query.ts';

/** What a role is, as its definition has it. Members that are false, or as in a fresh role, are left out. */
export interface RoleAttributes {
  readonly superuser?: boolean;
  readonly no_inherit?: boolean;
  readonly create_role?: boolean;
  readonly create_db?: boolean;
  readonly login?: boolean;
  readonly replication?: boolean;
  readonly bypass_rls?: boolean;
  readonly connection_limit?: number;
  readonly valid_until?: string;
  /** `name=value`; of parameters that applications made up, which may hold secrets, only the name. */
  readonly settings?: readonly string[];
  readonly memberships?: readonly RoleMembership[];
}

/** A role that another one is a member of. */
export interface RoleMembership {
  /** Quoted. */
  readonly role: string;
  readonly admin?: boolean;
  /** From version 16 on a membership says for itself whether it hands down privileges and may be taken on; before, it may be taken on. */
  readonly inherit?: boolean;
  readonly set?: boolean;
}

/** What a role's definition says; nothing for fingerprints that have no more than its name. */
export function attributesOf(text: string): RoleAttributes {
  return text === '' ? {} : (JSON.parse(text) as RoleAttributes);
}

/** Whether an object of a fingerprint is a role. */
export function isRole({ kind }: ObjectFingerprint): boolean {
  return kind === 'role' || kind === 'parent-role';
}

/** Grants of one membership by several roles count as one. */
const memberships = (version: number): string => `
  (SELECT jsonb_agg(m.membership ORDER BY m.membership ->> 'role') FROM (
    SELECT jsonb_build_object('role', ${roleName('m.roleid')}, 'admin', ${flag('bool_or(m.admin_option)')}
      ${version >= 160000 ? `, 'inherit', bool_or(m.inherit_option), 'set', bool_or(m.set_option)` : ''}) AS membership
    FROM pg_auth_members m WHERE m.member = r.oid GROUP BY m.roleid) m)`;

const settings = `
  (SELECT jsonb_agg(s.setting ORDER BY s.setting COLLATE "C") FROM (
    SELECT CASE WHEN d.setdatabase <> 0 THEN 'in the database: ' ELSE '' END
      || CASE WHEN strpos(split_part(c, '=', 1), '.') > 0 THEN split_part(c, '=', 1) ELSE c END AS setting
    FROM pg_db_role_setting d CROSS JOIN LATERAL unnest(d.setconfig) AS c
    WHERE d.setrole = r.oid AND (d.setdatabase = 0 OR d.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()))) s)`;

/**
 * Roles that objects of the database name, which are their owners and who was granted something; and, as `parent-role`, those that they are
 * members of, at any remove: what a policy or a grant means depends on them.
 */
export const roles: CatalogQuery = {
  of: 'database',
  sql: (version) => `
    WITH RECURSIVE named AS (
      SELECT r.oid FROM pg_roles r WHERE r.oid = 10 OR EXISTS (SELECT FROM pg_shdepend d
        JOIN pg_database b ON b.oid = d.dbid AND b.datname = current_database() WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid)
    ), held AS (SELECT oid FROM named UNION SELECT m.roleid FROM held h JOIN pg_auth_members m ON m.member = h.oid)
    SELECT CASE WHEN EXISTS (SELECT FROM named n WHERE n.oid = r.oid) THEN 'role' ELSE 'parent-role' END AS kind, quote_ident(r.rolname) AS name,
      ${definition({
        superuser: flag('r.rolsuper'),
        no_inherit: flag('NOT r.rolinherit'),
        create_role: flag('r.rolcreaterole'),
        create_db: flag('r.rolcreatedb'),
        login: flag('r.rolcanlogin'),
        replication: flag('r.rolreplication'),
        bypass_rls: flag('r.rolbypassrls'),
        connection_limit: 'nullif(r.rolconnlimit, -1)',
        valid_until: `nullif(r.rolvaliduntil, 'infinity')`,
        settings,
        memberships: memberships(version),
      })}, 0 AS table_oid
    FROM pg_roles r JOIN held h ON h.oid = r.oid`,
};
