import { Failure } from '../domain/failure.ts';
import { didYouMean } from '../domain/nearest.ts';
import type { Codec } from '../ports/codec.ts';
import { gzip } from './gzip.ts';
import { none } from './none.ts';
import { zstd } from './zstd.ts';

const codecs: readonly { name: string; topLevel: number; make: (level?: number) => Codec }[] = [
  { name: 'zstd', topLevel: 19, make: zstd },
  { name: 'gzip', topLevel: 9, make: gzip },
  { name: 'none', topLevel: 0, make: none },
];

/**
 * The codec that the input `compression` asks for: `zstd`, `zstd:1` … `zstd:19`, `gzip`, `gzip:1` … `gzip:9` or `none`.
 *
 * @throws Failure `input-invalid`.
 */
export function parseCompression(text: string): Codec {
  const [, name, level] = /^([a-z]+)(?::([1-9]\d?))?$/.exec(text.trim()) ?? [];
  const entry = codecs.find((codec) => codec.name === name);
  if (entry === undefined || Number(level ?? 0) > entry.topLevel) {
    const guess = didYouMean(
      text.trim(),
      codecs.map((codec) => codec.name),
    );
    throw new Failure('input-invalid', `input "compression" is unknown: ${JSON.stringify(text)}`, {
      hint: `write zstd, zstd:1 to zstd:19, gzip, gzip:1 to gzip:9 or none${entry === undefined ? guess : ''}`,
    });
  }
  return entry.make(level === undefined ? undefined : Number(level));
}

/** The codec by the name that a manifest's formats have, or undefined where the format is no compression. */
export function codecNamed(name: string): Codec | undefined {
  return codecs.find((codec) => codec.name === name)?.make();
}
