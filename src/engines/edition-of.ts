import { Failure } from '../domain/failure.ts';
import type { Fingerprint } from '../domain/fingerprint.ts';

/**
 * The edition in which a fingerprint describes its objects, from its setting `catalog_edition`; 1 where it names none.
 *
 * @param known the newest edition of its engine that this code knows
 * @throws Failure `could-not-tell` where it is one of a newer Muster, which reads what this one does not know.
 */
export function editionOf({ settings }: Pick<Fingerprint, 'settings'>, known: number): number {
  const edition = Number(settings['catalog_edition'] ?? 1);
  if (edition <= known) return edition;
  const found = `the fingerprint describes objects in edition ${settings['catalog_edition']}, and this Muster knows up to ${known}`;
  throw new Failure('could-not-tell', found, {
    hint: 'use a Muster that is not older than the one that made the backup',
  });
}
