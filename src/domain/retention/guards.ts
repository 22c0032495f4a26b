import { formatBytes } from '../bytes.ts';
import type { CatalogEntry } from '../catalog.ts';
import { Failure } from '../failure.ts';
import type { Verification } from '../verification/record.ts';
import { isWhole } from './trust.ts';

/** By how much the newest backup may be smaller than those before it: a fraction from 0 to 1. */
export const defaultMaxShrink = 0.5;

/** So many backups before the newest say what size is usual: enough for a median, few enough to follow a source that grows. */
const usualCount = 10;

/**
 * The fraction that a text such as `50%` means.
 *
 * @throws Failure `input-invalid`.
 */
export function parseMaxShrink(text: string): number {
  const percent = /^(\d{1,3})\s*%$/.exec(text.trim())?.[1];
  if (percent === undefined || Number(percent) > 100) {
    throw new Failure('input-invalid', `input "max-shrink" is not a share: ${JSON.stringify(text)}`, {
      hint: 'write a percentage from 0% to 100%, such as 50%',
    });
  }
  return Number(percent) / 100;
}

/**
 * Why nothing may be removed now, or undefined. `entries` are of one source and kind, newest first, and not dated in the future. Pruning
 * stops where the newest backup cannot be read, has lost objects, failed its drill or has shrunk, and where the last drill of any backup
 * failed: in each of these cases an older backup may be the one that is needed.
 */
export function reasonToHalt(entries: readonly CatalogEntry[], maxShrink: number): string | undefined {
  const [newest, ...previous] = entries;
  if (newest === undefined) return undefined;
  const { id } = newest.address;
  if (newest.unreadable !== undefined)
    return `the manifest of the newest backup ${id} cannot be used: ${newest.unreadable}`;
  if (newest.faults.length > 0) return `the newest backup ${id} is not whole: ${newest.faults.join(', ')}`;
  if (lastDecision([newest])?.verdict === 'failed') return `the newest backup ${id} failed its drill`;
  const last = lastDecision(entries);
  if (last?.verdict === 'failed') return `the last drill failed, that of ${last.backup}`;
  return shrinkage(
    newest,
    previous.filter((entry) => isWhole(entry) === isWhole(newest)),
    maxShrink,
  );
}

function lastDecision(entries: readonly CatalogEntry[]): Verification | undefined {
  return entries
    .flatMap((entry) => entry.verifications.find(({ verdict }) => verdict !== 'could-not-tell') ?? [])
    .reduce<Verification | undefined>(
      (last, next) => (last === undefined || isLater(next, last) ? next : last),
      undefined,
    );
}

function isLater(one: Verification, other: Verification): boolean {
  const seconds = Date.parse(one.finishedAt) - Date.parse(other.finishedAt);
  // at the same moment the bad news counts
  return seconds > 0 || (seconds === 0 && one.verdict === 'failed');
}

/** Sizes are compared before compression and encryption, so that another compression is no alarm. */
function shrinkage(newest: CatalogEntry, previous: readonly CatalogEntry[], maxShrink: number): string | undefined {
  const readable = previous.filter((entry) => entry.manifest !== undefined);
  const proven = readable.filter((entry) => entry.proven);
  const usual = median(
    (proven.length > 0 ? proven : readable).slice(0, usualCount).map((entry) => entry.plainSizeBytes),
  );
  if (usual === undefined || newest.plainSizeBytes >= usual * (1 - maxShrink)) return undefined;
  const sizes = `${formatBytes(newest.plainSizeBytes)} where ${formatBytes(usual)} is usual`;
  return `the newest backup ${newest.address.id} has shrunk to ${sizes}`;
}

function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
