import type { Fingerprint, ObjectFingerprint } from '../../../domain/fingerprint.ts';
import { identifier } from '../copy-statement.ts';

const relation = `${identifier}\\.${identifier}`;
const ofTable = new RegExp(`^table (${relation})$`, 'u');
const ofColumn = new RegExp(`^table column (${relation})\\.${identifier}$`, 'u');
const onTable = new RegExp(`^(?:table constraint|trigger|policy|rule) ${identifier} on (${relation})$`, 'u');
const ofOther = new RegExp(`^(index|sequence|statistics object) (${relation})$`, 'u');
const fromTable = new RegExp(` FROM (${relation})$`, 'u');
const column = new RegExp(`^(${relation})\\.${identifier}$`, 'u');

/** What a definition says, by its keys; a text that is no JSON has none. */
export function definitionOf(object: ObjectFingerprint): Readonly<Record<string, unknown>> {
  return object.definition.startsWith('{') ? (JSON.parse(object.definition) as Record<string, unknown>) : {};
}

/** A text of a definition; empty where there is none. */
export function textOf(object: ObjectFingerprint, key: string): string {
  const value = definitionOf(object)[key];
  return typeof value === 'string' ? value : '';
}

/**
 * The objects that belong to a table, by the table's name: the table itself, and what goes when it goes. Views are nobody's, and neither is
 * it a table's business who publishes it.
 */
export function ownersOf(objects: readonly ObjectFingerprint[]): ReadonlyMap<ObjectFingerprint, string> {
  const owners = new Map<ObjectFingerprint, string>();
  const named = new Map<string, string>();
  const own = (object: ObjectFingerprint, table: string | undefined, type?: string): void => {
    if (table === undefined || table === '') return;
    owners.set(object, table);
    if (type !== undefined) named.set(`${type} ${object.name}`, table);
  };
  for (const object of objects) {
    const { kind, name } = object;
    if (kind === 'table' || kind === 'table-digest') own(object, name);
    else if (kind === 'column') own(object, column.exec(name)?.[1]);
    else if (kind === 'index') own(object, textOf(object, 'table'), 'index');
    else if (kind === 'statistics') own(object, fromTable.exec(textOf(object, 'definition'))?.[1], 'statistics object');
    else if (kind === 'sequence') own(object, column.exec(textOf(object, 'owned_by'))?.[1], 'sequence');
    else if (ofTableByDefinition.has(kind)) own(object, textOf(object, 'table'));
  }
  for (const object of objects) {
    const { kind, name } = object;
    if (kind === 'sequence-value') own(object, named.get(`sequence ${name}`));
    if (!isNote.has(kind)) continue;
    const other = ofOther.exec(name);
    const table = [ofTable, ofColumn, onTable].map((form) => form.exec(name)?.[1]).find((found) => found !== undefined);
    own(object, other === null ? table : named.get(`${other[1] ?? ''} ${other[2] ?? ''}`));
  }
  return owners;
}

const ofTableByDefinition = new Set(['constraint', 'trigger', 'rule', 'policy']);
const isNote = new Set(['comment', 'security-label', 'grants']);

/**
 * The part of a fingerprint that belongs to some tables: rows, and objects without where sequences stand, since those of a live table never
 * go back. Of the gaps, those that say something about rows.
 */
export function partOf(expected: Fingerprint, tables: ReadonlySet<string>): Fingerprint {
  const owners = ownersOf(expected.objects);
  return {
    tables: expected.tables.filter(({ name }) => tables.has(name)),
    objects: expected.objects.filter((object) => {
      const owner = owners.get(object);
      return owner !== undefined && tables.has(owner) && object.kind !== 'sequence-value';
    }),
    settings: expected.settings,
    gaps: expected.gaps.filter((gap) => /^the rows (?:of|were) /.test(gap) && mentions(gap, expected, tables)),
  };
}

/** Whether a gap is about all tables, or about one of these. */
function mentions(gap: string, { objects }: Fingerprint, tables: ReadonlySet<string>): boolean {
  const named = objects.filter(({ kind, name }) => kind === 'table' && gap.startsWith(`the rows of ${name} `));
  return named.length === 0 || named.some(({ name }) => tables.has(name));
}
