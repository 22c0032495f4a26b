import { join } from 'node:path';
import type { Command } from '../../process/launcher.ts';
import { quietOptions } from '../mysql-options.ts';
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

/** Options of a server in its room. */
export function privateOptions(room: ServerRoom): readonly string[] {
  const pool = Math.max(128, Math.floor(Math.min(room.memoryBytes / 2, 1024 * 2 ** 20) / 2 ** 20));
  return [
    `--datadir=${dataFolder(room)}`,
    `--socket=${socket(room)}`,
    `--pid-file=${join(room.folder, 'pid')}`,
    `--tmpdir=${room.folder}`,
    `--innodb-buffer-pool-size=${pool}M`,
    ...quietOptions,
  ];
}
