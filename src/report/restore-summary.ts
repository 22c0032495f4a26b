import { formatDuration } from '../domain/duration.ts';
import type { Failure } from '../domain/failure.ts';
import { sizeInWords, type FingerprintSize } from '../domain/fingerprint.ts';
import type { Manifest } from '../domain/manifest.ts';
import { inputsBack, type KeptPrevious, type SafetyBackup, type TargetState } from '../domain/restore-outcome.ts';
import type { Finding } from '../domain/verification/finding.ts';
import { restoreSteps } from '../domain/verification/ladder.ts';
import type { LadderStep, StepOutcome } from '../domain/verification/record.ts';
import type { Verdict } from '../domain/verification/verdict.ts';
import { failureCode } from './failure-code.ts';
import { code, folded, list, page, plain, table } from './markdown.ts';

/** How a restore into a live database ended, with its evidence. */
export interface RestoreReport {
  readonly manifest: Manifest;
  /** Name of the store that the backup came from. */
  readonly store: string;
  readonly target: { readonly database: string; readonly description: string };
  readonly plan: {
    readonly way: keyof typeof ways;
    readonly holdsData: boolean;
    /** Patterns of the tables that are restored; the whole database where empty. */
    readonly tables: readonly string[];
    readonly steps: readonly string[];
    readonly notes: readonly string[];
  };
  readonly state: TargetState;
  /** Whether what was loaded is what the source held; absent where nothing was loaded. */
  readonly verdict?: Verdict;
  /** Why the run is red, with the state of the target. */
  readonly failure?: Failure;
  readonly findings: readonly Finding[];
  readonly gaps: readonly string[];
  readonly notes: readonly string[];
  readonly ladder: readonly LadderStep[];
  /** What was compared; absent where the comparison did not end. */
  readonly compared?: FingerprintSize;
  readonly safetyBackup?: SafetyBackup;
  /** What was there before, where it is kept on the server. */
  readonly previous?: KeptPrevious;
  /** From the start of the run to the moment in which the copy was in place; absent where it never was. */
  readonly restoreSeconds?: number;
}

const ways = {
  create: 'a new database',
  swap: 'loaded beside what was there, then put in its place',
  transaction: 'all objects replaced in one transaction',
  tables: 'chosen tables replaced, all at one moment',
} as const satisfies Record<string, string>;

const verdicts: Record<Verdict, string> = {
  proven: '✅ proven: every row and every object is what the source held',
  failed: '❌ failed: it is not what the source held',
  'could-not-tell': '❔ could not tell: not everything could be compared',
};
const marks: Record<StepOutcome, string> = { passed: '✅', failed: '❌', 'could-not-tell': '❔', 'not-run': '·' };
/** Only where something is compared can a step have no answer; the others are done or not. */
const comparingSteps = ['rows', 'definitions', 'rules'];

/** The page for a person: what state the database is in, what it is worth, and how to go back. */
export function restoreSummary(report: RestoreReport): string {
  const { failure, findings, gaps, ladder, plan } = report;
  const why =
    failure === undefined
      ? []
      : [`**${plain(failure.message)}** (${failureCode(failure.code)}) — ${plain(failure.hint)}`];
  const rows = findings.map(({ code: finding, subject, detail }) => [`\`${finding}\``, plain(subject), plain(detail)]);
  const notes = [...plan.notes, ...report.notes];
  return page(
    `## ${titleOf(report)}`,
    ...why,
    table(['', ''], facts(report)),
    rows.length === 0 ? '' : table(['finding', 'object', 'what is wrong'], rows),
    gaps.length === 0 ? '' : `Could not be compared:\n\n${list(gaps.map(plain))}`,
    ...goingBack(report),
    notes.length === 0 ? '' : `To know:\n\n${list(notes.map(plain))}`,
    folded('what the plan was', list(plan.steps.map(plain))),
    folded('every step', table(['', 'step', 'took'], ladder.map(stepRow))),
  );
}

function titleOf({ state, failure, target, manifest, plan }: RestoreReport): string {
  const database = plain(target.database);
  if (state === 'unsettled') return `❌ ${database}: nobody can say yet whether the restored copy is in place`;
  if (state === 'as-it-was') {
    return plan.way === 'create' ? `❌ ${database} was not made` : `❌ ${database} is as it was: nothing was restored`;
  }
  const what = `${database} is restored from ${plain(manifest.source)}`;
  return failure === undefined ? `✅ ${what}` : `❌ ${what}, and something is wrong`;
}

function facts({
  manifest,
  store,
  target,
  plan,
  verdict,
  compared,
  safetyBackup,
  restoreSeconds,
}: RestoreReport): string[][] {
  return [
    ['backup', `\`${manifest.id}\` from ${plain(store)}, ${manifest.kind}, snapshot of ${manifest.snapshotAt}`],
    ['into', plain(target.description)],
    ['how', ways[plan.way]],
    ...(verdict ? [['verdict', verdicts[verdict]]] : []),
    ...(compared ? [['compared', sizeInWords(compared)]] : []),
    [
      'safety backup',
      safetyBackup
        ? `\`${safetyBackup.id}\` of source \`${safetyBackup.source}\` in ${plain(safetyBackup.store)}`
        : none(plan),
    ],
    ...(restoreSeconds === undefined ? [] : [['in place after', formatDuration(restoreSeconds)]]),
  ];
}

function none({ holdsData }: RestoreReport['plan']): string {
  return holdsData ? 'none' : 'none: nothing was there that could be lost';
}

/** How to go back, and what is left to do. */
function goingBack({ state, target, plan, previous, safetyBackup }: RestoreReport): readonly string[] {
  if (state === 'as-it-was') return [];
  const sections: string[] = [];
  if (previous !== undefined && previous.wayBack.length > 0) {
    sections.push(
      `### To go back\n\nWhat was there before is still on the server. Run on another database of it, these statements bring it back:`,
    );
    sections.push(code('sql', previous.wayBack));
  } else if (safetyBackup !== undefined) {
    const inputs = inputsBack({ database: target.database, safetyBackup, tables: plan.tables });
    const single = inputs.filter(([name]) => name !== 'tables').map(([name, value]) => `${name}: ${quoted(value)}`);
    const tables = plan.tables.length === 0 ? [] : ['tables: |', ...plan.tables.map((pattern) => `  ${pattern}`)];
    sections.push(`### To go back\n\nRestore the safety backup into the same database, with these inputs:`);
    sections.push(code('yaml', [...single, ...tables]));
  }
  if (previous !== undefined && previous.removal.length > 0) {
    sections.push(
      '### To finish\n\nWhat was there before takes room until these statements remove it. Run them once the restored data has served for as long as you may want to go back:',
    );
    sections.push(code('sql', previous.removal));
  }
  if (safetyBackup !== undefined) {
    sections.push(`The safety backup stays until somebody prunes its source, \`${safetyBackup.source}\`.`);
  }
  return sections;
}

/** A text that YAML reads as itself. */
function quoted(text: string): string {
  return /^[A-Za-z][\w.-]*$/.test(text) && text !== 'true' ? text : JSON.stringify(text);
}

function stepRow({ step, outcome, seconds }: LadderStep): readonly string[] {
  const shown = step in restoreSteps ? restoreSteps[step as keyof typeof restoreSteps] : step;
  const mark = outcome === 'could-not-tell' && !comparingSteps.includes(step) ? marks.failed : marks[outcome];
  return [mark, plain(shown), seconds === null ? 'not run' : formatDuration(seconds)];
}
