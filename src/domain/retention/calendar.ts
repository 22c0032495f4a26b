/** The spans of the calendar in which a policy keeps one backup each. */
export const calendarUnits = ['hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;

export type CalendarUnit = (typeof calendarUnits)[number];

const daySeconds = 86_400;

/** A text that is the same for two moments if and only if they lie in the same hour, day, ISO week, month or year; UTC. */
export function spanOf(moment: Date, unit: CalendarUnit): string {
  const iso = moment.toISOString();
  switch (unit) {
    case 'hourly':
      return iso.slice(0, -11);
    case 'daily':
      return iso.slice(0, -14);
    case 'weekly':
      return mondayOf(moment).toISOString().slice(0, -14);
    case 'monthly':
      return iso.slice(0, -17);
    case 'yearly':
      return iso.slice(0, -20);
  }
}

/** ISO weeks begin on Monday; the Monday names the week without the corner cases of week numbers. */
function mondayOf(moment: Date): Date {
  const daysSinceMonday = (moment.getUTCDay() + 6) % 7;
  return new Date(moment.getTime() - daysSinceMonday * daySeconds * 1000);
}
