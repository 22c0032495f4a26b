import type { IncompleteFolder } from '../catalog.ts';

/** How old what has no manifest must be to be swept, in seconds. It has to exceed the longest backup. */
export const defaultGraceSeconds = 86_400;

/** Which incomplete folders are swept and which are left, since a backup may still be writing them. */
export interface SweepPlan {
  readonly sweep: readonly IncompleteFolder[];
  readonly leave: readonly IncompleteFolder[];
}

/** Whether something that was written or begun at `moment` is old enough to have been given up. */
export function isAbandoned(moment: Date, now: Date, graceSeconds: number): boolean {
  return moment.getTime() < now.getTime() - graceSeconds * 1000;
}

/**
 * Sorts incomplete folders by the age of their newest object. The age begins, by the stores' ways, at the end of an object's upload or at
 * its beginning (S3, for objects in parts): the grace must exceed the longest backup.
 */
export function planSweep(folders: readonly IncompleteFolder[], now: Date, graceSeconds: number): SweepPlan {
  const sweep = folders.filter(({ modifiedAt }) => isAbandoned(modifiedAt, now, graceSeconds));
  return { sweep, leave: folders.filter((folder) => !sweep.includes(folder)) };
}
