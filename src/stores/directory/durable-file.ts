import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rmdir, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { errorCode, onDisk } from './disk-failure.ts';
import { partialPath, type ObjectPath } from './object-path.ts';

/** What to do with an object that is already there. */
export type OnPresent = 'replace' | 'refuse';

/** The folder of a store and the name by which people know it. */
export interface Root {
  readonly path: string;
  readonly name: string;
}

/**
 * Writes a file that is either there with all its bytes, also after a power cut, or not there at all: under another name first, then
 * synchronized, then renamed or linked, and the folders synchronized.
 *
 * @throws Failure `backup-exists` where there is one and it is not to be replaced.
 */
export async function writeDurably(
  root: Root,
  place: ObjectPath,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onPresent: OnPresent,
): Promise<void> {
  const partial = partialPath(place, randomBytes(6).toString('hex'));
  try {
    await using file = await onDisk(root.name, openInNewFolders(place.folder, partial));
    for await (const chunk of chunks) await onDisk(root.name, writeAll(file, chunk));
    await onDisk(root.name, file.sync());
    await publish(root, place, partial, onPresent);
  } catch (thrown) {
    await removeDurably(root, partial).catch(() => undefined); // what stays is listed as abandoned
    throw thrown;
  }
  await onDisk(root.name, syncFolders(place.folder, root.path));
}

/** Removes a file if it is there, and the folders above it that are empty then. */
export async function removeDurably(root: Root, file: string): Promise<void> {
  await onDisk(root.name, unlink(file).catch(ignoring('ENOENT', 'ENOTDIR', 'EISDIR')));
  let folder = dirname(file);
  try {
    for (; folder.length > root.path.length; folder = dirname(folder)) await rmdir(folder);
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT' && code !== 'ENOTDIR') throw thrown;
  }
  await onDisk(root.name, syncFolder(folder).catch(ignoring('ENOENT', 'ENOTDIR')));
}

async function publish(root: Root, place: ObjectPath, partial: string, onPresent: OnPresent): Promise<void> {
  try {
    if (onPresent === 'replace') await rename(partial, place.file);
    else await link(partial, place.file); // fails where the name is taken; rename would replace it
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === 'EEXIST') {
      throw new Failure('backup-exists', `${root.name} already has ${place.key}`, { cause: thrown });
    }
    if (code === 'ENOENT') {
      throw new Failure('store-unreachable', `the upload of ${place.key} to ${root.name} was taken back while it ran`, {
        cause: thrown,
      });
    }
    if (onPresent === 'refuse' && (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS')) {
      throw new Failure('store-denied', `the file system of ${root.name} has no hard links`, {
        cause: thrown,
        hint: 'use a folder on another file system: without hard links a manifest cannot be written safely',
      });
    }
    await onDisk(root.name, Promise.reject(thrown as Error));
  }
  // the object is there, whatever becomes of its other name: what stays of that is listed as abandoned
  if (onPresent === 'refuse') await unlink(partial).catch(() => undefined);
}

/** Opens a new file. A folder that another run removes as empty at the same moment is made again. */
async function openInNewFolders(folder: string, file: string): Promise<FileHandle> {
  for (let triesLeft = 50; ; triesLeft -= 1) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return await open(file, 'wx', 0o600);
    } catch (thrown) {
      if (errorCode(thrown) !== 'ENOENT' || triesLeft === 0) throw thrown;
    }
  }
}

/** A write may take fewer bytes than it was given without an error. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.byteLength;) {
    const { bytesWritten } = await file.write(chunk, written);
    written += bytesWritten;
  }
}

async function syncFolders(from: string, upTo: string): Promise<void> {
  for (let folder = from; ; folder = dirname(folder)) {
    await syncFolder(folder);
    if (folder.length <= upTo.length) return;
  }
}

async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

function ignoring(...codes: readonly string[]): (thrown: unknown) => void {
  return (thrown) => {
    if (!codes.includes(errorCode(thrown) ?? '')) throw thrown;
  };
}
