import type { Fingerprint } from '../../../domain/fingerprint.ts';
import { literal, type Session } from '../session.ts';
import { oidsOf, textIn } from './tables-live.ts';
import { unfit } from './tables-needs.ts';
import { ownersOf } from './tables-part.ts';
import type { Survey } from './tables-survey.ts';

/**
 * A table that was renamed keeps the names of its indexes and sequences, and the foreign keys to it: one that is made anew under the old name
 * cannot have them then.
 *
 * @throws Failure `target-unfit` that names them, and the table that has them.
 */
export async function assertNamesFree(session: Session, survey: Survey, expected: Fingerprint): Promise<void> {
  const { replaced, vanishing, wantedKeys, foreignKeys } = survey;
  if (replaced.length === 0) return;
  const owners = ownersOf(expected.objects);
  const named = (kind: string): readonly string[] =>
    expected.objects.flatMap((object) =>
      object.kind === kind && replaced.includes(owners.get(object) ?? '') ? [object.name] : [],
    );
  const going = oidsOf([...replaced, ...vanishing]);
  const relations = oidsOf([...named('index'), ...named('sequence')]);
  const statistics = named('statistics').map(literal).join(', ') || 'NULL';
  const fresh = wantedKeys.filter(
    (key) => !foreignKeys.some(({ name, table }) => name === key.name && table === key.table),
  );
  const keys = fresh.map(({ name, table }) => `(${literal(table)}, ${literal(name)})`).join(', ') || '(NULL, NULL)';
  const rows = await session.rows(
    `SELECT what, holder::regclass AS holder FROM (
       SELECT CASE c.relkind WHEN 'S' THEN 'sequence ' ELSE 'index ' END || c.oid::regclass || CASE WHEN coalesce(i.indrelid, d.refobjid) IS NULL THEN '' ELSE ' of' END AS what, coalesce(i.indrelid, d.refobjid) AS holder
       FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
       LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
         AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i') AND c.relkind = 'S'
       WHERE c.oid = ANY (${relations})
       UNION SELECT format('statistics %I.%I of', n.nspname, s.stxname), s.stxrelid FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
       WHERE format('%I.%I', n.nspname, s.stxname) IN (${statistics})
       UNION SELECT format('foreign key %I of %s to', k.conname, k.conrelid::regclass), k.confrelid FROM pg_constraint k
       JOIN (VALUES ${keys}) v (relation, name) ON to_regclass(v.relation) = k.conrelid AND quote_ident(k.conname) = v.name AND k.conrelid <> ALL (${going})
     ) taken WHERE holder IS NULL OR holder <> ALL (${going}) ORDER BY 1`,
  );
  if (rows.length === 0) return;
  const taken = rows.map((row) => `${textIn(row, 'what')}${row['holder'] == null ? '' : ` ${textIn(row, 'holder')}`}`);
  const holder = rows.map((row) => row['holder']).find((name) => name != null);
  throw unfit(
    `${replaced.join(', ')} of the backup cannot be made anew while names that go with it are taken: ${taken.join(', ')}`,
    holder == null
      ? 'rename these'
      : `where ${holder} is the table itself under another name, give it its own name again, and its rows go into the safety backup; else rename these`,
  );
}
