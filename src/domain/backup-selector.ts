import { type BackupId, isBackupId, momentOf } from './backup-id.ts';
import type { CatalogEntry } from './catalog.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { Failure } from './failure.ts';
import { didYouMean } from './nearest.ts';
import { clockToleranceSeconds } from './clock-tolerance.ts';

/** Which backup of a store is meant; `pull-request` is the one that stood behind it when a migration gate let it through. */
export type BackupSelector = CatalogSelector | { readonly by: 'pull-request'; readonly number: number };

/** Which backup of a catalog is meant. */
export type CatalogSelector =
  | { readonly by: 'latest' }
  | { readonly by: 'latest-proven' }
  | { readonly by: 'id'; readonly id: BackupId }
  | { readonly by: 'random'; readonly withinSeconds: number };

/**
 * The selector that a text means: `latest`, `latest-proven`, an id, `random:30d` for any backup of the last 30 days, or `pull-request:123` for
 * the one that a migration gate recorded.
 *
 * @throws Failure `input-invalid`.
 */
export function parseSelector(text: string): BackupSelector {
  if (text === 'latest' || text === 'latest-proven') return { by: text };
  if (/^random:./.test(text)) return { by: 'random', withinSeconds: parseDuration(text.slice(7), 'backup') };
  const pullRequest = /^pull-request:([1-9]\d{0,8})$/.exec(text)?.[1];
  if (pullRequest !== undefined) return { by: 'pull-request', number: Number(pullRequest) };
  if (isBackupId(text)) return { by: 'id', id: text };
  const isNearlyId = /^\d{8}T\d{6}Z/i.test(text);
  throw new Failure('input-invalid', `input "backup" names no backup: ${JSON.stringify(text)}`, {
    hint: isNearlyId
      ? 'write the whole id as `list` shows it, with six small letters or digits at its end, such as 20261121T041502Z-k3f9qa'
      : `write latest, latest-proven, random:30d, pull-request:123 or an id such as 20261121T041502Z-k3f9qa${didYouMean(text, ['latest', 'latest-proven'])}`,
  });
}

/**
 * The backups that a selector may mean, the likeliest first, by their ids alone. `now` and `chance`, a number from 0 up to 1, are for `random`.
 *
 * @param ids newest first
 */
export function candidatesOf(
  ids: readonly BackupId[],
  selector: CatalogSelector,
  { now, chance }: { readonly now: Date; readonly chance: number },
): readonly BackupId[] {
  switch (selector.by) {
    case 'latest':
    case 'latest-proven':
      return ids;
    case 'id':
      return ids.filter((id) => id === selector.id);
    case 'random': {
      const ageOf = (id: BackupId): number => (now.getTime() - momentOf(id).getTime()) / 1000;
      const young = ids.filter((id) => ageOf(id) <= selector.withinSeconds && ageOf(id) >= -clockToleranceSeconds);
      return young.slice(Math.floor(chance * young.length)).slice(0, 1);
    }
  }
}

/**
 * Whether a selector means a candidate, now that it is read.
 *
 * @throws Failure `manifest-invalid` where its manifest cannot be read: it is never passed over in favour of an older one.
 */
export function isMeant({ address, proven, unreadable }: CatalogEntry, { by }: CatalogSelector): boolean {
  if (by === 'latest-proven') return proven;
  if (unreadable === undefined) return true;
  throw new Failure('manifest-invalid', `the manifest of ${address.id} cannot be used: ${unreadable}`);
}

/** The few backups that are named where a selector means none: the nearest to the id, or else the newest. */
export function namedInstead(ids: readonly BackupId[], selector: CatalogSelector): readonly BackupId[] {
  return (selector.by === 'id' ? nearest(ids, selector.id) : ids).slice(0, 5);
}

/** The Failure `backup-missing` that says what there is: some of the backups, and how many in all. */
export function noSuchBackup(selector: CatalogSelector, named: readonly CatalogEntry[], total: number): Failure {
  const { what, hint } = reasonOf(selector);
  const ids = named.map((entry) => entry.address.id + (entry.proven ? ' (proven)' : ''));
  if (ids.length === 0) return new Failure('backup-missing', what);
  const more = total > ids.length ? ` and ${total - ids.length} more` : '';
  const there = ids.length === 1 ? 'there is' : 'there are';
  return new Failure(
    'backup-missing',
    `${what}; ${there} ${ids.join(', ')}${more}`,
    hint === undefined ? {} : { hint },
  );
}

function reasonOf(selector: CatalogSelector): { readonly what: string; readonly hint?: string } {
  const hint = 'write one of these ids, or latest, in input "backup"';
  switch (selector.by) {
    case 'latest':
      return { what: 'there is no backup' };
    case 'latest-proven': {
      const proving = 'prove one with restore-verify, or write an id or latest in input "backup"';
      return { what: 'no backup is proven', hint: proving };
    }
    case 'id':
      return { what: `there is no backup ${selector.id}`, hint };
    case 'random':
      return { what: `no backup is younger than ${formatDuration(selector.withinSeconds)}`, hint };
  }
}

/** Ids carry their moment first, so the longest common beginning means the nearest in time. */
function nearest(ids: readonly BackupId[], id: BackupId): readonly BackupId[] {
  const common = (other: string): number => {
    let length = 0;
    while (length < id.length && other[length] === id[length]) length += 1;
    return length;
  };
  return ids.toSorted((a, b) => common(b) - common(a));
}
