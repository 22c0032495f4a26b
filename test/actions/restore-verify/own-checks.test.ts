import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownChecks } from '../../../src/actions/restore-verify/own-checks.ts';
import { Failure } from '../../../src/domain/failure.ts';
import { parseChecks } from '../../../src/domain/verification/checks-parser.ts';
import type { Finding } from '../../../src/domain/verification/finding.ts';
import type { Restorer } from '../../../src/ports/engine.ts';
import type { Sandbox } from '../../../src/ports/sandbox.ts';
import type { Copy } from '../../../src/usecases/verify-backup.ts';
import { foreignServer, sandboxRoot, sql } from '../../sandboxes/postgres-host.ts';

/** Asks a real server; the answer has one column. */
const restorer = {
  async query(statement: string, { url }: Sandbox) {
    const text = await sql(url, statement).catch((cause: unknown) => {
      throw new Failure('restore-failed', 'the server refuses the statement', { cause });
    });
    return text === '' ? [] : text.split('\n').map((value) => ({ value }));
  },
  explain: (statement: string, { url }: Sandbox) => sql(url, `EXPLAIN ${statement}`),
} as unknown as Restorer;

async function findingsOf(
  checks: readonly unknown[],
  copy: Copy,
  signal = new AbortController().signal,
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const check of ownChecks(parseChecks({ checks }, () => 'checks.yml')))
    found.push(...(await check(copy, signal)));
  return found;
}

describe("the user's own checks", () => {
  it('look at a real copy', async () => {
    await using root = await sandboxRoot();
    await using sandbox = await foreignServer(root.path);
    const copy = { restorer, sandbox, url: sandbox.url, snapshotAt: new Date('2026-11-20T12:00:00Z') };
    await sql(
      sandbox.url,
      `CREATE TABLE orders AS SELECT n AS id, n || '@example.org' AS email,
         timestamptz '2026-11-20 12:00+00' - n * interval '1 hour' AS created_at FROM generate_series(1, 5000) AS n;
       CREATE INDEX orders_email_idx ON orders (email); ANALYZE orders`,
    );
    const lookup = "SELECT * FROM orders WHERE email = '7@example.org'";
    const holding = [
      { name: 'rows', sql: 'SELECT count(*) FROM orders', expect: '>= 5000' },
      { name: 'fresh', sql: 'SELECT max(created_at) FROM orders', 'newer-than': '1h' },
      { name: 'index', explain: lookup, 'uses-index': 'orders_email_idx' },
      { name: 'none', sql: 'SELECT id FROM orders WHERE id < 0', expect: 'empty' },
    ];
    assert.deepEqual(await findingsOf(holding, copy), []);
    const failing = [
      { name: 'rows', sql: 'SELECT count(*) FROM orders', expect: '> 5000' },
      { name: 'fresh', sql: 'SELECT max(created_at) FROM orders', 'newer-than': '59m' },
      { name: 'index', explain: lookup.replace('email', 'lower(email)'), 'uses-index': 'orders_email_idx' },
      { name: 'none', sql: 'SELECT id FROM orders LIMIT 2', expect: 'empty' },
      { name: 'gone', sql: 'SELECT 1 FROM customers', expect: 'not empty' },
    ];
    const found = await findingsOf(failing, copy);
    assert.deepEqual(
      found.map(({ code, subject }) => `${code} ${subject}`),
      failing.map(({ name }) => `check-failed ${name}`),
    );
    assert.equal(found.at(-1)?.detail, 'the server refuses the statement');
  });

  it('are no findings where the server of the copy is gone', async () => {
    const gone = new Failure('source-unreachable', 'the connection was refused');
    const copy = { restorer: { query: () => Promise.reject(gone) }, snapshotAt: new Date(0) } as unknown as Copy;
    await assert.rejects(findingsOf([{ name: 'a', sql: 'SELECT 1', expect: '1' }], copy), gone);
  });

  it('are no findings where the run is told to stop', async () => {
    await using root = await sandboxRoot();
    await using sandbox = await foreignServer(root.path);
    const copy = { restorer, sandbox, url: sandbox.url, snapshotAt: new Date(0) };
    const stopped = AbortSignal.abort(new Error('enough'));
    await assert.rejects(findingsOf([{ name: 'a', sql: 'SELECT 1 FROM gone', expect: '1' }], copy, stopped), /enough/);
  });
});
