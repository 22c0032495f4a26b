import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import { takeDump } from './source-fixture.ts';

describe('a standby as the source', () => {
  let primary: TestPostgres;
  let standby: TestPostgres;
  before(async () => {
    primary = await startPostgres({ settings: { wal_level: 'replica', max_wal_senders: '4' } });
    await primary.psql('CREATE TABLE kept AS SELECT 1 AS a; CREATE UNLOGGED TABLE cache AS SELECT 1 AS a');
    standby = await startPostgres({ standbyOf: primary });
  });
  after(async () => {
    await standby[Symbol.asyncDispose]();
    await primary[Symbol.asyncDispose]();
  });

  it('has no rows of unlogged tables, which is said and never proven', async () => {
    const { dump, fingerprint } = await takeDump(standby.url());
    assert.ok(dump.position['replay-lsn']);
    assert.deepEqual(
      fingerprint.tables.map(({ name, rows }) => [name, rows]),
      [['public.kept', 1]],
    );
    assert.equal(fingerprint.gaps.length, 1);
    assert.match(fingerprint.gaps[0] ?? '', /^the rows of public\.cache are not in the dump: .* a standby/);
    const note = dump.portability.find(({ topic }) => topic === 'unlogged-tables');
    assert.match(note?.detail ?? '', /not in the dump/);
  });

  it('is whole without the unlogged tables, and where rows are not asked for', async () => {
    for (const request of [{ excludeTables: ['cache'] }, { tables: ['kept'] }, { kind: 'schema' } as const])
      assert.deepEqual((await takeDump(standby.url(), request)).fingerprint.gaps, []);
  });
});
