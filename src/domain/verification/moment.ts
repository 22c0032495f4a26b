const form =
  /^(\d{4,6})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:\s?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?))?)?$/i;

/**
 * The moment that a database prints as `2026-11-20 18:34:28.688517+00`, or that is written in ISO 8601; undefined where it is none.
 * Without an offset it is taken for UTC, as is a day, which begins at midnight. Exact to the millisecond.
 */
export function parseMoment(text: string): Date | undefined {
  const match = form.exec(text.trim());
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', fraction = '', offset = 'Z'] =
    match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!isDay || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  date.setUTCHours(Number(hour), Number(minute), Number(second), milliseconds);
  return new Date(date.getTime() - offsetSeconds(offset) * 1000);
}

/** Seconds east of Greenwich that `Z`, `+02`, `-0330` or `+05:30` mean. */
function offsetSeconds(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const [hours = '0', minutes = '0', seconds = '0'] = offset.slice(1).match(/\d\d/g) ?? [];
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return offset.startsWith('-') ? -size : size;
}
