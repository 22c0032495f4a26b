import { readFile } from 'node:fs/promises';
import { Failure, messageOf } from '../../domain/failure.ts';
import type { Change } from '../../domain/gate/change.ts';
import { readRecord, type RecordReader } from '../../domain/record-reader.ts';
import type { Environment } from '../environment.ts';

/**
 * What this run is about, by the event that the runner wrote down
 * (https://docs.github.com/en/webhooks/webhook-events-and-payloads). Outside of a workflow it is about nothing.
 *
 * @throws Failure `change-unknown` where the event is not as documented.
 */
export async function changeOfEvent(environment: Environment = process.env): Promise<Change> {
  const event = environment['GITHUB_EVENT_NAME'];
  const path = environment['GITHUB_EVENT_PATH'];
  if (event === undefined || event === '') return { by: 'nothing', event: 'no event' };
  if (path === undefined) throw new Failure('change-unknown', `GITHUB_EVENT_PATH is not set for the event ${event}`);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Failure('change-unknown', `the event ${event} cannot be read: ${messageOf(cause)}`, {
      hint: 'run the gate in a job on GitHub, whose runner writes the event into the file of GITHUB_EVENT_PATH',
      cause,
    });
  });
  const root = readRecord(text, 'change-unknown', `the event ${event}`);
  if (root.has('pull_request')) return pullRequest(root.record('pull_request'), event, environment);
  if (event === 'merge_group') return mergeGroup(root.record('merge_group'));
  if (event === 'push') return push(root);
  return { by: 'nothing', event };
}

function pullRequest(pull: RecordReader, event: string, environment: Environment): Change {
  const [head, base] = [pull.record('head'), pull.record('base')];
  return {
    by: 'pull-request',
    number: pull.count('number'),
    baseSha: base.text('sha'),
    headSha: head.text('sha'),
    isOutside: outside(head, base, event, environment),
  };
}

/**
 * Runs for forks and for Dependabot have no secrets; those for the event `pull_request_target` have them
 * (https://docs.github.com/en/actions/reference/security/secure-use and
 * https://docs.github.com/en/code-security/dependabot/working-with-dependabot/automating-dependabot-with-github-actions).
 */
function outside(
  head: RecordReader,
  base: RecordReader,
  event: string,
  environment: Environment,
): false | 'a fork' | 'Dependabot' {
  if (event === 'pull_request_target') return false;
  const isFork = head.isNull('repo') || head.record('repo').count('id') !== base.record('repo').count('id');
  if (isFork) return 'a fork';
  return environment['GITHUB_ACTOR'] === 'dependabot[bot]' ? 'Dependabot' : false;
}

/** The queue's branches are called `gh-readonly-queue/<base>/pr-<number>-<sha>`. */
function mergeGroup(group: RecordReader): Change {
  const number = /\/pr-(\d+)-[0-9a-f]+$/.exec(group.text('head_ref'))?.[1];
  return {
    by: 'merge-group',
    baseSha: group.text('base_sha'),
    headSha: group.text('head_sha'),
    number: number === undefined ? undefined : Number(number),
  };
}

/** A new branch has nothing before it, and a branch that went has nothing after it: zeros. */
function push(root: RecordReader): Change {
  const [baseSha, headSha] = [root.text('before'), root.text('after')];
  if (/^0+$/.test(baseSha) || /^0+$/.test(headSha)) return { by: 'nothing', event: 'push of a new branch' };
  return { by: 'push', baseSha, headSha };
}
