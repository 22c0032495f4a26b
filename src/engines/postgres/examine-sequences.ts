import type { Fingerprint } from '../../domain/fingerprint.ts';
import type { Finding } from '../../domain/verification/finding.ts';
import type { Progress } from '../../ports/progress.ts';
import { isAmong, userRelations } from './catalog-query.ts';
import { readSequenceValues } from './objects-sequence-values.ts';
import type { Session } from './session.ts';

/** Sequences with the columns that take values from them: as their owner, or by a default. */
const sequencesInUse = (tables: readonly string[] | undefined): string => `
  SELECT DISTINCT s.name, s.increment, s.cycle, col.attrelid::regclass AS table, quote_ident(col.attname) AS column,
    CASE t.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END AS only
  FROM (SELECT c.oid, c.oid::regclass AS name, q.seqincrement AS increment, q.seqcycle AS cycle
    ${userRelations('S', 'JOIN pg_sequence q ON q.seqrelid = c.oid')}) s
  JOIN (
    SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS number FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
    UNION SELECT d.refobjid, f.adrelid, f.adnum FROM pg_depend d JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid
    WHERE d.refclassid = 'pg_class'::regclass
  ) u ON u.sequence = s.oid
  JOIN pg_attribute col ON col.attrelid = u.relation AND col.attnum = u.number
  JOIN pg_class t ON t.oid = col.attrelid AND t.relkind IN ('r', 'p')
  JOIN pg_type y ON y.oid = col.atttypid AND y.typname IN ('int2', 'int4', 'int8', 'numeric')
  WHERE NOT s.cycle AND ${isAmong(tables, 'col.attrelid')}`;

/**
 * Sequences whose next value is not beyond what their columns hold already: the next insert would meet an existing key. Those that begin
 * anew at their end are left out, since their values are in use by design. Where the source's sequence stands at the same value, the copy is
 * right, and a person is told.
 *
 * @param tables Those that use the sequences, quoted and qualified; all where none are given.
 */
export async function examineSequences(
  session: Session,
  expected: Fingerprint,
  progress: Progress,
  tables?: readonly string[],
): Promise<{ findings: readonly Finding[]; notes: readonly string[] }> {
  const values = expected.objects.filter(({ kind }) => kind === 'sequence-value');
  const inSource = new Map(values.map(({ name, definition }) => [name, definition]));
  const findings: Finding[] = [];
  const notes: string[] = [];
  for (const row of await session.rows(sequencesInUse(tables))) {
    const [name, table, column] = [row['name'] ?? '', row['table'] ?? '', row['column'] ?? ''];
    progress.item(`sequence ${name}`);
    const up = Number(row['increment']) > 0;
    const [state] = await session.rows(
      `SELECT trunc(m.extreme)::text AS extreme, (s.last_value + CASE WHEN s.is_called THEN ${row['increment'] ?? '1'}::numeric ELSE 0 END)::text AS next,
         (s.last_value + CASE WHEN s.is_called THEN ${row['increment'] ?? '1'}::numeric ELSE 0 END) ${up ? '<=' : '>='} m.extreme AS behind
       FROM ${name} s, (SELECT ${up ? 'max' : 'min'}(${column})::numeric AS extreme FROM ${row['only'] ?? ''}${table}) m`,
    );
    if (state?.['behind'] !== 't') continue;
    const detail = `its next value is ${state['next'] ?? ''}, and ${table}.${column} already holds ${state['extreme'] ?? ''}`;
    const [now] = await readSequenceValues(session, [name]);
    if (now?.definition === inSource.get(name))
      notes.push(`sequence ${name} is behind in the source as well: ${detail}`);
    else findings.push({ code: 'sequence-behind', subject: name, detail });
  }
  return { findings, notes };
}
