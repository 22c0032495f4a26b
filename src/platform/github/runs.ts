import type { Artifact, CodeHost } from '../../ports/code-host.ts';
import type { GithubApi } from './api.ts';
import { artifactText } from './artifact-text.ts';

export interface RunsOptions {
  readonly token: string;
  /** Where artifacts are unpacked for a moment. */
  readonly tempFolder: string;
}

/**
 * What a gate asks about runs of workflows and what they left behind: https://docs.github.com/en/rest/actions/workflow-runs and
 * https://docs.github.com/en/rest/actions/artifacts
 */
export function runs(
  { octokit, owner, repo, here, ask }: GithubApi,
  { token, tempFolder }: RunsOptions,
): Pick<CodeHost, 'artifactsNamed' | 'artifactText' | 'run'> {
  const { rest } = octokit;
  return {
    artifactsNamed: (name, signal) =>
      ask(`the artifacts ${name}`, 'actions: read', signal, async () => {
        const parameters = { ...here(signal), name, per_page: 100 };
        return (await octokit.paginate(rest.actions.listArtifactsForRepo, parameters)).map(artifact);
      }),
    artifactText: (found, signal) =>
      ask(`the artifact ${found.name} of run ${found.runId}`, 'actions: read', signal, () =>
        artifactText(found, { token, owner, repo, tempFolder }),
      ),
    run: (runId, signal) =>
      ask(`the run ${runId}`, 'actions: read', signal, async () => {
        const { data } = await rest.actions.getWorkflowRun({ ...here(signal), run_id: runId });
        const fork = data.head_repository as { id: number } | null; // null where the fork is gone
        return {
          id: data.id,
          event: data.event,
          headBranch: data.head_branch,
          headSha: data.head_sha,
          repositoryId: data.repository.id,
          headRepositoryId: fork?.id ?? null,
          path: data.path,
          url: data.html_url,
        };
      }),
  };
}

function artifact(found: {
  id: number;
  name: string;
  size_in_bytes: number;
  created_at: string | null;
  expired: boolean;
  workflow_run?: { id?: number; head_branch?: string | null } | null;
}): Artifact {
  return {
    id: found.id,
    name: found.name,
    sizeBytes: found.size_in_bytes,
    createdAt: new Date(found.created_at ?? 0),
    isExpired: found.expired,
    runId: found.workflow_run?.id,
    headBranch: found.workflow_run?.head_branch ?? undefined,
  };
}
