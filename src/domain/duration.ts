import { Failure } from './failure.ts';

const unitSeconds: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * The seconds that a text such as `90s`, `30m`, `1h30m`, `25h` or `30d` means.
 *
 * @throws Failure `input-invalid` that names `label`.
 */
export function parseDuration(text: string, label: string): number {
  const compact = text.trim().toLowerCase().replace(/\s+/g, '');
  if (!/^(?:\d+[smhdw])+$/.test(compact)) {
    throw new Failure('input-invalid', `input "${label}" is not a duration: ${JSON.stringify(text)}`, {
      hint: 'write numbers with units s, m, h, d or w, such as 30m, 1h30m or 30d',
    });
  }
  let seconds = 0;
  for (const [, number = '0', unit = 's'] of compact.matchAll(/(\d+)([smhdw])/g)) {
    seconds += Number(number) * (unitSeconds[unit] ?? 0);
  }
  return seconds;
}

/** A duration for people: `0.8 s`, `42 s`, `3 min 5 s`, `2 h 10 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return pair(whole, 60, 'min', 1, 's');
  if (whole < 86_400) return pair(whole, 3600, 'h', 60, 'min');
  return pair(whole, 86_400, 'd', 3600, 'h');
}

/** An age for people, in its largest unit: `45 s`, `12 min`, `3 h`, `12 d`; hours up to two days. `in 3 h` where it is yet to come. */
export function formatAge(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const age = inLargestUnit(whole);
  return seconds < 0 && whole > 0 ? `in ${age}` : age;
}

function inLargestUnit(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 2 * 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

function pair(seconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((seconds % large) / small);
  const first = `${Math.floor(seconds / large)} ${largeName}`;
  return rest === 0 ? first : `${first} ${rest} ${smallName}`;
}
