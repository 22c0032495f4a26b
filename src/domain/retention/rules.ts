import type { CatalogEntry } from '../catalog.ts';
import { formatDuration } from '../duration.ts';
import { calendarUnits, type CalendarUnit, spanOf } from './calendar.ts';
import type { KindPolicy } from './policy.ts';
import { isKnownBad, isTrusted } from './trust.ts';

/**
 * The reasons for which a policy keeps each of some backups, in the order of `forever`, `latest-1`, `within 30 d`, `hourly-1` … `yearly-1`.
 * `entries` are newest first. Backups that no rule keeps have an empty list.
 */
export function reasonsToKeep(
  entries: readonly CatalogEntry[],
  policy: KindPolicy,
  now: Date,
): ReadonlyMap<CatalogEntry, readonly string[]> {
  const reasons = new Map<CatalogEntry, string[]>(entries.map((entry) => [entry, []]));
  const keep = (entry: CatalogEntry, because: string): void => void reasons.get(entry)?.push(because);

  for (const entry of entries) if (isForEver(entry, policy)) keep(entry, 'forever');
  entries.slice(0, policy.keepLast).forEach((entry, index) => keep(entry, `latest-${index + 1}`));
  const oldest = Math.min(now.getTime(), newestMoment(entries)) - policy.keepWithin * 1000;
  for (const entry of entries) {
    if (policy.keepWithin > 0 && entry.snapshotAt.getTime() >= oldest) {
      keep(entry, `within ${formatDuration(policy.keepWithin)}`);
    }
  }
  for (const unit of calendarUnits) {
    const kept = onePerSpan(entries, unit).slice(0, countFor(policy, unit));
    kept.forEach((entry, index) => keep(entry, `${unit}-${index + 1}`));
  }
  return reasons;
}

/**
 * `keepWithin` counts back from the newest backup, which is now where backups are made: when they stop being made, or the clock of this
 * machine jumps ahead, the passing of time by itself removes nothing.
 */
function newestMoment(entries: readonly CatalogEntry[]): number {
  return entries[0]?.snapshotAt.getTime() ?? Infinity;
}

function isForEver(entry: CatalogEntry, { keepForever }: KindPolicy): boolean {
  return typeof keepForever === 'boolean' ? keepForever : keepForever.includes(entry.address.id);
}

/** For each hour, day … that has backups, newest first, the one that stands for it. */
function onePerSpan(entries: readonly CatalogEntry[], unit: CalendarUnit): readonly CatalogEntry[] {
  const spans = Map.groupBy(entries, (entry) => spanOf(entry.snapshotAt, unit));
  return [...spans.values()].flatMap((span) => representative(span) ?? []);
}

/** The newest that is trusted; else the newest of which nothing bad is known; else the newest. */
function representative(span: readonly CatalogEntry[]): CatalogEntry | undefined {
  return span.find(isTrusted) ?? span.find((entry) => !isKnownBad(entry)) ?? span[0];
}

function countFor(policy: KindPolicy, unit: CalendarUnit): number {
  switch (unit) {
    case 'hourly':
      return policy.keepHourly;
    case 'daily':
      return policy.keepDaily;
    case 'weekly':
      return policy.keepWeekly;
    case 'monthly':
      return policy.keepMonthly;
    case 'yearly':
      return policy.keepYearly;
  }
}
