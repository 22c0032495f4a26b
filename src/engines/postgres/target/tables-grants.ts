import type { ArchiveEntry } from '../archive-toc.ts';
import { quoteIdentifier } from '../copy-statement.ts';
import { literal, type Session } from '../session.ts';
import { oidsOf, textIn } from './tables-live.ts';

const relations = new Set(['TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE']);
const routines = new Set(['FUNCTION', 'PROCEDURE']);

/**
 * Takes back what default privileges gave to objects that were just made: a dump says in what an object differs from the server's own
 * default, and takes for granted that no other default was in force.
 *
 * @param made The entries that made them.
 */
export async function resetGrants(session: Session, made: readonly ArchiveEntry[]): Promise<void> {
  const names = made
    .filter(({ description }) => relations.has(description))
    .map(({ namespace = '', tag }) => `${quoteIdentifier(namespace)}.${quoteIdentifier(tag)}`);
  const signatures = made
    .filter(({ description }) => routines.has(description))
    .map(({ namespace = '', tag }) => `(${literal(`${namespace}.${tag}`)})`);
  const rows = await session.rows(
    `SELECT DISTINCT format('REVOKE ALL ON %s %s FROM %s', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass, ${grantee}) AS statement
     FROM pg_class c, aclexplode(c.relacl) x WHERE c.oid = ANY (${oidsOf(names)}) AND x.grantee <> c.relowner
     UNION SELECT format('GRANT ALL ON %s %s TO %I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass, pg_get_userbyid(c.relowner))
     FROM pg_class c WHERE c.oid = ANY (${oidsOf(names)}) AND c.relacl IS NOT NULL
     ${signatures.length === 0 ? '' : ofRoutines(signatures.join(', '))}`,
  );
  for (const row of rows) await session.execute(textIn(row, 'statement'));
}

const grantee = `CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END`;

/** Everybody may run a routine, unless it is said otherwise. @param signatures As an archive tags them, without quotes. */
function ofRoutines(signatures: string): string {
  const made = `replace(p.oid::regprocedure::text, '"', '') IN (SELECT v.name FROM (VALUES ${signatures}) AS v (name)) AND p.proacl IS NOT NULL`;
  return `UNION SELECT format('REVOKE ALL ON ROUTINE %s FROM %s', p.oid::regprocedure, ${grantee})
     FROM pg_proc p, aclexplode(p.proacl) x WHERE ${made} AND x.grantee NOT IN (0, p.proowner)
     UNION SELECT format('GRANT ALL ON ROUTINE %s TO PUBLIC, %I', p.oid::regprocedure, pg_get_userbyid(p.proowner)) FROM pg_proc p WHERE ${made}`;
}
