import type { Fingerprint } from '../../../domain/fingerprint.ts';
import { isNotOfExtension, isUserSchema } from '../catalog-query.ts';
import { literal, type Session } from '../session.ts';
import type { ServerFacts } from './facts.ts';

/** An extension that is in the target; quoted names. */
export interface PresentExtension {
  readonly name: string;
  readonly schema: string;
  /** Whether the account may drop it and create it again. */
  readonly isReplaceable: boolean;
}

export async function readPresentExtensions(
  session: Session,
  { isSuperuser, isManaged }: ServerFacts,
): Promise<readonly PresentExtension[]> {
  const rows = await session.rows(
    `SELECT quote_ident(x.extname) AS name, quote_ident(n.nspname) AS schema, pg_has_role(x.extowner, 'USAGE') AS owned,
       EXISTS (SELECT FROM pg_available_extension_versions v WHERE v.name = x.extname AND v.superuser AND NOT v.trusted) AS guarded
     FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace`,
  );
  return rows.map(({ name, schema, owned, guarded }) => ({
    name: name ?? '',
    schema: schema ?? '',
    isReplaceable: name !== 'plpgsql' && (isSuperuser || (owned === 't' && (guarded !== 't' || isManaged))),
  }));
}

/** Extensions that stay where they are. A dump does not bring `plpgsql` back. */
export function keptExtensions(present: readonly PresentExtension[]): readonly PresentExtension[] {
  return present.filter(({ isReplaceable }) => !isReplaceable);
}

/**
 * Drops everything in a database that a dump brings back, and gives back to the schema `public` what it has in a fresh one. What belongs to
 * the database itself stays: its owner, its privileges and its settings.
 *
 * @param session Within the transaction that loads the dump afterwards.
 */
export async function clearDatabase(
  session: Session,
  facts: ServerFacts,
  expected: Fingerprint,
): Promise<readonly PresentExtension[]> {
  const present = await readPresentExtensions(session, facts);
  const kept = keptExtensions(present);
  const replaced = present.filter(({ isReplaceable }) => isReplaceable);
  const staying = new Set(['public', ...kept.map(({ schema }) => schema)]);
  await session.execute('SET LOCAL client_min_messages = error');
  await dropAll(session, outside);
  for (const { name } of replaced) await session.execute(`DROP EXTENSION IF EXISTS ${name} CASCADE`);
  await dropAll(session, schemasExcept(staying));
  await dropAll(session, inside);
  await session.execute('SELECT lo_unlink(oid) FROM pg_largeobject_metadata');
  await resetDefaultPrivileges(session);
  await resetPublic(session, facts, expected);
  return kept;
}

/** What belongs to no schema. Wrappers take their servers and mappings along. */
const outside = [
  'pg_event_trigger',
  'pg_publication',
  'pg_foreign_data_wrapper',
  'pg_cast',
  'pg_language',
  'pg_transform',
]
  .concat(['pg_am'])
  .map(
    (catalog) =>
      `SELECT '${catalog}'::regclass::oid AS classid, oid AS objid FROM ${catalog} o WHERE ${isUsers(catalog)}`,
  )
  .concat(`SELECT 'pg_foreign_server'::regclass, oid FROM pg_foreign_server o WHERE ${isUsers('pg_foreign_server')}`)
  .join(' UNION ALL ');

/** Holds for what users made by itself: neither the system (`FirstNormalObjectId`) nor extensions nor other objects brought it. */
function isUsers(catalog: string): string {
  return `o.oid >= 16384 AND ${isNotOfExtension(catalog, 'o.oid')} AND NOT EXISTS (SELECT FROM pg_depend i
    WHERE i.classid = '${catalog}'::regclass AND i.objid = o.oid AND i.objsubid = 0 AND i.deptype = 'i')`;
}

function schemasExcept(staying: ReadonlySet<string>): string {
  const names = [...staying].map(literal).join(', ');
  return `SELECT 'pg_namespace'::regclass::oid AS classid, oid AS objid FROM pg_namespace o
    WHERE ${isUserSchema('nspname')} AND quote_ident(nspname) NOT IN (${names}) AND ${isNotOfExtension('pg_namespace', 'o.oid')}`;
}

/** What is in the schemas that stay. Parts go with what they belong to. */
const inside = (
  [
    ['pg_class', 'relnamespace', `AND o.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')`],
    ['pg_proc', 'pronamespace', ''],
    ['pg_type', 'typnamespace', `AND (o.typtype IN ('d', 'e', 'r', 'c') OR o.typtype = 'b' AND o.typelem = 0)`],
    ['pg_operator', 'oprnamespace', ''],
    ['pg_opclass', 'opcnamespace', ''],
    ['pg_opfamily', 'opfnamespace', ''],
    ['pg_collation', 'collnamespace', ''],
    ['pg_conversion', 'connamespace', ''],
    ['pg_ts_config', 'cfgnamespace', ''],
    ['pg_ts_dict', 'dictnamespace', ''],
    ['pg_ts_parser', 'prsnamespace', ''],
    ['pg_ts_template', 'tmplnamespace', ''],
    ['pg_statistic_ext', 'stxnamespace', ''],
  ] as const
)
  .map(
    ([catalog, schema, condition]) =>
      `SELECT '${catalog}'::regclass::oid AS classid, o.oid AS objid FROM ${catalog} o JOIN pg_namespace n ON n.oid = o.${schema}
       WHERE ${isUserSchema('n.nspname')} AND ${isUsers(catalog)} ${condition}`,
  )
  .join(' UNION ALL ');

/** How `pg_identify_object` calls what `DROP` calls otherwise. */
const dropWords = `CASE i.type WHEN 'statistics object' THEN 'STATISTICS' ELSE upper(i.type) END`;

/** Drops objects with what depends on them, in the server, by the names that it gives them; what is gone by then is left out. */
async function dropAll(session: Session, objects: string): Promise<void> {
  const block = `
    DECLARE
      victim record;
      statement text;
    BEGIN
      FOR victim IN ${objects} LOOP
        SELECT format('DROP %s IF EXISTS %s CASCADE', ${dropWords}, i.identity) INTO statement
          FROM pg_catalog.pg_identify_object(victim.classid, victim.objid, 0) i WHERE i.identity IS NOT NULL;
        IF FOUND THEN
          EXECUTE statement;
        END IF;
      END LOOP;
    END`;
  await session.execute(`DO ${literal(block)}`);
}

const objectWords: Readonly<Record<string, string>> = {
  r: 'TABLES',
  S: 'SEQUENCES',
  f: 'FUNCTIONS',
  T: 'TYPES',
  n: 'SCHEMAS',
  L: 'LARGE OBJECTS',
};

/** Each list is made to be the server's own again, at which the server forgets it. */
async function resetDefaultPrivileges(session: Session): Promise<void> {
  const rows = await session.rows(
    `SELECT quote_ident(pg_get_userbyid(d.defaclrole)) AS role, quote_ident(n.nspname) AS schema, d.defaclobjtype AS letter,
       (SELECT string_agg(DISTINCT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END, ', ')
        FROM aclexplode(d.defaclacl) x) AS grantees
     FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace`,
  );
  for (const { role, schema, letter, grantees } of rows) {
    const on = objectWords[letter ?? ''] ?? '';
    const head = `ALTER DEFAULT PRIVILEGES FOR ROLE ${role ?? ''}${schema == null ? '' : ` IN SCHEMA ${schema}`}`;
    if (grantees != null) await session.execute(`${head} REVOKE ALL ON ${on} FROM ${grantees} CASCADE`);
    if (schema != null) continue;
    await session.execute(`${head} GRANT ALL ON ${on} TO ${role ?? ''}`);
    if (letter === 'f') await session.execute(`${head} GRANT EXECUTE ON FUNCTIONS TO PUBLIC`);
    if (letter === 'T') await session.execute(`${head} GRANT USAGE ON TYPES TO PUBLIC`);
  }
}

/** A dump says of `public` only in what it differs from that of a fresh database. */
async function resetPublic(session: Session, facts: ServerFacts, { objects }: Fingerprint): Promise<void> {
  const schemas = objects.filter(({ kind }) => kind === 'schema').map(({ name }) => name);
  if (schemas.length > 0 && !schemas.includes('public')) {
    await session.execute('DROP SCHEMA IF EXISTS public');
    return;
  }
  await session.execute('CREATE SCHEMA IF NOT EXISTS public');
  const [row = {}] = await session.rows(
    `SELECT quote_ident(pg_get_userbyid(n.nspowner)) AS owner, pg_has_role(n.nspowner, 'USAGE') AS owned,
       (SELECT string_agg(DISTINCT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END, ', ')
        FROM aclexplode(n.nspacl) x WHERE x.grantee <> n.nspowner) AS grantees
     FROM pg_namespace n WHERE n.nspname = 'public'`,
  );
  if (row['owned'] !== 't') return;
  const rights = facts.major >= 15 ? 'USAGE' : 'ALL';
  const owner = facts.major >= 15 ? 'pg_database_owner' : (row['owner'] ?? '');
  if (row['grantees'] != null) await session.execute(`REVOKE ALL ON SCHEMA public FROM ${row['grantees']} CASCADE`);
  if (row['owner'] !== owner) await session.execute(`ALTER SCHEMA public OWNER TO ${owner}`);
  await session.execute(
    `GRANT ALL ON SCHEMA public TO ${owner}; GRANT ${rights} ON SCHEMA public TO PUBLIC;
     COMMENT ON SCHEMA public IS 'standard public schema'`,
  );
}
