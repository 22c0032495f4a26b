import type { Secret } from '../../domain/secret.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CodeHost } from '../../ports/code-host.ts';
import type { Environment } from '../environment.ts';
import { githubApi } from './api.ts';
import { commits } from './commits.ts';
import { pullRequests } from './pull-requests.ts';
import { runs } from './runs.ts';

export interface GithubHostOptions {
  /** The job's own token. Without one, every question ends in a Failure `input-missing`. */
  readonly token: Secret | undefined;
  readonly clock: Clock;
  /** Where artifacts are unpacked for a moment. */
  readonly tempFolder: string;
  readonly environment?: Environment;
}

/** GitHub, or a GitHub Enterprise Server, by its REST API. */
export function githubHost({ token, clock, tempFolder, environment = process.env }: GithubHostOptions): CodeHost {
  const api = githubApi({ token, clock, environment });
  return {
    name: `${api.owner}/${api.repo}`,
    ...pullRequests(api),
    ...commits(api),
    ...runs(api, { token: token?.reveal() ?? '', tempFolder }),
  };
}
