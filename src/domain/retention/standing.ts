import type { CatalogEntry } from '../catalog.ts';
import type { Verification } from '../verification/record.ts';
import { canBeProven } from './trust.ts';

/** What is known about a backup; `unverified` where no drill counts, `not-provable` for kinds without drills. */
export type Standing =
  'proven' | 'failed' | 'could-not-tell' | 'unverified' | 'not-provable' | 'damaged' | 'unreadable';

/** In one word, what is known about a backup. */
export function standingOf(entry: CatalogEntry): Standing {
  if (entry.manifest === undefined) return 'unreadable';
  if (entry.faults.length > 0) return 'damaged';
  if (entry.proven) return 'proven';
  if (entry.lastVerdict === undefined && !canBeProven(entry.address.kind)) return 'not-provable';
  if (evidenceOf(entry)?.verdict === 'failed') return 'failed';
  return entry.lastVerdict === 'could-not-tell' ? 'could-not-tell' : 'unverified';
}

/** The verification that a standing rests on: the newest that came to a decision, or the newest where none did. */
export function evidenceOf({ verifications }: CatalogEntry): Verification | undefined {
  return verifications.find(({ verdict }) => verdict !== 'could-not-tell') ?? verifications[0];
}
