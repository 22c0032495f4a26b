import { parseDuration } from '../duration.ts';
import { Failure } from '../failure.ts';
import { nearest } from '../nearest.ts';
import type { Check } from './checks.ts';
import { parseExpectation, type Expectation } from './expectation.ts';

/** The way to a value in the file: `['checks', 2, 'expect']`. */
export type ValuePath = readonly (string | number)[];

const keys = ['name', 'sql', 'expect', 'newer-than', 'explain', 'uses-index', 'message'];

/**
 * The user's own checks, as their file has them:
 *
 * ```yaml
 * checks:
 *   - name: orders exist
 *     sql: SELECT count(*) FROM orders
 *     expect: '>= 1000'           # see parseExpectation
 *     message: the orders table lost rows
 *   - name: newest order is fresh
 *     sql: SELECT max(created_at) FROM orders
 *     newer-than: 26h             # before the backup's snapshot, not before now
 *   - name: lookup uses the index
 *     explain: SELECT * FROM orders WHERE email = 'x'
 *     uses-index: orders_email_idx
 * ```
 *
 * @param place says where in the file a value is, for messages.
 * @throws Failure `checks-invalid` that names the place and the check.
 */
export function parseChecks(value: unknown, place: (path: ValuePath) => string): readonly Check[] {
  const reject: Reject = (path, problem) => {
    throw new Failure('checks-invalid', `${place(path)}: ${problem}`);
  };
  if (!isRecord(value) || !Array.isArray(value['checks'])) return reject([], 'the file has no list "checks"');
  rejectUnknown(value, ['checks'], [], 'the file', reject);
  const list: readonly unknown[] = value['checks'];
  if (list.length === 0) return reject(['checks'], 'the list "checks" is empty');
  const checks = list.map((item, index) => parseCheck(item, index, reject));
  checks.forEach(({ name }, index) => {
    if (checks.findIndex((other) => other.name === name) < index) {
      reject(['checks', index, 'name'], `${labelOf(name, index)} has the name of another check`);
    }
  });
  return checks;
}

type Reject = (path: ValuePath, problem: string) => never;

function parseCheck(item: unknown, index: number, reject: Reject): Check {
  const path = ['checks', index];
  if (!isRecord(item)) return reject(path, `check ${index + 1} is not a list of keys and values`);
  const label = labelOf(item['name'], index);
  rejectUnknown(item, keys, path, label, reject);
  const text = (key: string): string => {
    const written = textOf(item[key]);
    if (written !== undefined && written.trim() !== '') return written;
    return reject([...path, key], `${label} ${key in item ? `has no text as "${key}"` : `has no "${key}"`}`);
  };
  const named = { name: text('name').trim(), ...('message' in item ? { message: text('message') } : {}) };
  if (!exactlyOne(item, 'sql', 'explain')) return reject(path, `${label} needs either "sql" or "explain"`);
  if ('explain' in item) {
    rejectStray(
      item,
      ['expect', 'newer-than'],
      path,
      `${label} has an "explain", which goes with`,
      '"uses-index"',
      reject,
    );
    return { ...named, kind: 'plan', statement: text('explain'), index: text('uses-index') };
  }
  rejectStray(item, ['uses-index'], path, `${label} has a "sql", which goes with`, '"expect" or "newer-than"', reject);
  if (!exactlyOne(item, 'expect', 'newer-than')) return reject(path, `${label} needs either "expect" or "newer-than"`);
  const problemWith = (key: string) => (problem: string) => reject([...path, key], `"${key}" of ${label} ${problem}`);
  if ('expect' in item) {
    return {
      ...named,
      kind: 'answer',
      sql: text('sql'),
      expectation: expectationOf(text('expect'), problemWith('expect')),
    };
  }
  const newerThanSeconds = secondsOf(text('newer-than'), problemWith('newer-than'));
  return { ...named, kind: 'freshness', sql: text('sql'), newerThanSeconds };
}

function expectationOf(text: string, reject: (problem: string) => never): Expectation {
  const expectation = parseExpectation(text);
  return 'problem' in expectation ? reject(expectation.problem) : expectation;
}

function secondsOf(text: string, reject: (problem: string) => never): number {
  try {
    return parseDuration(text, 'newer-than');
  } catch {
    return reject(`is not a duration such as 26h or 2d: ${JSON.stringify(text)}`);
  }
}

function rejectUnknown(
  item: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path: ValuePath,
  label: string,
  reject: Reject,
): void {
  for (const key of Object.keys(item)) {
    if (known.includes(key)) continue;
    const meant = nearest(key, known);
    const advice = meant === undefined ? `keys are ${known.join(', ')}` : `did you mean "${meant}"?`;
    reject([...path, key], `${label} has an unknown key "${key}": ${advice}`);
  }
}

function rejectStray(
  item: Readonly<Record<string, unknown>>,
  strays: readonly string[],
  path: ValuePath,
  problem: string,
  partner: string,
  reject: Reject,
): void {
  const stray = strays.find((key) => key in item);
  if (stray !== undefined) reject([...path, stray], `${problem} ${partner}, not with "${stray}"`);
}

function labelOf(name: unknown, index: number): string {
  return typeof name === 'string' && name.trim() !== '' ? `check ${index + 1} (${name.trim()})` : `check ${index + 1}`;
}

/** A scalar as the user wrote it: YAML makes numbers and truth values of `expect: 5` and `expect: true`. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const isPlain = typeof value === 'bigint' || typeof value === 'boolean' || Number.isFinite(value);
  return isPlain ? String(value) : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const exactlyOne = (item: object, one: string, other: string): boolean => one in item !== other in item;
