import { Failure } from '../failure.ts';

/** Whether a path, relative to the root of the repository, is meant. */
export type PathPattern = (path: string) => boolean;

export interface PatternOptions {
  /** Whether `migrations/` means `Migrations/` too. */
  readonly anyCase: boolean;
}

/**
 * What a pattern means: `*` and `?` stand for anything but `/`, `**` for any number of folders, `[0-9]` for one character of a set, and
 * `{a,b}` for one of several. A pattern that ends with `/` means everything below that folder.
 *
 * @throws Failure `input-invalid` that names `label`.
 */
export function parsePathPattern(text: string, label: string, { anyCase }: PatternOptions): PathPattern {
  try {
    const source = expressionOf(text.endsWith('/') ? `${text}**` : text);
    // a name may hold a line break: `s` lets none slip through
    const expression = new RegExp(`^${source}$`, anyCase ? 'isu' : 'su');
    return (path) => expression.test(path);
  } catch (cause) {
    throw new Failure('input-invalid', `input "${label}" has a pattern that cannot be read: ${JSON.stringify(text)}`, {
      hint: 'write paths with *, ?, **, [0-9] and {a,b}, one a line, such as db/schema/**/*.sql',
      cause,
    });
  }
}

/** `**` with its slash, choices, sets, and single characters. */
function expressionOf(text: string): string {
  const tokens = text.match(/\*\*\/|\*\*|\{[^{}]*\}|\[[^\]/]+\]|[\s\S]/gu) ?? [];
  // taken for a letter, it would mean no file at all: choices in choices are not understood
  if (tokens.some((token) => token === '{' || token === '[')) throw new SyntaxError('a bracket that nothing closes');
  return tokens.map(tokenOf).join('');
}

function tokenOf(token: string): string {
  if (token === '**/') return '(?:[^/]+/)*';
  if (token === '**') return '.*';
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (token.length > 1 && token.startsWith('{'))
    return `(?:${token.slice(1, -1).split(',').map(expressionOf).join('|')})`;
  if (token.length > 1 && token.startsWith('[')) return setOf(token.slice(1, -1));
  return token.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}

function setOf(content: string): string {
  const isNegated = content.startsWith('!');
  const members = (isNegated ? content.slice(1) : content).replace(/[\\^[]/g, '\\$&');
  return `[${isNegated ? '^/' : ''}${members}]`;
}
