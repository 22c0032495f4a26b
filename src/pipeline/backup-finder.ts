import { findBackup, type BackupSelector } from '../domain/backup-selector.ts';
import type { CatalogEntry } from '../domain/catalog.ts';
import { Failure } from '../domain/failure.ts';
import type { BackupKind } from '../domain/kind.ts';
import type { Manifest } from '../domain/manifest.ts';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';
import type { Store } from '../ports/store.ts';
import { readCatalog } from './catalog-reader.ts';
import { missingSource } from './missing-source.ts';

/** What is looked for, and where. */
export interface BackupSearch {
  readonly sourceName: string;
  readonly kind: BackupKind;
  readonly selector: BackupSelector;
  /** In the order in which they are asked. */
  readonly stores: readonly Store[];
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** A backup whose manifest can be read, and where it is. */
export interface FoundBackup {
  readonly store: Store;
  readonly entry: CatalogEntry;
  readonly manifest: Manifest;
}

/** The first store that has the backup, and the backup. @throws Failure of the first store where none has it */
export async function locateBackup(search: BackupSearch): Promise<FoundBackup> {
  const { stores, sourceName, kind, selector, clock, signal, progress } = search;
  let reason: Failure | undefined;
  for (const store of stores) {
    try {
      const { entries } = await readCatalog(store, { source: sourceName, kind, signal });
      if (entries.length === 0) continue;
      const entry = findBackup(entries, selector, { now: clock.now(), chance: clock.random() });
      if (entry.manifest !== undefined) return { store, entry, manifest: entry.manifest };
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      reason ??= thrown;
      if (stores.length > 1) progress.warn(`${store.name}: ${thrown.message}`);
    }
  }
  throw reason ?? (await missingSource(stores, { source: sourceName, kinds: [kind] }, signal));
}
