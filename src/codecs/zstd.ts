import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { Codec } from '../ports/codec.ts';
import { compressThrough, decompressThrough, zlibBlockBytes } from './zlib-stage.ts';

/** The fastest: on rows as small as zstd's own default of 3, for half of its time. See docs/adr/0009-zstd-level-1.md. */
export const defaultZstdLevel = 1;

/**
 * Zstandard, as one frame with a checksum: Node's decompressor (seen on 24.21) reads the first frame of an object and leaves the others.
 * `ZSTD_c_nbWorkers` is not set: with it, Node's streams end before their output is complete.
 */
export function zstd(level: number = defaultZstdLevel): Codec {
  return {
    name: 'zstd',
    extension: '.zst',
    compress: (plain) =>
      compressThrough(
        createZstdCompress({
          chunkSize: zlibBlockBytes,
          params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 },
        }),
        plain,
      ),
    decompress: (packed) => decompressThrough(createZstdDecompress({ chunkSize: zlibBlockBytes }), packed, 'zstd'),
  };
}
