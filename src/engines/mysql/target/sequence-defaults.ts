import { identifier, literal, type Session } from '../session.ts';
import type { Exchange } from './journal.ts';

/** Makes defaults that take the next number of a sequence name the schema that both have come into. May be called again. */
export async function repairDefaults(session: Session, { schema, coming }: Exchange): Promise<void> {
  const elsewhere = `nextval(${identifier(coming.schema)}.`;
  const rows = await session.rows(
    { table: 'table_name', column: 'column_name', value: 'column_default' },
    `FROM information_schema.columns WHERE table_schema = ${literal(schema)} AND LOCATE(${literal(elsewhere)}, column_default) > 0`,
  );
  for (const row of rows) {
    const [table = '', column = '', value = ''] = ['table', 'column', 'value'].map((name) => row[name] ?? '');
    const own = value.replaceAll(elsewhere, `nextval(${identifier(schema)}.`);
    await session.execute(
      `ALTER TABLE ${identifier(schema)}.${identifier(table)} ALTER COLUMN ${identifier(column)} SET DEFAULT (${own})`,
    );
  }
}
