import { stat, statfs } from 'node:fs/promises';
import { formatBytes } from '../../../domain/bytes.ts';
import type { RestoreNeed } from '../../../ports/target.ts';
import type { Connection } from '../connection.ts';
import type { Session } from '../session.ts';
import type { Obstacle } from './obstacle.ts';

/** Whether there is room for the decrypted dump and for what is made of it. */
export interface Room {
  readonly obstacles: readonly Obstacle[];
  readonly notes: readonly string[];
}

interface Disk {
  readonly device: number;
  readonly freeBytes: number;
}

/** Looks at the disks of this machine, and at the server's where that is the same machine and lets it be seen. */
export async function readRoom(
  session: Session,
  connection: Connection,
  { dumpBytes, scratch }: Pick<RestoreNeed, 'dumpBytes' | 'scratch'>,
): Promise<Room> {
  const own = await diskOf(scratch);
  const folder = isLocal(connection) ? await dataFolder(session) : undefined;
  const servers = folder === undefined ? undefined : await diskOf(folder);
  const size = formatBytes(dumpBytes);
  const obstacles: Obstacle[] = [];
  const shares = own !== undefined && own.device === servers?.device;
  if (own !== undefined && own.freeBytes < dumpBytes * (shares ? 2 : 1)) {
    const both = shares ? ' and as much for the database' : '';
    obstacles.push(lacking(`${scratch} has ${formatBytes(own.freeBytes)} free, the plain dump needs ${size}${both}`));
  } else if (servers !== undefined && servers.freeBytes < dumpBytes) {
    const free = formatBytes(servers.freeBytes);
    obstacles.push(lacking(`the server's disk has ${free} free, the database needs at least the dump's ${size}`));
  }
  const unseen = `the server's disk cannot be seen from here: it needs room for at least the dump's ${size}`;
  return { obstacles, notes: servers === undefined ? [unseen] : [] };
}

function lacking(message: string): Obstacle {
  return { message, remedy: 'free disk space; nothing was changed' };
}

async function diskOf(path: string): Promise<Disk | undefined> {
  try {
    const [{ dev: device }, { bavail, bsize }] = await Promise.all([stat(path), statfs(path)]);
    return { device, freeBytes: bavail * bsize };
  } catch {
    return undefined; // another machine's path, or not for our eyes
  }
}

function isLocal({ target }: Connection): boolean {
  const [, authority = '', query = ''] = /^postgresql:\/\/(?:[^/]*@)?([^/]*)\/[^?]*\?(.*)$/.exec(target) ?? [];
  const host = new URLSearchParams(query).get('host') ?? authority;
  return /^(?:$|:|\/|localhost(?::|$)|127\.|\[?::1)/.test(host);
}

async function dataFolder(session: Session): Promise<string | undefined> {
  const [row] = await session.rows(`SELECT setting FROM pg_settings WHERE name = 'data_directory'`);
  return row?.['setting'] ?? undefined;
}
