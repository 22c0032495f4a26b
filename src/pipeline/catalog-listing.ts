import { type BackupId, momentOf } from '../domain/backup-id.ts';
import { isGateKey } from '../domain/gate/gate-record.ts';
import { addressOf, type BackupAddress, folderOf, manifestName } from '../domain/object-key.ts';
import type { Store, StoredObject } from '../ports/store.ts';

/** The folder of a backup, as a listing of keys shows it. */
export interface ListedFolder {
  readonly address: BackupAddress;
  readonly folder: string;
  readonly objects: readonly StoredObject[];
  /** Without one, it is no backup. */
  readonly hasManifest: boolean;
}

/** What lies below a prefix: folders of backups in the order of their keys, and keys that belong to none. */
export interface Listing {
  readonly folders: readonly ListedFolder[];
  readonly strays: readonly string[];
}

/** Lists the backups below a prefix by their keys alone, which is one request for a thousand keys. Reads no object, and passes over what gates wrote. */
export async function listFolders(store: Store, prefix: string, signal: AbortSignal): Promise<Listing> {
  const folders = new Map<string, ListedFolder & { objects: StoredObject[]; hasManifest: boolean }>();
  const strays: string[] = [];
  for await (const object of store.list(prefix, signal)) {
    if (isGateKey(object.key)) continue;
    const parsed = addressOf(object.key);
    if (parsed === undefined || !isMoment(parsed.address.id)) {
      strays.push(object.key);
      continue;
    }
    const { address, name } = parsed;
    const folder = folderOf(address);
    const listed = folders.get(folder) ?? { address, folder, objects: [], hasManifest: false };
    listed.objects.push(object);
    if (name === manifestName) listed.hasManifest = true;
    folders.set(folder, listed);
  }
  return { folders: [...folders.values()], strays };
}

/** The form of an id allows a 13th month. */
function isMoment(id: BackupId): boolean {
  return !Number.isNaN(momentOf(id).getTime());
}
