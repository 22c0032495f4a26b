import { Failure, messageOf } from '../../domain/failure.ts';
import type { FailureCode } from '../../domain/failure-codes.ts';
import { emptySecretHint } from '../../domain/secret.ts';
import { ProcessFailure } from '../../process/launcher.ts';

export interface FailureContext {
  /** What was being done, for the message: `pg_dump of db.example/shop`. */
  readonly action: string;
  /** The code where the table knows nothing better. */
  readonly fallback: FailureCode;
  /** What to call it that the server is not reached or refuses the account, where the server is not one that an input `url` names. */
  readonly refusal?: { readonly code: FailureCode; readonly hint: string };
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

const hostHint = 'correct host and port in input "url" (or in "host" and "port"), or let this machine through to it';

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
    hint: 'correct the host in input "url" (or in "host"), or see that this machine uses the name server that knows it',
  },
  {
    pattern: /Connection refused/,
    code: 'source-unreachable',
    reason: 'the connection was refused: no server listens there, or a firewall is in the way',
    hint: hostHint,
  },
  {
    pattern: /invalid port number|invalid integer value "[^"]*" for connection option "port"/,
    code: 'source-unreachable',
    reason: 'the port is no number from 1 to 65535',
    hint: 'correct the port in input "url" (or in "port")',
  },
  {
    pattern: /timeout expired|Connection timed out|No route to host|Network is unreachable/,
    code: 'source-unreachable',
    reason: 'the server did not answer in time',
    hint: hostHint,
  },
  {
    pattern: /received invalid response to (?:SSL|GSSAPI) negotiation|expected authentication request from server/,
    code: 'source-unreachable',
    reason: 'what listens there is no PostgreSQL server',
    hint: 'correct the port in input "url" (or in "port")',
  },
  {
    pattern: /server does not support SSL|no encryption|SSL off/,
    code: 'source-unreachable',
    reason: 'client and server do not agree on TLS',
    hint: 'set sslmode in input "url" to what the server asks for, such as ?sslmode=require or ?sslmode=disable',
  },
  {
    pattern: /root certificate file "([^"]*)" does not exist/,
    code: 'source-unreachable',
    reason: 'to check the certificate of the server, the one of its authority is needed, and there is no file $1',
    hint: 'name the file with ?sslmode=verify-full&sslrootcert=/path/ca.pem in input "url"; with tools of PostgreSQL 16 and later, sslrootcert=system stands for those that the machine trusts',
  },
  {
    pattern: /server certificate for "([^"]*)"[^"]* does not match host name "([^"]*)"/,
    code: 'source-unreachable',
    reason: 'the certificate of the server is for $1, and not for host $2',
    hint: 'write the name that the certificate has as the host in input "url" (or in "host")',
  },
  {
    pattern: /SSL error|certificate|sslmode|root\.crt/i,
    code: 'source-unreachable',
    reason: 'the TLS connection failed, or the certificate of the server was not accepted',
    hint: 'check sslmode and sslrootcert in input "url"',
  },
  {
    pattern: /connection to server on socket "([^"]*)" failed: No such file or directory/,
    code: 'source-unreachable',
    reason: 'no server listens at $1',
    hint: 'correct the folder of the socket in input "url" (or in "host"), and the port',
  },
  {
    pattern: /too many (?:connections|clients)|remaining connection slots/,
    code: 'source-unreachable',
    reason: 'the server takes no more connections',
    hint: 'raise the connection limit of the server, the database or the account; a backup needs three',
  },
  {
    pattern: /the database system is (starting up|shutting down|in recovery mode|not yet accepting connections)/,
    code: 'source-unreachable',
    reason: 'the server is $1',
  },
  {
    pattern: /password authentication failed for user "([^"]*)"/,
    code: 'source-denied',
    reason: 'the server refused the password of user $1, or has no such user',
    hint: 'correct user and password in input "url" (or in "user" and "password"), with @ : / ? # % and spaces percent-encoded in the URL',
  },
  {
    pattern: /no password supplied/,
    code: 'source-denied',
    reason: 'the server asks for a password and none is given',
    hint: `give it in input "url" (or in "password"); ${emptySecretHint}`,
  },
  {
    pattern: /no pg_hba\.conf entry for host/,
    code: 'source-denied',
    reason: 'the server does not let in this account from this host',
    hint: 'add a line for account, database and address to pg_hba.conf on the server, or connect as the managed service asks, mostly with ?sslmode=require',
  },
  {
    pattern: /role "(.*)" is not permitted to log in/,
    code: 'source-denied',
    reason: 'role $1 is not permitted to log in',
    hint: 'run as a superuser: ALTER ROLE $"1 LOGIN; or correct the user in input "url" (or in "user")',
  },
  {
    pattern: /role "(.*)" does not exist/,
    code: 'source-denied',
    reason: 'role $1 does not exist',
    hint: 'correct the user in input "url" (or in "user")',
  },
  {
    pattern: /FATAL: .*authentication failed/,
    code: 'source-denied',
    reason: 'the server refused the account',
    hint: 'correct user and password in input "url" (or in "user" and "password")',
  },
  {
    pattern: /database "(.*)" does not exist/,
    code: 'source-missing',
    reason: 'database $1 does not exist',
    hint: 'correct the database in input "url" (or in "database")',
  },
  {
    pattern: /no matching tables were found(?: for pattern "(.*)")?/,
    code: 'source-missing',
    reason: 'no table matches the pattern $1 of input "tables"',
    hint: 'write patterns as pg_dump takes them, such as public.orders or "public.order*", with capital letters in double quotes',
  },
  {
    pattern: /permission denied for large object (\d+)/,
    code: 'source-denied',
    reason: 'the account may not read large object $1',
    hint: 'grant select on each large object to the account (pg_read_all_data does not cover them), or make it a member of their owner',
  },
  {
    pattern: /permission denied for database "(.*)"/,
    code: 'source-denied',
    reason: 'the account may not connect to database $1',
    hint: 'run as its owner: GRANT CONNECT ON DATABASE $"1 TO …, with the user of input "url" (or of "user")',
  },
  {
    pattern:
      /permission denied for (table|sequence|schema|view|materialized view|foreign table|large object|function) (.+?)\s*$/m,
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
    reason: lockTrouble.timeout,
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
    const isRefusal = rule.code?.startsWith('source-') === true;
    const { code = context.fallback, hint } = (isRefusal ? context.refusal : undefined) ?? rule;
    const details = hint === undefined ? {} : { hint: filled(hint, match) };
    return new Failure(code, `${context.action}: ${filled(rule.reason, match)}`, details);
  }
  return new Failure(context.fallback, `${context.action}: ${firstError(stderr)}`);
}

/** A text with `$1` and so on replaced by the groups of a match; `$"1` is quoted as an identifier. */
function filled(text: string, match: RegExpExecArray): string {
  return text.replace(/\$("?)(\d)/g, (_, quote: string, group: string) => {
    const value = match[Number(group)] ?? '';
    return quote === '' || /^[a-z_][a-z0-9_]*$/.test(value) ? value : `"${value.replaceAll('"', '""')}"`;
  });
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
  /(invalid input value for enum [^:]+|invalid input [a-z ]+|invalid byte sequence[^:]*|duplicate key[^"]*"[^"]*"|malformed [a-z ]+|out of range)/;

function firstError(stderr: string): string {
  const line = /^.*\b(?:ERROR|FATAL|PANIC|error|fatal): .*$/m.exec(stderr)?.[0] ?? '';
  const text = line.replace(/^.*?(?:ERROR|FATAL|PANIC): +/, '').replace(/^\S+: (?:error|fatal): /, '');
  const data = quotesData.exec(text)?.[1];
  return data ?? (text === '' ? 'ended with an error and said nothing' : text);
}
