import { momentOf } from '../domain/backup-id.ts';
import type { CatalogEntry } from '../domain/catalog.ts';
import { Failure } from '../domain/failure.ts';
import { type BackupKind, backupKinds } from '../domain/kind.ts';
import {
  type ListedCatalog,
  listedBackup,
  listedDecisions,
  listedRest,
  type Shelf,
  shelfPlan,
} from '../domain/listed-catalog.ts';
import { prefixOf } from '../domain/object-key.ts';
import { planRetention } from '../domain/retention/plan.ts';
import type { Policy } from '../domain/retention/policy.ts';
import { type ListedFolder, listFolders } from '../pipeline/catalog-listing.ts';
import { backupsAtOnce, readFolders } from '../pipeline/catalog-reader.ts';
import { mapBounded } from '../pipeline/map-bounded.ts';
import { missingSource } from '../pipeline/missing-source.ts';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';
import type { Store } from '../ports/store.ts';

export interface ListRequest {
  readonly stores: readonly Store[];
  /** Every source of the stores where it is undefined. */
  readonly source: string | undefined;
  readonly kinds: readonly BackupKind[];
  /** For what a prune would do. Where it is undefined, only the backups that are shown are read. */
  readonly policy: Policy | undefined;
  /** By how much the newest backup may be smaller than those before it: a fraction from 0 to 1. */
  readonly maxShrink: number;
  /** Show so many of the newest of each source and kind; `Infinity` for all. */
  readonly limit: number;
  /** Show those whose snapshot is younger, in seconds; `Infinity` for all. */
  readonly sinceSeconds: number;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface ListOutcome {
  /** Of the stores that could be read, in their order. */
  readonly catalogs: readonly ListedCatalog[];
  /** What kept other stores from being read; or that no store has a backup of the source. */
  readonly failures: readonly Failure[];
}

/** Shelves of a store that are read at the same time; they share what may be read at once. */
const shelvesAtOnce = 3;

/** So many of the keys that belong to no backup are named. */
const namedStrays = 10;

/**
 * Lists the backups of stores. Each store is listed by its keys; then the records are read of those backups that are shown, or of all of
 * them where a policy judges them, which it does as in `pruneCatalog`. A store that cannot be read is left out and stands among the failures.
 */
export async function listCatalog(request: ListRequest): Promise<ListOutcome> {
  const { stores, source, kinds, clock, progress, signal } = request;
  const failures: Failure[] = [];
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof Failure) || signal.aborted) throw thrown;
      failures.push(thrown); // the other stores are listed by their own keys
      return undefined;
    }
  };

  progress.stage('list the stores');
  const now = clock.now();
  const attempts = stores.map((store) => attempt(() => listStore(store, request)));
  const listed = (await Promise.all(attempts)).filter((found) => found !== undefined);
  const holders = holdersOf(listed);

  progress.stage('read the manifests');
  const catalogs: ListedCatalog[] = [];
  for (const found of listed) {
    const others = listed.filter((other) => other !== found).map(({ store }) => store.name);
    const catalog = await attempt(() => catalogOf(found, { ...request, now, holders, others }));
    if (catalog !== undefined) catalogs.push(catalog);
  }
  if (source !== undefined && failures.length === 0 && holders.size === 0)
    failures.push(await missingSource(stores, { source, kinds }, signal));
  return { catalogs, failures };
}

/** The folders of one source and kind in a store. */
interface ListedShelf {
  readonly source: string;
  readonly kind: BackupKind;
  readonly folders: readonly ListedFolder[];
}

interface ListedStore {
  readonly store: Store;
  readonly shelves: readonly ListedShelf[];
  readonly strays: readonly string[];
}

async function listStore(store: Store, { source, kinds, signal }: ListRequest): Promise<ListedStore> {
  const prefix = prefixOf(source, kinds.length === 1 ? kinds[0] : undefined);
  const { folders, strays } = await listFolders(store, prefix, signal);
  const bySource = Map.groupBy(folders, ({ address }) => address.source);
  const shelves = [...bySource].flatMap(([name, own]) =>
    kinds.map((kind) => ({ source: name, kind, folders: own.filter(({ address }) => address.kind === kind) })),
  );
  return { store, strays, shelves: shelves.filter((shelf) => shelf.folders.length > 0) };
}

/** The names of the stores that hold each backup, by its folder. */
type Holders = ReadonlyMap<string, readonly string[]>;

function holdersOf(listed: readonly ListedStore[]): Holders {
  const holders = new Map<string, string[]>();
  for (const { store, shelves } of listed) {
    for (const { folder } of shelves.flatMap(({ folders }) => folders.filter(isCommitted)))
      holders.set(folder, [...(holders.get(folder) ?? []), store.name]);
  }
  return holders;
}

interface ReadingWork extends ListRequest {
  readonly now: Date;
  readonly holders: Holders;
  /** The names of the other stores that were listed. */
  readonly others: readonly string[];
}

async function catalogOf({ store, shelves, strays }: ListedStore, work: ReadingWork): Promise<ListedCatalog> {
  const concurrency = Math.floor(backupsAtOnce / Math.min(shelvesAtOnce, Math.max(1, shelves.length)));
  return {
    store: store.name,
    listedAt: work.now.toISOString(),
    source: work.source ?? null,
    kinds: backupKinds.every((kind) => work.kinds.includes(kind)) ? null : work.kinds,
    comparedWith: work.others,
    shelves: await mapBounded(shelves, shelvesAtOnce, (shelf) => readShelf(store, shelf, { ...work, concurrency })),
    strays: { count: strays.length, first: strays.slice(0, namedStrays) },
  };
}

async function readShelf(
  store: Store,
  { source, kind, folders }: ListedShelf,
  work: ReadingWork & { readonly concurrency: number },
): Promise<Shelf> {
  const { policy, maxShrink, now, signal, concurrency, progress } = work;
  const backups = folders.filter(isCommitted);
  const shown = shownOf(backups, work);
  const needed = policy === undefined ? shown : backups;
  const unfinished = folders.filter((folder) => !isCommitted(folder));
  const { entries, incomplete } = await readFolders(store, [...needed, ...unfinished], {
    now,
    signal,
    concurrency,
    progress,
  });
  const plan = policy && planRetention(entries, policy[kind], now, { maxShrink });
  const decisions = plan && listedDecisions(plan);
  const asked = new Set(shown.map(({ folder }) => folder));
  const listed = entries.filter(({ folder }) => asked.has(folder));
  return {
    source,
    kind,
    total: backups.length,
    backups: listed.map((entry) =>
      listedBackup(entry, now, { alsoIn: othersWith(entry, work), decided: decisions?.get(entry) }),
    ),
    incomplete: incomplete.map((folder) => listedRest(folder, now)),
    plan: plan === undefined ? null : shelfPlan(plan),
  };
}

/** The newest of those that are young enough, by the moment in their ids. */
function shownOf(backups: readonly ListedFolder[], { now, limit, sinceSeconds }: ReadingWork): readonly ListedFolder[] {
  const youngFrom = now.getTime() - sinceSeconds * 1000;
  const young = backups.filter(({ address }) => momentOf(address.id).getTime() >= youngFrom);
  return limit === Infinity ? young : young.slice(-limit); // keys are sorted by time
}

function othersWith({ folder }: CatalogEntry, { holders, others }: ReadingWork): readonly string[] {
  return (holders.get(folder) ?? []).filter((name) => others.includes(name));
}

function isCommitted({ hasManifest }: ListedFolder): boolean {
  return hasManifest;
}
