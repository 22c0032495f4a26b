import { type BackupId, isBackupId } from '../backup-id.ts';
import { Failure } from '../failure.ts';
import type { RunIdentity } from '../manifest.ts';
import { readRecord, type RecordReader } from '../record-reader.ts';
import type { Finding } from './finding.ts';
import type { Verdict } from './verdict.ts';

export const verificationFormat = 'muster/verification/v1';

/** How a step of a drill ended. */
export const stepOutcomes = ['passed', 'failed', 'could-not-tell', 'not-run'] as const;
export type StepOutcome = (typeof stepOutcomes)[number];

/** One step of a drill, e.g. `restore`, and how long it took; null where it was not run. */
export interface LadderStep {
  readonly step: string;
  readonly outcome: StepOutcome;
  readonly seconds: number | null;
}

/** How often a finding's code came up. The subjects are left out on purpose: see `Verification`. */
export interface FindingCount {
  /** A `FindingCode`, or one that a later version knows. */
  readonly code: string;
  readonly count: number;
}

/**
 * A verdict with its evidence, stored beside the manifest that it was made against. Like the manifest it can be read without a key, and
 * therefore names no table.
 */
export interface Verification {
  readonly format: typeof verificationFormat;
  readonly backup: BackupId;
  /** SHA-256 of the manifest's bytes as the drill read them, lower-case hex: with other bytes, the verification does not count. */
  readonly manifestSha256: string;
  readonly verdict: Verdict;
  readonly findings: readonly FindingCount[];
  /** How many things could not be compared. */
  readonly gaps: number;
  /** The steps in the order in which they are taken. */
  readonly ladder: readonly LadderStep[];
  /** From the first byte fetched to the end of the load; null where the load did not end. */
  readonly rtoSeconds: number | null;
  /** The age of the snapshot when the drill began. */
  readonly rpoSeconds: number | null;
  /** What was asked for; null where nothing was. */
  readonly targets: { readonly rtoSeconds: number | null; readonly rpoSeconds: number | null };
  /** Where the copy was loaded, e.g. `{"description": "local server", "version": "15.18"}`. */
  readonly sandbox: { readonly description: string; readonly version: string };
  /** By the runner's clock; ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly run: RunIdentity;
}

/** Findings, and the failure that ended the drill, counted by code, in alphabetical order. */
export function countFindings(findings: readonly Finding[], failure?: Failure): readonly FindingCount[] {
  const counts = new Map<string, number>();
  for (const { code } of failure === undefined ? findings : [...findings, failure])
    counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/**
 * The name of a verification in its backup's folder: `verifications/<yyyymmddThhmmssmmmZ>-<run>.json`, to the
 * millisecond, since one run may drill a backup more than once. Names sort by the end of the drill.
 */
export function verificationName({ finishedAt, run }: Pick<Verification, 'finishedAt' | 'run'>): string {
  const moment = new Date(finishedAt).toISOString().replace(/[-:.]/g, '');
  const runName = run.id.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100);
  return `verifications/${moment}-${runName}.json`;
}

/** Whether a name in a backup's folder is that of a verification. */
export function isVerificationName(name: string): boolean {
  return /^verifications\/[^/]+\.json$/.test(name);
}

/** The verification as it is stored. */
export function serializeVerification(verification: Verification): string {
  return `${JSON.stringify(verification, null, 2)}\n`;
}

/**
 * Reads a verification as it came from a store; members that a later version may add are passed over.
 *
 * @throws Failure `verification-invalid` that says which part is wrong.
 */
export function parseVerification(text: string, where: string): Verification {
  const root = readRecord(text, 'verification-invalid', where);
  const format = root.text('format');
  if (format !== verificationFormat) {
    throw new Failure(
      'verification-invalid',
      `${where}: unknown format ${JSON.stringify(format)}; a newer Muster may have written it`,
      {
        hint: `take a Muster that knows it; this one reads ${verificationFormat}`,
      },
    );
  }
  const backup = root.text('backup');
  if (!isBackupId(backup)) return root.reject('backup', 'is not a backup id');
  const targets = root.record('targets');
  const sandbox = root.record('sandbox');
  return {
    format,
    backup,
    manifestSha256: root.text('manifestSha256'),
    verdict: root.oneOf('verdict', ['proven', 'failed', 'could-not-tell']),
    findings: root.list('findings').map((finding) => ({ code: finding.text('code'), count: finding.count('count') })),
    gaps: root.count('gaps'),
    ladder: root.list('ladder').map(readStep),
    rtoSeconds: root.numberOrNull('rtoSeconds'),
    rpoSeconds: root.numberOrNull('rpoSeconds'),
    targets: { rtoSeconds: targets.numberOrNull('rtoSeconds'), rpoSeconds: targets.numberOrNull('rpoSeconds') },
    sandbox: { description: sandbox.text('description'), version: sandbox.text('version') },
    startedAt: root.moment('startedAt'),
    finishedAt: root.moment('finishedAt'),
    run: readRun(root.record('run')),
  };
}

function readStep(step: RecordReader): LadderStep {
  return {
    step: step.text('step'),
    outcome: step.oneOf('outcome', stepOutcomes),
    seconds: step.numberOrNull('seconds'),
  };
}

function readRun(run: RecordReader): RunIdentity {
  const optional = (['repository', 'workflow', 'actor', 'commit', 'url'] as const).filter((member) => run.has(member));
  return { id: run.text('id'), ...Object.fromEntries(optional.map((member) => [member, run.text(member)])) };
}
