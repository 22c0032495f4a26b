import { stat, statfs } from 'node:fs/promises';
import { formatBytes } from '../domain/bytes.ts';
import type { Obstacle } from '../domain/obstacle.ts';

/** Whether there is room for the decrypted dump and for what is made of it. */
export interface Room {
  readonly obstacles: readonly Obstacle[];
  readonly notes: readonly string[];
}

export interface RoomNeed {
  /** Size of the plain dump. */
  readonly dumpBytes: number;
  /** Where the dump is decrypted to. */
  readonly scratch: string;
  /** Where the server keeps its data, if that is on this machine. */
  readonly serverFolder: string | undefined;
}

interface Disk {
  readonly device: number;
  readonly freeBytes: number;
}

/** Looks at the disks of this machine, and at the server's where that can be seen. */
export async function readRoom({ dumpBytes, scratch, serverFolder }: RoomNeed): Promise<Room> {
  const own = await diskOf(scratch);
  const servers = serverFolder === undefined ? undefined : await diskOf(serverFolder);
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
