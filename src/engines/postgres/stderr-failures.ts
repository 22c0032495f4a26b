import { Failure, messageOf } from '../../domain/failure.ts';
import type { FailureCode } from '../../domain/failure-codes.ts';
import { ProcessFailure } from '../../process/launcher.ts';

export interface FailureContext {
  /** What was being done, for the message: `pg_dump of db.example/shop`. */
  readonly action: string;
  /** The code where the table knows nothing better. */
  readonly fallback: FailureCode;
}

/** Why a table could not be locked although the session is sound. */
export const lockTrouble = {
  timeout: 'a table stayed locked by somebody else for too long',
  full: 'the lock table of the server is full',
} as const;

interface Rule {
  readonly pattern: RegExp;
  /** The context's fallback where none is given. */
  readonly code?: FailureCode;
  /** The reason in words; `$1` and so on stand for the groups of the pattern. */
  readonly reason: string;
  readonly hint?: string;
}

/** What libpq, the server, psql, pg_dump and pg_restore print (versions 13 to 18), and what it means. The first that fits counts. */
const rules: readonly Rule[] = [
  {
    pattern: /aborting because of server version mismatch/,
    code: 'client-missing',
    reason: "the client tools are older than the server, or not of the server's major version",
  },
  {
    pattern: /could not translate host name "([^"]*)"/,
    code: 'source-unreachable',
    reason: 'no address is known for host $1',
  },
  { pattern: /Connection refused/, code: 'source-unreachable', reason: 'the connection was refused' },
  {
    pattern: /timeout expired|Connection timed out|No route to host|Network is unreachable/,
    code: 'source-unreachable',
    reason: 'the server did not answer in time',
  },
  {
    pattern: /server does not support SSL|no encryption|SSL off/,
    code: 'source-unreachable',
    reason: 'client and server do not agree on TLS',
    hint: 'check sslmode in the connection URL against what the server asks for',
  },
  {
    pattern: /SSL error|certificate|sslmode|root\.crt/i,
    code: 'source-unreachable',
    reason: 'the TLS connection failed, or the certificate of the server was not accepted',
    hint: 'check sslmode and sslrootcert in the connection URL',
  },
  {
    pattern: /connection to server on socket "([^"]*)" failed: No such file or directory/,
    code: 'source-unreachable',
    reason: 'no server listens at $1',
  },
  {
    pattern: /too many (?:connections|clients)|remaining connection slots/,
    code: 'source-unreachable',
    reason: 'the server takes no more connections',
    hint: 'raise the connection limit of the server or the account; a backup needs three',
  },
  {
    pattern: /the database system is (starting up|shutting down|in recovery mode|not yet accepting connections)/,
    code: 'source-unreachable',
    reason: 'the server is $1',
  },
  {
    pattern: /password authentication failed for user "([^"]*)"/,
    code: 'source-denied',
    reason: 'the server refused the password of user $1',
  },
  {
    pattern: /no password supplied/,
    code: 'source-denied',
    reason: 'the server asks for a password and the URL has none',
  },
  {
    pattern: /no pg_hba\.conf entry for host/,
    code: 'source-denied',
    reason: 'the server lets this account and host not in (pg_hba.conf)',
  },
  {
    pattern: /role "([^"]*)" (does not exist|is not permitted to log in)/,
    code: 'source-denied',
    reason: 'role $1 $2',
  },
  { pattern: /FATAL: .*authentication failed/, code: 'source-denied', reason: 'the server refused the account' },
  { pattern: /database "([^"]*)" does not exist/, code: 'source-missing', reason: 'database $1 does not exist' },
  {
    pattern: /no matching (tables|schemas|extensions) were found/,
    code: 'source-missing',
    reason: 'no $1 match what was asked for',
  },
  {
    pattern: /permission denied for large object (\d+)/,
    code: 'source-denied',
    reason: 'the account may not read large object $1',
    hint: 'grant select on each large object to the account (pg_read_all_data does not cover them), or make it a member of their owner',
  },
  {
    pattern: /permission denied for ([a-z ]+?) (\S+)\s*$/m,
    code: 'source-denied',
    reason: 'the account may not read $1 $2',
    hint: 'grant pg_read_all_data to the account (PostgreSQL 14 and later), or usage on schemas and select on tables and sequences',
  },
  {
    pattern: /query would be affected by row-level security policy for table "([^"]*)"/,
    code: 'source-denied',
    reason: 'row-level security hides rows of table $1 from the account',
    hint: 'give the account BYPASSRLS: alter role … bypassrls',
  },
  {
    pattern: /canceling statement due to lock timeout/,
    reason: lockTrouble.timeout,
    hint: 'run the backup when no schema change or VACUUM FULL runs',
  },
  {
    pattern: /canceling statement due to conflict with recovery/,
    reason: 'the standby had to remove row versions that the dump still needed',
    hint: 'raise max_standby_streaming_delay, set hot_standby_feedback = on, or dump from the primary',
  },
  {
    pattern: /invalid snapshot identifier|could not import the requested snapshot/,
    reason: 'the snapshot was gone before the dump could use it',
    hint: 'connect to the server itself and not through a transaction pooler',
  },
  { pattern: /No space left on device/, reason: 'a disk is full' },
  {
    pattern: /out of shared memory/,
    reason: lockTrouble.full,
    hint: 'raise max_locks_per_transaction on the server',
  },
  // pg_dump and pg_restore take SIGTERM and SIGINT themselves, and end with status 1
  { pattern: /terminated by user/, reason: 'was ended by a signal from outside' },
  {
    pattern: /terminating connection due to administrator command/,
    reason: 'the connection was ended by an administrator of the server',
  },
  {
    pattern:
      /server closed the connection|connection to server was lost|could not receive data|lost synchronization|SSL SYSCALL/,
    reason: 'the connection to the server was lost',
  },
];

/** What the same texts mean, and others, where a session writes. */
const rulesOfRestores: readonly Rule[] = [
  {
    pattern: /database "([^"]*)" is being accessed by other users/,
    code: 'target-busy',
    reason: 'connections to database $1 could not be ended in time',
  },
  {
    pattern: /canceling statement due to lock timeout/,
    code: 'target-busy',
    reason: 'a lock that somebody else holds was not given up in time',
  },
  {
    pattern: /ERROR: +((?:permission denied|must be (?:owner|member|superuser|able)).*)/,
    code: 'target-unfit',
    reason: 'the account may not do this: $1',
    hint: 'restore as a superuser, or grant the account what the message names',
  },
  {
    pattern: /No space left on device/,
    code: 'target-unfit',
    reason: 'the disk of the server is full',
    hint: 'free disk space on the server; nothing was changed',
  },
  {
    pattern: /out of shared memory/,
    code: 'target-unfit',
    reason: lockTrouble.full,
    hint: 'raise max_locks_per_transaction on the server, which one transaction over all objects needs',
  },
  {
    pattern:
      /terminating connection|server closed the connection|connection to server was lost|could not receive data|SSL SYSCALL/,
    code: 'source-unreachable',
    reason: 'the connection to the server was lost',
    hint: 'see the log of the server',
  },
];

/**
 * A tool's standard error as a `Failure`. Of what the table does not know the first error line is kept, without quoted values where they
 * may be data; DETAIL, CONTEXT and STATEMENT lines are never passed on, since they quote rows.
 */
export function failureFromStderr(stderr: string, context: FailureContext): Failure {
  for (const rule of context.fallback === 'restore-failed' ? [...rulesOfRestores, ...rules] : rules) {
    const match = rule.pattern.exec(stderr);
    if (match === null) continue;
    const reason = rule.reason.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
    return new Failure(rule.code ?? context.fallback, `${context.action}: ${reason}`, {
      ...(rule.hint === undefined ? {} : { hint: rule.hint }),
    });
  }
  return new Failure(context.fallback, `${context.action}: ${firstError(stderr)}`);
}

/** What a program was ended by, as a `Failure`: a `Failure` stays itself. */
export function failureOf(thrown: unknown, context: FailureContext): Failure {
  if (thrown instanceof Failure) return thrown;
  if (!(thrown instanceof ProcessFailure)) {
    return new Failure(context.fallback, `${context.action}: ${messageOf(thrown)}`, { cause: thrown });
  }
  // the process failure is not kept as a cause: its standard error may hold rows
  if (thrown.signal !== null) return new Failure(context.fallback, `${context.action}: was ended by ${thrown.signal}`);
  return failureFromStderr(thrown.stderr, context);
}

/** Messages that quote the value that they complain about. */
const quotesData =
  /(invalid input [a-z ]+|invalid byte sequence[^:]*|duplicate key[^"]*|malformed [a-z ]+|out of range)/;

function firstError(stderr: string): string {
  const line = /^.*\b(?:ERROR|FATAL|PANIC|error|fatal): .*$/m.exec(stderr)?.[0] ?? '';
  const text = line.replace(/^.*?(?:ERROR|FATAL|PANIC): +/, '').replace(/^\S+: (?:error|fatal): /, '');
  const data = quotesData.exec(text)?.[1];
  return data ?? (text === '' ? 'ended with an error and said nothing' : text);
}
