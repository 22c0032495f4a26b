import type { CatalogEntry, IncompleteFolder } from './catalog.ts';
import type { BackupKind } from './kind.ts';
import type { ManifestEncryption, RunIdentity } from './manifest.ts';
import type { Decision, RetentionPlan } from './retention/plan.ts';
import { evidenceOf, type Standing, standingOf } from './retention/standing.ts';
import type { Verdict } from './verification/verdict.ts';

/** The verification that a backup's standing rests on. */
export interface ListedProof {
  readonly verdict: Verdict;
  /** When the drill ended; ISO 8601, UTC. */
  readonly finishedAt: string;
  readonly ageSeconds: number;
  readonly rtoSeconds: number | null;
  readonly run: RunIdentity;
}

/** What a prune would do with a backup, and why. */
export interface ListedDecision {
  readonly decision: 'keep' | 'remove';
  readonly because: readonly string[];
}

/** One backup as a list shows it. */
export interface ListedBackup {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly snapshotAt: string;
  /** Negative for a backup dated in the future. */
  readonly ageSeconds: number;
  /** Bytes in the store, and before compression and encryption; null where the manifest cannot be read. */
  readonly sizeBytes: number | null;
  readonly plainSizeBytes: number | null;
  readonly standing: Standing;
  /** Null where no drill counts. */
  readonly proof: ListedProof | null;
  /** Who can open it; null where the manifest cannot be read. */
  readonly encryption: ManifestEncryption | null;
  /** Flavour and version of the source's server; empty for files and commands. */
  readonly server: Readonly<Record<string, string>>;
  /** The run that made it; null where the manifest cannot be read. */
  readonly run: RunIdentity | null;
  /** What a person should look at: why the manifest cannot be read, objects that are missing, verifications that do not count. */
  readonly problems: readonly string[];
  /** Those of `comparedWith` that hold it as well. */
  readonly alsoIn: readonly string[];
  /** What a prune by the given policy would do with it, and why; null where no policy was given. */
  readonly plan: ListedDecision | null;
}

/** A folder without a manifest: a backup that is being written, was given up, or is being removed. */
export interface ListedRest {
  readonly folder: string;
  readonly sizeBytes: number;
  /** When it was last written to, by the store's clock; ISO 8601, UTC. */
  readonly modifiedAt: string;
  readonly ageSeconds: number;
}

/** The backups of one source and kind in one store. */
export interface Shelf {
  readonly source: string;
  readonly kind: BackupKind;
  /** How many there are, shown or not. */
  readonly total: number;
  /** Those that were asked for, newest first. */
  readonly backups: readonly ListedBackup[];
  readonly incomplete: readonly ListedRest[];
  /** What a prune by the given policy comes to over all of them; null where no policy was given. */
  readonly plan: ShelfPlan | null;
}

export interface ShelfPlan {
  readonly keep: number;
  readonly remove: number;
  /** Why nothing would be removed; null where pruning would go ahead. */
  readonly halted: string | null;
}

/** What was listed of one store, as plain JSON. */
export interface ListedCatalog {
  /** The store's name. */
  readonly store: string;
  /** ISO 8601, UTC. */
  readonly listedAt: string;
  /** The source that was asked for; null for all. */
  readonly source: string | null;
  /** The kinds that were asked for; null for all. */
  readonly kinds: readonly BackupKind[] | null;
  /** The names of the other stores of the list, as far as they could be listed. */
  readonly comparedWith: readonly string[];
  /** By source, and by kind within it. */
  readonly shelves: readonly Shelf[];
  /** Keys that belong to no backup: how many, and the first of them. */
  readonly strays: { readonly count: number; readonly first: readonly string[] };
}

/** A backup as a list shows it; `decided` is what a policy makes of it. */
export function listedBackup(
  entry: CatalogEntry,
  now: Date,
  { alsoIn, decided }: { readonly alsoIn: readonly string[]; readonly decided: ListedDecision | undefined },
): ListedBackup {
  const { address, manifest, snapshotAt } = entry;
  return {
    id: address.id,
    snapshotAt: snapshotAt.toISOString(),
    ageSeconds: secondsBetween(snapshotAt, now),
    sizeBytes: manifest === undefined ? null : entry.sizeBytes,
    plainSizeBytes: manifest === undefined ? null : entry.plainSizeBytes,
    standing: standingOf(entry),
    proof: proofOf(entry, now),
    encryption: manifest?.encryption ?? null,
    server: manifest?.server ?? {},
    run: manifest?.run ?? null,
    problems: problemsOf(entry),
    alsoIn,
    plan: decided ?? null,
  };
}

/** A folder without a manifest as a list shows it. */
export function listedRest({ folder, sizeBytes, modifiedAt }: IncompleteFolder, now: Date): ListedRest {
  return { folder, sizeBytes, modifiedAt: modifiedAt.toISOString(), ageSeconds: secondsBetween(modifiedAt, now) };
}

/** What a retention plan decides about each backup. */
export function listedDecisions({ keep, remove }: RetentionPlan): ReadonlyMap<CatalogEntry, ListedDecision> {
  const as =
    (decision: ListedDecision['decision']) =>
    ({ entry, because }: Decision): readonly [CatalogEntry, ListedDecision] => [entry, { decision, because }];
  return new Map([...keep.map(as('keep')), ...remove.map(as('remove'))]);
}

/** What a retention plan comes to. */
export function shelfPlan({ keep, remove, halted }: RetentionPlan): ShelfPlan {
  return { keep: keep.length, remove: remove.length, halted: halted ?? null };
}

function proofOf(entry: CatalogEntry, now: Date): ListedProof | null {
  const evidence = evidenceOf(entry);
  if (evidence === undefined) return null;
  const { verdict, finishedAt, rtoSeconds, run } = evidence;
  return { verdict, finishedAt, ageSeconds: secondsBetween(new Date(finishedAt), now), rtoSeconds, run };
}

/** Messages about a file begin with its key: the list says of which backup it is, so that its name in the folder is enough. */
function problemsOf({ unreadable, faults, disregarded, folder }: CatalogEntry): readonly string[] {
  return [
    ...(unreadable === undefined ? [] : [unreadable.startsWith('is ') ? `its manifest ${unreadable}` : unreadable]),
    ...faults,
    ...disregarded.map(({ key, because }) => `${key} does not count: ${because.replace(`${key}: `, '')}`),
  ].map((problem) => problem.replace(folder, ''));
}

function secondsBetween(then: Date, now: Date): number {
  return Math.round((now.getTime() - then.getTime()) / 1000);
}
