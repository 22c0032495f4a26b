import { failureCodes, type FailureCode, type FailureKind } from './failure-codes.ts';

export interface FailureDetails {
  /** What to do; the code's remedy where none is given. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** Whether a part of the work was done all the same: then even wrong input is no longer as if nothing had been tried. */
  readonly isPartial?: boolean;
}

/**
 * The one error that Muster throws on purpose. Its message is one line that says what failed and why, in lower case and without a full
 * stop, and never holds a secret.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly hint: string;
  readonly isPartial: boolean;

  constructor(code: FailureCode, message: string, details: FailureDetails = {}) {
    super(oneLine(message), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.isPartial = details.isPartial ?? false;
    this.hint = oneLine(details.hint ?? failureCodes[code].remedy);
  }

  get kind(): FailureKind {
    return failureCodes[this.code].kind;
  }
}

/**
 * What was thrown, as a `Failure`: itself, or a `bug` that carries it as its cause. Where cleaning up failed as well, what came first counts:
 * a damaged backup stays damaged though its sandbox cannot be removed.
 */
export function asFailure(thrown: unknown): Failure {
  if (thrown instanceof SuppressedError) return asFailure(thrown.suppressed);
  if (thrown instanceof Failure) return thrown;
  return new Failure('bug', messageOf(thrown), { cause: thrown });
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]\s*/g, ' · ').trim();
}
