import { Failure } from '../../domain/failure.ts';
import { didYouMean } from '../../domain/nearest.ts';
import type { DumpRequest } from '../../ports/engine.ts';
import type { Connection } from './connection.ts';
import type { DumpScope } from './dump-process.ts';
import { literal, type Session } from './session.ts';

/** A table by its plain names. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** What is dumped, with all base tables in it that have rows of their own. */
export interface SourceScope extends DumpScope {
  readonly baseTables: readonly TableName[];
  /** Whether it is all that the server has. */
  readonly isWholeServer: boolean;
  /** Whether patterns chose the tables, so that those that the account does not see were not even tried. */
  readonly hasPatterns: boolean;
}

/** Schemas that belong to the server and not to its users. */
export const ownSchemas: readonly string[] = ['mysql', 'information_schema', 'performance_schema', 'sys'];

/**
 * The schemas and tables that a request means: the schema of the URL, or all that are not the server's own. Patterns have `*` and `?`, and a
 * schema in front where the URL names none.
 *
 * @throws Failure `source-missing` for a schema that does not exist, for patterns of what to dump that fit nothing, and for such names of what
 *   to leave out
 */
export async function scopeOf(
  session: Session,
  { database }: Connection,
  { tables, excludeTables }: Pick<DumpRequest, 'tables' | 'excludeTables'>,
): Promise<SourceScope> {
  const schemas = database === '' ? await allSchemas(session) : [database];
  const found = await relationsIn(session, schemas);
  const fitting = (pattern: string): readonly Relation[] => {
    const fits = matcherOf(pattern, database);
    const matches = found.filter(fits);
    if (matches.length > 0) return matches;
    const names = found.map(({ schema, name }) => (database === '' ? `${schema}.${name}` : name));
    throw new Failure('source-missing', `no table fits ${JSON.stringify(pattern)}${didYouMean(pattern, names)}`);
  };
  // one with letters left open may be for tables that come later
  const without = excludeTables.flatMap((pattern) =>
    /[*?]/.test(pattern) ? found.filter(matcherOf(pattern, database)) : fitting(pattern),
  );
  const chosen = tables.length === 0 ? found : [...new Set(tables.flatMap(fitting))];
  if (tables.length > 0 && schemas.length > 1) {
    throw new Failure('input-invalid', 'input "tables" needs a URL with a schema', {
      hint: 'write mysql://user:password@host:3306/schema',
    });
  }
  const dumped = chosen.filter((relation) => !without.includes(relation));
  // no name of a table would mean all of them to the dump tool
  if (dumped.length === 0 && tables.length > 0) {
    throw new Failure('source-missing', 'inputs "tables" and "exclude-tables" leave no table to dump', {
      hint: 'leave out less with "exclude-tables", or choose more with "tables"',
    });
  }
  return {
    schemas,
    ...(tables.length > 0 && { tables: dumped.map(({ name }) => name) }),
    without,
    baseTables: dumped.filter(({ isBase }) => isBase),
    isWholeServer: database === '',
    hasPatterns: tables.some((pattern) => /[*?]/.test(pattern)),
  };
}

async function allSchemas(session: Session): Promise<readonly string[]> {
  const rows = await session.rows(
    { name: 'schema_name' },
    `FROM information_schema.schemata WHERE schema_name NOT IN (${ownSchemas.map(literal).join(', ')}) ORDER BY schema_name`,
  );
  if (rows.length === 0)
    throw new Failure('source-missing', 'the account can see no schema but those of the server itself');
  return rows.map(({ name }) => name ?? '');
}

interface Relation extends TableName {
  readonly isBase: boolean;
}

async function relationsIn(session: Session, schemas: readonly string[]): Promise<readonly Relation[]> {
  const rows = await session.rows(
    { schema: 'table_schema', name: 'table_name', type: 'table_type' },
    `FROM information_schema.tables WHERE table_schema IN (${schemas.map(literal).join(', ')})
       AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW') ORDER BY table_schema, table_name`,
  );
  return rows.map(({ schema, name, type }) => ({ schema: schema ?? '', name: name ?? '', isBase: type !== 'VIEW' }));
}

/** Whether a table fits a pattern with `*` and `?`, and a schema in front or not. */
export function matcherOf(pattern: string, database: string): (table: TableName) => boolean {
  const plain = pattern.replaceAll('`', '');
  const asExpression = (text: string): RegExp =>
    new RegExp(
      `^${text
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
      's',
    );
  const dot = plain.indexOf('.');
  const [schema, name] = dot < 0 ? [database || '*', plain] : [plain.slice(0, dot), plain.slice(dot + 1)];
  const [inSchema, named] = [asExpression(schema), asExpression(name)];
  return (table) => inSchema.test(table.schema) && named.test(table.name);
}
