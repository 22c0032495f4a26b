import { Failure } from '../../domain/failure.ts';
import type { Fingerprint } from '../../domain/fingerprint.ts';

/**
 * What the definitions in a fingerprint say of an object, in its setting `catalog_edition`. A copy is described in the edition of its source's
 * fingerprint: described in a later one, it would differ from every backup of before by what was not read then.
 *
 * Who makes a definition say more, or say it otherwise, raises this by one, names the edition here, and has the query go by it.
 *
 * - 1: the first; fingerprints do not name it
 * - 2: the names of NOT NULL constraints, which PostgreSQL 18 dumps
 */
export const catalogEdition = 2;

/**
 * The edition in which a fingerprint was made.
 *
 * @throws Failure `could-not-tell` where it is one of a newer Muster, which reads what this one does not know.
 */
export function editionOf({ settings }: Pick<Fingerprint, 'settings'>): number {
  const edition = Number(settings['catalog_edition'] ?? 1);
  if (edition <= catalogEdition) return edition;
  const found = `the fingerprint describes objects in edition ${settings['catalog_edition']}, and this Muster knows up to ${catalogEdition}`;
  throw new Failure('could-not-tell', found, {
    hint: 'use a Muster that is not older than the one that made the backup',
  });
}
