import { delimiter, join } from 'node:path';
import { startMysql } from '../test/real/mysql-server.ts';
import { startPostgres } from '../test/real/postgres-server.ts';
import { mysqlTables, postgresTables } from './dataset.ts';

/** A real server and what somebody types who backs it up by hand. */
export interface BenchServer extends AsyncDisposable {
  /** Over the unix socket, without a password. */
  readonly url: (database: string) => string;
  readonly pid: number;
  /** `PATH` with the server's own programs in front. */
  readonly searchPath: string;
  /** Makes a database of some 740 MB as a dump for each million `rows`, in four tables. */
  create(database: string, rows: number): Promise<void>;
  createEmpty(database: string): Promise<void>;
  drop(database: string): Promise<void>;
  /** Shell commands: the dump in the format that Muster takes, the dump as SQL, and what loads SQL from standard input. */
  raw(database: string): string;
  sql(database: string): string;
  load(database: string): string;
}

export interface BenchEngine {
  readonly name: string;
  /** What its commands are called in a report. */
  readonly words: { readonly raw: string; readonly sql: string; readonly load: string };
  /** At most so many times the raw dump, at least so many times as fast as the dump through gzip and gpg, and as loading it. */
  readonly aims: { readonly toRaw: number; readonly toGpg: number; readonly toLoad: number };
  start(): Promise<BenchServer>;
}

const postgres: BenchEngine = {
  name: 'postgresql',
  words: { raw: 'pg_dump -Fc -Z0', sql: 'pg_dump', load: 'psql' },
  aims: { toRaw: 1.6, toGpg: 2.8, toLoad: 1.7 },
  async start() {
    const server = await startPostgres();
    const tool = (name: string, options: string, database: string): string =>
      `${join(server.bin, name)} ${options} -d '${server.socketUrl(database)}'`;
    return {
      url: (database) => server.socketUrl(database),
      pid: server.pid,
      searchPath: [server.bin, process.env['PATH'] ?? ''].join(delimiter),
      async create(database, rows) {
        await server.createDatabase(database);
        for (const statements of postgresTables(rows)) await server.psql(statements, database);
        await server.psql('VACUUM ANALYZE', database);
      },
      createEmpty: (database) => server.createDatabase(database),
      drop: async (database) => void (await server.psql(`DROP DATABASE ${database}`)),
      raw: (database) => tool('pg_dump', '-Fc -Z0', database),
      sql: (database) => tool('pg_dump', '-Fp', database),
      load: (database) => tool('psql', '-qX -v ON_ERROR_STOP=1', database),
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  },
};

const mysql = (
  version: string,
  words: { readonly dump: string; readonly client: string; readonly options?: string },
): BenchEngine => ({
  name: version,
  words: { raw: words.dump, sql: words.dump, load: words.client },
  aims: { toRaw: 1.6, toGpg: 2.5, toLoad: 1.7 },
  async start() {
    const server = await startMysql({ version });
    const socket = new URL(server.socketUrl()).searchParams.get('socket') ?? '';
    const tool = (name: string, options: string, database: string): string =>
      `${name} --no-defaults --socket=${socket} --user=root ${options} ${database}`;
    const dump = (database: string): string =>
      tool(
        words.dump,
        `--single-transaction --quick --routines --triggers --events --hex-blob ${words.options ?? ''}`,
        database,
      );
    return {
      url: (database) => server.socketUrl(database),
      pid: server.pid,
      searchPath: server.searchPath,
      async create(database, rows) {
        await server.sql(`CREATE DATABASE ${database}`);
        for (const statements of mysqlTables(rows)) await server.sql(statements, database);
      },
      createEmpty: async (database) => void (await server.sql(`CREATE DATABASE ${database}`)),
      drop: async (database) => void (await server.sql(`DROP DATABASE ${database}`)),
      raw: dump,
      sql: dump,
      load: (database) => tool(words.client, '', database),
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  },
});

/** What is measured, by name. */
export const benchEngines: readonly BenchEngine[] = [
  postgres,
  mysql('mariadb-10.11', { dump: 'mariadb-dump', client: 'mariadb' }),
  mysql('mysql-9.7', {
    dump: 'mysqldump',
    client: 'mysql',
    options: '--set-gtid-purged=OFF', // otherwise the dump does not load into the server that it is of
  }),
];
