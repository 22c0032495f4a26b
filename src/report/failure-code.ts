import type { FailureCode } from '../domain/failure-codes.ts';

const page = 'https://github.com/muster-backup/muster/blob/main/docs/errors.md';

/** A failure's code, as a link to its line in the documentation; Markdown. */
export function failureCode(code: FailureCode): string {
  return `[\`${code}\`](${page}#${code})`;
}
