import { join } from 'node:path';
import type { Flavour } from './flavour.ts';
import { askVersion, beside, dataFolder, privateOptions, settingsOfSource, socket } from './mysql-family.ts';

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
      ...settingsOfSource(need),
    ],
  }),

  serve: ({ folder }, room, need) => ({
    file: join(folder, 'mysqld'),
    args: ['--no-defaults', ...privateOptions(room), ...ownOptions, ...settingsOfSource(need)],
  }),

  askVersion: (installation, room) => Promise.resolve(askVersion(beside(installation, 'mysql'), room)),

  url: (room) => `mysql://root@localhost/?socket=${encodeURIComponent(socket(room))}`,
};

/** Beside what both products are told. */
const ownOptions: readonly string[] = [
  '--mysqlx=0',
  '--secure-file-priv=NULL',
  '--auto-generate-certs=OFF',
  '--innodb-redo-log-capacity=512M',
  '--log-error-verbosity=1',
];
