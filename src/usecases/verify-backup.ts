import type { BackupSelector } from '../domain/backup-selector.ts';
import type { CatalogEntry } from '../domain/catalog.ts';
import { sizeOf, type Fingerprint } from '../domain/fingerprint.ts';
import type { BackupKind } from '../domain/kind.ts';
import { companionsOf, type Manifest, type RunIdentity } from '../domain/manifest.ts';
import { folderOf } from '../domain/object-key.ts';
import { assessObjectives, recoveryPoint, type Measured, type Objectives } from '../domain/objectives.ts';
import type { Finding } from '../domain/verification/finding.ts';
import { ladderStepNames, type LadderStepName } from '../domain/verification/ladder.ts';
import {
  countFindings,
  serializeVerification,
  verificationFormat,
  verificationName,
  type Verification,
} from '../domain/verification/record.ts';
import type { Verdict } from '../domain/verification/verdict.ts';
import { locateBackup } from '../pipeline/backup-finder.ts';
import { openBackup } from '../pipeline/backup-opener.ts';
import { objectOf, plainBytes, type Keys, type ObjectReading } from '../pipeline/backup-reader.ts';
import { compareCopy } from '../pipeline/copy-comparison.ts';
import { Ladder } from '../pipeline/ladder.ts';
import { drain } from '../pipeline/measure.ts';
import { compareReplicas } from '../pipeline/replica-comparison.ts';
import { rehearseTables } from '../pipeline/tables-rehearsal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Restorer } from '../ports/engine.ts';
import type { Progress } from '../ports/progress.ts';
import type { Sandbox, SandboxProvider } from '../ports/sandbox.ts';
import type { Store } from '../ports/store.ts';
import type { Target } from '../ports/target.ts';
import type { DrillReport } from '../report/verification-summary.ts';

/** A restored copy that the user's own checks look at. */
export interface Copy {
  readonly restorer: Restorer;
  readonly sandbox: Sandbox;
  /** Connection URL of the restored database. */
  readonly url: string;
  readonly snapshotAt: Date;
}

/** A check of the user's own: what it found in the copy. */
export type OwnCheck = (copy: Copy, signal: AbortSignal) => Promise<readonly Finding[]>;

export interface VerifyBackupRequest {
  readonly sourceName: string;
  readonly kind: BackupKind;
  readonly selector: BackupSelector;
  /** The first that has the backup is read from; in the others its objects are held against the manifest. */
  readonly stores: readonly Store[];
  readonly keys: Keys;
  /** The restorer of an engine, by the manifest's name for it. */
  readonly restorerFor: (engine: string) => Promise<Restorer>;
  readonly sandboxes: SandboxProvider;
  readonly checks: readonly OwnCheck[];
  readonly smokeTest?: OwnCheck;
  /** The loss of chosen tables, rehearsed in the copy once it is proven. */
  readonly rehearsal?: {
    /** Patterns, in the form of the dump tool. */
    readonly tables: readonly string[];
    /** The copy behind a URL as a live database. */
    readonly targetFor: (url: string) => Promise<Target>;
  };
  readonly targets: Objectives;
  readonly run: RunIdentity;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** The backup under test and what is learned about it on the way. */
interface Drill {
  readonly store: Store;
  readonly entry: CatalogEntry;
  readonly manifest: Manifest;
  readonly ladder: Ladder<LadderStepName>;
  readonly startedAt: Date;
  readonly startSeconds: number;
  measured?: Measured;
  /** What the backup is worth, where the drill went on after that was known. */
  worth?: Verdict;
  tablesSeconds?: number;
  sandbox?: NonNullable<DrillReport['sandbox']>;
  expected?: Fingerprint;
}

type Proof = Pick<Verification, 'verdict' | 'findings' | 'gaps'>;

/**
 * Restores a backup into a throwaway server, holds the copy against the fingerprint, and writes the verdict beside the manifest.
 *
 * @throws Failure where there is nothing to judge: no such backup, a wrong identity, an interrupted run. What speaks against the backup
 *   is a verdict, not a throw.
 */
export async function verifyBackup(request: VerifyBackupRequest): Promise<DrillReport> {
  const { clock, progress, stores, targets } = request;
  progress.stage('find the backup');
  const { store, entry, manifest } = await locateBackup(request);
  const ladder = new Ladder(ladderStepNames, clock, progress);
  const drill: Drill = {
    store,
    entry,
    manifest,
    ladder,
    startedAt: clock.now(),
    startSeconds: clock.monotonicSeconds(),
  };
  const others = stores.filter((other) => other !== store);
  const recordedIn: string[] = [];
  try {
    await prove(drill, request);
  } catch (thrown) {
    ladder.endedBy(thrown);
  }
  const { worth = ladder.verdict } = drill;
  await assess(drill, request);
  const proof: Proof = {
    verdict: worth,
    findings: countFindings(ladder.findings, ladder.failure),
    gaps: ladder.gaps.length,
  };
  const replicas =
    worth === 'proven' && others.length > 0
      ? await compareReplicas(others, { ...request, ...drill, readingIn: (other) => readingIn(other, drill, request) })
      : [];
  recordedIn.push(await record(store, proof, drill, request));
  for (const replica of replicas) {
    const { verdict } = replica;
    const findings = verdict === 'proven' ? proof.findings : [{ code: 'replica-differs', count: 1 }];
    recordedIn.push(await record(replica.store, { ...proof, verdict, findings }, drill, request));
  }
  const { findings, gaps, notes, verdict, steps, failure } = ladder;
  const { measured, sandbox, expected, tablesSeconds } = drill;
  return {
    manifest,
    manifestSha256: entry.manifestSha256,
    store: store.name,
    verdict,
    worth,
    ...(failure && { failure }),
    findings,
    gaps,
    notes,
    ladder: steps,
    ...(measured && { measured }),
    ...(tablesSeconds !== undefined && {
      rehearsed: { tables: request.rehearsal?.tables ?? [], seconds: tablesSeconds },
    }),
    targets,
    ...(sandbox && { sandbox }),
    ...(expected && { compared: sizeOf(expected) }),
    recordedIn,
  };
}

/** How the backup is read from the store of a drill, or from another one. */
function readingIn(store: Store, { manifest, entry }: Drill, { progress, signal }: VerifyBackupRequest): ObjectReading {
  const { manifestSha256 } = entry;
  return { store, manifest, manifestSha256, signal, onBytes: (count) => progress.bytes(count) };
}

/** From the stored objects to the user's own checks; throws what ends the drill. */
async function prove(drill: Drill, request: VerifyBackupRequest): Promise<void> {
  const { ladder, manifest, store } = drill;
  const { restorerFor, sandboxes, keys, rehearsal, progress, signal, clock } = request;
  const reading = readingIn(store, drill, request);
  const data = objectOf(manifest, 'data');
  const { content: expected } = await openBackup(reading, keys, ladder);
  await openCompanions(reading, ladder, keys);
  if (expected === undefined) {
    await ladder.step('restore', async (report) => {
      progress.expect(data.sizeBytes);
      await drain(plainBytes(data, reading, keys));
      report({
        findings: [],
        gaps: ['there is no database in this backup: it was opened to its end, and nothing compared'],
      });
    });
    return;
  }
  drill.expected = expected;
  const restorer = await restorerFor(manifest.engine);
  if (rehearsal) restorer.assertTablesThere(rehearsal.tables, expected);
  const need = { server: manifest.server, settings: expected.settings };
  await using sandbox = await ladder.step('sandbox', () => sandboxes.start(need, signal));
  drill.sandbox = { description: sandbox.description, isolation: sandbox.isolation, version: sandbox.version };
  await using restored = await ladder.step('restore', async (report) => {
    progress.expect(data.sizeBytes);
    const copy = await restorer.restore(plainBytes(data, reading, keys), expected, sandbox, progress, signal);
    report({ findings: [], gaps: copy.gaps });
    return copy;
  });
  const snapshotAt = new Date(manifest.snapshotAt);
  drill.measured = {
    rtoSeconds: clock.monotonicSeconds() - drill.startSeconds,
    rpoSeconds: recoveryPoint(snapshotAt, drill.startedAt),
  };
  await compare({ restorer, sandbox, url: restored.url, snapshotAt }, expected, drill, request);
  if (rehearsal === undefined || ladder.verdict !== 'proven') return;
  drill.worth = ladder.verdict;
  const target = await rehearsal.targetFor(restored.url);
  const { tables } = rehearsal;
  drill.tablesSeconds = await rehearseTables({
    ...request,
    tables,
    expected,
    reading,
    restorer,
    sandbox,
    target,
    ladder,
  });
}

/** Reads what belongs to the backup beside its data to the end: what does not open is no help in a disaster. */
async function openCompanions(reading: ObjectReading, ladder: Drill['ladder'], keys: Keys): Promise<void> {
  const companions = companionsOf(reading.manifest);
  if (companions.length === 0) return;
  await ladder.step('globals', async () => {
    for (const object of companions) await drain(plainBytes(object, reading, keys));
  });
}

/** Holds the copy against the source, against its own rules, against the user's checks. */
async function compare(copy: Copy, expected: Fingerprint, drill: Drill, request: VerifyBackupRequest): Promise<void> {
  const { restorer, sandbox } = copy;
  const { progress, signal, checks, smokeTest } = request;
  const { ladder } = drill;
  const loaded = {
    inspect: () => restorer.inspect(expected, sandbox, progress, signal),
    examine: () => restorer.examine(expected, sandbox, progress, signal),
  };
  await compareCopy(expected, loaded, ladder);
  const runOwn = (name: 'checks' | 'smoke-test', own: readonly OwnCheck[]): Promise<void> =>
    ladder.step(name, async (report) => {
      for (const check of own) report({ findings: await check(copy, signal), gaps: [] });
    });
  if (checks.length > 0) await runOwn('checks', checks);
  if (smokeTest) await runOwn('smoke-test', [smokeTest]);
}

/**
 * Holds what was measured against the targets: of a rehearsed loss of tables, how long these took. A miss turns the run red; what the backup
 * is worth does not hang on it.
 */
async function assess(
  { ladder, measured, tablesSeconds }: Drill,
  { targets, rehearsal }: VerifyBackupRequest,
): Promise<void> {
  if (measured === undefined || Object.keys(targets).length === 0) return;
  const rtoSeconds = rehearsal === undefined ? measured.rtoSeconds : tablesSeconds;
  if (rtoSeconds === undefined) return;
  const findings = assessObjectives({ ...measured, rtoSeconds }, targets);
  await ladder.step('objectives', async (report) => {
    report(await Promise.resolve({ findings, gaps: [] }));
  });
}

/** Writes a verdict beside a manifest, without the names of objects. Returns the name of the store. */
async function record(store: Store, proof: Proof, drill: Drill, request: VerifyBackupRequest): Promise<string> {
  const { ladder, manifest, measured, sandbox, startedAt, entry } = drill;
  const { rehearsal, clock, run, signal } = request;
  const { rpoSeconds, rtoSeconds } = request.targets;
  const verification: Verification = {
    format: verificationFormat,
    backup: manifest.id,
    manifestSha256: entry.manifestSha256,
    ...proof,
    ladder: ladder.steps,
    rtoSeconds: measured?.rtoSeconds ?? null,
    rpoSeconds: measured?.rpoSeconds ?? null,
    // the target of a drill with tables is not one for the whole
    targets: { rtoSeconds: (rehearsal === undefined ? rtoSeconds : undefined) ?? null, rpoSeconds: rpoSeconds ?? null },
    sandbox: { description: sandbox?.description ?? '', version: sandbox?.version ?? '' },
    startedAt: startedAt.toISOString(),
    finishedAt: clock.now().toISOString(),
    run,
  };
  const key = `${folderOf(manifest)}${verificationName(verification)}`;
  await store.putIfAbsent(key, Buffer.from(serializeVerification(verification)), signal);
  return store.name;
}
