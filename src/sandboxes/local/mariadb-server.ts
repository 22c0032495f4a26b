import { join } from 'node:path';
import { ownOptions, settingsOfSource } from '../mysql-options.ts';
import { products } from '../products.ts';
import type { Flavour } from './flavour.ts';
import { askVersion, beside, dataFolder, privateOptions, socket } from './mysql-family.ts';

/**
 * MariaDB as a private server: it listens on its socket only, runs no events, writes no binary log and reads no files for a statement, and
 * spares itself all work that only matters after a crash.
 */
export const mariadbServer: Flavour = {
  product: products.mariadb.title,
  series: (version) => products.mariadb.series(version),
  packageName: () => 'mariadb-server',
  folders: () => ['/usr/sbin', '/usr/local/mariadb/bin'],
  programs: ['mariadbd'],
  socketName: 's',
  stopSignal: 'SIGKILL',

  initialise: (installation, room, need) => ({
    file: beside(installation, 'mariadb-install-db'),
    args: [
      '--no-defaults',
      `--basedir=${join(installation.folder, '..')}`,
      `--datadir=${dataFolder(room)}`,
      `--tmpdir=${room.folder}`, // a server that starts removes all temporary tables there, also those of others
      '--auth-root-authentication-method=normal', // enough where only one account can reach the socket
      '--skip-test-db',
      '--skip-name-resolve',
      '--innodb-log-file-size=8M',
      ...settingsOfSource(need),
    ],
  }),

  serve: ({ folder }, room, need) => ({
    file: join(folder, 'mariadbd'),
    args: [
      '--no-defaults',
      ...privateOptions(room),
      ...ownOptions.mariadb,
      `--secure-file-priv=${room.folder}`,
      ...settingsOfSource(need),
    ],
  }),

  askVersion: (installation, room) => Promise.resolve(askVersion(beside(installation, 'mariadb'), room)),

  url: (room) => `mariadb://root@localhost/?socket=${encodeURIComponent(socket(room))}`,
};
