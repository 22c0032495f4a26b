import type { CatalogEntry, IncompleteFolder } from '../domain/catalog.ts';
import { Failure } from '../domain/failure.ts';
import { isAbandoned } from '../domain/retention/sweep.ts';
import { isTrusted } from '../domain/retention/trust.ts';
import type { Store } from '../ports/store.ts';
import { removeFolder } from './backup-remover.ts';
import { isBackup, readBackup } from './catalog-reader.ts';

/**
 * Removes a planned backup after a last look: the guardian, the newer backup that lets it go, must still be there and trusted, and the
 * backup itself must be the one that was planned. Where another run has begun to remove it, this finishes the work.
 *
 * @throws Failure `prune-halted` where the store is not as planned; then nothing of this backup was removed.
 */
export async function removePlanned(
  store: Store,
  entry: CatalogEntry,
  guardian: CatalogEntry,
  { now, signal }: { readonly now: Date; readonly signal: AbortSignal },
): Promise<void> {
  const guard = await readBackup(store, guardian.address, { now, signal });
  if (guard === undefined || !isBackup(guard) || !isSame(guard, guardian) || !isTrusted(guard)) {
    throw changed(`${guardian.address.id}, which was to stay in place of ${entry.address.id}, is not as it was`);
  }
  const current = await readBackup(store, entry.address, { now, signal });
  if (current === undefined) return;
  if (isBackup(current) && !isSame(current, entry))
    throw changed(`the manifest of ${entry.address.id} is not as it was`);
  await removeFolder(store, current, signal);
}

/**
 * Sweeps an incomplete folder after a last look; returns false, and leaves it alone, where a manifest or a newer object has come since.
 * `now` and `graceSeconds` are those of the plan.
 */
export async function sweepPlanned(
  store: Store,
  folder: IncompleteFolder,
  { now, graceSeconds }: { readonly now: Date; readonly graceSeconds: number },
  signal: AbortSignal,
): Promise<boolean> {
  const current = await readBackup(store, folder.address, { now, signal });
  if (current === undefined) return true;
  if (isBackup(current) || !isAbandoned(current.modifiedAt, now, graceSeconds)) return false;
  await removeFolder(store, current, signal);
  return true;
}

function isSame(one: CatalogEntry, other: CatalogEntry): boolean {
  return one.manifestSha256 === other.manifestSha256;
}

function changed(what: string): Failure {
  return new Failure('prune-halted', `the store changed while it was pruned: ${what}`, {
    hint: 'find out what changes the store, and prune again; what was removed before this was as planned',
  });
}
