import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../../../src/domain/failure.ts';
import { judgeCheck, type Check, type Evidence } from '../../../src/domain/verification/checks.ts';
import { parseChecks } from '../../../src/domain/verification/checks-parser.ts';

const place = (path: readonly (string | number)[]): string => `checks.yml#${path.join('.')}`;
const parse = (...checks: readonly unknown[]): readonly Check[] => parseChecks({ checks }, place);

function only(item: unknown): Check {
  const [check] = parse(item);
  assert.ok(check !== undefined);
  return check;
}

function rejection(value: unknown): string {
  try {
    parseChecks(value, place);
  } catch (error) {
    assert.ok(error instanceof Failure);
    assert.equal(error.code, 'checks-invalid');
    return error.message;
  }
  return assert.fail('these checks are refused');
}

const snapshotAt = new Date('2026-11-20T12:00:00Z');
const oneValue = (value: string | null): Evidence => ({ rows: [{ value }] });

describe('a check of an answer', () => {
  const check = only({
    name: 'orders exist',
    sql: 'SELECT 1',
    expect: '>= 1000',
    message: 'the orders table lost rows',
  });

  it('gives no finding where it holds', () => {
    assert.equal(judgeCheck(check, oneValue('1000'), snapshotAt), undefined);
  });

  it("gives the user's message, what was expected and what was found", () => {
    assert.deepEqual(judgeCheck(check, oneValue('999'), snapshotAt), {
      code: 'check-failed',
      subject: 'orders exist',
      detail: 'the orders table lost rows: expected >= 1000, found 999',
    });
  });

  it('takes numbers and truth values that YAML has made of the expectation', () => {
    assert.equal(judgeCheck(only({ name: 'n', sql: 's', expect: 5n }), oneValue('5'), snapshotAt), undefined);
    assert.equal(judgeCheck(only({ name: 'n', sql: 's', expect: true }), oneValue('t'), snapshotAt), undefined);
  });
});

describe('a check of freshness', () => {
  const check = only({ name: 'newest order', sql: 'SELECT 1', 'newer-than': '26h' });

  it("is measured from the backup's snapshot", () => {
    assert.equal(judgeCheck(check, oneValue('2026-11-19 10:00:00+00'), snapshotAt), undefined);
    const late = new Date('2026-11-20T12:00:01Z');
    assert.equal(
      judgeCheck(check, oneValue('2026-11-19 10:00:00+00'), late)?.detail,
      'expected a moment within 1 d 2 h before the snapshot of 2026-11-20T12:00:01.000Z, found 2026-11-19 10:00:00+00, 1 d 2 h before it',
    );
  });

  it('does not hold without a moment', () => {
    assert.match(judgeCheck(check, oneValue(null), snapshotAt)?.detail ?? '', /found null$/);
    assert.match(
      judgeCheck(check, oneValue('alice'), snapshotAt)?.detail ?? '',
      /a text of 5 characters, which is no moment$/,
    );
    assert.match(judgeCheck(check, { rows: [] }, snapshotAt)?.detail ?? '', /found no rows$/);
  });
});

describe('a check of a plan', () => {
  const check = only({ name: 'lookup', explain: 'SELECT 1', 'uses-index': 'orders_email_idx' });
  const holds = (plan: string): boolean => judgeCheck(check, { plan }, snapshotAt) === undefined;

  it('finds the index by the words of the engines', () => {
    assert.ok(holds('Index Scan using orders_email_idx on orders  (cost=0.29..8.30 rows=1 width=4)'));
    assert.ok(holds('  ->  Index Only Scan using "orders_email_idx" on orders'));
    assert.ok(holds('Bitmap Heap Scan on orders\n  ->  Bitmap Index Scan on orders_email_idx  (cost=1)'));
    assert.ok(holds("-> Index lookup on orders using orders_email_idx (email='x')"));
  });

  it('is not taken in by a longer name, a filter or a table', () => {
    assert.ok(!holds('Index Scan using orders_email_idx_old on orders'));
    assert.ok(!holds("Seq Scan on orders\n  Filter: (email = 'orders_email_idx'::text)"));
    assert.ok(!holds('Seq Scan on orders_email_idx'));
  });
});

describe('a file of checks', () => {
  it('is refused as a whole where it has no checks', () => {
    assert.equal(rejection(null), 'checks.yml#: the file has no list "checks"');
    assert.equal(rejection({ checks: [] }), 'checks.yml#checks: the list "checks" is empty');
    assert.match(
      rejection({ checks: [{ name: 'a', sql: 's', expect: '1' }], check: 1 }),
      /unknown key "check": did you mean "checks"\?/,
    );
  });

  it('names the check and the nearest key for a misspelt one', () => {
    const item = { name: 'orders exist', sql: 'SELECT 1', expct: '1' };
    assert.equal(
      rejection({ checks: [{ name: 'a', sql: 's', expect: '1' }, item] }),
      'checks.yml#checks.1.expct: check 2 (orders exist) has an unknown key "expct": did you mean "expect"?',
    );
    assert.match(rejection({ checks: [{ ...item, zzzzzzzz: 1 }] }), /expct/);
  });

  it('says what is missing, doubled or does not go together', () => {
    const cases: readonly (readonly [unknown, RegExp])[] = [
      ['SELECT 1', /check 1 is not a list of keys/],
      [{ sql: 's', expect: '1' }, /check 1 has no "name"/],
      [{ name: 'a', sql: ' ', expect: '1' }, /check 1 \(a\) has no text as "sql"/],
      [{ name: 'a', sql: ['s'], expect: '1' }, /has no text as "sql"/],
      [{ name: 'a', expect: '1' }, /needs either "sql" or "explain"/],
      [{ name: 'a', sql: 's', explain: 's', 'uses-index': 'i' }, /needs either "sql" or "explain"/],
      [{ name: 'a', sql: 's' }, /needs either "expect" or "newer-than"/],
      [{ name: 'a', sql: 's', expect: '1', 'newer-than': '1h' }, /needs either "expect" or "newer-than"/],
      [{ name: 'a', sql: 's', 'uses-index': 'i', expect: '1' }, /"sql", which goes with .* not with "uses-index"/],
      [{ name: 'a', explain: 's', expect: '1' }, /"explain", which goes with "uses-index", not with "expect"/],
      [{ name: 'a', explain: 's' }, /has no "uses-index"/],
      [{ name: 'a', sql: 's', expect: '> many' }, /#checks.0.expect: "expect" of check 1 \(a\) compares with/],
      [{ name: 'a', sql: 's', 'newer-than': 'soon' }, /"newer-than" of check 1 \(a\) is not a duration .*"soon"/],
    ];
    for (const [item, message] of cases) assert.match(rejection({ checks: [item] }), message);
  });

  it('is refused where two checks have one name', () => {
    const item = { name: 'a', sql: 's', expect: '1' };
    assert.match(rejection({ checks: [item, item] }), /check 2 \(a\) has the name of another check/);
  });
});
