import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mkdir, readdir } from 'node:fs/promises';
import { it } from 'node:test';
import { mysqlFolder } from '../../scripts/parts/locate.ts';
import { startJob } from '../real/action-run.ts';
import { startMysql } from '../real/mysql-server.ts';

const servers = [
  [
    'mariadb-10.11',
    'mariadb-10.5',
    /MariaDB 10\.11 are not in .*; what is there is of .*MariaDB 10\.5/,
    /mariadb-client/,
  ],
  ['mariadb-10.5', 'mariadb-11.8', /MariaDB 10\.5 are not in .*; what is there is of .*MariaDB 11\.8/, /mariadb:10\.5/],
  ['mysql-9.7', 'mariadb-10.11', /lack caching_sha2_password, by which|MySQL 9\S* are not in/, /mysql-client/],
] as const;

for (const [version, tools, says, remedy] of servers) {
  it(`${version} is not dumped by the tools of ${tools}, which says where the right ones are, and stores nothing`, async () => {
    await using server = await startMysql({ version });
    await using job = await startJob();
    await server.sql('CREATE DATABASE shop; CREATE TABLE shop.t (a int)');
    const store = join(job.workFolder, 'store');
    await mkdir(store);
    const inputs = {
      ...{ source: 'shop', url: server.url('shop'), store: pathToFileURL(store).href, encryption: 'none' },
      client: `path:${join(mysqlFolder(tools), 'bin')}`,
    };
    const run = await job.run('backup', { inputs });
    assert.deepEqual([run.status, run.outputs['failure']], [1, 'client-missing'], run.log);
    const line = run.log.split('\n').find((one) => one.startsWith('::error')) ?? '';
    assert.match(line, says);
    assert.match(line, remedy);
    assert.deepEqual(await readdir(store), []);
  });
}
