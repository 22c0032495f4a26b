import { messageOf } from '../domain/failure.ts';
import { ProcessFailure } from './launcher.ts';

/** The last line that is not empty, or an empty text. */
export function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}

/**
 * Why a program failed, in its own last words, or in those of the error. Only for programs whose messages hold no rows and no secrets.
 */
export function lastWords(error: unknown): string {
  const said = error instanceof ProcessFailure ? lastLine(error.stderr) : '';
  return said === '' ? messageOf(error) : said;
}
