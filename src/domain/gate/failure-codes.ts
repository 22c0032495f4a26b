import type { FailureEntry } from '../failure-codes.ts';

/** How the gate before migrations can fail, and what is published for it. */
export const gateFailureCodes = {
  'backup-stale': {
    kind: 'environment',
    meaning: 'A change touches migrations, and every backup of its database is older than allowed.',
    remedy: 'take a backup and prove it with restore-verify, then run the gate again',
  },
  'backup-unproven': {
    kind: 'environment',
    meaning: 'A change touches migrations, and no drill has proven a recent backup of its database yet.',
    remedy: 'prove the backup with restore-verify, then run the gate again',
  },
  'backup-ahead': {
    kind: 'environment',
    meaning: 'The newest backup is dated in the future, so nobody can say how old it is.',
    remedy: 'set the clocks of the database server and of the runner right, take a new backup, and name it by its id',
  },
  'status-missing': {
    kind: 'environment',
    meaning: 'No run of the default branch has published what is known about the backups of a source.',
    remedy: 'set `publish-status: true` in the steps that back up and drill, and let them run on the default branch',
  },
  'status-invalid': {
    kind: 'environment',
    meaning: 'The newest published status of a source has expired or cannot be read, and may say that a backup failed.',
    remedy: 'run the drill again on the default branch, so that it publishes a new status',
  },
  'status-unpublished': {
    kind: 'environment',
    meaning: 'The status of a backup could not be published, so gates without access to the store do not know of it.',
    remedy: 'run again, or leave `publish-status` out; what the run did with the backup is done',
  },
  'gate-record-invalid': {
    kind: 'integrity',
    meaning: 'What a gate wrote down for a rollback cannot be read, or its backup is not the one that it names.',
    remedy:
      'write the id of the backup in input "backup": the pull request’s comment has it, and list shows what there is',
  },
  'change-unknown': {
    kind: 'environment',
    meaning: 'Which files a change touches cannot be found out.',
    remedy: 'check out the whole history before the gate: actions/checkout with `fetch-depth: 0`',
  },
  'github-denied': {
    kind: 'environment',
    meaning: 'GitHub refuses what the gate has to read.',
    remedy: 'give the job the permissions that the message names',
  },
  'github-unreachable': {
    kind: 'environment',
    meaning: 'GitHub does not answer, answers with an error, or with something else than expected.',
    remedy: 'run the job again; see https://www.githubstatus.com',
  },
} as const satisfies Record<string, FailureEntry>;
