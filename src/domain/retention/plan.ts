import { type CatalogEntry, newestFirst } from '../catalog.ts';
import { isAhead } from '../clock-tolerance.ts';
import { Failure } from '../failure.ts';
import type { BackupKind } from '../kind.ts';
import { areOfDifferentDatabases } from '../origin.ts';
import { defaultMaxShrink, reasonToHalt } from './guards.ts';
import { assertKeepsSomething, type KindPolicy } from './policy.ts';
import { reasonsToKeep } from './rules.ts';
import { isTrusted, isWhole, wordForTrust } from './trust.ts';

/** What is decided about one backup, and for which reasons. */
export interface Decision {
  readonly entry: CatalogEntry;
  /** At least one, the strongest first. */
  readonly because: readonly string[];
}

/** A backup that goes, and the newer one that lets it go: as long as that is there and trusted, and only so long. */
export interface Removal extends Decision {
  readonly guardian: CatalogEntry;
}

/** What a policy decides now about the backups of one source and kind; both lists are newest first. */
export interface RetentionPlan {
  readonly keep: readonly Decision[];
  readonly remove: readonly Removal[];
  /** Why nothing is removed although the policy would; undefined where pruning goes ahead. */
  readonly halted: string | undefined;
}

export interface RetentionOptions {
  /** By how much the newest backup may be smaller than those before it: a fraction from 0 to 1. */
  readonly maxShrink: number;
}

/**
 * Decides which backups of one source and kind to keep. Age alone removes nothing: a backup goes only if no rule keeps it and a newer one of the
 * same database is trusted (see `isTrusted`), newer by the clock of the source and by that of the runner. Where one name was given to two
 * databases, or a server was replaced by another one, the newest trusted backup of each stays: what was restored from one brings the other not
 * back. Backups that cannot be judged, since their manifest cannot be read or they are dated in the future, are kept; they take no slot of the
 * policy and let no other backup go. Backups of chosen tables have slots of their own, and let none of the whole go. The order of `entries` does
 * not matter.
 *
 * @throws Failure `policy-empty` where the policy keeps nothing.
 */
export function planRetention(
  entries: readonly CatalogEntry[],
  policy: KindPolicy,
  now: Date,
  options: RetentionOptions = { maxShrink: defaultMaxShrink },
): RetentionPlan {
  const sorted = newestFirst(entries);
  const kind = kindOf(sorted);
  if (kind === undefined) return { keep: [], remove: [], halted: undefined };
  assertKeepsSomething(policy, kind);

  const future = sorted.filter(({ snapshotAt }) => isAhead(snapshotAt, now));
  const present = sorted.slice(future.length);
  const judged = present.filter((entry) => entry.manifest !== undefined);
  const halted = reasonToHalt(present, options.maxShrink);
  const mayGuard = guardsAmong(present);
  const rules = new Map(
    [true, false].flatMap((whole) => [
      ...reasonsToKeep(
        judged.filter((entry) => isWhole(entry) === whole),
        policy,
        now,
      ),
    ]),
  );
  const keep: Decision[] = future.map((entry) => ({ entry, because: ['dated in the future'] }));
  const remove: Removal[] = [];
  const guardians: CatalogEntry[] = [];
  for (const entry of present) {
    const guarding = guard(entry, guardians, mayGuard(entry));
    const because = [...(rules.get(entry) ?? []), ...(guarding.is === 'kept' ? guarding.because : [])];
    if (because.length === 0 && halted !== undefined) because.push('pruning is halted');
    if (guarding.is === 'let-go' && because.length === 0) {
      remove.push({ entry, guardian: guarding.by, because: [letGo(guarding.by)] });
      continue;
    }
    keep.push({ entry, because });
    if (mayGuard(entry)) guardians.push(entry); // one that goes itself lets none go
  }
  return { keep, remove, halted };
}

/** Who may let others go. A backup of chosen tables stands for no backup of the whole, so it is asked only where there is no other. */
function guardsAmong(present: readonly CatalogEntry[]): (entry: CatalogEntry) => boolean {
  const hasWhole = present.some(isWhole);
  return (entry) => isTrusted(entry) && (isWhole(entry) || !hasWhole);
}

type Guarding =
  { readonly is: 'kept'; readonly because: readonly string[] } | { readonly is: 'let-go'; readonly by: CatalogEntry };

/** Why a backup stays whatever the policy says, or which of the `guardians` that are newer lets it go. */
function guard(entry: CatalogEntry, guardians: readonly CatalogEntry[], isGuardian: boolean): Guarding {
  if (entry.manifest === undefined)
    return { is: 'kept', because: ['manifest unreadable: kept for a person to look at'] };
  const by = guardians.find((guardian) => !isOfAnother(entry, guardian));
  if (by === undefined) return { is: 'kept', because: [unguarded(entry, guardians[0], isGuardian)] };
  if (isLate(entry, by)) return { is: 'kept', because: [`dated before ${by.address.id}, but made after it`] };
  return { is: 'let-go', by };
}

function unguarded({ address }: CatalogEntry, stranger: CatalogEntry | undefined, isGuardian: boolean): string {
  const word = wordForTrust(address.kind);
  if (stranger === undefined) return isGuardian ? `newest ${word}` : `nothing newer is ${word}`;
  const what = isGuardian ? `newest ${word} of its database` : `nothing newer of its database is ${word}`;
  return `${what}: ${stranger.address.id} is of another database or server`;
}

function isOfAnother({ manifest: one }: CatalogEntry, { manifest: other }: CatalogEntry): boolean {
  return one !== undefined && other !== undefined && areOfDifferentDatabases(one, other);
}

/**
 * Snapshots are dated by the clock of their source. Where that was set back, the newest backups look like the oldest ones: what the runner
 * made after the guardian is none that the guardian stands for.
 */
function isLate({ manifest: one }: CatalogEntry, { manifest: guardian }: CatalogEntry): boolean {
  if (one === undefined || guardian === undefined) return false;
  return Date.parse(one.startedAt) > Date.parse(guardian.startedAt);
}

function letGo({ address: { id, kind } }: CatalogEntry): string {
  return `no rule keeps it, and ${id} is newer and ${wordForTrust(kind)}`;
}

/** A mixed list would let a backup of one database go because another one's is proven. */
function kindOf(entries: readonly CatalogEntry[]): BackupKind | undefined {
  const first = entries[0]?.address;
  if (entries.some(({ address }) => address.kind !== first?.kind || address.source !== first.source)) {
    throw new Failure('bug', 'a retention plan was asked for backups of several sources or kinds');
  }
  return first?.kind;
}
