import type { Change } from '../domain/gate/change.ts';
import type { ChangedFile } from '../domain/gate/changed-file.ts';
import { Failure } from '../domain/failure.ts';
import type { CodeHost } from '../ports/code-host.ts';
import type { History } from '../ports/history.ts';

export interface ChangeSources {
  readonly host: CodeHost;
  readonly history: History;
  readonly signal: AbortSignal;
}

/**
 * Every file that a change touches: of a pull request by its host, of commits by the history on this machine or else by the host. Undefined
 * where the run is about no change.
 *
 * @throws Failure `change-unknown` where there may be files that nobody names.
 */
export async function changedFiles(
  change: Change,
  sources: ChangeSources,
): Promise<readonly ChangedFile[] | undefined> {
  if (change.by === 'nothing') return undefined;
  if (change.by === 'pull-request') return await pullRequestFiles(change, sources);
  const { baseSha, headSha } = change;
  const { host, history, signal } = sources;
  const files =
    (await history.changedFiles(baseSha, headSha, signal)) ?? (await host.comparedFiles(baseSha, headSha, signal));
  if (files !== undefined) return files;
  throw new Failure('change-unknown', `${headSha.slice(0, 7)} changes more files than GitHub names, which is 300`);
}

/** GitHub lists 3000 files of a pull request at the most (https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files). */
async function pullRequestFiles(
  { number, baseSha, headSha }: Change & { by: 'pull-request' },
  { host, history, signal }: ChangeSources,
): Promise<readonly ChangedFile[]> {
  const listed = await host.pullRequestFiles(number, signal);
  // Asked after the files: where it still has the commit of this run, so had they.
  const pull = await host.pullRequest(number, signal);
  if (pull.headSha !== headSha) {
    throw new Failure('change-unknown', `pull request ${number} has new commits since this run was started`, {
      hint: 'look at the run for the newest commit; this one says nothing about it',
    });
  }
  if (listed.length >= pull.changedFiles) return listed;
  const files = await history.changedFiles(baseSha, headSha, signal);
  if (files !== undefined) return files;
  const counts = `${listed.length} of the ${pull.changedFiles} files`;
  throw new Failure('change-unknown', `GitHub names only ${counts} that pull request ${number} changes`);
}
