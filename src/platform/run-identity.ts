import type { RunIdentity } from '../domain/manifest.ts';
import type { Environment } from './environment.ts';

/** Which run this is: the one of a workflow that the runner's variables name, or else this process. */
export function runIdentity(environment: Environment): RunIdentity {
  const runId = environment['GITHUB_RUN_ID'];
  if (runId === undefined) return { id: `local-${process.pid}` };
  const repository = environment['GITHUB_REPOSITORY'];
  const optional = {
    repository,
    workflow: environment['GITHUB_WORKFLOW_REF'] ?? environment['GITHUB_WORKFLOW'],
    actor: environment['GITHUB_ACTOR'],
    commit: environment['GITHUB_SHA'],
    url:
      repository && `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${repository}/actions/runs/${runId}`,
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { id: `github-${runId}-${environment['GITHUB_RUN_ATTEMPT'] ?? '1'}`, ...given };
}
