import { Failure } from './failure.ts';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** A size for people: `812 B`, `1.4 GiB`. */
export function formatBytes(sizeBytes: number): string {
  let value = sizeBytes;
  let unit = 0;
  // what is rounded to 1024 is one of the next unit
  while (Math.round(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/**
 * The bytes that a text such as `512`, `64KiB` or `2 GB` means (`K` and `KiB` are 1024, `KB` is 1000).
 *
 * @throws Failure `input-invalid` that names `label`.
 */
export function parseBytes(text: string, label: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(?:([kmgtp])(i?b)?|b)?$/i.exec(text.trim());
  if (match === null) {
    throw new Failure('input-invalid', `input "${label}" is not a size: ${JSON.stringify(text)}`, {
      hint: 'write a number with a unit, such as 512MiB or 2GB',
    });
  }
  const [, number = '0', prefix = '', suffix = ''] = match;
  const base = suffix.toLowerCase() === 'b' ? 1000 : 1024;
  const power = prefix === '' ? 0 : 'kmgtp'.indexOf(prefix.toLowerCase()) + 1;
  return Math.round(Number(number) * base ** power);
}
