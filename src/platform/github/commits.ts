import type { CodeHost } from '../../ports/code-host.ts';
import type { GithubApi } from './api.ts';
import { changedFile } from './changed-file.ts';

/** The compare API gives out so many files, and none beyond: https://docs.github.com/en/rest/commits/commits#compare-two-commits */
const comparedFilesLimit = 300;

/** What a gate asks about the repository, its branches and commits. */
export function commits({
  octokit,
  owner,
  repo,
  here,
  ask,
}: GithubApi): Pick<CodeHost, 'repository' | 'comparedFiles' | 'isOnBranch'> {
  const { rest } = octokit;
  return {
    repository: (signal) =>
      ask(`the repository ${owner}/${repo}`, 'contents: read', signal, async () => {
        const { data } = await rest.repos.get(here(signal));
        return { id: data.id, defaultBranch: data.default_branch };
      }),
    comparedFiles: (base, head, signal) =>
      ask(`the difference of ${head.slice(0, 7)}`, 'contents: read', signal, async () => {
        const basehead = `${base}...${head}`;
        const { data } = await rest.repos.compareCommitsWithBasehead({ ...here(signal), basehead, per_page: 1 });
        const { files } = data;
        return files === undefined || files.length >= comparedFilesLimit ? undefined : files.map(changedFile);
      }),
    isOnBranch: (sha, branch, signal) =>
      ask(`the branch ${branch}`, 'contents: read', signal, async () => {
        const { data } = await rest.repos.getBranch({ ...here(signal), branch });
        if (data.commit.sha === sha) return true;
        const basehead = `${sha}...${data.commit.sha}`;
        const compared = await rest.repos.compareCommitsWithBasehead({ ...here(signal), basehead, per_page: 1 });
        return compared.data.status === 'ahead'; // the branch has this commit, and more
      }),
  };
}
