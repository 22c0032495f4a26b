import {
  candidatesOf,
  isMeant,
  namedInstead,
  noSuchBackup,
  type BackupSelector,
  type CatalogSelector,
} from '../domain/backup-selector.ts';
import { type BackupId, momentOf } from '../domain/backup-id.ts';
import type { CatalogEntry } from '../domain/catalog.ts';
import { isAhead } from '../domain/clock-tolerance.ts';
import { formatAge } from '../domain/duration.ts';
import { Failure } from '../domain/failure.ts';
import type { FailureCode } from '../domain/failure-codes.ts';
import type { BackupKind } from '../domain/kind.ts';
import type { Manifest, RunIdentity } from '../domain/manifest.ts';
import { prefixOf } from '../domain/object-key.ts';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';
import type { Store } from '../ports/store.ts';
import { type ListedFolder, listFolders } from './catalog-listing.ts';
import { isBackup, readBackup, readFolders } from './catalog-reader.ts';
import { gatedBackup } from './gate-records.ts';
import { missingSource } from './missing-source.ts';

/** What is looked for, and where. */
export interface BackupSearch {
  readonly sourceName: string;
  readonly kind: BackupKind;
  readonly selector: BackupSelector;
  /** In the order in which they are asked. */
  readonly stores: readonly Store[];
  /** Whose repository the number of a pull request is of. */
  readonly run?: RunIdentity;
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

/**
 * The first store that has the backup, and the backup. Where the latest is meant and another store has a later one, that is said.
 *
 * @throws Failure of the first store where none has it, and at once where its latest is dated in the future, or where what a gate wrote into
 *   it cannot be relied on: another store may have an older way back.
 */
export async function locateBackup(search: BackupSearch): Promise<FoundBackup> {
  const { stores, sourceName, kind, signal, progress } = search;
  let reason: Failure | undefined;
  for (const store of stores) {
    try {
      const entry = await selectBackup(store, search);
      if (entry?.manifest === undefined) continue;
      if (search.selector.by === 'latest') await warnOfLater({ store, entry }, search);
      return { store, entry, manifest: entry.manifest };
    } catch (thrown) {
      if (!(thrown instanceof Failure) || endsSearch.includes(thrown.code)) throw thrown;
      reason ??= thrown;
      if (stores.length > 1) progress.warn(`${store.name}: ${thrown.message}`);
    }
  }
  throw reason ?? (await missingSource(stores, { source: sourceName, kinds: [kind] }, signal));
}

const endsSearch: readonly FailureCode[] = ['backup-ahead', 'gate-record-invalid'];

/** The first store's latest is taken, also where a run reached only another one last night. By the keys alone, so that it costs a listing. */
async function warnOfLater(
  { store, entry }: Pick<FoundBackup, 'store' | 'entry'>,
  { stores, sourceName, kind, clock, progress, signal }: BackupSearch,
): Promise<void> {
  const foundAt = momentOf(entry.address.id);
  for (const other of stores.filter((one) => one !== store)) {
    try {
      const { folders } = await listFolders(other, prefixOf(sourceName, kind), signal);
      const later = folders.findLast(
        ({ address, hasManifest }) => hasManifest && !isAhead(momentOf(address.id), clock.now()),
      );
      if (later === undefined || momentOf(later.address.id) <= foundAt) continue;
      const { id } = later.address;
      progress.warn(
        `the latest backup in ${store.name}, ${entry.address.id}, is taken, but ${other.name} has a later one, ${id}: write that id in input "backup" if you mean it`,
      );
    } catch (thrown) {
      if (!(thrown instanceof Failure) || signal.aborted) throw thrown;
      progress.note(`whether ${other.name} has a later backup is not known: ${thrown.message}`);
    }
  }
}

/**
 * The backup of one store that is meant; undefined where it has none of the source and kind. A store of thousands is listed by its keys, and
 * no more is read than what decides: of an id its folder alone, of the latest its records, of the latest that is proven those that are newer.
 *
 * @throws Failure `backup-missing` where none is meant, `manifest-invalid`, `backup-ahead` where the latest is dated in the future,
 *   `gate-record-invalid`.
 */
export async function selectBackup(
  store: Store,
  search: Omit<BackupSearch, 'stores'>,
): Promise<CatalogEntry | undefined> {
  const { selector } = search;
  if (selector.by !== 'pull-request') return await selectFromCatalog(store, selector, search);
  const { backup, manifestSha256 } = await gatedBackup(store, selector.number, search);
  const entry = await selectFromCatalog(store, { by: 'id', id: backup }, search);
  if (entry === undefined || entry.manifestSha256 === manifestSha256) return entry;
  const message = `the manifest of ${backup} in ${store.name} is not the one that the gate saw for pull request ${selector.number}`;
  throw new Failure('gate-record-invalid', message);
}

async function selectFromCatalog(
  store: Store,
  selector: CatalogSelector,
  { sourceName: source, kind, clock, signal }: Omit<BackupSearch, 'stores'>,
): Promise<CatalogEntry | undefined> {
  const now = clock.now();
  if (selector.by === 'id') {
    const found = await readBackup(store, { source, kind, id: selector.id }, { now, signal });
    if (found !== undefined && isBackup(found) && isMeant(found, selector)) return found;
  }
  const { folders } = await listFolders(store, prefixOf(source, kind), signal);
  const backups = new Map(
    folders.flatMap((folder) => (folder.hasManifest ? [[folder.address.id, folder] as const] : [])).reverse(),
  );
  if (backups.size === 0) return undefined;
  const ids = [...backups.keys()]; // keys sort by time
  const among = (some: readonly BackupId[]): ListedFolder[] => some.flatMap((id) => backups.get(id) ?? []);
  const candidates = candidatesOf(ids, selector, { now, chance: clock.random() });
  for (const batch of batches(among(candidates), selector.by === 'latest-proven' ? readAtOnce : 1)) {
    const { entries } = await readFolders(store, batch, { now, signal });
    const entry = entries.find((one) => isMeant(one, selector));
    if (entry === undefined) continue;
    if (selector.by.startsWith('latest') && isAhead(momentOf(entry.address.id), now)) throw datedAhead(entry, ids, now);
    return entry;
  }
  const named = namedInstead(ids, selector);
  const { entries } = await readFolders(store, among(named), { now, signal });
  const inOrder = named.flatMap((id) => entries.find(({ address }) => address.id === id) ?? []);
  throw noSuchBackup(selector, inOrder, backups.size);
}

/** It would be the latest, and hide every one that is newer, until its date has passed. By its id it can always be had. */
function datedAhead({ address: { id } }: CatalogEntry, ids: readonly BackupId[], now: Date): Failure {
  const seconds = (momentOf(id).getTime() - now.getTime()) / 1000;
  const before = ids.find((one) => !isAhead(momentOf(one), now));
  const which = before === undefined ? id : `${id}, or ${before} for the newest that is not,`;
  return new Failure(
    'backup-ahead',
    `the latest backup, ${id}, is dated ${formatAge(seconds)} in the future, so it may hide newer ones`,
    {
      hint: `write ${which} in input "backup"; set the clock of its source right, and move its folder out of the store`,
    },
  );
}

const readAtOnce = 16;

/** Which of two backups of the same second is the newer one, only their manifests say: they stay together. */
function* batches(folders: readonly ListedFolder[], size: number): Generator<readonly ListedFolder[]> {
  const momentAt = (at: number): number | undefined => folders[at] && momentOf(folders[at].address.id).getTime();
  for (let start = 0, end = 0; start < folders.length; start = end) {
    end = Math.min(start + size, folders.length);
    while (momentAt(end) !== undefined && momentAt(end) === momentAt(end - 1)) end += 1;
    yield folders.slice(start, end);
  }
}
