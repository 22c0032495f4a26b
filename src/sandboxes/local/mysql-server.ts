import { join } from 'node:path';
import { ownOptions, settingsOfSource } from '../mysql-options.ts';
import { products } from '../products.ts';
import type { Flavour } from './flavour.ts';
import { askVersion, beside, dataFolder, privateOptions, socket } from './mysql-family.ts';

/**
 * MySQL as a private server: it listens on its socket only, runs no events, writes no binary log and reads no files for a statement, and
 * spares itself all work that only matters after a crash.
 */
export const mysqlServer: Flavour = {
  product: products.mysql.title,
  series: (version) => products.mysql.series(version),
  packageName: (series) => `mysql-server of version ${series}`,
  folders: () => ['/usr/sbin', '/usr/local/mysql/bin'],
  programs: ['mysqld'],
  socketName: 's',
  stopSignal: 'SIGKILL',

  initialise: ({ folder }, room, need) => ({
    file: join(folder, 'mysqld'),
    args: [
      '--no-defaults',
      '--initialize-insecure', // enough where only one account can reach the socket
      `--datadir=${dataFolder(room)}`,
      `--tmpdir=${room.folder}`, // a server that starts removes all temporary tables there, also those of others
      '--innodb-doublewrite=OFF',
      '--skip-log-bin',
      '--auto-generate-certs=OFF',
      ...settingsOfSource(need),
    ],
  }),

  serve: ({ folder }, room, need) => ({
    file: join(folder, 'mysqld'),
    args: ['--no-defaults', ...privateOptions(room), ...ownOptions.mysql, ...settingsOfSource(need)],
  }),

  askVersion: (installation, room) => Promise.resolve(askVersion(beside(installation, 'mysql'), room)),

  url: (room) => `mysql://root@localhost/?socket=${encodeURIComponent(socket(room))}`,
};
