import type { Codec } from '../ports/codec.ts';

/** No compression: bytes pass as they are. It cannot see damage; encryption and the manifest's digests do. */
export function none(): Codec {
  return { name: 'none', extension: '', compress: (plain) => plain, decompress: (packed) => packed };
}
