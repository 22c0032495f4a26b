import { createHash } from 'node:crypto';
import type { ObjectFingerprint } from '../../domain/fingerprint.ts';

/** One large object and the SHA-256 of its bytes, as lower-case hex. */
export interface LargeObject {
  readonly oid: number;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * All large objects of a database as one object of the fingerprint: how many, how long, and one SHA-256 over a line `oid bytes sha256` for
 * each of them in the order of their oids. None where there are none.
 */
export function largeObjectsFingerprint(objects: readonly LargeObject[]): readonly ObjectFingerprint[] {
  if (objects.length === 0) return [];
  const hash = createHash('sha256');
  let bytes = 0;
  for (const object of objects.toSorted((a, b) => a.oid - b.oid)) {
    bytes += object.bytes;
    hash.update(`${object.oid} ${object.bytes} ${object.sha256}\n`);
  }
  const definition = `${objects.length} objects, ${bytes} bytes, sha256:${hash.digest('hex')}`;
  return [{ kind: 'large-objects', name: 'all', definition }];
}
