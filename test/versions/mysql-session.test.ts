import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { mysqlFolder } from '../../scripts/parts/locate.ts';
import { findAnyClients } from '../../src/engines/mysql/clients.ts';
import { connectionFromUrl } from '../../src/engines/mysql/connection.ts';
import { openSession } from '../../src/engines/mysql/session.ts';
import { startMysql } from '../real/mysql-server.ts';
import { never, toolsOf } from './mysql-source-fixture.ts';

const servers = {
  'mariadb-10.11': { 'max-statement-time': 1, 'wait-timeout': 9 },
  'mysql-9.7': { 'max-execution-time': 1, 'information-schema-stats-expiry': 9, 'wait-timeout': 9 },
};

for (const [version, limits] of Object.entries(servers)) {
  it(`a session on ${version} has none of the server's limits`, async () => {
    const options = Object.entries(limits).map(([name, value]) => `--${name}=${value}`);
    await using server = await startMysql({ version, options });
    const [url, launcher] = [server.url(), toolsOf(server)];
    const clients = await findAnyClients({
      launcher,
      client: `path:${join(mysqlFolder(version), 'bin')}`,
      searchPath: '',
    });
    const opening = { launcher, clients, connection: connectionFromUrl(url), signal: never };
    await using session = await openSession({ ...opening, fallback: 'dump-failed' });
    const names = Object.keys(limits).map((name) => name.replaceAll('-', '_'));
    const [row = {}] = await session.rows(Object.fromEntries(names.map((name) => [name, `@@SESSION.${name}`])));
    for (const name of names) assert.equal(Number(row[name]), name === 'wait_timeout' ? 86_400 : 0, name);
  });
}
