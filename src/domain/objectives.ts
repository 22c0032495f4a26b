import { formatAge, formatDuration } from './duration.ts';
import { clockToleranceSeconds } from './clock-tolerance.ts';
import type { Finding } from './verification/finding.ts';

/** What a restore may cost: seconds until the data is back, and the age of the data that comes back. */
export interface Objectives {
  readonly rtoSeconds?: number;
  readonly rpoSeconds?: number;
}

/** What a drill measured. */
export interface Measured {
  readonly rtoSeconds: number;
  /** Negative where the snapshot is dated in the future by more than clocks differ. */
  readonly rpoSeconds: number;
}

/** A finding for each target that was missed. */
export function assessObjectives(measured: Measured, targets: Objectives): readonly Finding[] {
  const findings: Finding[] = [];
  if (targets.rtoSeconds !== undefined && measured.rtoSeconds > targets.rtoSeconds) {
    const detail = `restoring took ${formatDuration(measured.rtoSeconds)}, the target is ${formatDuration(targets.rtoSeconds)}`;
    findings.push({ code: 'rto-missed', subject: 'recovery time', detail });
  }
  if (targets.rpoSeconds !== undefined && !isRecent(measured.rpoSeconds, targets.rpoSeconds)) {
    const detail =
      measured.rpoSeconds < 0
        ? `the backup is dated ${ageInWords(measured.rpoSeconds)}, so nobody can say how old it is`
        : `the backup is ${formatDuration(measured.rpoSeconds)} old, the target is ${formatDuration(targets.rpoSeconds)}`;
    findings.push({ code: 'rpo-missed', subject: 'recovery point', detail });
  }
  return findings;
}

/** The age of a snapshot in seconds, 0 where it is dated in the future by no more than clocks differ. */
export function recoveryPoint(snapshotAt: Date, now: Date): number {
  const seconds = (now.getTime() - snapshotAt.getTime()) / 1000;
  return seconds < -clockToleranceSeconds ? seconds : Math.max(0, seconds);
}

/** Whether a recovery point meets its target. One in the future meets none: it says nothing about the age of the data. */
export function isRecent(rpoSeconds: number, targetSeconds: number): boolean {
  return rpoSeconds >= 0 && rpoSeconds <= targetSeconds;
}

/** A recovery point for people. */
export function ageInWords(rpoSeconds: number): string {
  return rpoSeconds < 0 ? `${formatAge(-rpoSeconds)} in the future` : formatDuration(rpoSeconds);
}
