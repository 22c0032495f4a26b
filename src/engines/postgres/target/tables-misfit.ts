import { Failure } from '../../../domain/failure.ts';
import type { Fingerprint } from '../../../domain/fingerprint.ts';
import { stayingObjects, type Survey } from './tables-survey.ts';
import { unfit } from './tables-needs.ts';

/** What a server says of rows that a table does not take, without the rows. */
const misfits = [
  /new row for relation "[^"]*" violates check constraint "[^"]*"/,
  /null value in column "[^"]*" of relation "[^"]*" violates not-null constraint/,
  /(?:duplicate|conflicting) key value violates (?:unique|exclusion) constraint "[^"]*"/,
  /value for domain \S+ violates check constraint "[^"]*"/,
  /invalid input value for enum [^:]+/,
  /new row for relation "[^"]*" violates partition constraint/,
];

const rulers = new Set(['constraint', 'index', 'column']);

/** Why rows of a sound backup did not load into a table that stays, where that got stricter after the backup; else the error as it is. */
export function misfitOr(error: unknown, survey: Survey, { objects }: Fingerprint): unknown {
  if (!(error instanceof Failure) || error.code !== 'restore-failed') return error;
  const reason = misfits.map((misfit) => misfit.exec(error.message)?.[0]).find((found) => found !== undefined);
  if (reason === undefined) return error;
  const inBackup = new Map(objects.map((object) => [`${object.kind} ${object.name}`, object.definition]));
  const younger = stayingObjects(survey).filter(
    ({ kind, name, definition }) => rulers.has(kind) && inBackup.get(`${kind} ${name}`) !== definition,
  );
  const isOfType = / for (?:domain|enum) /.test(reason);
  if (reason.includes(' partition ')) {
    if (survey.later.length === 0) return error;
    return unfit(
      `the backup is sound, but partitions that are younger take its rows from others: ${survey.later.join(', ')} (${reason})`,
      'detach these, restore, move the rows that belong there, and attach them again',
    );
  }
  if (younger.length === 0 && !isOfType) return error;
  return unfit(
    `the backup is sound, but its rows do not fit what the target asks for by now: ${reason}`,
    'take that rule away, restore, correct the rows, and set it again',
  );
}
