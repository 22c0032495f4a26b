import { type BackupId, isBackupId } from './backup-id.ts';
import { type CatalogEntry, newestFirst } from './catalog.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { Failure } from './failure.ts';
import { didYouMean } from './nearest.ts';

/** Which backup of a catalog is meant. */
export type BackupSelector =
  | { readonly by: 'latest' }
  | { readonly by: 'latest-proven' }
  | { readonly by: 'id'; readonly id: BackupId }
  | { readonly by: 'random'; readonly withinSeconds: number };

/**
 * The selector that a text means: `latest`, `latest-proven`, an id, or `random:30d` for any backup of the last 30 days.
 *
 * @throws Failure `input-invalid`.
 */
export function parseSelector(text: string): BackupSelector {
  if (text === 'latest' || text === 'latest-proven') return { by: text };
  if (/^random:./.test(text)) return { by: 'random', withinSeconds: parseDuration(text.slice(7), 'backup') };
  if (isBackupId(text)) return { by: 'id', id: text };
  throw new Failure('input-invalid', `input "backup" names no backup: ${JSON.stringify(text)}`, {
    hint: `write latest, latest-proven, random:30d or an id such as 20261121T041502Z-k3f9qa${didYouMean(text, ['latest', 'latest-proven'])}`,
  });
}

/**
 * The entry that a selector means. `now` and `chance`, a number from 0 up to 1, are for `random`.
 *
 * @throws Failure `backup-missing` that says what there is, or `manifest-invalid` where the entry's manifest cannot be read: it is never
 *   passed over in favour of an older one.
 */
export function findBackup(
  entries: readonly CatalogEntry[],
  selector: BackupSelector,
  { now, chance }: { readonly now: Date; readonly chance: number },
): CatalogEntry {
  const sorted = newestFirst(entries);
  switch (selector.by) {
    case 'latest':
      return readable(sorted[0] ?? missing('there is no backup', sorted));
    case 'latest-proven':
      return (
        sorted.find((entry) => entry.proven) ??
        missing(
          'no backup is proven',
          sorted,
          'prove one with restore-verify, or write an id or latest in input "backup"',
        )
      );
    case 'id':
      return readable(
        sorted.find((entry) => entry.address.id === selector.id) ??
          missing(`there is no backup ${selector.id}`, nearest(sorted, selector.id), otherBackup),
      );
    case 'random': {
      const oldest = now.getTime() - selector.withinSeconds * 1000;
      const candidates = sorted.filter((entry) => entry.snapshotAt.getTime() >= oldest);
      const drawn = candidates[Math.floor(chance * candidates.length)];
      const none = `no backup is younger than ${formatDuration(selector.withinSeconds)}`;
      return readable(drawn ?? missing(none, sorted, otherBackup));
    }
  }
}

function readable(entry: CatalogEntry): CatalogEntry {
  if (entry.unreadable === undefined) return entry;
  throw new Failure('manifest-invalid', `the manifest of ${entry.address.id} cannot be used: ${entry.unreadable}`);
}

const otherBackup = 'write one of these ids, or latest, in input "backup"';

function missing(what: string, shown: readonly CatalogEntry[], hint?: string): never {
  const ids = shown.slice(0, 5).map((entry) => entry.address.id + (entry.proven ? ' (proven)' : ''));
  const more = shown.length > ids.length ? ` and ${shown.length - ids.length} more` : '';
  if (ids.length === 0) throw new Failure('backup-missing', what);
  const there = ids.length === 1 ? 'there is' : 'there are';
  throw new Failure('backup-missing', `${what}; ${there} ${ids.join(', ')}${more}`, hint === undefined ? {} : { hint });
}

/** Ids carry their moment first, so the longest common beginning means the nearest in time. */
function nearest(entries: readonly CatalogEntry[], id: BackupId): readonly CatalogEntry[] {
  const common = (other: string): number => {
    let length = 0;
    while (length < id.length && other[length] === id[length]) length += 1;
    return length;
  };
  return entries.toSorted((a, b) => common(b.address.id) - common(a.address.id));
}
