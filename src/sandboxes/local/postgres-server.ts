import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { products } from '../products.ts';
import type { Flavour, ServerRoom } from './flavour.ts';

/**
 * PostgreSQL as a private server: it listens on its socket only and opens no connection by itself (no archiving, no subscriptions, no
 * preloaded libraries, whatever the restored copy asks for), and spares itself all work that only matters after a crash.
 */
export const postgresServer: Flavour = {
  product: products.postgresql.title,
  series: (version) => products.postgresql.series(version),
  packageName: (series) => `postgresql-${series}`,
  folders: (series) => [
    `/usr/lib/postgresql/${series}/bin`, // Debian, Ubuntu
    `/usr/pgsql-${series}/bin`, // Red Hat and its kin, from the PostgreSQL project's repository
    `/opt/homebrew/opt/postgresql@${series}/bin`,
    `/usr/local/opt/postgresql@${series}/bin`,
  ],
  programs: ['postgres', 'initdb'],
  socketName: '.s.PGSQL.5432',
  stopSignal: 'SIGQUIT',

  initialise: ({ folder }, room) => ({
    file: join(folder, 'initdb'),
    // Every system has the locale C; a restore makes a database of its own, with the locale of the source. Trust is enough where only one
    // account can reach the socket.
    args: ['-D', dataFolder(room), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
  }),

  serve: ({ folder }, room) => ({
    file: join(folder, 'postgres'),
    args: [
      '-D',
      dataFolder(room),
      '-k',
      room.folder,
      '-p',
      '5432',
      ...settings(room).flatMap((setting) => ['-c', setting]),
    ],
  }),

  async askVersion({ folder }, room) {
    const args = [
      '-XAtq',
      '-h',
      room.folder,
      '-p',
      '5432',
      '-U',
      'postgres',
      '-d',
      'postgres',
      '-c',
      'SHOW server_version',
    ];
    return { file: (await isExecutable(join(folder, 'psql'))) ? join(folder, 'psql') : 'psql', args };
  },

  url: (room) => `postgresql:///postgres?host=${encodeURIComponent(room.folder)}&user=postgres`,
};

const dataFolder = (room: ServerRoom): string => join(room.folder, 'data');

function settings(room: ServerRoom): readonly string[] {
  const megabytes = (bytes: number): string => `${Math.max(16, Math.floor(bytes / 2 ** 20))}MB`;
  return [
    'listen_addresses=',
    'shared_preload_libraries=',
    'archive_mode=off',
    'max_logical_replication_workers=0',
    'wal_level=minimal',
    'max_wal_senders=0',
    'autovacuum=off',
    'jit=off',
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    'max_wal_size=4GB',
    'checkpoint_timeout=1d',
    'max_locks_per_transaction=512', // a dump of a schema with thousands of tables locks all of them at once
    'dynamic_shared_memory_type=mmap', // below the data folder: /dev/shm is small in containers, and keeps what a killed server left
    `shared_buffers=${megabytes(Math.min(room.memoryBytes / 2, 512 * 2 ** 20))}`,
    `maintenance_work_mem=${megabytes(Math.min(room.memoryBytes / 4, 512 * 2 ** 20))}`,
    'logging_collector=off',
    'log_destination=stderr',
    'log_line_prefix=',
    'log_error_verbosity=terse', // details of errors hold rows
    'log_min_error_statement=panic', // and so do statements
  ];
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
