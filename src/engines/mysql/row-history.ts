import { compareVersions, productVersionOf, type ProductVersion } from './product.ts';
import { since } from './since.ts';
import { identifier, literal, type Session } from './session.ts';
import type { TableName } from './source-scope.ts';

/** Whether the dump tool can write the rows of the past of system-versioned tables, and is told to. */
export function dumpsHistory({ product, version }: ProductVersion): boolean {
  return product.name === 'mariadb' && compareVersions(version, since.dumpHistory) >= 0;
}

/** `FROM` with a table, so that it gives the rows that are in a dump: with those of the past, where the tool writes them. */
export async function fromTable(session: Session, { schema, name }: TableName): Promise<string> {
  const [row] = await session.rows(
    { type: 'table_type', version: 'VERSION()' },
    `FROM information_schema.tables WHERE table_schema = ${literal(schema)} AND table_name = ${literal(name)}`,
  );
  const server = productVersionOf(row?.['version'] ?? '');
  const hasPast = row?.['type'] === 'SYSTEM VERSIONED' && server !== undefined && dumpsHistory(server);
  return `FROM ${identifier(schema)}.${identifier(name)}${hasPast ? ' FOR SYSTEM_TIME ALL' : ''}`;
}
