import { formatDuration } from './duration.ts';
import type { Finding } from './verification/finding.ts';

/** What a restore may cost: seconds until the data is back, and the age of the data that comes back. */
export interface Objectives {
  readonly rtoSeconds?: number;
  readonly rpoSeconds?: number;
}

/** What a drill measured. */
export interface Measured {
  readonly rtoSeconds: number;
  readonly rpoSeconds: number;
}

/** A finding for each target that was missed. */
export function assessObjectives(measured: Measured, targets: Objectives): readonly Finding[] {
  const findings: Finding[] = [];
  if (targets.rtoSeconds !== undefined && measured.rtoSeconds > targets.rtoSeconds) {
    const detail = `restoring took ${formatDuration(measured.rtoSeconds)}, the target is ${formatDuration(targets.rtoSeconds)}`;
    findings.push({ code: 'rto-missed', subject: 'recovery time', detail });
  }
  if (targets.rpoSeconds !== undefined && measured.rpoSeconds > targets.rpoSeconds) {
    const detail = `the backup is ${formatDuration(measured.rpoSeconds)} old, the target is ${formatDuration(targets.rpoSeconds)}`;
    findings.push({ code: 'rpo-missed', subject: 'recovery point', detail });
  }
  return findings;
}
