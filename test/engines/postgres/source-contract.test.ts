import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { postgresSource } from '../../../src/engines/postgres/source.ts';
import type { Source } from '../../../src/ports/engine.ts';
import { sourceContract } from '../../contracts/source-contract.ts';
import { startPostgres, testPassword } from '../../real/postgres-server.ts';
import { tools } from './restorer-fixture.ts';

const big = `CREATE TABLE big AS SELECT g, repeat(md5(g::text), 20) AS t FROM generate_series(1, 20000) g`;
/** A value whose label is gone from the catalog: the server fails when it sends the row. The table is dumped last. */
const unsendable = `CREATE TYPE label AS ENUM ('kept', 'lost');
  CREATE TABLE zzz AS SELECT 'lost'::label AS label;
  DELETE FROM pg_enum WHERE enumlabel = 'lost'`;

sourceContract('PostgreSQL', async () => {
  const server = await startPostgres();
  const database = async (name: string, sql: string): Promise<Source> => {
    await server.createDatabase(name);
    await server.psql(sql, name);
    return postgresSource({ launcher: tools, url: server.url(name), client: 'auto', searchPath: '/usr/bin:/bin' });
  };
  return {
    kind: 'full',
    tool: 'pg_dump',
    small: await database('small', `CREATE TABLE people AS SELECT 'Ada Lovelace' AS name`),
    large: await database('large', big),
    failing: await database('failing', `${big}; ${unsendable}`),
    secrets: [testPassword, encodeURIComponent(testPassword), 'Ada Lovelace'],
    isWhole: (bytes) => {
      const args = ['--data-only', '--file=-'];
      const { status, stdout } = spawnSync(join(server.bin, 'pg_restore'), args, { input: bytes, encoding: 'utf8' });
      return Promise.resolve(status === 0 && stdout.includes('\nAda Lovelace\n'));
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
});
