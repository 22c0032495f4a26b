/** What is about to be let in, as the event of the workflow run says. */
export type Change =
  | {
      readonly by: 'pull-request';
      readonly number: number;
      readonly baseSha: string;
      readonly headSha: string;
      /** Without secrets: from a fork, or made by Dependabot. Says which. */
      readonly isOutside: false | 'a fork' | 'Dependabot';
    }
  | {
      readonly by: 'merge-group';
      readonly baseSha: string;
      readonly headSha: string;
      /** The pull request that the queue's branch is named after. */
      readonly number: number | undefined;
    }
  | { readonly by: 'push'; readonly baseSha: string; readonly headSha: string }
  /** Nothing that has files: a schedule, a person, a terminal. What is asked is then whether there is a fresh proof. */
  | { readonly by: 'nothing'; readonly event: string };

/** A change for people: `pull request 123`. */
export function nameOfChange(change: Change): string {
  if (change.by === 'pull-request') return `pull request ${change.number}`;
  if (change.by === 'merge-group')
    return change.number === undefined ? 'a merge group' : `the merge group of pull request ${change.number}`;
  if (change.by === 'push') return `the push of ${change.headSha.slice(0, 7)}`;
  return `this run (${change.event})`;
}

/** The pull request that a change belongs to, if to one. */
export function pullRequestOf(change: Change): number | undefined {
  return change.by === 'pull-request' || change.by === 'merge-group' ? change.number : undefined;
}
