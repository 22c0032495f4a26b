import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connectionFromUrl } from '../../../src/engines/postgres/connection.ts';
import { majorOfServer } from '../../../src/engines/postgres/first-contact.ts';
import { openSession, type Session } from '../../../src/engines/postgres/session.ts';
import { openAccess } from '../../../src/engines/postgres/target/access.ts';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import { startTransactionPooler, type TransactionPooler } from '../../real/transaction-pooler.ts';
import { never, tools } from './restorer-fixture.ts';
import { startDump } from './source-fixture.ts';

describe('the first contact with a server', () => {
  let server: TestPostgres;
  let pooler: TransactionPooler;
  before(async () => {
    server = await startPostgres();
    pooler = await startTransactionPooler(server);
  });
  after(async () => {
    await pooler[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  const bare = (url: string) => (): Promise<Session> =>
    openSession({
      launcher: tools,
      psql: join(server.bin, 'psql'),
      connection: connectionFromUrl(url),
      isBare: true,
    });
  const refusal = { code: 'source-unreachable', message: /pooler .* by transaction/, hint: /pool_mode=session/ };

  it('tells its major version', async () => {
    const version = await server.psql('SHOW server_version_num');
    assert.equal(await majorOfServer(bare(server.url())), Math.floor(Number(version) / 10_000));
  });

  it('refuses a pooler that shares connections by transaction, for a dump and for a restore', async () => {
    await assert.rejects(startDump(pooler.url()), refusal);
    const options = { launcher: tools, url: pooler.url(), client: 'auto', searchPath: '/usr/bin:/bin' };
    await assert.rejects(openAccess(options, connectionFromUrl(pooler.url()), never), refusal);
  });

  it('finds such a pooler where others are busy in it', async () => {
    await using one = await bare(pooler.url())();
    await using two = await bare(pooler.url())();
    await one.execute('BEGIN');
    await two.execute('BEGIN');
    await assert.rejects(majorOfServer(bare(pooler.url())), refusal);
  });

  it('leaves nothing set in the connections of a pooler', async () => {
    const state = `SELECT current_setting('search_path') AS path, current_setting('default_transaction_read_only') AS reads, current_setting('row_security') AS secured`;
    await assert.rejects(startDump(pooler.url()), refusal);
    await using one = await bare(pooler.url())();
    await using two = await bare(pooler.url())();
    for (const session of [one, two]) {
      await session.execute('BEGIN');
      assert.deepEqual(await session.rows(state), [{ path: '"$user", public', reads: 'off', secured: 'on' }]);
    }
  });
});
