import { asFailure, Failure } from '../domain/failure.ts';
import { sizeOf, type FingerprintSize } from '../domain/fingerprint.ts';
import { wayBackInWords, type KeptPrevious, type SafetyBackup, type TargetState } from '../domain/restore-outcome.ts';
import { restoreStepNames, type RestoreStepName } from '../domain/verification/ladder.ts';
import type { Verdict } from '../domain/verification/verdict.ts';
import { locateBackup, type BackupSearch, type FoundBackup } from '../pipeline/backup-finder.ts';
import { openBackup } from '../pipeline/backup-opener.ts';
import { objectOf, plainBytes, type Keys, type ObjectReading } from '../pipeline/backup-reader.ts';
import { compareCopy } from '../pipeline/copy-comparison.ts';
import { Ladder } from '../pipeline/ladder.ts';
import type { Store } from '../ports/store.ts';
import type { RestoreNeed, RestorePlan, StagedRestore, Target } from '../ports/target.ts';
import type { RestoreReport } from '../report/restore-summary.ts';

/** A command of the user's own: why it failed, in words, or undefined where it did not. */
export type Hook = (signal: AbortSignal) => Promise<string | undefined>;

/**
 * How the target is backed up before it is touched. The first call only prepares, so that what is missing is said while nothing has
 * happened yet; the second takes the backup into a store.
 */
export type Safeguard = () => Promise<(store: Store) => Promise<SafetyBackup>>;

export interface RestoreBackupRequest extends BackupSearch {
  readonly keys: Keys;
  readonly target: Target;
  /** Patterns of tables to bring back; the whole database where empty. */
  readonly tables: readonly string[];
  /** The name of the target's database, as a person wrote it. */
  readonly confirm: string;
  /** Whether the target may be the very database that the backup was taken of. */
  readonly replaceSource: boolean;
  /** Whether what was loaded is put in place although it is not proven. */
  readonly acceptUnproven: boolean;
  /** Absent where a person does without. */
  readonly safeguard?: Safeguard;
  readonly before?: Hook;
  readonly after?: Hook;
  /** A private folder for decrypted bytes. */
  readonly scratch: string;
}

/** A restore on its way, and what has become of it so far. */
interface Restore {
  readonly found: FoundBackup;
  readonly plan: RestorePlan;
  readonly need: RestoreNeed;
  readonly ladder: Ladder<RestoreStepName>;
  readonly startSeconds: number;
  state: TargetState;
  safetyBackup?: SafetyBackup;
  hasBegun: boolean;
  verdict?: Verdict;
  compared?: FingerprintSize;
  previous?: KeptPrevious;
  remarks?: readonly string[];
  restoreSeconds?: number;
}

/**
 * Brings a backup back into a live database: everything that can be known is looked at first, then what is there is backed up, then the
 * backup is loaded where nobody sees it, compared with what the source held, and only then put in place.
 *
 * @returns how it ended; its `failure` says in which state the target is
 * @throws Failure for all that is known before the user's first command runs: nothing was touched then
 */
export async function restoreBackup(request: RestoreBackupRequest): Promise<RestoreReport> {
  const { target, clock, progress } = request;
  assertConfirmed(request);
  const startSeconds = clock.monotonicSeconds();
  progress.stage('find the backup');
  const found = await locateBackup(request);
  const ladder = new Ladder(restoreStepNames, clock, progress);
  const need = await needOf(found, ladder, request);
  const plan = await ladder.step('plan', () => target.assess(need));
  // a database that is gone has nothing that could be replaced
  if (plan.isSource && plan.way !== 'create' && !request.replaceSource) throw isTheSource(target, plan);
  assertWhole(found, plan, request);
  for (const line of plan.steps) progress.note(`plan: ${line}`);
  for (const line of plan.notes) progress.note(line);
  const protect = plan.holdsData ? await request.safeguard?.() : undefined;
  const restore: Restore = { found, plan, need, ladder, startSeconds, state: 'as-it-was', hasBegun: false };
  try {
    await carryOut(restore, protect, request);
    return reportOf(restore, target);
  } catch (thrown) {
    const failure = request.signal.aborted ? interruption(request.signal, thrown) : asFailure(thrown);
    if (failure.code === 'restore-unsettled') restore.state = 'unsettled';
    if (restore.hasBegun && failure.code !== 'interrupted')
      restore.verdict ??= failure.kind === 'integrity' ? 'failed' : 'could-not-tell';
    return reportOf(restore, target, withState(failure, restore, target));
  }
}

/** @throws Failure `confirm-mismatch` unless a person wrote the name of the database that is to be replaced */
function assertConfirmed({ confirm, target: { database } }: RestoreBackupRequest): void {
  if (confirm === database) return;
  const given = confirm === '' ? 'is empty' : `is ${JSON.stringify(confirm)}`;
  throw new Failure(
    'confirm-mismatch',
    `input "confirm" ${given}, the target database is ${JSON.stringify(database)}`,
    {
      hint: `give confirm: ${database} if that is the database that the backup shall replace; nothing was touched`,
    },
  );
}

/** @throws Failure `target-unfit` where the target would be left with the tables of a backup that holds no others */
function assertWhole({ manifest }: FoundBackup, plan: RestorePlan, { tables, target }: RestoreBackupRequest): void {
  if (manifest.chosenTables !== true || tables.length > 0 || !plan.holdsData) return;
  throw new Failure(
    'target-unfit',
    `backup ${manifest.id} holds chosen tables, and would take the place of all that ${target.database} has`,
    { hint: 'name its tables in input "tables" to bring back these alone, or choose a backup of the whole' },
  );
}

/** What the target has to take, from a backup that was seen to be whole and to open. */
async function needOf(
  { store, manifest, entry: { manifestSha256 } }: FoundBackup,
  ladder: Ladder<RestoreStepName>,
  { keys, target, tables, scratch, progress, signal }: RestoreBackupRequest,
): Promise<RestoreNeed> {
  if (manifest.engine !== target.engine) throw otherEngine(manifest.id, manifest.engine, target.engine);
  const { content: expected } = await openBackup({ store, manifest, manifestSha256, signal }, keys, ladder);
  if (expected === undefined) throw otherEngine(manifest.id, manifest.engine, target.engine);
  const { plainSizeBytes: dumpBytes } = objectOf(manifest, 'data');
  return { expected, server: manifest.server, dumpBytes, tables, scratch, progress, signal };
}

/** From the user's first command to the last; throws what stops it. */
async function carryOut(
  restore: Restore,
  protect: Awaited<ReturnType<Safeguard>> | undefined,
  request: RestoreBackupRequest,
): Promise<void> {
  const { ladder, found, plan } = restore;
  const { before, after, signal, progress } = request;
  if (before) await ladder.step('before', () => runHook('before', before, signal));
  if (protect) {
    const taken = await ladder.step('safety-backup', () => protect(found.store).catch(withoutSafety));
    restore.safetyBackup = taken;
    progress.note(`what ${request.target.database} holds is backed up: ${taken.id} of source ${taken.source}`);
  }
  const committed = await putInPlace(restore, request);
  if (after) await ladder.step('after', () => runHook('after', after, signal));
  if (restore.verdict !== 'proven') throw unproven(restore);
  const { previous, safetyBackup } = restore;
  const isExpendable = safetyBackup !== undefined || !(plan.holdsData || committed.isPreviousNeeded === true);
  if (previous === undefined || !isExpendable) return;
  signal.throwIfAborted();
  // a removal that stops midway leaves nothing to go back to
  restore.previous = { ...previous, wayBack: [] };
  await ladder.step('tidy', () => committed.removePrevious());
  delete restore.previous;
}

/** Loads, proves, and puts in place what is proven. */
async function putInPlace(restore: Restore, request: RestoreBackupRequest): ReturnType<StagedRestore['commit']> {
  const { ladder, found, plan, need } = restore;
  const { target, keys, progress, signal, clock, acceptUnproven } = request;
  const { manifest, entry, store } = found;
  const onBytes = (count: number): void => progress.bytes(count);
  const reading: ObjectReading = { store, manifest, manifestSha256: entry.manifestSha256, signal, onBytes };
  const data = objectOf(manifest, 'data');
  restore.hasBegun = true;
  await using staged = await ladder.step('load', () => {
    progress.expect(data.sizeBytes);
    return target.load(plainBytes(data, reading, keys), plan, need);
  });
  await compareCopy(plan.expected, staged, ladder);
  restore.verdict = ladder.verdict;
  restore.compared = sizeOf(plan.expected);
  if (restore.verdict !== 'proven' && !acceptUnproven) throw unproven(restore);
  signal.throwIfAborted();
  const committed = await ladder.step('commit', () => staged.commit());
  restore.state = 'restored';
  restore.restoreSeconds = clock.monotonicSeconds() - restore.startSeconds;
  const { wayBack, removal, notes = [] } = committed;
  for (const line of notes) progress.warn(line);
  restore.remarks = notes;
  if (wayBack.length > 0 || removal.length > 0) restore.previous = { wayBack, removal };
  return committed;
}

async function runHook(name: 'before' | 'after', hook: Hook, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const reason = await hook(signal);
  if (reason !== undefined) throw new Failure('hook-failed', `the command in "${name}" ${reason}`);
}

/** @throws Failure with the other way in its hint */
function withoutSafety(thrown: unknown): never {
  const { code, message, hint } = asFailure(thrown);
  throw new Failure(code, `the safety backup of the target failed: ${message}`, {
    hint: `${hint}; or do without one, by safety-backup: false`,
    cause: thrown,
  });
}

function unproven({ ladder, found, state }: Restore): Failure {
  const { findings, gaps } = ladder;
  const [first] = findings;
  const id = found.manifest.id;
  const hint =
    state === 'restored'
      ? 'see the report; it was put in place because of accept-unproven: true'
      : 'see the report; restore another backup, or put it in place all the same by accept-unproven: true';
  if (first === undefined) {
    const gap = gaps[0] ?? 'nothing was compared';
    return new Failure('could-not-tell', `what was loaded from backup ${id} is not proven: ${gap}`, { hint });
  }
  const more = findings.length > 1 ? ` and ${findings.length - 1} more` : '';
  const what = `${first.subject} ${first.detail} (${first.code})${more}`;
  return new Failure('verification-failed', `what was loaded from backup ${id} is not what the source held: ${what}`, {
    hint,
  });
}

function isTheSource({ description }: Target, { sourceDoubt }: RestorePlan): Failure {
  const [is, because] = sourceDoubt === undefined ? ['is', ''] : ['may be', `: ${sourceDoubt}`];
  return new Failure(
    'target-is-source',
    `${description} ${is} the very database that the backup was taken of${because}`,
  );
}

function otherEngine(id: string, engine: string, wanted: string): Failure {
  return new Failure('input-invalid', `backup ${id} was made by the engine ${engine}, the target is of ${wanted}`, {
    hint: 'give a target of the same engine; docs/restore-by-hand.md says how to open any backup with stock tools',
  });
}

function interruption(signal: AbortSignal, cause: unknown): Failure {
  const reason: unknown = signal.reason;
  return new Failure('interrupted', reason instanceof Error ? reason.message : 'the run was asked to stop', { cause });
}

/** The failure with what a person has to know first: the state of the database, and how to go back. */
function withState(failure: Failure, restore: Restore, { database }: Target): Failure {
  const { state, plan } = restore;
  const { tables } = restore.need;
  const wayBack = wayBackInWords({ ...restore, database, heldData: plan.holdsData, tables });
  const untouched = plan.way === 'create' ? `nothing was put into ${database}` : `${database} is as it was`;
  const words: Record<TargetState, readonly [message: string, hint: string]> = {
    'as-it-was': [untouched, failure.hint],
    restored: [`the backup is in place in ${database}`, `${failure.hint}; ${wayBack}`],
    unsettled: [`it is not known whether the backup is in place in ${database}`, `${failure.hint}; ${wayBack}`],
  };
  const [message, hint] = words[state];
  return new Failure(failure.code, `${failure.message}; ${message}`, { hint, cause: failure });
}

/** What neither the safety backup nor the restored database has. */
function windowOf({ state, safetyBackup, previous }: Restore, { database }: Target): readonly string[] {
  if (state === 'as-it-was' || safetyBackup === undefined || previous !== undefined) return [];
  return [`what was written to ${database} after ${safetyBackup.snapshotAt} is not in the safety backup`];
}

function reportOf(restore: Restore, target: Target, failure?: Failure): RestoreReport {
  const { found, plan, ladder, state, verdict, compared, safetyBackup, previous, restoreSeconds } = restore;
  return {
    manifest: found.manifest,
    store: found.store.name,
    target: { database: target.database, description: target.description },
    plan: {
      way: plan.way,
      holdsData: plan.holdsData,
      tables: restore.need.tables,
      steps: plan.steps,
      notes: plan.notes,
    },
    state,
    ...(verdict && { verdict }),
    ...(failure && { failure }),
    findings: ladder.findings,
    gaps: ladder.gaps,
    notes: [...ladder.notes, ...(restore.remarks ?? []), ...windowOf(restore, target)],
    ladder: ladder.steps,
    ...(compared && { compared }),
    ...(safetyBackup && { safetyBackup }),
    ...(previous && { previous }),
    ...(restoreSeconds !== undefined && { restoreSeconds }),
  };
}
