import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import { reparsers, type Reparse, type Values } from './canonical-statements.ts';
import { literal, type Session } from './session.ts';
import { onTrial } from './trial.ts';

/**
 * The server does not always read its own text back as it wrote it: `CHECK (status IN ('a', 'b'))` on a varchar column is printed with one
 * cast around the array, and after a restore with a cast on each member. Such objects mean the same and must not be called changed; nor may
 * a real change pass. So the copy's server parses the source's text, in a transaction that is rolled back, and writes it anew: where that
 * is the copy's own text, both come from the same words.
 */

/** Statements are sent in batches: one with thousands of definitions is slow to parse, and one each is slow to answer. */
const perStatement = 100;

interface Doubt {
  readonly object: ObjectFingerprint;
  readonly expected: ObjectFingerprint;
  /** What the copy has, for each part that may differ in words alone. */
  readonly parts: readonly { readonly reparse: Reparse; readonly found: unknown }[];
}

/**
 * The objects that were found, with `expected` in place of those that differ from it in words alone. The session is left as it was; the
 * tables that are asked about are locked meanwhile.
 */
export async function canonicalised(
  session: Session,
  expected: readonly ObjectFingerprint[],
  found: readonly ObjectFingerprint[],
): Promise<readonly ObjectFingerprint[]> {
  const wanted = new Map(expected.map((object) => [keyOf(object), object]));
  const doubts = found.flatMap((object) => {
    const doubt = doubtAbout(wanted.get(keyOf(object)), object);
    return doubt === undefined ? [] : [doubt];
  });
  const same = await settled(session, doubts);
  return found.map((object) => same.get(object) ?? object);
}

function keyOf(object: ObjectFingerprint): string {
  return `${object.kind} ${object.name}`;
}

/** Nothing where the objects are equal, or differ in more than can be put in other words. */
function doubtAbout(expected: ObjectFingerprint | undefined, object: ObjectFingerprint): Doubt | undefined {
  const reparserOf = reparsers[object.kind];
  if (expected === undefined || reparserOf === undefined || expected.definition === object.definition) return undefined;
  const wanted = valuesOf(expected);
  const found = valuesOf(object);
  const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
  const different = keys.filter((key) => JSON.stringify(wanted[key]) !== JSON.stringify(found[key]));
  const parts = different.flatMap((key) => {
    const reparse = reparserOf[key]?.(wanted, object.name);
    return reparse === undefined || typeof wanted[key] !== 'string' ? [] : [{ reparse, found: found[key] }];
  });
  return parts.length === different.length && parts.length > 0 ? { object, expected, parts } : undefined;
}

function valuesOf(object: ObjectFingerprint): Values {
  return JSON.parse(object.definition) as Values;
}

async function settled(
  session: Session,
  doubts: readonly Doubt[],
): Promise<ReadonlyMap<ObjectFingerprint, ObjectFingerprint>> {
  if (doubts.length === 0) return new Map();
  const answers = await reparsed(
    session,
    doubts.flatMap(({ parts }) => parts.map(({ reparse }) => reparse)),
  );
  let next = 0;
  const same = doubts.filter(({ parts }) => {
    const own = answers.slice(next, (next += parts.length));
    return parts.every(({ found }, index) => own[index] !== null && own[index] === found);
  });
  return new Map(same.map(({ object, expected }) => [object, expected]));
}

/** The block with the handler is a transaction of its own, which the last statement in it ends; the variable keeps what was read. */
const reparseFunction = `
  CREATE FUNCTION pg_temp.muster_reparse(statements text, read_back text) RETURNS text LANGUAGE plpgsql AS $muster$
  DECLARE answer text;
  BEGIN
    BEGIN
      EXECUTE statements;
      EXECUTE read_back INTO answer;
      RAISE EXCEPTION 'undo';
    EXCEPTION WHEN OTHERS THEN
      RETURN answer;
    END;
  END $muster$`;

/** What the server writes for each text, null where it does not take the text. */
async function reparsed(session: Session, reparses: readonly Reparse[]): Promise<readonly (string | null)[]> {
  return await onTrial(session, async () => {
    await session.execute('SET LOCAL check_function_bodies = off; SET LOCAL client_min_messages = error');
    await session.execute('CREATE EXTENSION IF NOT EXISTS plpgsql');
    await session.execute(reparseFunction);
    return await answersTo(session, reparses);
  });
}

async function answersTo(session: Session, reparses: readonly Reparse[]): Promise<readonly (string | null)[]> {
  const answers: (string | null)[] = [];
  for (let start = 0; start < reparses.length; start += perStatement) {
    const values = reparses
      .slice(start, start + perStatement)
      .map(({ statements, readBack }, index) => `(${index}, ${literal(statements)}, ${literal(readBack)})`);
    const rows = await session.rows(
      `SELECT pg_temp.muster_reparse(v.statements, v.read_back) AS answer ` +
        `FROM (VALUES ${values.join(', ')}) AS v (place, statements, read_back) ORDER BY v.place`,
    );
    answers.push(...rows.map((row) => row['answer'] ?? null));
  }
  return answers;
}
