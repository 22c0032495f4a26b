import { formatBytes } from '../domain/bytes.ts';
import type { KindPlan, PlannedBackup, PlannedRest, PrunePlan } from '../domain/retention/prune-plan.ts';
import { nextSteps, page, plain } from './markdown.ts';
import { ageOf, planSummary, kindsOf } from './prune-plan-text.ts';

/** A step's summary has 1 MiB; so many rows for each kind stay far below it and are more than anybody reads. */
const rowLimit = 200;

/** A prune plan for a step's summary: what it comes to first, then a table with what is removed on top. */
export function prunePlanMarkdown(plan: PrunePlan): string {
  const mark = isHalted(plan) ? '❌ ' : '';
  const title = `## ${mark}Prune ${plain(plan.source)} in ${plain(plan.store)}${plan.dryRun ? ' (dry run)' : ''}`;
  return page(title, ...kindsOf(plan).map(kindSection), nextSteps(stepsAfter(plan)));
}

function isHalted({ kinds }: PrunePlan): boolean {
  return kinds.some(({ halted }) => halted !== null);
}

function stepsAfter(plan: PrunePlan): readonly string[] {
  const { dryRun, kinds } = plan;
  const isOfSomething = kinds.some(
    ({ halted, backups, rests }) =>
      halted === null && [...backups, ...rests].some(({ decision }) => decision === 'remove' || decision === 'sweep'),
  );
  return [
    ...(isHalted(plan)
      ? [
          'Find out why that is so. A new backup that is proven lets the next prune go on; where the source lost data on purpose, raise `max-shrink` for one run.',
        ]
      : []),
    ...(dryRun && isOfSomething ? ['Nothing was removed; without `dry-run`, this is.'] : []),
  ];
}

function kindSection(plan: KindPlan): string {
  const sections = [`### ${plan.kind}: ${planSummary(plan)}`];
  if (plan.halted !== null) sections.push(`> **Halted, nothing is removed:** ${plain(plan.halted)}`);
  if (plan.backups.length > 0) sections.push(backupTable(plan.backups));
  if (plan.rests.length > 0) sections.push(restTable(plan.rests));
  if (plan.strays.length > 0) sections.push(`${plan.strays.length} keys belong to no backup and are left alone.`);
  return sections.join('\n\n');
}

/** Removals come first: where the table has to be cut, they are what a person must see. */
function backupTable(backups: readonly PlannedBackup[]): string {
  const removed = backups.filter(({ decision }) => decision === 'remove');
  const kept = backups.filter(({ decision }) => decision === 'keep');
  const rows = [...removed, ...kept].map((backup) => [
    `\`${backup.id}\``,
    ageOf(backup),
    formatBytes(backup.sizeBytes),
    backup.standing,
    backup.decision === 'remove' ? '**remove**' : 'keep',
    backup.because.map(plain).join(', '),
  ]);
  return table(['backup', 'age', 'size', 'proof', 'decision', 'because'], rows);
}

function restTable(rests: readonly PlannedRest[]): string {
  const rows = rests.map(({ what, at, since, decision, because }) => [
    what,
    plain(at),
    since,
    decision === 'sweep' ? '**sweep**' : 'leave',
    because,
  ]);
  return table(['unfinished', 'where', 'since', 'decision', 'because'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const cut = rows.length - rowLimit;
  const lines = [line(head), line(head.map(() => '---')), ...rows.slice(0, rowLimit).map(line)];
  return lines.join('\n') + (cut > 0 ? `\n\n${cut} more are in the plan's JSON.` : '');
}
