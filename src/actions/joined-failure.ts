import { Failure } from '../domain/failure.ts';

/**
 * One failure for a run in which stores failed: the first one's code and hint, and what each one says; undefined for none.
 *
 * @param isPartial whether something was done in other stores
 */
export function joinedFailure(failures: readonly Failure[], isPartial = false): Failure | undefined {
  const [first] = failures;
  if (first === undefined || (failures.length === 1 && !isPartial)) return first;
  const message = failures.map((failure) => failure.message).join('; ');
  return new Failure(first.code, message, { hint: first.hint, cause: first, isPartial });
}
