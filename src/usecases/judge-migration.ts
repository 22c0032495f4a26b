import { Failure } from '../domain/failure.ts';
import { pullRequestOf, type Change } from '../domain/gate/change.ts';
import { gateFormat } from '../domain/gate/gate-record.ts';
import type { GateReport } from '../domain/gate/report.ts';
import { rule, type Candidate, type GateRule, type Ruling } from '../domain/gate/ruling.ts';
import { touchedMigrations, type MigrationRules } from '../domain/gate/touched-migrations.ts';
import type { BackupKind } from '../domain/kind.ts';
import type { RunIdentity } from '../domain/manifest.ts';
import { clockToleranceSeconds } from '../domain/clock-tolerance.ts';
import { changedFiles, type ChangeSources } from '../pipeline/changed-files.ts';
import { writeGateRecord } from '../pipeline/gate-records.ts';
import { missingSource } from '../pipeline/missing-source.ts';
import { publishedCandidates } from '../pipeline/published-candidates.ts';
import { storedCandidates } from '../pipeline/stored-candidates.ts';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';
import type { Store } from '../ports/store.ts';

export interface JudgeMigrationRequest extends ChangeSources {
  readonly change: Change;
  readonly rules: MigrationRules;
  readonly source: string;
  readonly kind: BackupKind;
  readonly maxAgeSeconds: number;
  /** Where to look for the proof. A record of the ruling is written into the store that has it. */
  readonly proofFrom:
    | { readonly is: 'store'; readonly stores: readonly Store[] }
    | { readonly is: 'status'; readonly workflows: readonly string[] };
  /** Whether someone takes and proves a backup where none stands behind the change. */
  readonly backsUpOnStale: boolean;
  readonly run: RunIdentity;
  readonly clock: Clock;
  readonly progress: Progress;
}

/**
 * Whether a change may be let in: it touches no migration, or a young and proven backup of the database stands behind it. A run that is
 * about no change asks for the backup in any case.
 *
 * @throws Failure for whatever keeps it from finding out. That no backup stands behind the change is a ruling, not a throw.
 */
export async function judgeMigration(request: JudgeMigrationRequest): Promise<GateReport> {
  const { change, rules, source, kind, maxAgeSeconds, clock, progress } = request;
  progress.stage('look at the change');
  const files = await changedFiles(change, request);
  const touched = touchedMigrations(files ?? [], rules);
  const about = { change, source, kind, maxAgeSeconds, files: files?.length, touched, proofFrom: request.proofFrom.is };
  if (files !== undefined && touched.length === 0) return { ...about, decision: 'no-migration', notes: [] };

  progress.stage('look for a proven backup');
  const now = clock.now();
  const ruling = await find(request, now);
  if (ruling.is === 'proven') {
    const late = await reasonNotToRemember(request);
    const notes = [
      ...(await record(request, ruling.candidate, { now, late })),
      ...strangers(source, ruling.candidate, ruling.stranger),
    ];
    const isLate = late !== undefined;
    return { ...about, decision: 'proven', candidate: ruling.candidate, judgedAt: now, isLate, notes };
  }
  const asksForBackup = request.backsUpOnStale && request.proofFrom.is === 'store';
  return { ...about, decision: asksForBackup ? 'needs-backup' : 'refused', failure: ruling.failure, notes: [] };
}

async function find(request: JudgeMigrationRequest, now: Date): Promise<Ruling> {
  const { source, kind, maxAgeSeconds, proofFrom, signal } = request;
  const rules: GateRule = { source, maxAgeSeconds, toleranceSeconds: clockToleranceSeconds };
  const from = new Date(now.getTime() - maxAgeSeconds * 1000);
  if (proofFrom.is === 'status') {
    const isEnough = (candidate: Candidate): boolean => rule([candidate], rules, now)?.is === 'proven';
    const published = await publishedCandidates({ ...request, workflows: proofFrom.workflows, from, isEnough });
    return (
      rule(published, rules, now) ?? { is: 'refused', failure: new Failure('status-missing', 'nothing was published') }
    );
  }
  const found: Candidate[] = [];
  for (const store of proofFrom.stores)
    found.push(...(await storedCandidates({ store, source, kind, from, now, signal })));
  const ruling = rule(found, rules, now);
  return ruling ?? { is: 'refused', failure: await missingSource(proofFrom.stores, { source, kinds: [kind] }, signal) };
}

/**
 * Why the ruling must not take the place of an earlier one: a run that is repeated after the merge finds a backup that has the migration in
 * it, which is no way back.
 */
async function reasonNotToRemember({ change, host, signal }: JudgeMigrationRequest): Promise<string | undefined> {
  const number = pullRequestOf(change);
  if (number === undefined) return undefined;
  try {
    const { isOpen } = await host.pullRequest(number, signal);
    return isOpen ? undefined : `pull request ${number} is not open any more`;
  } catch (thrown) {
    if (!(thrown instanceof Failure) || signal.aborted) throw thrown;
    return `whether pull request ${number} is still open is not known: ${thrown.message}`;
  }
}

/** A rollback would bring back one of the two, and nobody knows whether it is the one that the change is for. */
function strangers(source: string, { backup }: Candidate, stranger: Candidate | undefined): readonly string[] {
  if (stranger === undefined) return [];
  return [
    `${backup} and ${stranger.backup}, both proven, are of different databases or servers: unless ${source} has moved, give each a source name of its own`,
  ];
}

/** Writes down for a rollback which backup it was. @returns what a person should know about that */
async function record(
  request: JudgeMigrationRequest,
  candidate: Candidate,
  { now, late }: { readonly now: Date; readonly late: string | undefined },
): Promise<readonly string[]> {
  const { change, proofFrom, host, source, kind, run, signal } = request;
  const pullRequest = pullRequestOf(change);
  if (pullRequest === undefined || change.by === 'nothing' || proofFrom.is === 'status') return [];
  const store = proofFrom.stores.find(({ name }) => name === candidate.where);
  if (store === undefined) return [];
  if (late !== undefined) return [`${store.name} remembers for a rollback what it did before, since ${late}`];
  const { backup, manifestSha256 } = candidate;
  const about = { source, kind, backup, manifestSha256, judgedAt: now.toISOString(), run: run.id };
  const { name: repository } = host;
  const gate = { format: gateFormat, repository, pullRequest, commit: change.headSha, ...about } as const;
  const denied = await writeGateRecord(store, gate, signal);
  return denied === undefined
    ? [`backup "pull-request:${pullRequest}" means this one from now on in ${store.name}`]
    : [
        `${store.name} does not remember this backup for pull request ${pullRequest}, since it may not be written: ${denied}`,
      ];
}
