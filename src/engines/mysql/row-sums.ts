import { fromTable } from './row-history.ts';
import { identifier, literal, type Session } from './session.ts';
import type { TableName } from './source-scope.ts';

/** Whether the dump tools lose digits of a table: they write six of a FLOAT. */
export async function hasInexactColumns(session: Session, table: TableName): Promise<boolean> {
  return (await columnsOf(session, table)).some(({ type }) => type === 'float');
}

/**
 * A digest of all rows by the server, whatever their order: the sum of a CRC over the CRCs of the columns. CRCs of CRCs tell null from the
 * empty text, and never grow beyond `max_allowed_packet`. Equal on MariaDB 10.5 to 11.8 and MySQL 9.7 for the same rows.
 */
export async function digestRows(session: Session, table: TableName): Promise<string> {
  const parts = (await columnsOf(session, table)).map(
    ({ name, type }) => `COALESCE(CRC32(${exact(identifier(name), type)}), 'N')`,
  );
  const sum = `COALESCE(SUM(CRC32(CONCAT_WS(',', ${parts.join(', ')}))), 0)`;
  const [row] = await session.rows({ sum }, await fromTable(session, table));
  return `crc:${row?.['sum'] ?? ''}`;
}

/** A column as a text that tells all of its values apart. */
function exact(column: string, type: string): string {
  if (type === 'float' || type === 'double') return `CAST(${column} AS DOUBLE)`; // as FLOAT it would have six digits here too
  if (type === 'bit') return `${column} + 0`;
  if (/char|text|enum|set|json/.test(type)) return `CONVERT(${column} USING utf8mb4)`;
  if (/geometry|point|linestring|polygon/.test(type)) return `ST_AsWKB(${column})`;
  return column;
}

async function columnsOf(
  session: Session,
  { schema, name }: TableName,
): Promise<readonly { readonly name: string; readonly type: string }[]> {
  const rows = await session.rows(
    { name: 'column_name', type: 'LOWER(data_type)' },
    `FROM information_schema.columns WHERE table_schema = ${literal(schema)} AND table_name = ${literal(name)}
       ORDER BY ordinal_position`,
  );
  return rows.map((row) => ({ name: row['name'] ?? '', type: row['type'] ?? '' }));
}
