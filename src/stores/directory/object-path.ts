import { dirname, join } from 'node:path';
import { Failure } from '../../domain/failure.ts';

/** Where an object of a directory store lies. */
export interface ObjectPath {
  readonly key: string;
  readonly file: string;
  readonly folder: string;
}

const partialName = /^\.partial-[0-9a-f]{12}-(.+)$/;

/**
 * The file for a key below `root`.
 *
 * @throws Failure `store-denied` for a key that would leave the root or be taken for something else.
 */
export function objectPath(root: string, key: string): ObjectPath {
  const segments = key.split('/');
  const isUnsafe = segments.some(
    (segment) =>
      segment === '' || segment === '.' || segment === '..' || segment.includes('\0') || partialName.test(segment),
  );
  if (isUnsafe) {
    throw new Failure('store-denied', `a directory cannot hold an object by the key ${JSON.stringify(key)}`, {
      hint: 'use names between slashes that are neither empty nor "." nor ".."',
    });
  }
  const file = join(root, ...segments);
  return { key, file, folder: dirname(file) };
}

/** The name under which an object is written before it is whole; `id` is twelve hex digits that nobody else uses. */
export function partialPath({ file, folder }: ObjectPath, id: string): string {
  return join(folder, `.partial-${id}-${file.slice(folder.length + 1)}`);
}

/** The name that the object would have got, or undefined for a file that is no unfinished upload. */
export function nameOfPartial(fileName: string): string | undefined {
  return partialName.exec(fileName)?.[1];
}
