import { join } from 'node:path';
import type { SandboxNeed } from '../../ports/sandbox.ts';
import type { Flavour, Installation, ServerRoom } from './flavour.ts';

/**
 * MySQL as a private server: it listens on its socket only, runs no events, writes no binary log and reads no files for a statement, and
 * spares itself all work that only matters after a crash.
 */
export const mysqlServer: Flavour = {
  product: 'MySQL',
  // 8.0 and 8.4 are long-term series of their own; from 9 on the first number is the series
  series: (version) => {
    const [major = '', minor = ''] = version.split('.');
    return Number(major) < 9 ? `${major}.${minor}` : major;
  },
  packageName: (series) => `mysql-server of version ${series}`,
  folders: () => ['/usr/sbin', '/usr/local/mysql/bin'],
  programs: ['mysqld'],
  socketName: 's',
  stopSignal: 'SIGKILL',

  initialise: ({ folder }, room, need) => ({
    file: join(folder, 'mysqld'),
    env: { TMPDIR: room.folder }, // a server that starts removes all temporary tables there, also those of others
    args: [
      '--no-defaults',
      '--initialize-insecure', // enough where only one account can reach the socket
      `--datadir=${dataFolder(room)}`,
      '--innodb-doublewrite=OFF',
      '--skip-log-bin',
      '--auto-generate-certs=OFF',
      ...ofSource(need),
    ],
  }),

  serve: ({ folder }, room, need) => ({
    file: join(folder, 'mysqld'),
    args: ['--no-defaults', ...options(room), ...ofSource(need)],
  }),

  askVersion: (installation, room) =>
    Promise.resolve({ file: beside(installation, 'mysql'), args: [...asRoot(room), '-BN', '-e', 'SELECT VERSION()'] }),

  url: (room) => `mysql://root@localhost/?socket=${encodeURIComponent(socket(room))}`,
};

const dataFolder = (room: ServerRoom): string => join(room.folder, 'data');
const socket = (room: ServerRoom): string => join(room.folder, 's');
const asRoot = (room: ServerRoom): readonly string[] => ['--no-defaults', `--socket=${socket(room)}`, '--user=root'];

/** Packages put the server into `sbin`, and all else into `bin` beside it. */
function beside({ folder }: Installation, program: string): string {
  return join(folder, '..', 'bin', program);
}

function options(room: ServerRoom): readonly string[] {
  const pool = Math.max(128, Math.floor(Math.min(room.memoryBytes / 2, 1024 * 2 ** 20) / 2 ** 20));
  return [
    `--datadir=${dataFolder(room)}`,
    `--socket=${socket(room)}`,
    `--pid-file=${join(room.folder, 'pid')}`,
    `--tmpdir=${room.folder}`,
    '--skip-networking',
    '--mysqlx=0',
    '--skip-log-bin',
    '--skip-name-resolve',
    '--event-scheduler=OFF',
    '--local-infile=0',
    '--secure-file-priv=NULL',
    '--auto-generate-certs=OFF',
    '--innodb-doublewrite=OFF',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-flush-method=nosync',
    '--innodb-redo-log-capacity=512M',
    `--innodb-buffer-pool-size=${pool}M`,
    '--max-allowed-packet=1G',
    '--performance-schema=OFF',
    '--log-error-verbosity=1',
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
