import { formatAge, formatDuration } from '../domain/duration.ts';
import { nameOfChange } from '../domain/gate/change.ts';
import type { GateReport } from '../domain/gate/report.ts';
import type { TouchedMigration } from '../domain/gate/touched-migrations.ts';
import { failureCode } from './failure-code.ts';
import { list, page, plain, sentence, table } from './markdown.ts';

/** So many migrations are named. */
const shownMigrations = 20;

/** The page for a person, and the comment on a pull request: whether the change may go in, why, and what would let it in. */
export function gateSummary(report: GateReport): string {
  const { touched, notes } = report;
  const rows = touched
    .slice(0, shownMigrations)
    .map(({ file, tools }) => [pathOf(file), file.kind, plain(tools.join(', '))]);
  const more = touched.length > shownMigrations ? `… and ${touched.length - shownMigrations} more` : '';
  return page(
    `## ${titleOf(report)}`,
    ...reasonsOf(report),
    rows.length === 0 ? '' : table(['migration', 'change', 'looks like'], rows),
    more,
    list(notes.map(plain)),
  );
}

/** The same in one line, for the log. */
export function gateLine(report: GateReport): string {
  const name = nameOfChange(report.change);
  if (report.decision === 'no-migration') return `${name} touches no migration in ${count(report.files ?? 0, 'file')}`;
  if (report.decision === 'proven') {
    const { candidate, judgedAt } = report;
    const age = formatAge((judgedAt.getTime() - candidate.snapshotAt.getTime()) / 1000);
    return `${name}: ${asked(report)}; backup ${candidate.backup} of ${report.source} is proven and ${age} old (${candidate.where})`;
  }
  return `${name}: ${asked(report)}, and no fresh proven backup of ${report.source} stands behind it`;
}

function titleOf({ decision, source }: GateReport): string {
  const name = plain(source);
  switch (decision) {
    case 'no-migration':
      return `✅ ${name}: no migration`;
    case 'proven':
      return `✅ ${name}: a proven backup stands behind this`;
    case 'needs-backup':
      return `⏳ ${name}: a backup has to be taken and proven first`;
    case 'refused':
      return `❌ ${name}: no proven backup stands behind this`;
  }
}

function reasonsOf(report: GateReport): readonly string[] {
  if (report.decision === 'no-migration' || report.decision === 'proven') {
    const way = report.decision === 'no-migration' ? [] : [goingBack(report.candidate.backup)];
    return [`${plain(gateLine(report))}.`, ...way];
  }
  const { failure, maxAgeSeconds } = report;
  return [
    `${plain(nameOfChange(report.change))}: ${plain(asked(report))}. That asks for a proven backup that is younger than ${formatDuration(maxAgeSeconds)}.`,
    `**${plain(failure.message)}** (${failureCode(failure.code)})`,
    report.decision === 'needs-backup'
      ? 'The workflow takes a backup now and proves it, and then looks again. In one of your own, do so with `backup` and `restore-verify`.'
      : `To make this green: ${sentence(failure.hint)}`,
  ];
}

function goingBack(backup: string): string {
  return `To go back, restore \`${backup}\`.`;
}

function asked({ touched, files }: GateReport): string {
  if (files === undefined) return 'there is no change to look at, so a proof is asked for in any case';
  return `${count(touched.length, 'migration')} among ${count(files, 'changed file')}`;
}

function pathOf({ path, previousPath }: TouchedMigration['file']): string {
  return previousPath === undefined ? plain(path) : `${plain(path)} (was ${plain(previousPath)})`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
