import { gateFailureCodes } from './gate/failure-codes.ts';

/**
 * Who has to act on a failure: the `user` (an input is wrong; nothing was touched), the `environment` (a server, a disk, a network),
 * `integrity` (a backup is not what it should be), or us (`bug`).
 */
export type FailureKind = 'user' | 'environment' | 'integrity' | 'bug';

export interface FailureEntry {
  readonly kind: FailureKind;
  /** When it is raised, one sentence; `docs/errors.md` is generated from it. */
  readonly meaning: string;
  /** What to do, one sentence; printed as the hint where the failure brings none of its own. */
  readonly remedy: string;
}

/** Every way Muster can fail. A code, once released, stays. */
export const failureCodes = {
  // inputs
  'input-missing': {
    kind: 'user',
    meaning: 'An input that the action cannot do without is empty.',
    remedy:
      'give it a value; a secret is empty where the workflow may not read it: pull requests from forks have no secrets',
  },
  'input-invalid': {
    kind: 'user',
    meaning: 'An input has a value that Muster cannot use.',
    remedy: 'write the value in the form that the message shows',
  },
  'input-unknown': {
    kind: 'user',
    meaning: 'An input is given that the action does not have.',
    remedy: 'correct the name of the input',
  },
  // the configuration file
  'config-invalid': {
    kind: 'user',
    meaning: 'The configuration file cannot be used.',
    remedy: 'correct the file at the places that the message names; docs/configuration.md shows its form',
  },
  'source-unknown': {
    kind: 'user',
    meaning: 'The configuration file does not have the source that was asked for.',
    remedy: 'correct the name, or write the source into the file',
  },
  'variable-missing': {
    kind: 'user',
    meaning: 'The configuration file refers to a variable that the environment does not have.',
    remedy:
      'hand it to the step by `env`; a secret is empty where the workflow may not read it: pull requests from forks have no secrets',
  },
  // the command line
  'action-unknown': {
    kind: 'user',
    meaning: 'The command line names an action that there is not.',
    remedy: 'correct the name; `muster --help` lists the actions',
  },
  'secret-exposed': {
    kind: 'user',
    meaning: 'A secret stands on the command line, where every account of the machine can read it.',
    remedy: 'give it by an environment variable or a file, and change it, since it was seen',
  },
  'result-unwritten': {
    kind: 'environment',
    meaning: 'What a run gives out could not be written: standard output, an output, the summary, a report.',
    remedy: 'free disk space, or name another file; what the action did is done',
  },
  'node-too-old': {
    kind: 'user',
    meaning: 'The command line runs under a version of Node that is too old for it.',
    remedy: 'install the version that the message names, or put it first in `PATH`',
  },
  // source and tools
  'client-missing': {
    kind: 'environment',
    meaning: "The database's client tools in the server's major version are not on this machine.",
    remedy: 'install the package that the message names, or let Muster do it with `client: install`',
  },
  'source-unreachable': {
    kind: 'environment',
    meaning: 'The database server does not answer or refuses the connection.',
    remedy: 'check host, port, network rules and TLS settings of the connection URL',
  },
  'source-denied': {
    kind: 'environment',
    meaning: 'The database server refuses the account or what the account wants to read.',
    remedy: 'check user and password, and grant the account what the message names',
  },
  'source-missing': {
    kind: 'user',
    meaning: 'The database, schema or table that was asked for does not exist.',
    remedy: 'correct the name',
  },
  'dump-failed': {
    kind: 'environment',
    meaning: 'The dump tool failed, or ended before the dump was complete.',
    remedy: 'see the message of the tool; nothing was kept of the incomplete dump',
  },
  'dump-incomplete': {
    kind: 'integrity',
    meaning: 'The dump tool claims success, but its output is not a complete dump.',
    remedy: 'run the backup again; if it happens twice, report it with the version of the tool',
  },
  'dump-too-small': {
    kind: 'integrity',
    meaning: 'The dump is smaller than the floor that was set for it.',
    remedy: 'look whether the source lost its data; if not, lower `min-bytes`',
  },
  'dump-untrue': {
    kind: 'integrity',
    meaning: "The dump holds other rows than the server counted in the dump's own snapshot.",
    remedy: 'look for row-level security or a defect of the dump tool; the backup was not kept',
  },
  'command-failed': {
    kind: 'environment',
    meaning: 'A command that was started for the run ended with an error.',
    remedy: 'see the message of the command',
  },
  // sealing
  'recipient-invalid': {
    kind: 'user',
    meaning: 'A recipient is not a public key that Muster knows.',
    remedy: 'give an age recipient (age1…) or an OpenPGP public key block',
  },
  'identity-invalid': {
    kind: 'user',
    meaning: 'An identity is not a private key that Muster knows.',
    remedy: 'give an age identity (AGE-SECRET-KEY-1…) or an OpenPGP private key block',
  },
  'identity-mismatch': {
    kind: 'user',
    meaning: 'The identity or the passphrase does not open this backup.',
    remedy: 'give the identity of one of its recipients, or the passphrase of that time',
  },
  // spool and stores
  'spool-full': {
    kind: 'environment',
    meaning: 'The local disk has no room for the buffer between the dump and its stores.',
    remedy: 'free disk space, or lower `spool-budget`',
  },
  'store-unreachable': {
    kind: 'environment',
    meaning: 'A store does not answer, or kept failing after several tries.',
    remedy: 'check the endpoint and the network; the next run removes what was left behind',
  },
  'store-denied': {
    kind: 'environment',
    meaning: 'A store refuses the credentials or the operation.',
    remedy: 'check the credentials, their permissions and the region of the bucket',
  },
  'store-missing': {
    kind: 'user',
    meaning: 'The bucket or the directory of a store does not exist.',
    remedy: 'create it, or correct the store URL',
  },
  'store-full': {
    kind: 'environment',
    meaning: 'A store has no room left.',
    remedy: 'free space in the store, or prune it',
  },
  'store-corrupted': {
    kind: 'integrity',
    meaning: 'A store received or returned other bytes than were sent.',
    remedy: 'run again; if it happens twice, the store or the network damages data',
  },
  'object-missing': {
    kind: 'integrity',
    meaning: 'An object of a backup is not in the store.',
    remedy: 'restore from another store or another backup, and find out who removed the object',
  },
  'object-damaged': {
    kind: 'integrity',
    meaning: 'An object of a backup has another size or other bytes than its manifest says.',
    remedy: 'restore from another store or another backup',
  },
  'backup-exists': {
    kind: 'integrity',
    meaning: 'The store already has a manifest for this backup; manifests are never overwritten.',
    remedy: 'run again; a new run has a new id',
  },
  // reading
  'backup-missing': {
    kind: 'user',
    meaning: 'No backup in the store fits what was asked for.',
    remedy: 'check `source`, `store` and `backup`; a backup exists only once its manifest is written',
  },
  'manifest-invalid': {
    kind: 'integrity',
    meaning: 'A manifest cannot be read or is not one that Muster wrote.',
    remedy: 'restore from another store or another backup',
  },
  'manifest-edited': {
    kind: 'integrity',
    meaning: 'A manifest differs from the one that was sealed with the backup.',
    remedy: 'restore from another store, and find out who changed the manifest',
  },
  'verification-invalid': {
    kind: 'integrity',
    meaning: 'A stored verification cannot be read or is not one that Muster wrote.',
    remedy: 'verify the backup again',
  },
  'fingerprint-invalid': {
    kind: 'integrity',
    meaning: 'The fingerprint of a backup cannot be read.',
    remedy: 'restore from another store or another backup',
  },
  'archive-damaged': {
    kind: 'integrity',
    meaning: 'A stored dump cannot be opened, decompressed or read to its end.',
    remedy: 'restore from another store or another backup',
  },
  // sandbox and restore
  'sandbox-unavailable': {
    kind: 'environment',
    meaning: 'No throwaway server of the right flavour and version can be started on this machine.',
    remedy: 'install the server package that the message names, or give a server with `sandbox`',
  },
  'restore-failed': {
    kind: 'integrity',
    meaning: 'The server refused to load the backup.',
    remedy: 'see the message of the server; what it lacks may have to be installed there',
  },
  'verification-failed': {
    kind: 'integrity',
    meaning: 'The restored copy is not what the source held when the backup was taken, or breaks a check or a target.',
    remedy: 'see the report; do not remove older backups',
  },
  'could-not-tell': {
    kind: 'environment',
    meaning:
      'The drill could not compare everything that has to be compared, so the backup is neither proven nor failed.',
    remedy: 'see the report for what could not be compared, and why',
  },
  'checks-invalid': {
    kind: 'user',
    meaning: 'The file with the user’s own checks cannot be used.',
    remedy: 'correct the file at the place that the message names',
  },
  // restoring into a live database
  'confirm-mismatch': {
    kind: 'user',
    meaning: 'A restore was not confirmed with the name of the database that it replaces.',
    remedy: 'give `confirm` with the name of the target database, exactly',
  },
  'target-is-source': {
    kind: 'user',
    meaning: 'The target of a restore is the very database that the backup was taken of.',
    remedy: 'restore into another database, or give `replace-source: true`',
  },
  'target-unfit': {
    kind: 'environment',
    meaning:
      'The target of a restore lacks a version, a privilege, a role, an extension or room that the backup needs.',
    remedy: 'give the target what the message names; nothing was changed',
  },
  'target-busy': {
    kind: 'environment',
    meaning:
      'Connections to the target of a restore, or another restore, could not be ended, or keep its tables in use.',
    remedy: 'end what the message names and run again; nothing was changed',
  },
  'restore-unsettled': {
    kind: 'environment',
    meaning: 'The server was lost at the moment in which a restored database was put in place.',
    remedy: 'look by what the message names which database is in place; nothing of either is lost',
  },
  'hook-failed': {
    kind: 'environment',
    meaning: 'The command before or after a restore failed.',
    remedy: 'see the output of the command; the message says what state the database is in',
  },
  // pruning
  'policy-empty': {
    kind: 'user',
    meaning: 'The policy keeps nothing.',
    remedy: 'give at least one of `keep-last`, `keep-within`, `keep-daily` and their like a value larger than zero',
  },
  'prune-halted': {
    kind: 'integrity',
    meaning: 'Pruning stopped because newer backups look wrong; nothing was removed.',
    remedy: 'find out what the message names; prune again once a newer backup is proven',
  },
  // the gate before migrations
  ...gateFailureCodes,
  // ours
  interrupted: {
    kind: 'environment',
    meaning: 'The run was asked to stop.',
    remedy: 'run again; what was left behind is removed by the next run',
  },
  bug: {
    kind: 'bug',
    meaning: 'Muster met a situation that it was not made for.',
    remedy: 'please report it with the message and the version',
  },
} as const satisfies Record<string, FailureEntry>;

export type FailureCode = keyof typeof failureCodes;
