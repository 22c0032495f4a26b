import { messageOf } from '../domain/failure.ts';
import { ProcessFailure } from './launcher.ts';

/** The last line that is not empty, or an empty text. */
export function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}

/** The line that says why a program failed: of a full disk, or the last one about an error. What comes behind it is about tidying up. */
function tellingLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const isOf = (pattern: RegExp): string | undefined => lines.findLast((line) => pattern.test(line));
  return isOf(/No space left on device/) ?? isOf(/\b(?:error|fatal|panic): /i) ?? lastLine(text);
}

/**
 * Why a program failed, in its own words, or in those of the error. Only for programs whose messages hold no rows and no secrets.
 */
export function lastWords(error: unknown): string {
  const said = error instanceof ProcessFailure ? tellingLine(error.stderr) : '';
  return said === '' ? messageOf(error) : said;
}
