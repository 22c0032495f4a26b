import { join } from 'node:path';
import type { Flavour, ServerRoom } from './flavour.ts';
import { askVersion, beside, dataFolder, privateOptions, settingsOfSource, socket } from './mysql-family.ts';

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
      ...settingsOfSource(need),
    ],
  }),

  serve: ({ folder }, room, need) => ({
    file: join(folder, 'mariadbd'),
    args: ['--no-defaults', ...privateOptions(room), ...ownOptions(room), ...settingsOfSource(need)],
  }),

  askVersion: (installation, room) => Promise.resolve(askVersion(beside(installation, 'mariadb'), room)),

  url: (room) => `mariadb://root@localhost/?socket=${encodeURIComponent(socket(room))}`,
};

/** Beside what both products are told. */
function ownOptions(room: ServerRoom): readonly string[] {
  return ['--skip-slave-start', `--secure-file-priv=${room.folder}`, '--innodb-log-file-size=512M', '--log-warnings=0'];
}
