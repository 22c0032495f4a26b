import type { Stats } from 'node:fs';
import { lstat, open, stat, type FileHandle } from 'node:fs/promises';
import { Failure } from '../../domain/failure.ts';
import type { AbandonedUpload, Store, StoredObject } from '../../ports/store.ts';
import { objectBytes } from '../object-source.ts';
import { errorCode, onDisk } from './disk-failure.ts';
import { removeDurably, writeDurably, type Root } from './durable-file.ts';
import { nameOfPartial, objectPath, type ObjectPath } from './object-path.ts';
import { walk, type FoundFile } from './walk.ts';

const chunkBytes = 256 * 1024;

/**
 * A store in an existing folder, `path` being absolute. Objects are files of mode 0600, an unfinished object is a file whose name begins
 * with `.partial-`. A key cannot be both an object and the folder of another one.
 */
export function directoryStore(path: string): Store {
  const root: Root = { path: path.replace(/(?<=.)\/+$/, ''), name: `file://${path}` };
  const place = async (key: string, signal: AbortSignal): Promise<ObjectPath> => {
    signal.throwIfAborted();
    await requireRoot(root);
    return objectPath(root.path, key);
  };
  const written = async (where: ObjectPath): Promise<StoredObject> => {
    const found = await statFile(root, { key: where.key, path: where.file });
    if (found === undefined) throw new Failure('store-unreachable', `${where.key} vanished from ${root.name}`);
    return found;
  };
  return {
    name: root.name,

    async put(key, source, signal) {
      const where = await place(key, signal);
      await writeDurably(root, where, objectBytes(key, source, signal), 'replace');
      return written(where);
    },

    async putIfAbsent(key, bytes, signal) {
      const where = await place(key, signal);
      await writeDurably(root, where, [bytes], 'refuse');
      return written(where);
    },

    async *get(key, signal) {
      yield* readFile(root, await place(key, signal), signal);
    },

    async stat(key, signal) {
      const where = await place(key, signal);
      return statFile(root, { key, path: where.file });
    },

    async *list(prefix, signal) {
      for await (const file of files(root, prefix, signal)) {
        if (file.partialOf !== undefined || !file.key.startsWith(prefix)) continue;
        const found = await statFile(root, file);
        if (found !== undefined) yield found;
      }
    },

    async remove(key, signal) {
      const where = await place(key, signal);
      await removeDurably(root, where.file);
    },

    async *abandoned(prefix, signal) {
      for await (const file of files(root, prefix, signal)) {
        if (file.partialOf?.startsWith(prefix) !== true) continue;
        const upload = await abandonedUpload(root, file.path, file.partialOf);
        if (upload !== undefined) yield upload;
      }
    },
  };
}

async function requireRoot({ path, name }: Root): Promise<void> {
  try {
    if ((await stat(path)).isDirectory()) return;
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') await onDisk(name, Promise.reject(thrown as Error));
  }
  throw new Failure('store-missing', `${name} is no folder on this machine`, {
    hint: 'create the folder, or mount the disk that it is on: Muster does not create it',
  });
}

/** The files below the root that `prefix` may concern; `partialOf` is the key of the object whose unfinished upload a file is. */
async function* files(
  root: Root,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<FoundFile & { readonly partialOf: string | undefined }> {
  signal.throwIfAborted();
  await requireRoot(root);
  const found = walk(root.path, prefix);
  for (;;) {
    signal.throwIfAborted();
    const next = await onDisk(root.name, found.next());
    if (next.done === true) return;
    const slash = next.value.key.lastIndexOf('/') + 1;
    const name = nameOfPartial(next.value.key.slice(slash));
    yield { ...next.value, partialOf: name === undefined ? undefined : `${next.value.key.slice(0, slash)}${name}` };
  }
}

async function statFile(root: Root, { key, path }: FoundFile): Promise<StoredObject | undefined> {
  const found = await lstatOrNothing(root, path);
  return found?.isFile() === true ? { key, sizeBytes: found.size, modifiedAt: found.mtime } : undefined;
}

async function abandonedUpload(root: Root, path: string, key: string): Promise<AbandonedUpload | undefined> {
  const found = await lstatOrNothing(root, path);
  if (found === undefined) return undefined;
  // Some file systems do not record when a file was made, and say 1970.
  const startedAt = found.birthtimeMs > 0 ? found.birthtime : found.mtime;
  return { key, startedAt, abort: () => removeDurably(root, path) };
}

async function lstatOrNothing(root: Root, path: string): Promise<Stats | undefined> {
  return await orNothing(root, lstat(path));
}

async function openOrNothing(root: Root, path: string): Promise<FileHandle | undefined> {
  return await orNothing(root, open(path, 'r'));
}

/** What a call to the file system gives, or undefined where there is no such file. */
async function orNothing<T>(root: Root, call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return await onDisk(root.name, Promise.reject(thrown as Error));
  }
}

async function* readFile(root: Root, { key, file: path }: ObjectPath, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const missing = (): Failure => new Failure('object-missing', `${root.name} has no object ${key}`);
  if ((await statFile(root, { key, path })) === undefined) throw missing();
  // Another run may remove it between the look and the opening.
  await using file = await openOrNothing(root, path);
  if (file === undefined) throw missing();
  let leftBytes = (await onDisk(root.name, file.stat())).size;
  while (leftBytes > 0) {
    signal.throwIfAborted();
    const { buffer, bytesRead } = await onDisk(
      root.name,
      file.read(Buffer.allocUnsafe(Math.min(chunkBytes, leftBytes))),
    );
    if (bytesRead === 0) throw new Failure('store-corrupted', `${key} in ${root.name} was cut off while it was read`);
    leftBytes -= bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
