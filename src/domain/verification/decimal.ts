/** `12`, `-0.50`, `1.5e-7`: digits on one side of the point are enough. */
const form = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;

/** A number with all of its digits: `digits` times ten to the power of `exponent`. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The number that a text is, exactly, or undefined where it is none. Infinity and NaN are none. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = form.exec(text.trim());
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  if (whole + fraction === '') return undefined;
  const size = BigInt(whole + fraction);
  return { digits: sign === '-' ? -size : size, exponent: Number(power) - fraction.length };
}

/** Below zero where `a` is less, above zero where it is more. Exact: numbers of a database have more digits than a JavaScript number. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const exponent = Math.min(a.exponent, b.exponent);
  const difference = scaled(a, exponent) - scaled(b, exponent);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

function scaled({ digits, exponent }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to);
}
