import type { Fingerprint, ObjectFingerprint } from '../../../domain/fingerprint.ts';
import { ownerOf } from '../catalog.ts';
import { isUserSchema } from '../catalog-query.ts';
import { literal, type Session } from '../session.ts';
import type { ServerFacts } from './facts.ts';
import type { Obstacle } from '../../../domain/obstacle.ts';

/** A role that owns something in a schema; both quoted. */
export interface Tenant {
  readonly role: string;
  readonly schema: string;
}

/**
 * Whoever becomes the owner of an object has to be allowed to create in its schema, unless a superuser says so, also where the owner in the
 * source lost that right, or gets it from the dump's last statements only. So it is lent for the time of the load, in the schemas that are
 * there before and are the account's.
 *
 * @returns to be handed to `takeBack` after the load
 */
export async function lendCreate(
  session: Session,
  { isSuperuser, account }: ServerFacts,
  { objects }: Fingerprint,
): Promise<readonly Tenant[]> {
  if (isSuperuser) return [];
  const rows = await session.rows(
    `SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE ${isUserSchema('nspname')} AND pg_has_role(nspowner, 'USAGE')`,
  );
  const own = new Set(rows.map(({ name }) => name));
  const lent = tenantsOf(objects).filter(({ role, schema }) => role !== account && own.has(schema));
  for (const { role, schema } of lent) await session.execute(`GRANT CREATE ON SCHEMA ${schema} TO ${role}`);
  return lent;
}

/** Takes back what the source has not granted. */
export async function takeBack(session: Session, lent: readonly Tenant[], { objects }: Fingerprint): Promise<void> {
  for (const { role, schema } of lent.filter((tenant) => !mayCreate(objects, tenant))) {
    const [row] = await session.rows(
      `SELECT quote_ident(pg_get_userbyid(nspowner)) AS owner FROM pg_namespace WHERE quote_ident(nspname) = ${literal(schema)}`,
    );
    // as the owner: else the server may take any role that can grant it for whoever did, and takes nothing back
    await session.execute(
      `SET ROLE ${row?.['owner'] ?? ''}; REVOKE CREATE ON SCHEMA ${schema} FROM ${role}; RESET ROLE`,
    );
  }
}

/** Owners that cannot be lent the right, since the dump itself makes the schema, and makes it another's. */
export async function schemaObstacles(
  session: Session,
  { isSuperuser, account }: ServerFacts,
  { objects }: Fingerprint,
): Promise<readonly Obstacle[]> {
  if (isSuperuser) return [];
  const owners = ownersOfSchemas(objects);
  const strangers: string[] = [];
  for (const { role, schema } of tenantsOf(objects)) {
    const owner = owners.get(schema);
    if (owner === undefined || schema === 'public' || role === account) continue;
    const rows = await session.rows(
      `SELECT pg_has_role(r.oid, o.oid, 'USAGE') AS joined FROM pg_roles r, pg_roles o
       WHERE quote_ident(r.rolname) = ${literal(role)} AND quote_ident(o.rolname) = ${literal(owner)}`,
    );
    if (rows[0]?.['joined'] !== 't') strangers.push(`${role} in ${schema} of ${owner}`);
  }
  if (strangers.length === 0) return [];
  return [
    {
      message: `only a superuser may restore objects into a schema that neither belongs to their owner nor to a role that the owner is a member of: ${strangers.join(', ')}`,
      remedy: 'restore as a superuser',
    },
  ];
}

/** Owners that may not create in the target's own `public`, where that stays and is not the account's. */
export async function publicObstacles(
  session: Session,
  { isSuperuser, account }: ServerFacts,
  { objects }: Fingerprint,
): Promise<readonly Obstacle[]> {
  if (isSuperuser) return [];
  const roles = tenantsOf(objects).flatMap(({ role, schema }) => (schema === 'public' && role !== account ? role : []));
  const denied: string[] = [];
  for (const role of roles) {
    const rows = await session.rows(
      `SELECT true AS denied FROM pg_namespace n WHERE n.nspname = 'public' AND NOT pg_has_role(n.nspowner, 'USAGE') AND NOT coalesce(
         (SELECT has_schema_privilege(r.oid, n.oid, 'CREATE') FROM pg_roles r WHERE quote_ident(r.rolname) = ${literal(role)}),
         has_schema_privilege('public', n.oid, 'CREATE'))`,
    );
    if (rows.length > 0) denied.push(role);
  }
  if (denied.length === 0) return [];
  return [
    {
      message: `roles that own objects of the backup in the schema public may not create there, and the account ${account} may not let them: ${denied.join(', ')}`,
      remedy: denied.map((role) => `GRANT CREATE ON SCHEMA public TO ${role};`).join(' '),
    },
  ];
}

/** Owners of objects in a schema that is not their own. */
function tenantsOf(objects: readonly ObjectFingerprint[]): readonly Tenant[] {
  const owners = ownersOfSchemas(objects);
  const tenants = objects.flatMap((object) => {
    const schema = /^(?:"(?:[^"]|"")+"|[^".]+)(?=\.)/.exec(object.name)?.[0];
    const role = ownerOf(object);
    return schema === undefined || role === undefined || owners.get(schema) === role ? [] : { role, schema };
  });
  return [...new Map(tenants.map((tenant) => [`${tenant.role} ${tenant.schema}`, tenant])).values()];
}

function ownersOfSchemas(objects: readonly ObjectFingerprint[]): ReadonlyMap<string, string> {
  return new Map(objects.flatMap((object) => (object.kind === 'schema' ? [[object.name, ownerOf(object) ?? '']] : [])));
}

function mayCreate(objects: readonly ObjectFingerprint[], { role, schema }: Tenant): boolean {
  const list = objects.find(({ kind, name }) => kind === 'grants' && name === `schema ${schema}`);
  if (list === undefined) return false;
  const { grants } = JSON.parse(list.definition) as { readonly grants: readonly string[] };
  return grants.some((grant) => grant === `${role} CREATE` || grant === `${role} CREATE WITH GRANT OPTION`);
}
