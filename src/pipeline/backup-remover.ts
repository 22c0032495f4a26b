import type { CatalogEntry, IncompleteFolder } from '../domain/catalog.ts';
import { manifestName } from '../domain/object-key.ts';
import { isVerificationName } from '../domain/verification/record.ts';
import type { Store } from '../ports/store.ts';

/**
 * Removes everything in a backup's folder, the manifest first and the data last: whenever this is interrupted, the backup is either whole or
 * no backup any more, and what is left of it is found and swept. Harmless where others remove the same folder.
 */
export async function removeFolder(
  store: Store,
  { folder, keys }: Pick<CatalogEntry | IncompleteFolder, 'folder' | 'keys'>,
  signal: AbortSignal,
): Promise<void> {
  const rank = (key: string): number => {
    const name = key.slice(folder.length);
    if (name === manifestName) return 0;
    return isVerificationName(name) ? 1 : 2;
  };
  for (const key of keys.toSorted((a, b) => rank(a) - rank(b))) await store.remove(key, signal);
}
