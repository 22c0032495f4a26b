import type { Fingerprint, ObjectFingerprint, TableFingerprint } from '../fingerprint.ts';
import type { Finding } from './finding.ts';

/** What a comparison found: differences, and what could not be compared. */
export interface Comparison {
  readonly findings: readonly Finding[];
  readonly gaps: readonly string[];
  /** What a person should know although it does not speak against the copy: it is so in the source as well. */
  readonly notes?: readonly string[];
}

/** Holds the rows of a restored copy against those of the source, table by table. */
export function compareTables(expected: Fingerprint, copy: Fingerprint): Comparison {
  const found = new Map(copy.tables.map((table) => [table.name, table]));
  const findings: Finding[] = [];
  const gaps: string[] = [];
  for (const table of expected.tables) {
    const restored = found.get(table.name);
    found.delete(table.name);
    findings.push(...(restored === undefined ? [missingTable(table)] : compareTable(table, restored)));
    if (restored !== undefined && !isComparable(table, restored))
      gaps.push(`${table.name}: its rows were digested in a way that this version does not know`);
    if (table.countedRows === undefined) gaps.push(`${table.name}: its rows were not counted by the source's server`);
  }
  for (const { name } of found.values()) {
    findings.push({ code: 'table-unexpected', subject: name, detail: 'is in the copy, was not in the source' });
  }
  return { findings, gaps };
}

function missingTable({ name, rows }: TableFingerprint): Finding {
  return { code: 'table-missing', subject: name, detail: `is not in the copy; the source had it with ${rows} rows` };
}

function compareTable(expected: TableFingerprint, restored: TableFingerprint): readonly Finding[] {
  const subject = expected.name;
  const findings: Finding[] = [];
  if (expected.countedRows !== undefined && expected.countedRows !== expected.rows) {
    const detail = `the server counted ${expected.countedRows} rows, the dump holds ${expected.rows}`;
    findings.push({ code: 'count-differs', subject, detail });
  }
  const detail = `the source had ${expected.rows} rows, the copy has ${restored.rows}`;
  if (restored.rows < expected.rows) findings.push({ code: 'rows-missing', subject, detail });
  else if (restored.rows > expected.rows) findings.push({ code: 'rows-unexpected', subject, detail });
  else if (isComparable(expected, restored) && restored.digest !== expected.digest) {
    findings.push({ code: 'rows-differ', subject, detail: `the ${expected.rows} rows are not the same bytes` });
  }
  return findings;
}

/** Whether both digests were made by the same algorithm: others differ whatever the rows are. */
function isComparable(one: TableFingerprint, other: TableFingerprint): boolean {
  return one.digest.split(':', 1)[0] === other.digest.split(':', 1)[0];
}

/** Holds the objects of a restored copy against those of the source. A fingerprint of nothing proves nothing, and is a gap. */
export function compareObjects(expected: Fingerprint, copy: Fingerprint): Comparison {
  const found = new Map(copy.objects.map((object) => [identityOf(object), object]));
  const findings: Finding[] = [];
  for (const object of expected.objects) {
    const identity = identityOf(object);
    const restored = found.get(identity);
    found.delete(identity);
    if (restored === undefined) {
      findings.push({ code: 'object-missing', subject: identity, detail: 'is not in the copy' });
    } else if (restored.definition !== object.definition) {
      findings.push({
        code: 'object-differs',
        subject: identity,
        detail: difference(object.definition, restored.definition),
      });
    }
  }
  for (const identity of found.keys()) {
    findings.push({ code: 'object-unexpected', subject: identity, detail: 'is in the copy, was not in the source' });
  }
  const isEmpty = expected.tables.length === 0 && expected.objects.length === 0;
  return { findings, gaps: isEmpty ? [...expected.gaps, 'the fingerprint is of nothing at all'] : expected.gaps };
}

/** An object's name for people, unique in a database: `index public.orders_pkey`. */
function identityOf({ kind, name }: ObjectFingerprint): string {
  return `${kind} ${name}`;
}

const contextLength = 60;

/** The place where two definitions part, with a little of each. */
function difference(expected: string, found: string): string {
  let at = 0;
  while (at < expected.length && expected[at] === found[at]) at += 1;
  const from = Math.max(0, at - 20);
  const excerpt = (text: string): string => {
    const piece = text.slice(from, from + contextLength).replace(/\s+/g, ' ');
    return `${from > 0 ? '…' : ''}${piece}${text.length > from + contextLength ? '…' : ''}`;
  };
  return `the source had "${excerpt(expected)}", the copy has "${excerpt(found)}"`;
}
