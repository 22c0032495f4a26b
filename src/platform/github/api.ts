import { getOctokit } from '@actions/github';
import { Failure } from '../../domain/failure.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Environment } from '../environment.ts';
import { askApi } from './api-call.ts';

export interface ApiOptions {
  /** The job's own token. Without one, every question ends in a Failure `input-missing`. */
  readonly token: Secret | undefined;
  readonly clock: Clock;
  readonly environment: Environment;
}

/** GitHub's REST API for one repository. */
export interface GithubApi {
  readonly octokit: ReturnType<typeof getOctokit>;
  readonly owner: string;
  readonly repo: string;
  /** What every request carries. */
  readonly here: (signal: AbortSignal) => { owner: string; repo: string; request: { signal: AbortSignal } };
  /**
   * Asks a question: see `askApi`.
   *
   * @param what for people, such as `the files of pull request 5`
   * @param permission as it stands in a workflow, such as `pull-requests: read`
   */
  readonly ask: <T>(what: string, permission: string, signal: AbortSignal, question: () => Promise<T>) => Promise<T>;
}

/** The API at `GITHUB_API_URL`, which on a GitHub Enterprise Server is `https://<host>/api/v3`. */
export function githubApi({ token, clock, environment }: ApiOptions): GithubApi {
  const [owner = '', repo = ''] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  const baseUrl = environment['GITHUB_API_URL'] ?? 'https://api.github.com';
  return {
    ...{ owner, repo },
    octokit: getOctokit(token?.reveal() ?? 'none', { baseUrl, log: silent }),
    here: (signal) => ({ owner, repo, request: { signal } }),
    async ask(what, permission, signal, question) {
      if (token === undefined) {
        throw new Failure('input-missing', `input "github-token" is empty, and GitHub has to be asked about ${what}`, {
          hint: 'leave it as it is by default',
        });
      }
      if (repo === '')
        throw new Failure('github-unreachable', 'GITHUB_REPOSITORY does not say which repository this is');
      return await askApi({ what, permission }, { clock, signal }, question);
    },
  };
}

const nothing = (): void => undefined;
/** Octokit writes requests and deprecations to the console; what matters is in its errors. */
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
