import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launcher, type RunningProcess } from '../../src/process/launcher.ts';
import { postgresBin } from '../../scripts/parts/locate.ts';

/** A private PostgreSQL server. Disposing of it ends it and removes its data. */
export interface TestPostgres extends AsyncDisposable {
  /** Over TCP with a password, as user `muster` (a superuser); the database `postgres` where none is named. */
  url(database?: string): string;
  /** Over the unix socket without a password, as user `postgres`. */
  socketUrl(database?: string): string;
  readonly port: number;
  readonly socketFolder: string;
  /** Folder of the server's own client tools. */
  readonly bin: string;
  readonly pid: number;
  /** Runs statements as superuser and returns what psql prints, unaligned and without headers. */
  psql(sql: string, database?: string): Promise<string>;
  createDatabase(name: string): Promise<void>;
}

export interface TestPostgresOptions {
  readonly major?: number;
  /** Folder of the programs to start; of the installed ones of `major` where not given. */
  readonly bin?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly initdbArgs?: readonly string[];
  /** The server is a standby of this one, which has `wal_level` and `max_wal_senders` for it. */
  readonly standbyOf?: TestPostgres;
}

/** Has characters that a URL and a shell treat in their own way. */
export const testPassword = "p@ss:w/o?r#d %41'é";

const unprivileged = 65534;
const fastSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  shared_buffers: '128MB',
  max_wal_size: '4GB',
};
const accessRules = ['all', 'replication']
  .flatMap((what) => [
    `local ${what} all trust\n`,
    ...['127.0.0.1/32', '::1/128'].map((address) => `host ${what} all ${address} scram-sha-256\n`),
  ])
  .join('');
const tools = launcher({ PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C.UTF-8', TZ: 'UTC' });

/** Starts a server in a folder of its own; it takes about a second. As root it runs as an account without rights. */
export async function startPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const bin = options.bin ?? postgresBin(options.major);
  const folder = await mkdtemp('/tmp/pg-'); // a socket's path has at most 107 bytes
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(folder, unprivileged, unprivileged);
  const prefix = isRoot
    ? ['setpriv', `--reuid=${unprivileged}`, `--regid=${unprivileged}`, '--clear-groups', '--no-new-privs', '--']
    : [];
  const data = join(folder, 'data');
  let server: RunningProcess | undefined;
  const stop = async (): Promise<void> => {
    await endServer(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { standbyOf: primary, initdbArgs = [] } = options;
    const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
    const made =
      primary === undefined
        ? { file: join(bin, 'initdb'), args: [...initdb, ...initdbArgs] }
        : { file: join(bin, 'pg_basebackup'), args: ['-D', data, '-R', '-c', 'fast', '-d', primary.socketUrl()] };
    await tools.capture({ ...made, prefix, cwd: '/' });
    await writeFile(join(data, 'pg_hba.conf'), accessRules);
    const port = await freePort();
    const replicates = primary === undefined ? {} : { wal_level: 'replica', max_wal_senders: '4' };
    const settings = { ...fastSettings, ...replicates, listen_addresses: '127.0.0.1', ...options.settings };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const args = ['-D', data, '-k', folder, '-p', String(port), ...flags];
    server = tools.start({ file: join(bin, 'postgres'), args, prefix, cwd: '/' });
    const psql = psqlOn(bin, folder, port);
    await answers(server, psql);
    const quoted = testPassword.replaceAll("'", "''");
    // PostgreSQL 13 would keep it as MD5
    if (primary === undefined)
      await psql(`SET password_encryption = 'scram-sha-256'; CREATE ROLE muster SUPERUSER LOGIN PASSWORD '${quoted}'`);
    return {
      url: (database = 'postgres') =>
        `postgresql://muster:${encodeURIComponent(testPassword)}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
      socketUrl: (database = 'postgres') =>
        `postgresql://postgres@:${port}/${encodeURIComponent(database)}?host=${encodeURIComponent(folder)}`,
      port,
      socketFolder: folder,
      bin,
      pid: server.pid,
      psql,
      createDatabase: async (name) => void (await psql(`CREATE DATABASE "${name.replaceAll('"', '""')}"`)),
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function psqlOn(bin: string, folder: string, port: number): TestPostgres['psql'] {
  return async (sql, database = 'postgres') => {
    const args = ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-h', folder, '-p', String(port), '-U', 'postgres'];
    const env = { PGDATABASE: database }; // as an argument, a name with = would be read as a connection string
    const output = await tools.capture({ file: join(bin, 'psql'), args, env }, { input: sql });
    return output.trimEnd();
  };
}

/** Waits until the server answers a query; fails with the server's own words where it ends before. */
async function answers(server: RunningProcess, psql: TestPostgres['psql']): Promise<void> {
  for (;;) {
    const ended = await Promise.race([
      server.done.then(() => true),
      psql('SELECT 1').then(
        () => undefined,
        () => false,
      ),
    ]).catch((cause: unknown) => {
      throw new Error(`the server does not start: ${server.stderr()}`, { cause });
    });
    if (ended === undefined) return;
    await sleep(10);
  }
}

async function endServer(server: RunningProcess | undefined): Promise<void> {
  if (server === undefined) return;
  try {
    process.kill(server.pid, 'SIGQUIT'); // at once: the data is thrown away
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
