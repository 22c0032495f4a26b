import { statementsOf, type DumpStatement } from './dump-statements.ts';
import { ambiguousCharsets, asLetters } from './letters.ts';
import type { ProductVersion } from './product.ts';

/**
 * Whether statements are the same to the client, which reads bytes, and to the server, which reads a body in the character set that it was
 * made in: with `ソ` of sjis in front of its closing quote, say, they are not, since its second byte is a backslash.
 */
export function areClear(statements: readonly DumpStatement[], server?: ProductVersion): boolean {
  const possible = charsetsOf(statements);
  const charsets = new Set(possible.flat());
  const shapes = (texts: readonly string[]): string =>
    // what stands behind tells whether the last quote was closed
    JSON.stringify(statementsOf(`${texts.join('')} x`, server).map(({ text, bare }) => [text.length, bare]));
  const asBytes = charsets.size === 0 ? '' : shapes(statements.map(({ text }) => text));
  return [...charsets].every(
    (charset) =>
      shapes(statements.map(({ text }, at) => (possible[at]?.includes(charset) ? asLetters(text, charset) : text))) ===
      asBytes,
  );
}

/** The ambiguous character sets that may hold for each of the statements. */
function charsetsOf(statements: readonly DumpStatement[]): readonly (readonly string[])[] {
  const named: string[] = [];
  let current: readonly string[] = [];
  return statements.map(({ code }) => {
    const held = current;
    if (code.startsWith('SET ')) {
      const words = ambiguousCharsets.filter((charset) => new RegExp(`\\b${charset}(?:_|\\b)`, 'i').test(code));
      named.push(...words);
      // a variable may hold any that there was
      const isSure = /\bcharacter_set_client\s*=/i.test(code) && !/=\s*@/.test(code);
      if (isSure) current = words;
      else if (words.length > 0 || /\bcharacter_set_client\b/i.test(code)) current = named;
    }
    return [...held];
  });
}
