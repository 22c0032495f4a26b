import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { Codec } from '../ports/codec.ts';
import { compressThrough, decompressThrough, zlibBlockBytes } from './zlib-stage.ts';

/** zstd's own default, and ours: higher levels cost more time than they save space. */
export const defaultZstdLevel = 3;

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
