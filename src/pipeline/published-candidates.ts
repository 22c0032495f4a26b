import { Failure } from '../domain/failure.ts';
import { parseStatus, statusName, type PublishedStatus } from '../domain/gate/published-status.ts';
import type { Candidate } from '../domain/gate/ruling.ts';
import { reasonToDistrust, type RunTrust, type WorkflowRun } from '../domain/gate/trusted-run.ts';
import type { BackupKind } from '../domain/kind.ts';
import type { Artifact, CodeHost } from '../ports/code-host.ts';
import type { Progress } from '../ports/progress.ts';

export interface StatusSearch {
  readonly host: CodeHost;
  readonly source: string;
  readonly kind: BackupKind;
  /** Paths of the workflows that may speak; any of the default branch where it is empty. */
  readonly workflows: readonly string[];
  /** What was published before it can name no backup that is young enough. */
  readonly from: Date;
  /** Whether a proven backup is young enough, so that nothing older has to be read. */
  readonly isEnough: (candidate: Candidate) => boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** A status has half a kilobyte. */
const sizeLimitBytes = 64 * 1024;

/**
 * What the runs of the default branch published about the backups of a source, read from the newest to the oldest for as long as it can
 * change the ruling. As in a catalog, the newest drill that came to a decision counts for each backup and manifest.
 *
 * @throws Failure `status-missing` where no run that counts published anything, `status-invalid` where one cannot be read before a proof
 *   is found: it may say that the backup failed.
 */
export async function publishedCandidates(search: StatusSearch): Promise<readonly Candidate[]> {
  const { host, source, kind, workflows, from, isEnough, signal } = search;
  const { id: repositoryId, defaultBranch } = await host.repository(signal);
  const trusted = trustedRuns(search, { repositoryId, defaultBranch, workflows });
  const found = new Map<string, Candidate>();
  let read = 0;
  for (const artifact of await namedArtifacts(host, source, signal)) {
    if (read > 0 && artifact.createdAt < from) break;
    const run = await trusted.runOf(artifact);
    if (run === undefined) continue;
    if (artifact.createdAt < from && artifact.isExpired) break;
    const status = await readStatus(artifact, run, search);
    read += 1;
    if (status.kind !== kind) continue;
    const key = `${status.backup} ${status.manifestSha256}`;
    const candidate = merged(found.get(key), status, run);
    found.set(key, candidate);
    if (candidate.standing === 'proven' && isEnough(candidate)) break;
  }
  if (found.size > 0) return [...found.values()];
  throw nothingPublished(search, trusted.passedOver(), read);
}

/** All artifacts with a source's status, the newest first. A run numbers them from the second on. */
async function namedArtifacts(host: CodeHost, source: string, signal: AbortSignal): Promise<readonly Artifact[]> {
  const all: Artifact[] = [];
  for (let number = 1; ; number += 1) {
    const named = await host.artifactsNamed(statusName(source, number), signal);
    if (named.length === 0) break;
    all.push(...named);
  }
  return all.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || b.id - a.id);
}

interface TrustedRuns {
  /** The run of an artifact, or undefined where it does not count. */
  runOf(artifact: Artifact): Promise<WorkflowRun | undefined>;
  /** Why artifacts did not count, the newest first. */
  passedOver(): readonly string[];
}

/** A run that counts, or why it does not. */
type Looked = { readonly run: WorkflowRun } | { readonly reason: string };

function trustedRuns({ host, progress, signal }: StatusSearch, trust: RunTrust): TrustedRuns {
  const { defaultBranch } = trust;
  const known = new Map<number, Promise<Looked>>();
  const reasons: string[] = [];
  const look = async (runId: number): Promise<Looked> => {
    const run = await host.run(runId, signal);
    const reason = reasonToDistrust(run, trust);
    if (reason !== undefined) return { reason };
    if (await host.isOnBranch(run.headSha, defaultBranch, signal)) return { run };
    return { reason: `its commit ${run.headSha.slice(0, 7)} is not on ${defaultBranch}` };
  };
  const lookFor = async ({ runId, headBranch }: Artifact): Promise<Looked> => {
    if (runId === undefined) return { reason: 'GitHub does not say which run made it' };
    // Anybody who may open a pull request can leave many of these: they cost no request.
    if (headBranch !== undefined && headBranch !== defaultBranch)
      return { reason: `it ran for the branch ${headBranch}, not for ${defaultBranch}` };
    const looking = known.get(runId) ?? look(runId);
    known.set(runId, looking);
    return await looking;
  };
  return {
    passedOver: () => reasons,
    async runOf(artifact) {
      const looked = await lookFor(artifact);
      if ('run' in looked) return looked.run;
      reasons.push(looked.reason);
      progress.note(`passed over the status of run ${artifact.runId ?? 'unknown'}: ${looked.reason}`);
      return undefined;
    },
  };
}

async function readStatus(
  artifact: Artifact,
  run: WorkflowRun,
  { host, source, signal }: StatusSearch,
): Promise<PublishedStatus> {
  const where = `the status of run ${run.id}`;
  if (artifact.isExpired) throw new Failure('status-invalid', `${where} has expired`);
  if (artifact.sizeBytes > sizeLimitBytes) throw new Failure('status-invalid', `${where} is too large to be one`);
  const status = parseStatus(await host.artifactText(artifact, signal), where);
  if (status.source === source) return status;
  throw new Failure('status-invalid', `${where} is that of source ${JSON.stringify(status.source)}`);
}

/** What is known of a backup with one more, older status. */
function merged(known: Candidate | undefined, status: PublishedStatus, run: WorkflowRun): Candidate {
  const { verdict, verifiedAt } = status;
  const isDecided = known?.standing === 'proven' || known?.standing === 'failed';
  if (known !== undefined && (isDecided || verdict === null || verdict === known.standing)) return known;
  return {
    backup: status.backup,
    snapshotAt: new Date(status.snapshotAt),
    manifestSha256: status.manifestSha256,
    standing: verdict ?? 'unverified',
    verifiedAt: verifiedAt === null ? undefined : new Date(verifiedAt),
    where: `run ${run.id}`,
  };
}

function nothingPublished({ source, kind }: StatusSearch, passedOver: readonly string[], read: number): Failure {
  if (read > 0) {
    return new Failure('status-missing', `no run has published a status of kind ${kind} for source "${source}"`, {
      hint: `back up and drill ${source} with "kind: ${kind}" and publish-status: true, or correct input "kind"`,
    });
  }
  const others =
    passedOver[0] === undefined
      ? ''
      : `; ${passedOver.length} passed over, the newest of them because ${passedOver[0]}`;
  return new Failure(
    'status-missing',
    `no run of the default branch has published a status for source "${source}"${others}`,
  );
}
