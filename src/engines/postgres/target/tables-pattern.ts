import type { Fingerprint, ObjectFingerprint } from '../../../domain/fingerprint.ts';
import { Failure } from '../../../domain/failure.ts';
import { didYouMean } from '../../../domain/nearest.ts';
import { parseCopyStatement } from '../copy-statement.ts';
import { definitionOf } from './tables-part.ts';

interface Table {
  /** Quoted and qualified. */
  readonly name: string;
  /** Schema and name without quotes. */
  readonly path: readonly string[];
}

/**
 * The tables of a backup that patterns choose, with their partitions, in the order of their names. Patterns are those of pg_dump: letters
 * outside double quotes are folded to lower case, `*` and `?` stand for any letters and for one, and a dot parts schema and name. A pattern
 * without a schema means the tables of `public` and, where it has none, those of one other schema.
 *
 * @throws Failure `source-missing` for a pattern that fits no table; `input-invalid` for one that cannot be read or fits several schemas.
 */
export function tablesFitting(patterns: readonly string[], expected: Fingerprint): readonly string[] {
  const objects = expected.objects.filter(({ kind }) => kind === 'table');
  const tables = objects.map(({ name }) => ({ name, path: pathOf(name) }));
  const chosen = new Set(patterns.flatMap((pattern) => fitting(pattern, tables)));
  let size;
  do {
    size = chosen.size;
    for (const object of objects) if (isPartitionOf(object, chosen)) chosen.add(object.name);
  } while (chosen.size > size);
  return [...chosen].sort();
}

function isPartitionOf(object: ObjectFingerprint, tables: ReadonlySet<string>): boolean {
  const { parents, partition_bound: bound } = definitionOf(object);
  return bound !== undefined && Array.isArray(parents) && parents.some((parent) => tables.has(String(parent)));
}

function fitting(pattern: string, tables: readonly Table[]): readonly string[] {
  const parts = expressionsOf(pattern);
  const [name, schema] = parts.toReversed();
  const fits = tables.filter(
    ({ path: [ofSchema = '', own = ''] }) => name?.test(own) === true && (schema?.test(ofSchema) ?? true),
  );
  const found = schema === undefined ? inOneSchema(pattern, fits) : fits;
  if (found.length > 0) return found.map(({ name: fit }) => fit);
  const names = tables.map((table) => table.name);
  const known = pattern.includes('.') ? names : [...names, ...tables.map(({ path }) => path[1] ?? '')];
  throw new Failure('source-missing', `no table of the backup fits "${pattern}"${didYouMean(pattern, known)}`, {
    hint: 'name tables as pg_dump does: orders, shop.orders, shop.*, "Order" in double quotes where it has capitals',
  });
}

function inOneSchema(pattern: string, fits: readonly Table[]): readonly Table[] {
  const ofPublic = fits.filter(({ path }) => path[0] === 'public');
  const schemas = new Set(fits.map(({ path }) => path[0]));
  if (ofPublic.length > 0 || schemas.size < 2) return ofPublic.length > 0 ? ofPublic : fits;
  throw new Failure('input-invalid', `"${pattern}" fits tables of several schemas`, {
    hint: `write it with its schema: ${fits.map(({ name }) => name).join(' or ')}`,
  });
}

/** The parts of a pattern between its dots, as expressions; `processSQLNamePattern` in PostgreSQL's `string_utils.c` has the rules. @throws Failure `input-invalid` */
export function expressionsOf(pattern: string): readonly RegExp[] {
  const parts = [''];
  let isQuoted = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern[at] ?? '';
    const last = parts.length - 1;
    const add = (text: string): void => void (parts[last] = (parts[last] ?? '') + text);
    if (letter === '"' && isQuoted && pattern[at + 1] === '"') {
      add('"');
      at += 1;
    } else if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted || letter === '$') add(letter.replace(/[|*+?()[\]{}.^$\\]/, '\\$&'));
    else if (letter === '.') parts.push('');
    else add(letter === '*' ? '.*' : letter === '?' ? '.' : /[A-Z]/.test(letter) ? letter.toLowerCase() : letter);
  }
  if (isQuoted || parts.length > 2 || parts.includes('')) throw unreadable(pattern);
  try {
    return parts.map((part) => new RegExp(`^(?:${part})$`, 'su'));
  } catch (cause) {
    throw unreadable(pattern, cause);
  }
}

function unreadable(pattern: string, cause?: unknown): Failure {
  return new Failure('input-invalid', `a pattern of tables cannot be read: "${pattern}"`, {
    hint: 'write table or schema.table, each with * and ?, and names with capitals, dots or spaces in double quotes',
    cause,
  });
}

/** Schema and name of a quoted and qualified name, without quotes. */
export function pathOf(name: string): readonly string[] {
  return parseCopyStatement(`COPY ${name}  FROM stdin;`)?.path ?? [name];
}

/** A quoted name without its quotes. */
export function nameOf(name: string): string {
  return pathOf(name)[0] ?? name;
}
