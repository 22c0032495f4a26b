import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../domain/failure.ts';
import type { Launcher } from '../../process/launcher.ts';
import type { Clients } from './clients.ts';
import type { Connection } from './connection.ts';
import { loadFailure, type LoadPlace } from './load-failures.ts';

/** A decrypted dump on disk. Disposing of it removes it. */
export interface ArchiveFile extends AsyncDisposable {
  readonly path: string;
}

/**
 * Writes a dump into a folder, readable by its owner alone: pg_restore loads in parallel only from a file.
 *
 * @throws Failure with the code of what the place lacks, where the disk is full.
 */
export async function writeArchive(
  bytes: AsyncIterable<Uint8Array>,
  folder: string,
  place: LoadPlace,
  signal: AbortSignal,
): Promise<ArchiveFile> {
  const path = join(folder, 'data.dump');
  const remove = async (): Promise<void> => rm(path, { force: true });
  try {
    await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(path, { mode: 0o600 }), {
      signal,
    });
  } catch (error) {
    await remove();
    signal.throwIfAborted();
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new Failure(place.lacks, `no room for the decrypted dump in ${folder}`, {
      hint: 'free disk space for the plain dump and for the restored database',
      cause: error,
    });
  }
  return { path, [Symbol.asyncDispose]: remove };
}

export interface LoadRequest {
  readonly launcher: Launcher;
  readonly clients: Clients;
  readonly connection: Connection;
  readonly archive: ArchiveFile;
  readonly jobs: number;
  readonly place: LoadPlace;
  readonly signal: AbortSignal;
}

/**
 * Loads an archive into an empty database and stops at the first error. Tablespaces are left out: another server has none such.
 *
 * @throws Failure `restore-failed` with the server's reason, `archive-damaged`, or the code of what the place lacks.
 */
export async function loadArchive(request: LoadRequest): Promise<void> {
  const { launcher, clients, connection, archive, jobs, place, signal } = request;
  await using running = launcher.start(
    {
      file: clients.pgRestore,
      args: [
        '--exit-on-error',
        '--no-password',
        '--no-tablespaces',
        `--jobs=${jobs}`,
        `--dbname=${connection.target}`,
        archive.path,
      ],
      env: { PGAPPNAME: 'muster', ...connection.env },
      prefix: clients.prefix,
    },
    signal,
  );
  try {
    for await (const _ of running.output());
  } catch (error) {
    signal.throwIfAborted();
    throw loadFailure(error, place);
  }
}
