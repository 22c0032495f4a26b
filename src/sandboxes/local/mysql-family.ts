import { join } from 'node:path';
import type { SandboxNeed } from '../../ports/sandbox.ts';
import type { Command } from '../../process/launcher.ts';
import type { Installation, ServerRoom } from './flavour.ts';

/** What private servers of MySQL and of MariaDB have in common. */
export const dataFolder = (room: ServerRoom): string => join(room.folder, 'data');
export const socket = (room: ServerRoom): string => join(room.folder, 's');

/** Packages put the server into `sbin`, and all else into `bin` beside it. */
export function beside({ folder }: Installation, program: string): string {
  return join(folder, '..', 'bin', program);
}

/** Asks the server for its version over its socket. */
export function askVersion(client: string, room: ServerRoom): Command {
  const args = ['--no-defaults', `--socket=${socket(room)}`, '--user=root', '-BN', '-e', 'SELECT VERSION()'];
  return { file: client, args };
}

/** Options of a server that listens on its socket only, runs no events, and spares itself what only matters after a crash. */
export function privateOptions(room: ServerRoom): readonly string[] {
  const pool = Math.max(128, Math.floor(Math.min(room.memoryBytes / 2, 1024 * 2 ** 20) / 2 ** 20));
  return [
    `--datadir=${dataFolder(room)}`,
    `--socket=${socket(room)}`,
    `--pid-file=${join(room.folder, 'pid')}`,
    `--tmpdir=${room.folder}`,
    '--skip-networking',
    '--skip-log-bin',
    '--skip-name-resolve',
    '--event-scheduler=OFF',
    '--local-infile=0',
    '--innodb-doublewrite=OFF',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-flush-method=nosync',
    `--innodb-buffer-pool-size=${pool}M`,
    '--max-allowed-packet=1G',
    '--performance-schema=OFF',
  ];
}

/** Settings without which a dump means something else, or does not load. */
export function settingsOfSource({ settings }: SandboxNeed): readonly string[] {
  const names = [
    'character_set_server',
    'collation_server',
    'lower_case_table_names',
    'explicit_defaults_for_timestamp',
  ];
  return names.flatMap((name) => (settings[name] ? [`--${name.replaceAll('_', '-')}=${settings[name]}`] : []));
}
