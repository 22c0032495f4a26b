import type { Comparison } from '../../../domain/verification/compare.ts';
import { examineCopy } from '../examine.ts';
import { identifier } from '../session.ts';
import { readPointingKeys } from './pointing-keys.ts';
import { leavingTables, type Staged } from './staged.ts';

/** Whether the foreign keys of the copy hold, and those that will point to it: of tables that stay as they are. */
export async function examineFresh(staged: Staged): Promise<Comparison> {
  const { access, schemas, need } = staged;
  await using session = await access.open(need.signal);
  const own = await examineCopy(session, [schemas.fresh], need.progress);
  const leaving = await leavingTables(session, staged);
  const findings = [...own.findings];
  for (const key of await readPointingKeys(session, access.schema, leaving)) {
    need.progress.item(`foreign key ${key.name}`);
    const looked = key.columns.map((column) => `a.${identifier(column)} IS NOT NULL`).join(' AND ');
    const same = key.columns
      .map((column, index) => `b.${identifier(key.targetColumns[index] ?? '')} = a.${identifier(column)}`)
      .join(' AND ');
    const table = `${identifier(key.schema)}.${identifier(key.table)}`;
    const [row] = await session.rows(
      { orphans: 'COUNT(*)' },
      `FROM ${table} a WHERE ${looked} AND NOT EXISTS (SELECT 1 FROM ${identifier(schemas.fresh)}.${identifier(key.target)} b WHERE ${same})`,
    );
    const orphans = Number(row?.['orphans']);
    if (orphans === 0) continue;
    const detail = `${orphans} ${orphans === 1 ? 'row of the target refers' : 'rows of the target refer'} to rows that ${identifier(key.target)} of the backup does not have`;
    findings.push({ code: 'orphans', subject: `${key.name} on ${table}`, detail });
  }
  return { ...own, findings };
}
