import { Failure } from '../domain/failure.ts';
import type { BackupKind } from '../domain/kind.ts';
import { planRetention, type RetentionPlan } from '../domain/retention/plan.ts';
import { assertKeepsSomething, type Policy } from '../domain/retention/policy.ts';
import {
  type KindPlan,
  plannedBackups,
  plannedFolder,
  plannedUpload,
  type PrunePlan,
} from '../domain/retention/prune-plan.ts';
import { isAbandoned, planSweep, type SweepPlan } from '../domain/retention/sweep.ts';
import { readCatalog } from '../pipeline/catalog-reader.ts';
import { missingSource } from '../pipeline/missing-source.ts';
import { removePlanned, sweepPlanned } from '../pipeline/catalog-pruner.ts';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';
import type { AbandonedUpload, Store } from '../ports/store.ts';

export interface PruneRequest {
  /** One store; each is pruned by its own catalog. */
  readonly store: Store;
  readonly source: string;
  readonly kinds: readonly BackupKind[];
  readonly policy: Policy;
  /** By how much the newest backup may be smaller than those before it: a fraction from 0 to 1. */
  readonly maxShrink: number;
  /** How old what has no manifest must be to be swept, in seconds; more than the longest backup takes. */
  readonly graceSeconds: number;
  /** Plan and announce, and touch nothing. */
  readonly dryRun: boolean;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Is told the plan before anything is removed; where it fails, nothing is. */
  announce(plan: PrunePlan): void | Promise<void>;
}

export interface PruneOutcome {
  readonly plan: PrunePlan;
  /** Backups that the plan keeps. */
  readonly kept: number;
  /** Backups that were removed: 0 in a dry run. */
  readonly removed: number;
  /** Incomplete folders and uploads that were removed: 0 in a dry run. */
  readonly swept: number;
}

/**
 * Removes what the policy does not keep from one store, and what was never finished. The plan is announced first and then carried out as
 * announced. A kind whose newest backups look wrong is halted: nothing of it is removed, its plan says why, and the other kinds go on; ask
 * `haltOf` whether to end the run red. An interrupted run leaves every listed backup whole; two runs at once do no harm.
 *
 * @throws Failure `policy-empty`, `backup-missing` where the store has nothing of the source, `prune-halted` where the store changes during the run, or the store's own.
 */
export async function pruneCatalog(request: PruneRequest): Promise<PruneOutcome> {
  const { store, source, kinds, policy, dryRun, clock, progress } = request;
  for (const kind of kinds) assertKeepsSomething(policy[kind], kind);
  progress.stage('read the catalog');
  const now = clock.now();
  const works: KindWork[] = [];
  for (const kind of kinds) works.push(await planKind(request, kind, now));

  if (!works.some(({ plan }) => isOfSomething(plan))) {
    throw await missingSource([store], { source, kinds }, request.signal);
  }
  const plans = works.map((work) => work.plan);
  const plan: PrunePlan = { store: store.name, source, madeAt: now.toISOString(), dryRun, kinds: plans };
  await request.announce(plan);
  let [removed, swept] = [0, 0];
  if (!dryRun) {
    progress.stage('remove');
    for (const work of works.filter(({ retention }) => retention.halted === undefined)) {
      removed += await removeBackups(request, work, now);
      swept += await sweepRests(request, work, now);
    }
  }
  const kept = works.reduce((count, { retention }) => count + retention.keep.length, 0);
  return { plan, kept, removed, swept };
}

function isOfSomething({ backups, rests, strays }: KindPlan): boolean {
  return backups.length + rests.length + strays.length > 0;
}

/** The failure with which a run ends whose plan was halted, wholly or for one kind; undefined where it was not. */
export function haltOf(plan: PrunePlan): Failure | undefined {
  const halted = plan.kinds.filter((kind) => kind.halted !== null);
  if (halted.length === 0) return undefined;
  const kinds = halted.map(({ kind }) => `${plan.source}/${kind}`).join(', ');
  const reasons = halted.map((kind) => kind.halted).join('; ');
  return new Failure('prune-halted', `nothing was removed of ${kinds} in ${plan.store}: ${reasons}`, {
    hint: 'take and prove a new backup and prune again; where the source did lose its data on purpose, raise `max-shrink`',
  });
}

/** What is planned for one kind, with what is needed to do it. */
interface KindWork {
  readonly plan: KindPlan;
  readonly retention: RetentionPlan;
  readonly rests: SweepPlan;
  readonly uploads: readonly AbandonedUpload[];
}

async function planKind(request: PruneRequest, kind: BackupKind, now: Date): Promise<KindWork> {
  const { store, source, policy, maxShrink, graceSeconds, progress, signal } = request;
  const catalog = await readCatalog(store, { source, kind, now, progress, signal });
  const retention = planRetention(catalog.entries, policy[kind], now, { maxShrink });
  const rests = planSweep(catalog.incomplete, now, graceSeconds);
  const begun: AbandonedUpload[] = [];
  for await (const upload of store.abandoned(`${source}/${kind}/`, signal)) begun.push(upload);
  const uploads = begun.filter(({ startedAt }) => isAbandoned(startedAt, now, graceSeconds));

  const isHalted = retention.halted !== undefined;
  const plan: KindPlan = {
    kind,
    halted: retention.halted ?? null,
    backups: plannedBackups(retention, now),
    rests: [
      ...rests.sweep.map((folder) => plannedFolder(folder, true, isHalted)),
      ...rests.leave.map((folder) => plannedFolder(folder, false, isHalted)),
      ...begun.map((upload) => plannedUpload(upload, uploads.includes(upload), isHalted)),
    ],
    strays: catalog.strays,
  };
  return { plan, retention, rests, uploads };
}

/** Oldest first, so that an interrupted run leaves the newer ones. */
async function removeBackups(request: PruneRequest, { retention }: KindWork, now: Date): Promise<number> {
  const { store, progress, signal } = request;
  for (const { entry, guardian } of retention.remove.toReversed()) {
    signal.throwIfAborted();
    progress.item(entry.folder);
    await removePlanned(store, entry, guardian, { now, signal });
  }
  return retention.remove.length;
}

async function sweepRests(request: PruneRequest, { rests, uploads }: KindWork, now: Date): Promise<number> {
  const { store, graceSeconds, progress, signal } = request;
  let swept = uploads.length;
  for (const upload of uploads) {
    signal.throwIfAborted();
    progress.item(upload.key);
    await upload.abort();
  }
  for (const folder of rests.sweep) {
    signal.throwIfAborted();
    progress.item(folder.folder);
    if (await sweepPlanned(store, folder, { now, graceSeconds }, signal)) swept += 1;
    else progress.note(`left ${folder.folder}: it was written to since the plan was made`);
  }
  return swept;
}
