import { Failure } from '../domain/failure.ts';
import type { BackupKind } from '../domain/kind.ts';
import { didYouMean } from '../domain/nearest.ts';
import { prefixOf } from '../domain/object-key.ts';
import { prefixAdvice } from '../domain/wrong-prefix.ts';
import type { Store } from '../ports/store.ts';
import { listFolders } from './catalog-listing.ts';

const namedSources = 10;

/**
 * The Failure `backup-missing` for a source of which no store has a backup: it says which kinds the source has, or which sources there are
 * and which of them was most likely meant. Lists the stores by their keys.
 *
 * @throws Failure of a store that cannot be listed.
 */
export async function missingSource(
  stores: readonly Store[],
  { source, kinds }: { readonly source: string; readonly kinds: readonly BackupKind[] },
  signal: AbortSignal,
): Promise<Failure> {
  const listings = await Promise.all(stores.map((store) => listFolders(store, prefixOf(), signal)));
  const found = listings.flatMap(({ folders }) => folders).filter(({ hasManifest }) => hasManifest);
  const where = stores.map(({ name }) => name).join(', ');
  const otherKinds = found.flatMap(({ address }) => (address.source === source ? [address.kind] : []));
  if (otherKinds.length > 0) {
    const message = `source "${source}" has no backup of kind ${kinds.join(', ')} in ${where}`;
    return new Failure('backup-missing', message, {
      hint: `write a kind that it has in input "kind": ${[...new Set(otherKinds)].join(', ')}`,
    });
  }
  const sources = [...new Set(found.map(({ address }) => address.source))].sort();
  const message = `there is no backup of source "${source}" in ${where}`;
  if (sources.length === 0) {
    const advice = prefixAdvice(listings.flatMap(({ strays }) => strays));
    return new Failure('backup-missing', `${message}, nor of any other`, {
      hint: advice ?? 'check the store URL, its prefix above all; a backup exists only once its manifest is written',
    });
  }
  const more = sources.length > namedSources ? ` and ${sources.length - namedSources} more` : '';
  const hint = `correct input "source"; there is ${sources.slice(0, namedSources).join(', ')}${more}${didYouMean(source, sources)}`;
  return new Failure('backup-missing', message, { hint });
}
