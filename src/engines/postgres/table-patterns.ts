import { Failure } from '../../domain/failure.ts';
import { didYouMean } from '../../domain/nearest.ts';
import type { DumpRequest } from '../../ports/engine.ts';
import type { ArchiveEntry } from './archive-toc.ts';
import type { Session } from './session.ts';
import { expressionsOf } from './target/tables-pattern.ts';

type Patterns = Pick<DumpRequest, 'tables' | 'excludeTables'>;

/**
 * Requires that patterns are one a line, since pg_dump takes a comma for a letter of a name.
 *
 * @throws Failure `input-invalid`
 */
export function assertOneEach({ tables, excludeTables }: Patterns): void {
  for (const [input, patterns] of [
    ['tables', tables],
    ['exclude-tables', excludeTables],
  ] as const) {
    const crowded = patterns.find((pattern) => pattern.replace(/"[^"]*"|\{\d+,\d*\}|\[[^\]]*\]/g, '').includes(','));
    if (crowded === undefined) continue;
    throw new Failure('input-invalid', `input "${input}" has several patterns on a line: ${JSON.stringify(crowded)}`, {
      hint: 'write one pattern a line, and a name that has a comma in it in double quotes',
    });
  }
}

const relations = ['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE'];

/**
 * Requires that patterns of what to dump left something to dump, and that each name of what to leave out did leave out something: pg_dump passes over one that
 * fits nothing, and what was to stay out of the backup is in it.
 *
 * @throws Failure `source-missing`
 */
export async function assertPatternsFit(
  holder: Session,
  entries: readonly ArchiveEntry[],
  { tables, excludeTables }: Patterns,
): Promise<void> {
  if (tables.length === 0 && excludeTables.length === 0) return;
  const dumped = entries.filter(({ description }) => relations.includes(description));
  if (dumped.length === 0 && tables.length > 0) {
    throw new Failure('source-missing', 'inputs "tables" and "exclude-tables" leave no table to dump', {
      hint: 'leave out less with "exclude-tables", or choose more with "tables"',
    });
  }
  const isDumped = new Set(dumped.map(({ namespace = '', tag }) => `${namespace}\0${tag}`));
  const all = await holder.rows(
    `SELECT n.nspname AS namespace, c.relname AS tag FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'f', 'S', 'v', 'm')`,
  );
  const left = all.filter(({ namespace, tag }) => !isDumped.has(`${namespace ?? ''}\0${tag ?? ''}`));
  // one with letters left open may be for tables that come later
  const idle = excludeTables.find((pattern) => !isOpen(pattern) && !left.some(fits(pattern)));
  if (idle === undefined) return;
  const names = dumped.flatMap(({ namespace = '', tag }) => [tag, `${namespace}.${tag}`]);
  throw new Failure(
    'source-missing',
    `pattern ${JSON.stringify(idle)} of input "exclude-tables" leaves out nothing${didYouMean(idle, names)}`,
    {
      hint: 'write one pattern a line as pg_dump takes them, with the schema, such as app.audit or app.log_*; remove it where the table is gone',
    },
  );
}

function isOpen(pattern: string): boolean {
  return /[*?+|[({]/.test(pattern.replace(/"[^"]*"/g, ''));
}

function fits(pattern: string): (relation: Readonly<Record<string, string | null>>) => boolean {
  let expressions: readonly RegExp[];
  try {
    expressions = expressionsOf(pattern);
  } catch {
    return () => true; // pg_dump knows forms that are not told here, such as one with the database in front
  }
  const [name, schema] = expressions.toReversed();
  return ({ namespace, tag }) => name?.test(tag ?? '') === true && (schema?.test(namespace ?? '') ?? true);
}
