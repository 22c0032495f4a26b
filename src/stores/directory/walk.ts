import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareKeys } from '../key-order.ts';
import { errorCode } from './disk-failure.ts';

/** A file below a root; `key` is its path from there, with `/`. */
export interface FoundFile {
  readonly key: string;
  readonly path: string;
}

/** All files whose key may begin with `prefix`, sorted by key as UTF-8 bytes. Holds one folder's names per level in memory. */
export async function* walk(root: string, prefix: string, folder = ''): AsyncGenerator<FoundFile> {
  // A folder sorts as its name with a slash, since that is how the keys below it go on.
  const entries = (await entriesOf(join(root, folder)))
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => ({ isFolder: entry.isDirectory(), key: `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}` }))
    .sort((a, b) => compareKeys(a.key, b.key));
  for (const { isFolder, key } of entries) {
    if (!isFolder) yield { key, path: join(root, key) };
    else if (key.startsWith(prefix) || prefix.startsWith(key)) yield* walk(root, prefix, key);
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return []; // removed since its parent was read
    throw thrown;
  }
}
