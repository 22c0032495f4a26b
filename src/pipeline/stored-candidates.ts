import { momentOf } from '../domain/backup-id.ts';
import type { CatalogEntry } from '../domain/catalog.ts';
import type { Candidate } from '../domain/gate/ruling.ts';
import type { BackupKind } from '../domain/kind.ts';
import { prefixOf } from '../domain/object-key.ts';
import { evidenceOf, standingOf } from '../domain/retention/standing.ts';
import { isWhole } from '../domain/retention/trust.ts';
import type { Store } from '../ports/store.ts';
import { listFolders } from './catalog-listing.ts';
import { readFolders } from './catalog-reader.ts';

export interface StoreSearch {
  readonly store: Store;
  readonly source: string;
  readonly kind: BackupKind;
  /** Older backups are not young enough. */
  readonly from: Date;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** So many older backups are read where none is young enough, to say which one was the last that is proven. */
const olderCount = 10;

/** The newest backups of a source as they stand in a store's catalog. The store's own failures are thrown. */
export async function storedCandidates({
  store,
  source,
  kind,
  from,
  now,
  signal,
}: StoreSearch): Promise<readonly Candidate[]> {
  const { folders } = await listFolders(store, prefixOf(source, kind), signal);
  const backups = folders.filter(({ hasManifest }) => hasManifest); // keys are sorted by time
  const young = backups.filter(({ address }) => momentOf(address.id) >= from);
  const { entries } = await readFolders(store, young.length > 0 ? young : backups.slice(-olderCount), { now, signal });
  return entries.map((entry) => candidateOf(entry, store.name));
}

function candidateOf(entry: CatalogEntry, where: string): Candidate {
  const { address, snapshotAt, manifestSha256, manifest } = entry;
  const evidence = evidenceOf(entry);
  // The id is part of the key, the moment part of the manifest: the older of the two counts.
  const idMoment = momentOf(address.id);
  return {
    backup: address.id,
    snapshotAt: snapshotAt < idMoment ? snapshotAt : idMoment,
    manifestSha256,
    standing: isWhole(entry) ? standingOf(entry) : 'chosen-tables',
    verifiedAt: evidence === undefined ? undefined : new Date(evidence.finishedAt),
    where,
    origin: manifest && { engine: manifest.engine, server: manifest.server },
  };
}
