import type { Runtime } from '../ports/runtime.ts';

/** Shorter ones stand in numbers, dates and words of every log. */
const leastCharacters = 4;

/** What containers and examples have for a password, and what our messages and those of servers speak of. */
const everyday = [
  'password',
  'postgres',
  'postgresql',
  'mysql',
  'mariadb',
  'root',
  'admin',
  'backup',
  'muster',
  'test',
];

/**
 * Whether a secret can be hidden by putting `***` wherever its text stands. One that is short, or a word that stands there for other reasons,
 * would be shown by that: where the database `shop` is written as `***`, everybody reads what the password is, and nobody reads the log.
 *
 * @param beside texts that are no secrets and may be in the output, such as the names of the source and of the database
 */
export function isHideable(secret: string, beside: readonly string[]): boolean {
  const text = secret.trim().toLowerCase();
  if (text.length < leastCharacters || everyday.includes(text)) return false;
  return !beside.some((other) => wordsOf(other).includes(text));
}

/** Masks a secret, or says once for each `what` that masking would show it. @param open gives the inputs that are no secrets */
export function hiderOn(
  runtime: Runtime,
  open: () => readonly string[],
): (secret: string, what: string, beside?: string) => void {
  const said = new Set<string>();
  return (secret, what, beside = '') => {
    if (isHideable(secret, [...open(), beside])) {
      runtime.mask(secret);
    } else if (!said.has(what)) {
      said.add(what);
      runtime.warn(
        `${what} is too short or too common a word to be hidden: *** in its place would show what it is wherever else it stands; choose a longer one`,
      );
    }
  };
}

/** A name as a whole, and the words in it. */
function wordsOf(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return [...lower.split(/[\s,/:@?&=]+/), ...lower.split(/[^\p{L}\p{N}]+/u)];
}
