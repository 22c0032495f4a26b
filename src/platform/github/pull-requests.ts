import type { CodeHost } from '../../ports/code-host.ts';
import type { GithubApi } from './api.ts';
import { changedFile } from './changed-file.ts';

/** What a gate asks about pull requests: https://docs.github.com/en/rest/pulls/pulls, and comments: https://docs.github.com/en/rest/issues/comments */
export function pullRequests({
  octokit,
  here,
  ask,
}: GithubApi): Pick<CodeHost, 'pullRequest' | 'pullRequestFiles' | 'comment'> {
  const { rest } = octokit;
  return {
    pullRequest: (number, signal) =>
      ask(`pull request ${number}`, 'pull-requests: read', signal, async () => {
        const { data } = await rest.pulls.get({ ...here(signal), pull_number: number });
        return { headSha: data.head.sha, changedFiles: data.changed_files, isOpen: data.state === 'open' };
      }),
    pullRequestFiles: (number, signal) =>
      ask(`the files of pull request ${number}`, 'pull-requests: read', signal, async () => {
        const parameters = { ...here(signal), pull_number: number, per_page: 100 };
        return (await octokit.paginate(rest.pulls.listFiles, parameters)).map(changedFile);
      }),
    comment: (number, { marker, text, makes }, signal) =>
      ask(`the comments of pull request ${number}`, 'pull-requests: write', signal, async () => {
        const parameters = { ...here(signal), issue_number: number, per_page: 100 };
        const comments = await octokit.paginate(rest.issues.listComments, parameters);
        // Anybody may write a comment that begins like ours; only a bot's is ours.
        const ours = comments.find(({ body, user }) => user?.type === 'Bot' && body?.startsWith(marker) === true);
        if (ours === undefined && makes)
          await rest.issues.createComment({ ...here(signal), issue_number: number, body: text });
        if (ours !== undefined && ours.body !== text)
          await rest.issues.updateComment({ ...here(signal), comment_id: ours.id, body: text });
      }),
  };
}
