import { type BackupId, isBackupId } from './backup-id.ts';
import { Failure } from './failure.ts';
import { isBackupKind, type BackupKind } from './kind.ts';

/** The name of the commit record in a backup's folder. */
export const manifestName = 'manifest.json';

/** Where a backup lies in a store. */
export interface BackupAddress {
  readonly source: string;
  readonly kind: BackupKind;
  readonly id: BackupId;
}

/**
 * The folder of a backup, relative to the store: `<source>/<kind>/<yyyy>/<mm>/<dd>T<hhmmss>Z-<salt>/`. Folders sort by time, so that a listing
 * needs no index.
 */
export function folderOf({ source, kind, id }: BackupAddress): string {
  return `${source}/${kind}/${id.slice(0, 4)}/${id.slice(4, 6)}/${id.slice(6)}/`;
}

/** What the keys of a source's backups begin with, of one kind or of all; with no source, what all keys begin with. */
export function prefixOf(source?: string, kind?: BackupKind): string {
  if (source === undefined) return '';
  return kind === undefined ? `${source}/` : `${source}/${kind}/`;
}

/** The address that a key lies under and the rest of the key, or undefined for keys that belong to no backup. */
export function addressOf(key: string): { address: BackupAddress; name: string } | undefined {
  const match = /^([^/]+)\/([^/]+)\/(\d{4})\/(\d\d)\/([^/]+)\/(.+)$/.exec(key);
  if (match === null) return undefined;
  const [, source = '', kind = '', year = '', month = '', day = '', name = ''] = match;
  const id = `${year}${month}${day}`;
  return isBackupKind(kind) && isBackupId(id) ? { address: { source, kind, id }, name } : undefined;
}

/**
 * A source's name, checked: it is a folder in every store.
 *
 * @throws Failure `input-invalid`.
 */
export function parseSourceName(text: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text)) {
    throw new Failure('input-invalid', `input "source" is not a usable name: ${JSON.stringify(text)}`, {
      hint: 'use 1 to 100 letters, digits, dots, dashes or underscores, such as shop-prod',
    });
  }
  return text;
}
