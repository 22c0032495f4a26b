import { type CatalogEntry, newestFirst } from '../catalog.ts';
import { Failure } from '../failure.ts';
import type { BackupKind } from '../kind.ts';
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

/** What a policy decides now about the backups of one source and kind; both lists are newest first. */
export interface RetentionPlan {
  readonly keep: readonly Decision[];
  readonly remove: readonly Decision[];
  /** Why nothing is removed although the policy would; undefined where pruning goes ahead. */
  readonly halted: string | undefined;
  /** The newest trusted backup: as long as it is there, and only so long, may the others be removed. */
  readonly guardian: CatalogEntry | undefined;
}

export interface RetentionOptions {
  /** By how much the newest backup may be smaller than those before it: a fraction from 0 to 1. */
  readonly maxShrink: number;
}

/** Clocks of a source and of a runner may differ by this much before a backup counts as dated in the future. */
export const clockToleranceSeconds = 3600;

/**
 * Decides which backups of one source and kind to keep. Age alone removes nothing: a backup goes only if no rule keeps it and a newer one
 * is trusted (see `isTrusted`), newer by the clock of the source and by that of the runner. Backups that cannot be judged, since their manifest cannot be read or they are dated in the future, are
 * kept; they take no slot of the policy and let no other backup go. Backups of chosen tables have slots of their own, and let none of the whole
 * go. The order of `entries` does not matter.
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
  if (kind === undefined) return { keep: [], remove: [], halted: undefined, guardian: undefined };
  assertKeepsSomething(policy, kind);

  const latest = now.getTime() + clockToleranceSeconds * 1000;
  const future = sorted.filter((entry) => entry.snapshotAt.getTime() > latest);
  const present = sorted.slice(future.length);
  const judged = present.filter((entry) => entry.manifest !== undefined);
  const halted = reasonToHalt(present, options.maxShrink);
  const guardianAt = guardianIn(present);
  const guardian = present[guardianAt];
  const rules = new Map(
    [true, false].flatMap((whole) => [
      ...reasonsToKeep(
        judged.filter((entry) => isWhole(entry) === whole),
        policy,
        now,
      ),
    ]),
  );
  const decide = (entry: CatalogEntry, index: number): Decision => {
    if (entry.manifest === undefined) return { entry, because: ['manifest unreadable: kept for a person to look at'] };
    const because = [
      ...(rules.get(entry) ?? []),
      ...guard(index, guardianAt, kind),
      ...(index > guardianAt ? late(entry, guardian) : []),
    ];
    return { entry, because: because.length === 0 && halted !== undefined ? ['pruning is halted'] : because };
  };
  const decisions = [
    ...future.map((entry) => ({ entry, because: ['dated in the future'] })),
    ...present.map((entry, index) => decide(entry, index)),
  ];
  return { ...split(decisions, guardian), halted, guardian };
}

/** Where the newest trusted backup is. One of chosen tables stands for no backup of the whole, so it is asked only where there is no other. */
function guardianIn(present: readonly CatalogEntry[]): number {
  const hasWhole = present.some(isWhole);
  return present.findIndex((entry) => isTrusted(entry) && (isWhole(entry) || !hasWhole));
}

/** Why the backup at `index`, counted from the newest, stays whatever the policy says; empty where it may go. */
function guard(index: number, guardianAt: number, kind: BackupKind): readonly string[] {
  if (index === guardianAt) return [`newest ${wordForTrust(kind)}`];
  return guardianAt === -1 || index < guardianAt ? [`nothing newer is ${wordForTrust(kind)}`] : [];
}

/**
 * Snapshots are dated by the clock of their source. Where that was set back, the newest backups look like the oldest ones: what the runner
 * made after the guardian is none that the guardian stands for.
 */
function late({ manifest }: CatalogEntry, guardian: CatalogEntry | undefined): readonly string[] {
  if (manifest === undefined || guardian?.manifest === undefined) return [];
  if (Date.parse(manifest.startedAt) <= Date.parse(guardian.manifest.startedAt)) return [];
  return [`dated before ${guardian.address.id}, but made after it`];
}

function split(
  decisions: readonly Decision[],
  guardian: CatalogEntry | undefined,
): Pick<RetentionPlan, 'keep' | 'remove'> {
  const keep = decisions.filter(({ because }) => because.length > 0);
  const unwanted = decisions.filter(({ because }) => because.length === 0);
  if (guardian === undefined) return { keep, remove: [] };
  const { id, kind } = guardian.address;
  const because = [`no rule keeps it, and ${id} is newer and ${wordForTrust(kind)}`];
  return { keep, remove: unwanted.map(({ entry }) => ({ entry, because })) };
}

/** A mixed list would let a backup of one database go because another one's is proven. */
function kindOf(entries: readonly CatalogEntry[]): BackupKind | undefined {
  const first = entries[0]?.address;
  if (entries.some(({ address }) => address.kind !== first?.kind || address.source !== first.source)) {
    throw new Failure('bug', 'a retention plan was asked for backups of several sources or kinds');
  }
  return first?.kind;
}
