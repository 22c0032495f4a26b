import { join } from 'node:path';
import type { SandboxNeed } from '../../ports/sandbox.ts';
import type { Flavour, Installation, ServerRoom } from './flavour.ts';

/**
 * MariaDB as a private server: it listens on its socket only, runs no events, writes no binary log and reads no files for a statement, and
 * spares itself all work that only matters after a crash.
 */
export const mariadbServer: Flavour = {
  product: 'MariaDB',
  series: (version) => version.split('.').slice(0, 2).join('.'),
  packageName: () => 'mariadb-server',
  folders: () => ['/usr/sbin', '/usr/local/mariadb/bin'],
  programs: ['mariadbd'],
  socketName: 's',
  stopSignal: 'SIGKILL',

  initialise: (installation, room, need) => ({
    file: beside(installation, 'mariadb-install-db'),
    env: { TMPDIR: room.folder }, // a server that starts removes all temporary tables there, also those of others
    args: [
      '--no-defaults',
      `--basedir=${join(installation.folder, '..')}`,
      `--datadir=${dataFolder(room)}`,
      '--auth-root-authentication-method=normal', // enough where only one account can reach the socket
      '--skip-test-db',
      '--skip-name-resolve',
      '--innodb-log-file-size=8M',
      ...ofSource(need),
    ],
  }),

  serve: ({ folder }, room, need) => ({
    file: join(folder, 'mariadbd'),
    args: ['--no-defaults', ...options(room), ...ofSource(need)],
  }),

  askVersion: (installation, room) =>
    Promise.resolve({
      file: beside(installation, 'mariadb'),
      args: [...asRoot(room), '-BN', '-e', 'SELECT VERSION()'],
    }),

  url: (room) => `mariadb://root@localhost/?socket=${encodeURIComponent(socket(room))}`,
};

const dataFolder = (room: ServerRoom): string => join(room.folder, 'data');
const socket = (room: ServerRoom): string => join(room.folder, 's');
const asRoot = (room: ServerRoom): readonly string[] => ['--no-defaults', `--socket=${socket(room)}`, '--user=root'];

/** Packages put the server into `sbin`, and all else into `bin` beside it. */
function beside({ folder }: Installation, program: string): string {
  return join(folder, '..', 'bin', program);
}

function options(room: ServerRoom): readonly string[] {
  const pool = Math.max(64, Math.floor(Math.min(room.memoryBytes / 2, 1024 * 2 ** 20) / 2 ** 20));
  return [
    `--datadir=${dataFolder(room)}`,
    `--socket=${socket(room)}`,
    `--pid-file=${join(room.folder, 'pid')}`,
    `--tmpdir=${room.folder}`,
    '--skip-networking',
    '--skip-log-bin',
    '--skip-name-resolve',
    '--skip-slave-start',
    '--event-scheduler=OFF',
    '--local-infile=0',
    `--secure-file-priv=${room.folder}`,
    '--innodb-doublewrite=OFF',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-flush-method=nosync',
    '--innodb-log-file-size=512M',
    `--innodb-buffer-pool-size=${pool}M`,
    '--max-allowed-packet=1G',
    '--performance-schema=OFF',
    '--log-warnings=0',
  ];
}

/** Settings without which a dump means something else, or does not load. */
function ofSource({ settings }: SandboxNeed): readonly string[] {
  const names = [
    'character_set_server',
    'collation_server',
    'lower_case_table_names',
    'explicit_defaults_for_timestamp',
  ];
  return names.flatMap((name) => (settings[name] ? [`--${name.replaceAll('_', '-')}=${settings[name]}`] : []));
}
