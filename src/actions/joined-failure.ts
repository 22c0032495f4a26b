import { Failure } from '../domain/failure.ts';

/** One failure for a run in which several stores failed: the first one's code and hint, and what each one says; undefined for none. */
export function joinedFailure(failures: readonly Failure[]): Failure | undefined {
  const [first] = failures;
  if (failures.length <= 1 || first === undefined) return first;
  const message = failures.map((failure) => failure.message).join('; ');
  return new Failure(first.code, message, { hint: first.hint, cause: first });
}
