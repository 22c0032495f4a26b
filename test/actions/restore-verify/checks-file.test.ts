import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readChecksFile } from '../../../src/actions/restore-verify/checks-file.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { Check } from '../../../src/domain/verification/checks.ts';

async function read(text: string): Promise<readonly Check[]> {
  const folder = await mkdtemp(join(tmpdir(), 'checks-'));
  try {
    await writeFile(join(folder, 'checks.yml'), text);
    return await readChecksFile(join(folder, 'checks.yml'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function rejection(text: string): Promise<string> {
  const failure = await read(text).then(
    () => assert.fail('the file is refused'),
    (error: unknown) => error,
  );
  assert.ok(failure instanceof Failure);
  assert.equal(failure.code, 'checks-invalid');
  return failure.message;
}

describe('the file of checks', () => {
  it('holds checks of answers, of freshness and of plans', async () => {
    const checks = await read(`
checks:
  - name: orders exist
    sql: SELECT count(*) AS n FROM orders
    expect: ">= 1000"
    message: the orders table lost rows
  - name: newest order is fresh
    sql: SELECT max(created_at) FROM orders
    newer-than: 26h
  - name: lookup uses the index
    explain: SELECT * FROM orders WHERE email = 'x'
    uses-index: orders_email_idx
`);
    assert.deepEqual(
      checks.map(({ kind, name }) => `${kind}: ${name}`),
      ['answer: orders exist', 'freshness: newest order is fresh', 'plan: lookup uses the index'],
    );
  });

  it('keeps every digit of a number without quotes', async () => {
    const [check] = await read('checks: [{ name: a, sql: SELECT 1, expect: 9007199254740993 }]');
    assert.equal(check?.kind === 'answer' && check.expectation.text, '9007199254740993');
  });

  it('names line and column of a mistake', async () => {
    const misspelt = 'checks:\n  - name: a\n    sql: SELECT 1\n    expct: 5\n';
    assert.match(await rejection(misspelt), /checks\.yml:4:12: check 1 \(a\) has an unknown key "expct"/);
    const missing = 'checks:\n  - name: a\n    sql: SELECT 1\n';
    assert.match(await rejection(missing), /checks\.yml:2:5: check 1 \(a\) needs either/);
  });

  it('names line and column of what is no YAML, in one line', async () => {
    assert.match(await rejection('checks:\n  - name: "a\n'), /checks\.yml:3:1: Missing closing/);
    assert.match(await rejection('checks: []\nchecks: []\n'), /checks\.yml:2:1: Map keys must be unique/);
  });

  it('is refused where it is empty or aliases multiply', async () => {
    assert.match(await rejection(''), /has no list "checks"/);
    const laughs = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(',')}]`,
    );
    assert.match(await rejection(`l0: &l0 [x]\n${laughs.join('\n')}\n`), /alias/i);
  });

  it('has to exist', async () => {
    await assert.rejects(readChecksFile('/nonexistent/checks.yml'), {
      code: 'checks-invalid',
      message: /cannot read the file .* of input "checks"/,
    });
  });
});
