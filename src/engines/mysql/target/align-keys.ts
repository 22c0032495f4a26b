import { identifier, literal, type Session } from '../session.ts';
import { readForeignKeys, repointing } from './foreign-keys.ts';

/**
 * Makes the foreign keys of tables that come back alone refer to the tables of the target: in the fresh schema, where the dump has made them,
 * they refer to tables that are not there.
 */
export async function alignKeys(
  session: Session,
  fresh: string,
  target: string,
  tables: readonly string[],
): Promise<void> {
  const keys = await readForeignKeys(
    session,
    `k.table_schema = ${literal(fresh)} AND k.referenced_table_schema = ${literal(fresh)}
       AND k.referenced_table_name NOT IN (${tables.map(literal).join(', ')})`,
  );
  for (const key of keys) for (const statement of repointing(key, target)) await session.execute(statement);
}

/** The definition of a table whose foreign keys were made to refer to another schema, as it was before; its keys in order of their names. */
export function unaligned(definition: string, target: string): string {
  const key = /^ {2}CONSTRAINT `(?:[^`]|``)*` FOREIGN KEY .*$/;
  const lines = definition.split('\n').map((line) => line.replace(/,$/, ''));
  const keys = lines
    .filter((line) => key.test(line))
    .map((line) => line.replace(`REFERENCES ${identifier(target)}.`, 'REFERENCES '));
  return [...lines.filter((line) => !key.test(line)), ...keys.sort()].join('\n');
}
