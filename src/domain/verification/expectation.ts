import { compareDecimals, parseDecimal } from './decimal.ts';
import { parseMoment } from './moment.ts';

const operators = {
  '=': (order: number) => order === 0,
  '!=': (order: number) => order !== 0,
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
} as const;

type Operator = keyof typeof operators;

/** What a user expects of the answer to a query. `text` is how the user wrote it. */
export type Expectation = { readonly text: string } & (
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-empty' }
  | { readonly kind: 'comparison'; readonly operator: Operator; readonly operand: string }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
);

/** The rows of an answer, every value as text or null. */
export type Rows = readonly Readonly<Record<string, string | null>>[];

/**
 * The expectation that a text is, or in words why it is none:
 *
 * - `empty`, `not empty`: whether there is a row; a single value that is null or has no characters counts as none;
 * - `= 5`, `!= 0`, `< 1e6`, `<= 7`, `> 0.5`, `>= 2026-01-31`: the single value as a number or a moment, or for `=` and `!=` as text;
 * - `/^ord-\d+$/`, `/paid/i`: a pattern that the single value fits;
 * - any other text, quoted or not: the single value is this text, or this number.
 */
export function parseExpectation(text: string): Expectation | { readonly problem: string } {
  const written = text.trim();
  if (written === '') return { problem: 'is empty' };
  if (written === 'empty') return { kind: 'empty', text: written };
  if (/^not\s+empty$/.test(written)) return { kind: 'not-empty', text: written };
  const [, source, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(written) ?? [];
  if (source !== undefined) return parsePattern(written, source, flags);
  const [, sign = '=', rest = ''] = /^(<=|>=|!=|<>|==|=|<|>)?\s*(.*)$/s.exec(written) ?? [];
  const operator = operatorOf(sign);
  const operand = unquoted(rest);
  if (rest === '') return { problem: `has nothing behind ${sign}` };
  if (
    operator !== '=' &&
    operator !== '!=' &&
    parseDecimal(operand) === undefined &&
    parseMoment(operand) === undefined
  ) {
    return { problem: `compares with what is neither a number nor a moment: ${JSON.stringify(rest)}` };
  }
  return { kind: 'comparison', operator, operand, text: written };
}

/** Why an answer is not as expected, without its text values, which may be personal data; undefined where it is. */
export function disappointment(expectation: Expectation, rows: Rows): string | undefined {
  const values = rows.map((row) => Object.values(row));
  const isEmpty = values.length === 0 || (values.length === 1 && values[0]?.length === 1 && !values[0][0]);
  if (expectation.kind === 'empty') return isEmpty ? undefined : `found ${countOf(rows.length, 'row')}`;
  if (expectation.kind === 'not-empty') return isEmpty ? 'found nothing' : undefined;
  const single = singleValue(rows);
  if ('problem' in single) return single.problem;
  const { value } = single;
  if (expectation.kind === 'pattern') return expectation.pattern.test(value) ? undefined : `found ${shown(value)}`;
  return compares(value, expectation.operator, expectation.operand) ? undefined : `found ${shown(value)}`;
}

/** The one value of an answer that has to have one row and one column, and not null in it. */
export function singleValue(rows: Rows): { readonly value: string } | { readonly problem: string } {
  const [first] = rows;
  if (first === undefined) return { problem: 'found no rows' };
  const [value, ...others] = Object.values(first);
  if (rows.length > 1) return { problem: `found ${rows.length} rows where one is expected` };
  if (value === undefined || others.length > 0) {
    return { problem: `found ${others.length + 1} columns where one is expected` };
  }
  return value === null ? { problem: 'found null' } : { value };
}

/** A value as a message may have it: numbers, moments and truth values as they are, of other texts the length only. */
export function shown(value: string): string {
  const isPlain =
    parseDecimal(value) !== undefined || parseMoment(value) !== undefined || /^(?:t|f|true|false)$/.test(value);
  return isPlain ? value : `a text of ${countOf(value.length, 'character')}`;
}

function compares(value: string, operator: Operator, operand: string): boolean {
  const isTrue = operators[operator];
  const [number, other] = [parseDecimal(value), parseDecimal(operand)];
  if (number !== undefined && other !== undefined) return isTrue(compareDecimals(number, other));
  const [moment, otherMoment] = [parseMoment(value), parseMoment(operand)];
  if (moment !== undefined && otherMoment !== undefined) return isTrue(moment.getTime() - otherMoment.getTime());
  if (operator === '=') return same(value, operand);
  return operator === '!=' && !same(value, operand);
}

/** Texts are equal by their characters, and `true` and `false` also by what PostgreSQL (`t`, `f`) prints for them. */
function same(value: string, operand: string): boolean {
  return value === operand || (/^(?:true|false)$/.test(operand) && value === operand.charAt(0));
}

function parsePattern(text: string, source: string, flags: string): Expectation | { readonly problem: string } {
  if (/[^imsu]/.test(flags)) return { problem: `has a flag other than i, m, s and u behind the pattern: ${flags}` };
  try {
    return { kind: 'pattern', pattern: new RegExp(source, flags), text };
  } catch {
    return { problem: 'is not a regular expression' };
  }
}

function operatorOf(sign: string): Operator {
  if (sign === '<>') return '!=';
  return sign === '==' ? '=' : (sign as Operator);
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}

const countOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
