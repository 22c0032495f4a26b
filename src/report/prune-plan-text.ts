import { formatBytes } from '../domain/bytes.ts';
import { counted } from '../domain/counted.ts';
import { formatAge } from '../domain/duration.ts';
import type { KindPlan, PlannedBackup, PrunePlan } from '../domain/retention/prune-plan.ts';
import { aligned, printable } from './columns.ts';

/** A prune plan for a log: one line for each backup, in columns. */
export function prunePlanText(plan: PrunePlan): string {
  const mode = plan.dryRun ? ' (dry run: nothing is removed)' : '';
  const head = `prune ${plan.source} in ${plan.store}, ${plan.madeAt}${mode}`;
  return [head, ...kindsOf(plan).flatMap(kindLines)].map(printable).join('\n') + '\n';
}

/** The kinds that there is something of; all where there is nothing at all. */
export function kindsOf({ kinds }: PrunePlan): readonly KindPlan[] {
  const used = kinds.filter(({ backups, rests, strays }) => backups.length + rests.length + strays.length > 0);
  return used.length === 0 ? kinds : used;
}

/** The age of a backup for people. */
export function ageOf({ ageSeconds }: PlannedBackup): string {
  return formatAge(ageSeconds);
}

/** What a kind's plan comes to, e.g. `keep 12, remove 3 (4.1 GiB)`. */
export function planSummary({ backups, rests }: KindPlan): string {
  const removed = backups.filter(({ decision }) => decision === 'remove');
  const swept = rests.filter(({ decision }) => decision === 'sweep').length;
  const bytes = removed.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  const freed = removed.length === 0 ? '' : ` (${formatBytes(bytes)})`;
  const sweep = swept === 0 ? '' : `, sweep ${swept} unfinished`;
  return `keep ${backups.length - removed.length}, remove ${removed.length}${freed}${sweep}`;
}

function kindLines(plan: KindPlan): readonly string[] {
  const rows = plan.backups.map((backup) => [
    backup.decision,
    backup.id,
    ageOf(backup),
    formatBytes(backup.sizeBytes),
    backup.standing,
    backup.because.join(', '),
  ]);
  return [
    '',
    `${plan.kind}: ${planSummary(plan)}`,
    ...(plan.halted === null ? [] : [`HALTED: ${plan.halted}`]),
    ...aligned(rows),
    ...aligned(plan.rests.map(({ decision, what, at, since, because }) => [decision, what, at, since, because])),
    ...(plan.strays.length === 0
      ? []
      : [`left alone, since no backup has them: ${counted(plan.strays.length, 'key')}`]),
  ];
}
