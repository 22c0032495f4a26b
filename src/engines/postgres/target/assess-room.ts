import type { RestoreNeed } from '../../../ports/target.ts';
import { readRoom, type Room } from '../../../process/room.ts';
import type { Connection } from '../connection.ts';
import type { Session } from '../session.ts';

/** Looks at the disks of this machine, and at the server's where that is the same machine and lets it be seen. */
export async function roomFor(
  session: Session,
  connection: Connection,
  { dumpBytes, scratch }: Pick<RestoreNeed, 'dumpBytes' | 'scratch'>,
): Promise<Room> {
  const serverFolder = isLocal(connection) ? await dataFolder(session) : undefined;
  return await readRoom({ dumpBytes, scratch, serverFolder });
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
