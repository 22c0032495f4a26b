import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareDecimals, parseDecimal } from '../../../src/domain/verification/decimal.ts';
import { disappointment, parseExpectation, type Rows } from '../../../src/domain/verification/expectation.ts';
import { parseMoment } from '../../../src/domain/verification/moment.ts';

/** Why an answer of these values, one a row, is not as expected. */
function judged(text: string, ...values: readonly (string | null)[]): string | undefined {
  return judgedRows(
    text,
    values.map((value) => ({ value })),
  );
}

function judgedRows(text: string, rows: Rows): string | undefined {
  const expectation = parseExpectation(text);
  assert.ok(!('problem' in expectation), `${text} is an expectation`);
  return disappointment(expectation, rows);
}

function problemOf(text: string): string {
  const expectation = parseExpectation(text);
  assert.ok('problem' in expectation, `${text} is no expectation`);
  return expectation.problem;
}

describe('an expectation of a number', () => {
  it('holds for every operator where it should and nowhere else', () => {
    const holding = {
      '=': [0],
      '!=': [-1, 1],
      '<': [-1],
      '<=': [-1, 0],
      '>': [1],
      '>=': [0, 1],
      '<>': [-1, 1],
      '==': [0],
    };
    for (const [operator, orders] of Object.entries(holding)) {
      for (const order of [-1, 0, 1]) {
        const reason = judged(`${operator} 7`, String(7 + order));
        assert.equal(reason === undefined, orders.includes(order), `${7 + order} ${operator} 7`);
      }
    }
  });

  it('compares digits that a JavaScript number cannot hold', () => {
    assert.equal(judged('= 9007199254740993', '9007199254740993'), undefined);
    assert.equal(judged('= 9007199254740993', '9007199254740992'), 'found 9007199254740992');
    assert.equal(judged('>= 0.1', '0.10000000000000000000'), undefined);
    assert.equal(judged('< 1e3', '999.9999999999999999999'), undefined);
  });

  it('compares values and not letters: 10 is more than 9, 1.0 is 1', () => {
    assert.equal(judged('> 9', '10'), undefined);
    assert.equal(judged('1', '1.000'), undefined);
    assert.equal(judged('!= 1', '1.0'), 'found 1.0');
  });

  it('does not hold for infinity, not-a-number and texts', () => {
    for (const value of ['Infinity', 'NaN', 'many', '']) assert.notEqual(judged('> 0', value), undefined, value);
  });

  it('agrees with exact arithmetic on any two numbers', () => {
    const number = fc.record({ units: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), places: fc.nat(12) });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [left, right] = [a, b].map(({ units, places }) => parseDecimal(`${units}e-${places}`));
        assert.ok(left !== undefined && right !== undefined);
        const difference = a.units * 10n ** BigInt(b.places) - b.units * 10n ** BigInt(a.places);
        assert.equal(Math.sign(compareDecimals(left, right)), difference === 0n ? 0 : difference < 0n ? -1 : 1);
      }),
    );
  });
});

describe('an expectation of a text', () => {
  it('is equal by its characters, with quotes or without', () => {
    assert.equal(judged('active', 'active'), undefined);
    assert.equal(judged('= "on hold"', 'on hold'), undefined);
    assert.equal(judged("!= 'closed'", 'open'), undefined);
    assert.equal(judged('active', 'Active'), 'found a text of 6 characters');
  });

  it('takes what PostgreSQL prints for a truth value', () => {
    assert.equal(judged('true', 't'), undefined);
    assert.equal(judged('false', 't'), 'found t');
  });

  it('fits a pattern', () => {
    assert.equal(judged(String.raw`/^ord-\d+$/`, 'ord-17'), undefined);
    assert.equal(judged('/PAID/i', 'prepaid'), undefined);
    assert.equal(judged('/^x/', 'alice@example.org'), 'found a text of 17 characters');
  });
});

describe('an expectation of rows', () => {
  it('finds nothing in no rows, in null and in a text without characters', () => {
    assert.equal(judged('empty'), undefined);
    assert.equal(judged('empty', null), undefined);
    assert.equal(judged('empty', ''), undefined);
    assert.equal(judged('empty', '0'), 'found 1 row');
    assert.equal(judgedRows('empty', [{ a: null, b: null }]), 'found 1 row');
    assert.equal(judged('not empty'), 'found nothing');
    assert.equal(judged('not empty', 'a', 'b'), undefined);
  });

  it('compares one value only, and says what else there is', () => {
    assert.equal(judged('1'), 'found no rows');
    assert.equal(judged('1', null), 'found null');
    assert.equal(judged('1', '1', '1'), 'found 2 rows where one is expected');
    assert.equal(judgedRows('1', [{ a: '1', b: '1' }]), 'found 2 columns where one is expected');
  });
});

describe('an expectation of a moment', () => {
  it('compares moments in the forms of PostgreSQL and ISO 8601', () => {
    assert.equal(judged('>= 2026-01-31', '2026-01-31 00:00:00+00'), undefined);
    assert.equal(judged('> 2026-01-31T12:00:00Z', '2026-01-31 12:00:00+02'), 'found 2026-01-31 12:00:00+02');
  });

  it('reads every form that databases print, and takes UTC where no offset is', () => {
    const forms: Readonly<Record<string, string>> = {
      '2026-11-20 18:34:28.688517+00': '2026-11-20T18:34:28.688Z',
      '2026-11-20 18:34:28+05:30': '2026-11-20T13:04:28.000Z',
      '2026-11-20 18:34:28-0330': '2026-11-20T22:04:28.000Z',
      '2026-11-20 18:34:28': '2026-11-20T18:34:28.000Z',
      '2026-11-20T18:34:28.5Z': '2026-11-20T18:34:28.500Z',
      '2026-11-20': '2026-11-20T00:00:00.000Z',
      '0099-02-28': '0099-02-28T00:00:00.000Z',
    };
    for (const [text, moment] of Object.entries(forms)) assert.equal(parseMoment(text)?.toISOString(), moment, text);
    for (const text of ['2026-02-30', '2026-13-01', 'infinity', '2026-11-20 18:61', 'now', '']) {
      assert.equal(parseMoment(text), undefined, text);
    }
  });
});

describe('what is no expectation', () => {
  it('is refused with the reason', () => {
    assert.equal(problemOf(' '), 'is empty');
    assert.equal(problemOf('>='), 'has nothing behind >=');
    assert.match(problemOf('> many'), /neither a number nor a moment: "many"/);
    assert.equal(problemOf('/(/'), 'is not a regular expression');
    assert.match(problemOf('/x/g'), /flag other than/);
  });
});
