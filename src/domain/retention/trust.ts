import type { CatalogEntry } from '../catalog.ts';
import type { BackupKind } from '../kind.ts';

/** Whether a drill can prove backups of this kind. Files and the output of commands have no server to be restored into. */
export function canBeProven(kind: BackupKind): boolean {
  return kind === 'full' || kind === 'schema';
}

/**
 * Whether a backup is good enough to let older ones go: whole in the store and proven by a drill. Where a kind cannot be proven, whole
 * must do: every object that the manifest names is there in its size, and nothing bad is known.
 */
export function isTrusted(entry: CatalogEntry): boolean {
  if (entry.manifest === undefined || entry.faults.length > 0) return false;
  return canBeProven(entry.address.kind) ? entry.proven : !isKnownBad(entry);
}

/** Whether something is known to be wrong with a backup: it failed its last decisive drill, or objects are missing. */
export function isKnownBad(entry: CatalogEntry): boolean {
  const decision = entry.verifications.find(({ verdict }) => verdict !== 'could-not-tell');
  return entry.faults.length > 0 || decision?.verdict === 'failed';
}

/** The word for what makes a backup of this kind trusted. */
export function wordForTrust(kind: BackupKind): 'proven' | 'whole' {
  return canBeProven(kind) ? 'proven' : 'whole';
}

/** Whether a backup holds all that there was; one whose manifest cannot be read is taken for it. */
export function isWhole({ manifest }: CatalogEntry): boolean {
  return manifest?.chosenTables !== true;
}
