import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { mysqlFolder } from '../../scripts/parts/locate.ts';
import { Secret } from '../../src/domain/secret.ts';
import { commandEnvironmentFor as environmentFor } from '../../src/engines/registry.ts';
import type { SandboxNeed } from '../../src/ports/sandbox.ts';
import { launcher, type Launcher } from '../../src/process/launcher.ts';
import { givenSandboxes, type GivenSandboxOptions } from '../../src/sandboxes/given/given-sandboxes.ts';
import { localSandboxes } from '../../src/sandboxes/local/local-sandboxes.ts';
import { sandboxContract, type SandboxUnderTest } from '../contracts/sandbox-contract.ts';
import { startMysql, testPassword, type TestMysql } from '../real/mysql-server.ts';
import { clock, localOptions, sandboxRoot, shell } from '../sandboxes/postgres-host.ts';
import { recordingLauncher } from '../sandboxes/recording-launcher.ts';
import { never, toolsOf } from './mysql-source-fixture.ts';

const versions = [
  ['mariadb-10.5', 'MariaDB', '10.5.1'],
  ['mariadb-11.8', 'MariaDB', '11.8.1'],
  ['mysql-9.7', 'MySQL', '9.7.1'],
] as const;

const marked = `SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'muster%'`;
const inUse = 'DATABASE()';

/** The words of the contract suite; statements run in the database of the URL, or in one that is made where it has none. */
function dialectOf(
  home: string,
  product: string,
  version: string,
): Omit<SandboxUnderTest, 'provider' | 'traces' | keyof AsyncDisposable> {
  const flavour = product.toLowerCase();
  const tools = launcher({
    PATH: [join(home, 'bin'), '/usr/bin', '/bin'].join(delimiter),
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
  });
  const sql = (url: string, statement: string): Promise<string> => sqlIn(tools, flavour, url, statement);
  const source = flavour === 'mysql' ? 'REPLICATION SOURCE TO SOURCE' : 'MASTER TO MASTER';
  const replica = flavour === 'mysql' ? 'REPLICA' : 'SLAVE';
  return {
    ...{ product, flavour, sql, shell },
    need: { server: { flavour, version }, settings: {} },
    major: version.split('.')[0] ?? '',
    versionQuery: `SELECT SUBSTRING_INDEX(VERSION(), '-', 1)`,
    tablesQuery: `SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = ${inUse}`,
    definitions: `CREATE TABLE t AS SELECT 7 AS id; CREATE USER IF NOT EXISTS muster_d@localhost; CREATE DEFINER=muster_d@localhost VIEW v AS SELECT id FROM t;
      DROP USER muster_d@localhost; CREATE PROCEDURE p() SELECT 1; SELECT id FROM t`,
    async callOut(url, port) {
      await sql(
        url,
        `CHANGE ${source}_HOST = '127.0.0.1', ${source.split(' ').at(-1)}_PORT = ${port}, ${source.split(' ').at(-1)}_USER = 'u'; START ${replica}`,
      );
      while (!/error (?:re)?connecting to/i.test(await sql(url, `SHOW ${replica} STATUS`))) await sleep(20);
    },
  };
}

async function sqlIn(tools: Launcher, file: string, url: string, statement: string): Promise<string> {
  await using folder = await sandboxRoot();
  const { variables } = await environmentFor('URL', url, folder.path);
  const args = [`--defaults-file=${variables['MYSQL_HOME']}/my.cnf`, '-BN'];
  const own = new URL(url).pathname === '/' ? 'CREATE DATABASE IF NOT EXISTS d; USE d;' : '';
  return (await tools.capture({ file, args }, { input: `${own} ${statement}` })).trim();
}

for (const [name, product, version] of versions) {
  const home = mysqlFolder(name);
  const extraFolders = [join(home, 'sbin'), join(home, 'bin')];
  sandboxContract(`private server of ${name}`, async () => {
    const root = await sandboxRoot();
    return {
      ...dialectOf(home, product, version),
      provider: localSandboxes({ ...localOptions(root.path), extraFolders }),
      traces: () => readdir(root.path),
      [Symbol.asyncDispose]: () => root[Symbol.asyncDispose](),
    };
  });
  sandboxContract(`database in a given server of ${name}`, async () => {
    const root = await sandboxRoot();
    const server = await startMysql({ version: name });
    return {
      ...dialectOf(home, product, version),
      provider: givenSandboxes(optionsFor(server, root.path)),
      traces: async () => [...(await readdir(root.path)), ...(await server.sql(marked)).split('\n')].filter(Boolean),
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]();
        await root[Symbol.asyncDispose]();
      },
    };
  });
}

function optionsFor(server: TestMysql, root: string): GivenSandboxOptions {
  return { launcher: toolsOf(server), clock, url: new Secret(server.url()), root, runId: 'test', environmentFor };
}

describe('sandboxes in a given server of MySQL or MariaDB', () => {
  const need = (flavour: string, version: string, settings = {}): SandboxNeed => ({
    server: { flavour, version },
    settings,
  });

  it('give the password to nobody by argument or environment', async () => {
    await using root = await sandboxRoot();
    await using server = await startMysql({ version: 'mysql-9.7' });
    const recording = recordingLauncher({ PATH: server.searchPath });
    const provider = givenSandboxes({ ...optionsFor(server, root.path), launcher: recording });
    const sandbox = await provider.start(need('mysql', '9.7.1'), never);
    assert.equal(decodeURIComponent(new URL(sandbox.url).password), testPassword);
    await sandbox[Symbol.asyncDispose]();
    assert.ok(recording.commands.length > 3);
    assert.ok(!JSON.stringify(recording.commands).includes(JSON.stringify(testPassword).slice(1, -1)));
  });

  it('refuse another product, another series, and a server that would give tables other names', async () => {
    await using root = await sandboxRoot();
    await using server = await startMysql({ version: 'mariadb-10.11' });
    const provider = givenSandboxes(optionsFor(server, root.path));
    for (const [wanted, message] of [
      [need('mysql', '9.7.4'), /is MariaDB, the backup is of MySQL$/],
      [need('postgresql', '15.1'), /is MySQL or MariaDB, the backup is of PostgreSQL$/],
      [need('mariadb', '10.6.1'), /is MariaDB 10\.11\.\d+, the backup is of MariaDB 10\.6$/],
      [need('mariadb', '10.11.1', { lower_case_table_names: '1' }), /has lower_case_table_names = 0, and the source 1/],
    ] as const)
      await assert.rejects(provider.start(wanted, never), { code: 'sandbox-unavailable', message });
    assert.equal(await server.sql(marked), '');
    assert.deepEqual(await readdir(root.path), []);
  });

  it('say what the server says where it refuses, and never the password', async () => {
    await using root = await sandboxRoot();
    await using server = await startMysql({ version: 'mariadb-10.11' });
    const url = new Secret(server.url('', { user: 'muster', password: 'hidden' }));
    const provider = givenSandboxes({ ...optionsFor(server, root.path), url });
    await assert.rejects(provider.start(need('mariadb', '10.11.1'), never), (error: Error) => {
      assert.equal((error as { code?: unknown }).code, 'sandbox-unavailable');
      assert.match(error.message, /Access denied for user 'muster'/);
      assert.doesNotMatch(error.message, /hidden/);
      return true;
    });
    const wrong = givenSandboxes({ ...optionsFor(server, root.path), url: new Secret('mysql://u:hidden@h/?nope=1') });
    await assert.rejects(wrong.start(need('mysql', '9.7.1'), never), {
      code: 'input-invalid',
      message: /input "sandbox"/,
    });
  });

  it('end the sessions of the copy when they are dropped, and remove what a killed run left', async () => {
    await using root = await sandboxRoot();
    await using server = await startMysql({ version: 'mariadb-10.11' });
    const script = join(import.meta.dirname, 'mysql-start-and-wait.ts');
    const child = spawn(process.execPath, [script, root.path, server.url()], {
      env: { PATH: server.searchPath },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const chunk of child.stdout) if (String(chunk).includes('started')) break;
    const [database = ''] = (await server.sql(marked)).split('\n');
    const holder = toolsOf(server).start({
      file: 'mariadb',
      args: [
        '--no-defaults',
        `--socket=${socketOf(server)}`,
        '--user=root',
        database,
        '-e',
        'CREATE TABLE t (a int); LOCK TABLES t WRITE; SELECT SLEEP(1000)',
      ],
    });
    holder.stdin.end();
    while (
      (await server.sql(`SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%'`)) !== '1'
    )
      await sleep(20);
    const provider = givenSandboxes(optionsFor(server, root.path));
    assert.equal(await provider.sweep(), 0);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    assert.equal(await provider.sweep(), 1);
    assert.equal(await server.sql(marked), '');
    assert.equal(await server.sql(`SELECT COUNT(*) FROM mysql.user WHERE user = 'left'`), '0');
    await assert.rejects(holder.done);
    assert.deepEqual(await readdir(root.path), []);
  });
});

function socketOf(server: TestMysql): string {
  return new URL(server.socketUrl()).searchParams.get('socket') ?? '';
}
