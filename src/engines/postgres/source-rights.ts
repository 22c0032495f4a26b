import { Failure } from '../../domain/failure.ts';
import { isNotOfExtension, isUserSchema } from './catalog-query.ts';
import type { Row, Session } from './session.ts';

/** What a dump is to have in it, as far as it decides which rights it needs. */
export interface RightsNeeded {
  /** Whether rows are dumped, and not definitions alone. */
  readonly rows: boolean;
  readonly largeObjects: boolean;
  /** Unquoted names of schemas, tables and sequences that are looked at; all where none are given. */
  readonly only?: readonly string[];
}

interface Lack {
  readonly what: string;
  /** Statements that mend it. */
  readonly remedies: readonly string[];
}

const shown = 5;

/**
 * What the account may not read of a database that a dump of it needs: schemas, tables, sequences, rows behind row-level security, large
 * objects. pg_dump would tell the first of them, and some of them only after hours.
 *
 * @returns a Failure `source-denied` that names them with the statements that mend it, or undefined where nothing is lacking
 */
export async function lackingRights(
  session: Session,
  { rows, largeObjects, only }: RightsNeeded,
): Promise<Failure | undefined> {
  const found = await session.rows(`SELECT * FROM (${unreadable(rows)}) AS u ORDER BY kind, name`);
  const relevant = only === undefined ? found : found.filter(({ plain }) => only.includes(plain ?? ''));
  const blobs = largeObjects ? await unreadableLargeObjects(session) : [];
  const lacks = [...lacksOf(relevant), ...blobs.flatMap(lackOfLargeObjects)];
  if (lacks.length === 0) return undefined;
  const account = (relevant[0] ?? blobs[0])?.['account'] ?? '';
  const what = listed(
    lacks.map((lack) => lack.what),
    ', ',
  );
  const remedies = listed(
    lacks.flatMap((lack) => lack.remedies),
    '; ',
  );
  return new Failure('source-denied', `account ${account} may not read ${what}`, {
    hint: `run as a superuser or the owner: ${remedies}`,
  });
}

function listed(items: readonly string[], separator: string): string {
  const more = items.length > shown ? ` … and ${items.length - shown} more` : '';
  return items.slice(0, shown).join(separator) + more;
}

/** Foreign tables are not locked, views are not read. A schema counts where something in it is read. */
function unreadable(rows: boolean): string {
  const relations = `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN (${rows ? `'r', 'p', 'S'` : `'r', 'p'`}) AND c.relpersistence <> 't' AND ${isUserSchema('n.nspname')}
    AND ${isNotOfExtension('pg_class', 'c.oid')}`;
  const account = 'quote_ident(current_user) AS account';
  const name = `quote_ident(n.nspname) || '.' || quote_ident(c.relname)`;
  return `
    SELECT DISTINCT 1 AS kind, quote_ident(n.nspname) AS name, n.nspname::text AS plain, ${account}
    FROM ${relations} AND NOT has_schema_privilege(n.oid, 'USAGE')
    UNION ALL SELECT CASE c.relkind WHEN 'S' THEN 3 ELSE 2 END, ${name}, c.relname, ${account}
    FROM ${relations} AND NOT CASE c.relkind
      WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT') ELSE has_table_privilege(c.oid, 'SELECT') END
    UNION ALL SELECT 4, ${name}, c.relname, ${account} FROM ${relations} AND c.relkind = 'r' AND ${rows} AND row_security_active(c.oid)`;
}

function lacksOf(rows: readonly Row[]): readonly Lack[] {
  const account = rows[0]?.['account'] ?? '';
  const ofKind = (kind: string): string[] =>
    rows.flatMap((row) => (row['kind'] === kind && row['name'] ? [row['name']] : []));
  const [schemas, tables, sequences, secured] = [ofKind('1'), ofKind('2'), ofKind('3'), ofKind('4')];
  return [
    ...schemas.map((name) => ({
      what: `schema ${name}`,
      remedies: [`GRANT USAGE ON SCHEMA ${name} TO ${account}`],
    })),
    ...tables.map((name) => ({ what: `table ${name}`, remedies: [`GRANT SELECT ON ${name} TO ${account}`] })),
    ...sequences.map((name) => ({ what: `sequence ${name}`, remedies: [`GRANT SELECT ON ${name} TO ${account}`] })),
    ...secured.map((name, index) => ({
      what: `the rows of table ${name} that row-level security hides`,
      remedies: index === 0 ? [`ALTER ROLE ${account} BYPASSRLS`] : [],
    })),
  ];
}

/** One row for each owner. Before PostgreSQL 18 no function tells, so the lists of rights are read. */
async function unreadableLargeObjects(session: Session): Promise<readonly Row[]> {
  const [about] = await session.rows(
    `SELECT current_setting('server_version_num') AS version, current_setting('lo_compat_privileges') AS compat`,
  );
  if (about?.['compat'] === 'on') return [];
  const mayRead =
    Number(about?.['version']) >= 180_000
      ? `has_largeobject_privilege(m.oid, 'SELECT')`
      : `(pg_has_role(m.lomowner, 'USAGE') OR EXISTS (SELECT FROM aclexplode(m.lomacl) a WHERE a.privilege_type = 'SELECT'
          AND (a.grantee = 0 OR pg_has_role(a.grantee, 'USAGE'))))`;
  return await session.rows(
    `SELECT count(*) AS number, quote_ident(r.rolname) AS owner, r.rolsuper AS super, quote_ident(current_user) AS account,
       string_agg(m.oid::text, ', ' ORDER BY m.oid) FILTER (WHERE m.place <= ${shown}) AS oids
     FROM (SELECT m.oid, m.lomowner, row_number() OVER (PARTITION BY m.lomowner ORDER BY m.oid) AS place
       FROM pg_largeobject_metadata m WHERE NOT ${mayRead}) m JOIN pg_roles r ON r.oid = m.lomowner
     GROUP BY r.rolname, r.rolsuper ORDER BY r.rolname`,
  );
}

/** Membership in a superuser would be far too much: then each object is granted. */
function lackOfLargeObjects({ number, owner, super: isSuper, account, oids }: Row): Lack {
  const count = Number(number);
  const what = `${count} large object${count === 1 ? '' : 's'} of ${owner ?? ''} (${oids ?? ''}${count > shown ? ' …' : ''})`;
  if (isSuper !== 't') return { what, remedies: [`GRANT ${owner ?? ''} TO ${account ?? ''}`] };
  if (count <= shown) return { what, remedies: [`GRANT SELECT ON LARGE OBJECT ${oids ?? ''} TO ${account ?? ''}`] };
  const grant = `GRANT SELECT ON LARGE OBJECT %s TO ${(account ?? '').replaceAll("'", "''").replaceAll('%', '%%')}`;
  return { what, remedies: [`SELECT format('${grant}', oid) FROM pg_largeobject_metadata \\gexec (in psql)`] };
}

/** The name of what a tool was not allowed to read, by its words, or undefined where they do not tell. */
export function refusedName(stderr: string): string | undefined {
  const denied = /permission denied for (?:table|sequence|schema) (.+?)\s*$/m.exec(stderr);
  const secured = /row-level security policy for table "(.+)"/.exec(stderr);
  return denied?.[1] ?? secured?.[1];
}
