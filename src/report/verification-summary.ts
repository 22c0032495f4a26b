import { formatDuration } from '../domain/duration.ts';
import type { Failure } from '../domain/failure.ts';
import { sizeInWords, type FingerprintSize } from '../domain/fingerprint.ts';
import type { Manifest } from '../domain/manifest.ts';
import { ageInWords, isRecent, type Measured, type Objectives } from '../domain/objectives.ts';
import type { Finding } from '../domain/verification/finding.ts';
import { ladderSteps } from '../domain/verification/ladder.ts';
import type { LadderStep, StepOutcome } from '../domain/verification/record.ts';
import type { Verdict } from '../domain/verification/verdict.ts';
import { failureCode } from './failure-code.ts';
import { folded, list, nextSteps, page, plain, table } from './markdown.ts';
import { foldedPortability, portabilitySection } from './portability-section.ts';

/** A verdict with all of its evidence; unlike the stored verification it names the objects. */
export interface DrillReport {
  readonly manifest: Manifest;
  /** SHA-256 of the manifest's bytes, lower-case hex. */
  readonly manifestSha256: string;
  readonly store: string;
  /** Of the run. */
  readonly verdict: Verdict;
  /** What the backup is worth, as it is recorded: a missed target takes nothing from it. */
  readonly worth: Verdict;
  /** What ended the drill before its last step, if something did. */
  readonly failure?: Failure;
  readonly findings: readonly Finding[];
  readonly gaps: readonly string[];
  /** What the copy shares with the source and a person should know. */
  readonly notes: readonly string[];
  readonly ladder: readonly LadderStep[];
  readonly measured?: Measured;
  /** The tables whose loss was rehearsed, as patterns, and the seconds until they were back. */
  readonly rehearsed?: { readonly tables: readonly string[]; readonly seconds: number };
  readonly targets: Objectives;
  readonly sandbox?: { readonly description: string; readonly isolation: string; readonly version: string };
  /** What was compared; absent where the fingerprint did not open. */
  readonly compared?: FingerprintSize;
  /** Stores beside whose manifest the verification was written. */
  readonly recordedIn: readonly string[];
}

const titles: Record<Verdict, string> = {
  proven: '✅ proven',
  failed: '❌ failed',
  'could-not-tell': '❔ could not tell',
};
const marks: Record<StepOutcome, string> = { passed: '✅', failed: '❌', 'could-not-tell': '❔', 'not-run': '·' };

/** The page for a person: the verdict, why, and how long a restore takes. */
export function verificationSummary(report: DrillReport): string {
  const { manifest, verdict, failure, findings, gaps, notes, ladder } = report;
  const why =
    failure === undefined
      ? []
      : [`**${plain(failure.message)}** (${failureCode(failure.code)}) — ${plain(failure.hint)}`];
  const rows = findings.map(({ code, subject, detail }) => [`\`${code}\``, plain(subject), plain(detail)]);
  const steps = ladder.map(({ step, outcome, seconds }) => [
    marks[outcome],
    plain(step in ladderSteps ? ladderSteps[step as keyof typeof ladderSteps] : step),
    seconds === null ? 'not run' : formatDuration(seconds),
  ]);
  return page(
    `## ${titles[verdict]}: ${plain(manifest.source)}`,
    ...why,
    table(['', ''], facts(report)),
    rows.length === 0 ? '' : table(['finding', 'object', 'what is wrong'], rows),
    gaps.length === 0 ? '' : `Could not be compared:\n\n${list(gaps.map(plain))}`,
    notes.length === 0 ? '' : `To know:\n\n${list(notes.map(plain))}`,
    nextSteps(stepsAfter(report)),
    verdict === 'proven' ? foldedPortability(manifest) : portabilitySection(manifest),
    folded('every step', table(['', 'step', 'took'], steps)),
  );
}

function facts(report: DrillReport): string[][] {
  const { manifest, store, verdict, worth, measured, rehearsed, targets, compared, sandbox, recordedIn } = report;
  return [
    ['backup', `\`${manifest.id}\` from ${plain(store)}`],
    ...(verdict === worth
      ? []
      : [['the backup itself', `${titles[worth]}: what else went wrong takes nothing from that`]]),
    ...(measured
      ? [
          [
            'recovery time (RTO)',
            rehearsed ? ageInWords(measured.rtoSeconds) : against(measured.rtoSeconds, targets.rtoSeconds),
          ],
          ...(rehearsed
            ? [
                [
                  `recovery time of ${plain(rehearsed.tables.join(', '))}`,
                  against(rehearsed.seconds, targets.rtoSeconds),
                ],
              ]
            : []),
          ['age of the data (RPO)', against(measured.rpoSeconds, targets.rpoSeconds)],
        ]
      : []),
    ...(compared ? [['compared', sizeInWords(compared)]] : []),
    ...(sandbox ? [['restored into', plain(sandbox.description) + isolationNote(sandbox.isolation)]] : []),
    ['verdict written to', recordedIn.map(plain).join(', ') || 'nowhere'],
  ];
}

function stepsAfter(report: DrillReport): readonly string[] {
  const { worth, failure, measured, rehearsed, targets } = report;
  const rtoSeconds = rehearsed?.seconds ?? measured?.rtoSeconds;
  const isLate = rtoSeconds !== undefined && rtoSeconds > (targets.rtoSeconds ?? Infinity);
  const isOld = measured !== undefined && measured.rpoSeconds > (targets.rpoSeconds ?? Infinity);
  return [
    ...(worth === 'failed' ? [`${mending(report)} \`list\` shows which older ones are proven.`] : []),
    ...(worth === 'could-not-tell' && failure === undefined
      ? ['See to what could not be compared, and drill again: until then this backup counts as proven nowhere.']
      : []),
    ...(isLate
      ? [
          'A restore takes longer than the target: give it a faster machine, nearer to the store, or agree on another `rto-target`.',
        ]
      : []),
    ...(isOld
      ? [
          'The data is older than the target: see why no newer backup was taken, back up more often, or agree on another `rpo-target`.',
        ]
      : []),
  ];
}

/** A new backup helps, unless the dump tool cannot write what is there. */
function mending({ manifest, findings }: DrillReport): string {
  const inexact = manifest.portability?.find(({ topic }) => topic === 'inexact-columns');
  if (inexact === undefined || !findings.some(({ subject }) => subject.startsWith('table-digest ')))
    return 'Do not count on this backup: take a new one and prove it.';
  return `Do not count on this backup, nor on a new one before this is mended: ${plain(inexact.detail)}.`;
}

function against(seconds: number, target: number | undefined): string {
  if (target === undefined) return `${ageInWords(seconds)}, no target`;
  return `${ageInWords(seconds)}, target ${formatDuration(target)} ${isRecent(seconds, target) ? '✅' : '❌'}`;
}

function isolationNote(isolation: string): string {
  return isolation === 'none' ? ' — ⚠️ not cut off from the network' : '';
}
