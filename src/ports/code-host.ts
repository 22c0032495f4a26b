import type { ChangedFile } from '../domain/gate/changed-file.ts';
import type { WorkflowRun } from '../domain/gate/trusted-run.ts';

/** The repository that the workflow runs in. */
export interface HostedRepository {
  readonly id: number;
  readonly defaultBranch: string;
}

/** A pull request, as far as a gate has to know it. */
export interface HostedPullRequest {
  readonly headSha: string;
  /** How many files it changes, as the host counts them. */
  readonly changedFiles: number;
  /** False once it is merged or closed. */
  readonly isOpen: boolean;
}

/** Something small that a run left for others. */
export interface Artifact {
  readonly id: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly createdAt: Date;
  readonly isExpired: boolean;
  /** The run that made it, and the branch that it ran for; undefined where the host does not say. */
  readonly runId: number | undefined;
  readonly headBranch: string | undefined;
}

/**
 * The site that holds the repository, and runs its workflows. Every method asks for all pages, tries again what is worth it (bounded), and
 * throws a Failure: `github-denied` where a permission is missing, `github-unreachable` for everything else.
 */
export interface CodeHost {
  /** `owner/name`. */
  readonly name: string;
  repository(signal: AbortSignal): Promise<HostedRepository>;
  pullRequest(number: number, signal: AbortSignal): Promise<HostedPullRequest>;
  /** As many of its files as the host gives out, which may be fewer than it counts. */
  pullRequestFiles(number: number, signal: AbortSignal): Promise<readonly ChangedFile[]>;
  /** What `head` changes since it left `base`; undefined where the host does not give out all of it. */
  comparedFiles(base: string, head: string, signal: AbortSignal): Promise<readonly ChangedFile[] | undefined>;
  /** Whether a commit is on a branch, as the branch is now. */
  isOnBranch(sha: string, branch: string, signal: AbortSignal): Promise<boolean>;
  /** All artifacts of that very name in the repository, expired ones too. */
  artifactsNamed(name: string, signal: AbortSignal): Promise<readonly Artifact[]>;
  run(runId: number, signal: AbortSignal): Promise<WorkflowRun>;
  /** The text of the one file in an artifact. */
  artifactText(artifact: Artifact, signal: AbortSignal): Promise<string>;
  /**
   * Keeps one comment on a pull request: the one of ours that begins with `marker` is replaced by `text`, which begins with it too, and made
   * where there is none yet and `makes` says so.
   */
  comment(
    number: number,
    comment: { marker: string; text: string; makes: boolean },
    signal: AbortSignal,
  ): Promise<void>;
}
