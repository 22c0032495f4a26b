import {
  type Catalog,
  catalogEntry,
  type CatalogEntry,
  type IncompleteFolder,
  newestFirst,
} from '../domain/catalog.ts';
import { Failure } from '../domain/failure.ts';
import type { BackupKind } from '../domain/kind.ts';
import { type BackupAddress, folderOf, manifestName, prefixOf } from '../domain/object-key.ts';
import { isVerificationName } from '../domain/verification/record.ts';
import type { Progress } from '../ports/progress.ts';
import type { Store, StoredObject } from '../ports/store.ts';
import { type ListedFolder, listFolders } from './catalog-listing.ts';
import { mapBounded } from './map-bounded.ts';
import { recordObject } from './record-object.ts';

export interface CatalogScope {
  readonly source: string;
  /** All kinds where none is given. */
  readonly kind?: BackupKind;
  /** See `BackupFiles`. */
  readonly now: Date;
  readonly signal: AbortSignal;
  /** How many backups to read at the same time; `backupsAtOnce` where it is not given. */
  readonly concurrency?: number;
  /** Is told how many of the backups are read. */
  readonly progress?: Pick<Progress, 'item'>;
}

/** So many requests keep a distant store busy, and an S3 client has fifty connections. */
export const backupsAtOnce = 48;

/**
 * Reads the backups of a source from their manifests: one listing, then each backup's records. What is wrong with one backup stands in its
 * entry; only the store's own failures are thrown. A backup whose manifest is removed while this reads counts as incomplete.
 */
export async function readCatalog(store: Store, scope: CatalogScope): Promise<Catalog> {
  const { source, kind, signal } = scope;
  const { folders, strays } = await listFolders(store, prefixOf(source, kind), signal);
  return { ...(await readFolders(store, folders, scope)), strays };
}

/**
 * Reads the records of listed folders, several folders at the same time; those without a manifest cost no request. The store's own failures
 * are thrown, everything else stands in the entries.
 */
export async function readFolders(
  store: Store,
  folders: readonly ListedFolder[],
  { now, signal, concurrency = backupsAtOnce, progress }: Omit<CatalogScope, 'source' | 'kind'>,
): Promise<Pick<Catalog, 'entries' | 'incomplete'>> {
  let done = 0;
  const read = await mapBounded(folders, concurrency, async (folder) => {
    const found = await readFolder(store, folder, { now, signal });
    const { source, kind } = folder.address;
    progress?.item(`${source} ${kind}: ${(done += 1)} of ${folders.length}`);
    return found;
  });
  return {
    entries: newestFirst(read.filter(isBackup)),
    incomplete: read.filter((found): found is IncompleteFolder => !isBackup(found)),
  };
}

/** Reads one backup anew: its entry, or what is left of it, or undefined where nothing is. */
export async function readBackup(
  store: Store,
  address: BackupAddress,
  { now, signal }: Pick<CatalogScope, 'now' | 'signal'>,
): Promise<CatalogEntry | IncompleteFolder | undefined> {
  const { folders } = await listFolders(store, folderOf(address), signal);
  return folders[0] === undefined ? undefined : await readFolder(store, folders[0], { now, signal });
}

/** Whether what was found in a folder is a backup, that is: has a manifest. */
export function isBackup(found: CatalogEntry | IncompleteFolder): found is CatalogEntry {
  return 'manifestSha256' in found;
}

async function readFolder(
  store: Store,
  { address, objects }: ListedFolder,
  { now, signal }: Pick<CatalogScope, 'now' | 'signal'>,
): Promise<CatalogEntry | IncompleteFolder> {
  const folder = folderOf(address);
  const listed = objects.find(({ key }) => key === folder + manifestName);
  const manifest = listed && (await readListed(store, listed, signal));
  if (manifest === undefined) return incompleteFolder(address, objects);
  const verifications: { key: string; text: string | undefined }[] = [];
  for (const object of objects) {
    if (!isVerificationName(object.key.slice(folder.length))) continue;
    const read = await readListed(store, object, signal);
    if (read !== undefined) verifications.push({ key: object.key, text: read.text });
  }
  return catalogEntry({ address, objects, manifest, verifications, now });
}

function incompleteFolder(address: BackupAddress, objects: readonly StoredObject[]): IncompleteFolder {
  return {
    address,
    folder: folderOf(address),
    keys: objects.map(({ key }) => key),
    sizeBytes: objects.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
    modifiedAt: new Date(Math.max(...objects.map(({ modifiedAt }) => modifiedAt.getTime()))),
  };
}

/** The text of a record and the digest of its bytes; undefined where it went away since it was listed. */
async function readListed(
  store: Store,
  { key }: StoredObject,
  signal: AbortSignal,
): Promise<{ text: string | undefined; sha256: string } | undefined> {
  try {
    return await recordObject(store, key, { code: 'manifest-invalid', signal });
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    if (thrown.code === 'manifest-invalid') return { text: undefined, sha256: '' };
    if (thrown.code === 'object-missing') return undefined;
    throw thrown;
  }
}
