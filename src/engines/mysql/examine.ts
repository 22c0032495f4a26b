import type { Comparison } from '../../domain/verification/compare.ts';
import type { Finding } from '../../domain/verification/finding.ts';
import type { Progress } from '../../ports/progress.ts';
import { identifier, literal, type Session } from './session.ts';

interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly target: string;
  /** Quoted columns: referring and referred. */
  readonly pairs: readonly (readonly [string, string])[];
}

/**
 * Rows that refer to rows which do not exist, by one anti-join for each foreign key: dumps are loaded with the checks switched off, so no
 * server has looked.
 */
export async function examineCopy(
  session: Session,
  schemas: readonly string[],
  progress: Progress,
): Promise<Comparison> {
  const findings: Finding[] = [];
  for (const key of await foreignKeysIn(session, schemas)) {
    progress.item(`foreign key ${key.name}`);
    const [answer] = await session.rows({ orphans: 'COUNT(*)' }, orphansOf(key));
    const orphans = Number(answer?.['orphans']);
    if (orphans === 0) continue;
    findings.push({
      code: 'orphans',
      subject: `${key.name} on ${key.table}`,
      detail: `${orphans} ${orphans === 1 ? 'row refers' : 'rows refer'} to rows of ${key.target} that do not exist`,
    });
  }
  return { findings, gaps: [] };
}

async function foreignKeysIn(session: Session, schemas: readonly string[]): Promise<readonly ForeignKey[]> {
  const rows = await session.rows(
    {
      schema: 'constraint_schema',
      name: 'constraint_name',
      table: 'table_name',
      column: 'column_name',
      targetSchema: 'referenced_table_schema',
      target: 'referenced_table_name',
      targetColumn: 'referenced_column_name',
    },
    `FROM information_schema.key_column_usage WHERE constraint_schema IN (${schemas.map(literal).join(', ')})
       AND referenced_table_name IS NOT NULL ORDER BY constraint_schema, table_name, constraint_name, ordinal_position`,
  );
  const keys = Map.groupBy(rows, ({ schema, table, name }) => JSON.stringify([schema, table, name]));
  return [...keys.values()].map((columns) => {
    const [first = {}] = columns;
    const text = (name: string): string => first[name] ?? '';
    return {
      name: text('name'),
      table: `${identifier(text('schema'))}.${identifier(text('table'))}`,
      target: `${identifier(text('targetSchema'))}.${identifier(text('target'))}`,
      pairs: columns.map(
        ({ column, targetColumn }) => [identifier(column ?? ''), identifier(targetColumn ?? '')] as const,
      ),
    };
  });
}

/** Both products have MATCH SIMPLE only: rows with a null in the key refer to nothing. */
function orphansOf({ table, target, pairs }: ForeignKey): string {
  const looked = pairs.map(([column]) => `a.${column} IS NOT NULL`).join(' AND ');
  const same = pairs.map(([column, other]) => `b.${other} = a.${column}`).join(' AND ');
  return `FROM ${table} a WHERE ${looked} AND NOT EXISTS (SELECT 1 FROM ${target} b WHERE ${same})`;
}
