/** Clocks of a source, of a runner and of a store may differ by this much before something counts as dated in the future. */
export const clockToleranceSeconds = 3600;

/** Whether a moment is later than now by more than clocks differ. */
export function isAhead(moment: Date, now: Date): boolean {
  return moment.getTime() > now.getTime() + clockToleranceSeconds * 1000;
}
