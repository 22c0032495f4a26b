import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import { literal, type Session } from './session.ts';

/** Parts of one statement, so that thousands of sequences take a handful of statements. */
const perStatement = 500;

/** Where sequences stand now, each as an object of the kind `sequence-value`. Names are quoted and qualified. */
export async function readSequenceValues(session: Session, names: readonly string[]): Promise<ObjectFingerprint[]> {
  const values: ObjectFingerprint[] = [];
  for (let start = 0; start < names.length; start += perStatement) {
    const parts = names
      .slice(start, start + perStatement)
      .map((name) => `SELECT ${literal(name)} AS name, last_value, is_called FROM ${name}`);
    for (const row of await session.rows(parts.join(' UNION ALL '))) {
      values.push(value(row['name'] ?? '', row['last_value'] ?? '', row['is_called'] === 't'));
    }
  }
  return values;
}

/**
 * The object for a `SEQUENCE SET` entry of an archive, from its definition `SELECT pg_catalog.setval('public.s', 43, true);`. What the dump
 * holds is what the copy must have: sequences are no part of a snapshot, so a value that was read beside the dump may be another one.
 */
export function sequenceValueOf(entry: string): ObjectFingerprint | undefined {
  const match = /^SELECT pg_catalog\.setval\((E?)'((?:[^']|'')*)', (-?\d+), (true|false)\);\s*$/.exec(entry);
  if (match === null) return undefined;
  const [, escaped = '', quoted = '', last = '', called] = match;
  const name = quoted.replaceAll("''", "'");
  return value(escaped === '' ? name : name.replaceAll('\\\\', '\\'), last, called === 'true');
}

function value(name: string, last: string, called: boolean): ObjectFingerprint {
  return { kind: 'sequence-value', name, definition: `${last}, ${called ? 'called' : 'not called'}` };
}
