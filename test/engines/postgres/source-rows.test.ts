import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareCounts } from '../../../src/engines/postgres/source-rows.ts';

const table = (name: string, rows: number) => ({ name, rows, columns: ['a'], bytes: 0, sha256: '' });

describe('counts of the server beside rows of the dump', () => {
  it('fail the dump where they differ, and name the tables', () => {
    const counts = new Map([
      ['public.a', 1],
      ['public.b', 7],
    ]);
    assert.throws(() => compareCounts([table('public.a', 1), table('public.b', 6)], counts), {
      code: 'dump-untrue',
      message: /: public\.b \(6 in the dump, 7 counted\)$/,
    });
  });

  it('fail the dump where it has no place for the rows of a table that was counted', () => {
    assert.throws(() => compareCounts([], new Map([['public.a', 0]])), { code: 'dump-untrue' });
  });

  it('say nothing about tables that were not counted', () => {
    assert.doesNotThrow(() => compareCounts([table('public.a', 1)], new Map()));
  });
});
