import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mysqlFolder } from '../../scripts/parts/locate.ts';
import { launcher, type RunningProcess } from '../../src/process/launcher.ts';

/** A private MySQL or MariaDB server. Disposing of it ends it and removes its data. */
export interface TestMysql extends AsyncDisposable {
  readonly product: 'mysql' | 'mariadb';
  /** Over TCP with a password, as user `muster` with all rights, or as another; no schema where none is named. */
  url(schema?: string, account?: { readonly user: string; readonly password: string }): string;
  /** Over the unix socket as `root`, without a password. */
  socketUrl(schema?: string): string;
  readonly port: number;
  /** `PATH` with the server's own programs in front. */
  readonly searchPath: string;
  readonly pid: number;
  /** Its folder. */
  readonly folder: string;
  /** Kills it, if it still runs, and starts it again on the same data. */
  restart(): Promise<void>;
  /** Runs statements as root and returns what the client prints, without headers, values with tabs between. */
  sql(statements: string, schema?: string): Promise<string>;
}

export interface TestMysqlOptions {
  /** Such as `mariadb-10.11`. */
  readonly version: string;
  /** Options of the server, as on its command line. */
  readonly options?: readonly string[];
  /** Where its folder is made: a short path, that every account can pass through. */
  readonly parent?: string;
}

/** Has characters that a URL and a shell treat in their own way. */
export const testPassword = "p@ss:w/o?r#d %41'é";

const unprivileged = 65534;
const fastOptions = [
  '--innodb-doublewrite=OFF',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-buffer-pool-size=256M',
  '--max-allowed-packet=256M',
  '--event-scheduler=OFF',
  '--sync-binlog=0',
];

/** Starts a server in a folder of its own. As root it runs as an account without rights. */
export async function startMysql({ version, options = [], parent = '/tmp' }: TestMysqlOptions): Promise<TestMysql> {
  const home = mysqlFolder(version);
  const product = version.startsWith('mariadb') ? 'mariadb' : 'mysql';
  const searchPath = [join(home, 'sbin'), join(home, 'bin'), '/usr/bin', '/bin', '/usr/sbin', '/sbin'].join(delimiter);
  const tools = launcher({ PATH: searchPath, LC_ALL: 'C.UTF-8', TZ: 'UTC' });
  const folder = await mkdtemp(join(parent, 'my-')); // a socket's path has at most 107 bytes
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(folder, unprivileged, unprivileged);
  const prefix = isRoot
    ? ['setpriv', `--reuid=${unprivileged}`, `--regid=${unprivileged}`, '--clear-groups', '--no-new-privs', '--']
    : [];
  const [data, socket] = [join(folder, 'data'), join(folder, 's')];
  let server: RunningProcess | undefined;
  const stop = async (): Promise<void> => {
    await endServer(server);
    await rm(folder, { recursive: true, force: true });
  };
  const sql: TestMysql['sql'] = async (statements, schema) => {
    const args = ['--no-defaults', `--socket=${socket}`, '--user=root', '-BN', '--default-character-set=utf8mb4'];
    const database = schema === undefined ? [] : [`--database=${schema}`];
    const output = await tools.capture({ file: product, args: [...args, ...database] }, { input: statements });
    return output.trimEnd();
  };
  try {
    // a server that starts removes all temporary tables where it has its own, also those of other servers
    await tools.capture({ ...initialise(product, home, data), env: { TMPDIR: folder }, prefix, cwd: '/' });
    const port = await freePort();
    const places = [
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--tmpdir=${folder}`,
    ];
    const network = ['--bind-address=127.0.0.1', `--port=${port}`];
    const args = ['--no-defaults', ...places, ...network, ...ownOptions(product), ...fastOptions, ...options];
    const start = async (): Promise<void> => {
      server = tools.start({ file: product === 'mysql' ? 'mysqld' : 'mariadbd', args, prefix, cwd: '/' });
      await answers(server, sql);
    };
    await start();
    const password = testPassword.replaceAll("'", "''");
    await sql(`CREATE USER muster@'%' IDENTIFIED BY '${password}'; GRANT ALL ON *.* TO muster@'%' WITH GRANT OPTION`);
    return {
      ...{ product, port, searchPath, sql, folder },
      url: (schema = '', account = { user: 'muster', password: testPassword }) =>
        `${product}://${account.user}:${encodeURIComponent(account.password)}@127.0.0.1:${port}/${encodeURIComponent(schema)}`,
      socketUrl: (schema = '') =>
        `${product}://root@localhost/${encodeURIComponent(schema)}?socket=${encodeURIComponent(socket)}`,
      get pid() {
        return server?.pid ?? -1;
      },
      async restart() {
        await endServer(server);
        await start();
      },
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function initialise(product: string, home: string, data: string): { file: string; args: readonly string[] } {
  if (product === 'mysql') {
    const args = ['--no-defaults', '--initialize-insecure', `--datadir=${data}`, '--innodb-doublewrite=OFF'];
    return { file: 'mysqld', args };
  }
  const args = ['--no-defaults', `--basedir=${home}`, `--datadir=${data}`, '--skip-test-db', '--skip-name-resolve'];
  return { file: 'mariadb-install-db', args: [...args, '--auth-root-authentication-method=normal'] };
}

function ownOptions(product: string): readonly string[] {
  return product === 'mysql' ? ['--mysqlx=0', '--secure-file-priv=NULL'] : ['--innodb-flush-method=nosync'];
}

/** Waits until the server answers a query; fails with the server's own words where it ends before. */
async function answers(server: RunningProcess, sql: TestMysql['sql']): Promise<void> {
  void drain(server);
  for (;;) {
    const ended = await Promise.race([
      server.done.then(() => true),
      sql('SELECT 1').then(
        () => undefined,
        () => false,
      ),
    ]).catch((cause: unknown) => {
      throw new Error(`the server does not start: ${server.stderr()}`, { cause });
    });
    if (ended === undefined) return;
    await sleep(50);
  }
}

async function drain(server: RunningProcess): Promise<void> {
  try {
    for await (const _chunk of server.output());
  } catch {
    // whoever waits for the server sees it
  }
}

async function endServer(server: RunningProcess | undefined): Promise<void> {
  if (server === undefined) return;
  try {
    process.kill(server.pid, 'SIGKILL'); // at once: the data is thrown away
  } catch {
    // ended already
  }
  await server.done.catch(() => undefined);
  await server[Symbol.asyncDispose]();
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
