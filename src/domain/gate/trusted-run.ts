/** A run of a workflow, as the site that ran it says. */
export interface WorkflowRun {
  readonly id: number;
  readonly event: string;
  /** Branch, or tag, that it ran for; null where it ran for neither. */
  readonly headBranch: string | null;
  readonly headSha: string;
  readonly repositoryId: number;
  /** Null where the fork is gone. */
  readonly headRepositoryId: number | null;
  /** Of its workflow file; may end with `@` and a ref. */
  readonly path: string;
  readonly url: string;
}

/** Whose runs count. */
export interface RunTrust {
  readonly repositoryId: number;
  readonly defaultBranch: string;
  /** Paths of the workflows that may speak; any of the default branch where it is empty. */
  readonly workflows: readonly string[];
}

/**
 * Events whose runs take their workflow file, and the code that they check out by default, from the branch that they run for. A pull request's
 * run takes both from the pull request, also where its branch is called like the default branch, or lies in a fork.
 */
const trustedEvents: readonly string[] = [
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'push',
  'workflow_run',
];

/**
 * Why what a run published does not count, or undefined where it may. The last word is the commit's: the caller has to see that `headSha` lies
 * on the default branch, since a tag may be called like it.
 */
export function reasonToDistrust(
  run: WorkflowRun,
  { repositoryId, defaultBranch, workflows }: RunTrust,
): string | undefined {
  if (run.repositoryId !== repositoryId) return 'it ran in another repository';
  if (run.headRepositoryId !== repositoryId) return 'it ran for a fork';
  if (!trustedEvents.includes(run.event)) return `it ran for the event ${run.event}`;
  if (run.headBranch !== defaultBranch)
    return `it ran for the branch ${run.headBranch ?? 'of none'}, not for ${defaultBranch}`;
  const path = run.path.replace(/@.*$/, '');
  if (workflows.length > 0 && !workflows.includes(path))
    return `its workflow ${path} is not in input "status-workflows"`;
  return undefined;
}
