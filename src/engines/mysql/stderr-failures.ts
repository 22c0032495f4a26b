import { Failure, messageOf } from '../../domain/failure.ts';
import type { FailureCode } from '../../domain/failure-codes.ts';
import { ProcessFailure } from '../../process/launcher.ts';

export interface FailureContext {
  /** What was being done, for the message: `mariadb-dump of db.example/shop`. */
  readonly action: string;
  /** The code where the table knows nothing better. */
  readonly fallback: FailureCode;
  /** Where it was done, if that place has words of its own. */
  readonly place?: FailurePlace | undefined;
}

/** A place whose own failures are said in other words than those of a source. */
export interface FailurePlace {
  /** Looked at first. */
  readonly rules: readonly FailureRule[];
  /** The code where a tool that works on it was ended by a signal, which says nothing about the backup. */
  readonly ended: FailureCode;
}

export interface FailureRule {
  /** Numbers of errors: https://dev.mysql.com/doc/mysql-errors/9.0/en/, https://mariadb.com/kb/en/mariadb-error-code-reference/ */
  readonly numbers?: readonly number[];
  readonly pattern?: RegExp;
  /** The context's fallback where none is given. */
  readonly code?: FailureCode;
  /** The reason in words; `$1` and so on stand for the groups of the pattern. */
  readonly reason: string;
  readonly hint?: string;
}

/** What the clients and dump tools of both products print, and what it means. The first that fits counts. */
const rules: readonly FailureRule[] = [
  {
    numbers: [2005],
    pattern: /Unknown (?:MySQL |MariaDB )?server host '([^']*)'/,
    code: 'source-unreachable',
    reason: 'no address is known for host $1',
  },
  {
    numbers: [2002, 2003],
    code: 'source-unreachable',
    reason: 'nothing answers there',
  },
  { numbers: [1040, 1203, 1226], code: 'source-unreachable', reason: 'the server takes no more connections' },
  {
    // the tools of one product often come without what accounts of the other log in by; the number is that of a wrong password
    pattern: /[Pp]lugin '?(\w+)'? (?:could not|cannot) be loaded/,
    code: 'client-missing',
    reason: 'the client tools on this machine lack $1, by which the account logs in',
    hint: "install the tools of the server's own product, mysql-client or mariadb-client, or give their folder with `client: path:/folder`",
  },
  { numbers: [1130], code: 'source-denied', reason: 'the server lets this host not in' },
  {
    numbers: [1045, 1698],
    code: 'source-denied',
    reason: 'the server refused the user or the password',
  },
  {
    numbers: [1044],
    pattern: /to database '([^']*)'/,
    code: 'source-denied',
    reason: 'the account has no rights on database $1',
    hint: 'as an administrator, GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `$1`.* to the account, and run again: what else it needs is named then',
  },
  {
    numbers: [1049],
    pattern: /Unknown database '([^']*)'/,
    code: 'source-missing',
    reason: 'database $1 does not exist',
  },
  {
    numbers: [1142, 1143, 1370],
    pattern: /(\w[\w ]*) command denied to user .* for (?:table|routine|column) (\S+)/,
    code: 'source-denied',
    reason: 'the account lacks $1 on $2',
    hint: 'grant what the message names to the account that backs up',
  },
  {
    numbers: [1227],
    pattern: /need \(at least one of\) the (.+?) privilege/,
    code: 'source-denied',
    reason: 'the account lacks the privilege $1',
    hint: 'grant what the message names to the account that backs up',
  },
  {
    numbers: [2026],
    code: 'source-unreachable',
    reason: 'the TLS connection failed, or the certificate of the server was not accepted',
    hint: 'check ssl-mode and ssl-ca in the connection URL',
  },
  {
    numbers: [2061],
    code: 'source-denied',
    reason: 'the server takes the password of this account over TLS only',
    hint: 'switch TLS on in the server, or check ssl-mode in the connection URL',
  },
  {
    numbers: [1412],
    reason: 'the definition of a table was changed while it was dumped',
    hint: 'run the backup when no schema change runs',
  },
  {
    pattern: /Error in field count for table/,
    reason: 'the definition of a table was changed while it was dumped',
    hint: 'run the backup when no schema change runs',
  },
  { numbers: [1205], reason: 'a table stayed locked by somebody else for too long' },
  { numbers: [3024, 1969, 1317], reason: 'the server cancelled the statement' },
  {
    numbers: [1146],
    pattern: /Table '([^']*)' doesn't exist/,
    code: 'source-missing',
    reason: 'table $1 does not exist',
  },
  {
    numbers: [1356],
    pattern: /View '([^']*)' references invalid/,
    reason: 'view $1 refers to what does not exist any more, or to what its definer may not see',
    hint: 'drop or mend the view, or exclude it',
  },
  { numbers: [1449], pattern: /definer \('([^']*)'(?:@'([^']*)')?\)/, reason: 'the definer $1@$2 does not exist' },
  { numbers: [1114, 1021, 1030], pattern: /full|No space|error 28/i, reason: 'a disk is full' },
  { pattern: /No space left on device|[Ee]rrcode: 28/, reason: 'a disk is full' },
  { numbers: [2006, 2013, 2055, 1927, 1053, 1152], reason: 'the connection to the server was lost' },
  { numbers: [1153], reason: 'a row is larger than max_allowed_packet of the server' },
  { pattern: /Couldn't find table: "([^"]*)"/, code: 'source-missing', reason: 'table $1 does not exist' },
];

/** A tool's standard error as a `Failure`. The clients of MariaDB print whole statements with their rows: only what is known is passed on. */
export function failureFromStderr(stderr: string, context: FailureContext): Failure {
  const line = errorLine(stderr);
  const number = Number(/(?:ERROR|Error:?|error:?) (\d{4})\b/.exec(line)?.[1] ?? /\((\d{4})\)/.exec(line)?.[1] ?? 0);
  for (const rule of [...(context.place?.rules ?? []), ...rules]) {
    if (rule.numbers !== undefined && !rule.numbers.includes(number)) continue;
    const match = rule.pattern?.exec(rule.numbers === undefined ? stderr : line);
    if (rule.pattern !== undefined && !match) continue;
    const filled = (text: string): string =>
      text.replace(/\$(\d)/g, (_, group: string) => match?.[Number(group)] ?? '');
    return new Failure(codeFor(rule, context), `${context.action}: ${filled(rule.reason)}`, {
      ...(rule.hint === undefined ? {} : { hint: filled(rule.hint) }),
    });
  }
  return new Failure(context.fallback, `${context.action}: ${wordsOf(line)}`);
}

/** What is said of a source is none of what happens to its copy. */
function codeFor({ code }: FailureRule, { fallback, place }: FailureContext): FailureCode {
  const isOfCopy = place === undefined && fallback !== 'dump-failed';
  return code === undefined || (isOfCopy && code.startsWith('source-')) ? fallback : code;
}

/** What a program was ended by, as a `Failure`: a `Failure` stays itself. */
export function failureOf(thrown: unknown, context: FailureContext): Failure {
  if (thrown instanceof Failure) return thrown;
  if (!(thrown instanceof ProcessFailure)) {
    return new Failure(context.fallback, `${context.action}: ${messageOf(thrown)}`, { cause: thrown });
  }
  // the process failure is not kept as a cause: its standard error may hold rows
  if (thrown.signal !== null) {
    const code = context.place?.ended ?? context.fallback;
    return new Failure(code, `${context.action}: was ended by ${thrown.signal}`);
  }
  return failureFromStderr(thrown.stderr, context);
}

/** Numbers of errors, and words, of a server that has gone, or has no room for what it is sent: whatever was loaded, it says nothing about the dump. */
const ofPlace =
  /(?:ERROR|Error:?|error:?) (?:2002|2003|2006|2013|2055|1053|1114|1021|1152|1153|1927)\b|No space left|[Ee]rrcode: 28|\(28\)/;

/** The code of a failure of a tool that works on a copy: the sandbox's where it was ended, or lost its server, or a disk is full. */
export function codeOnCopy(thrown: unknown): 'sandbox-unavailable' | 'restore-failed' {
  const isOfPlace = thrown instanceof ProcessFailure && (thrown.signal !== null || ofPlace.test(thrown.stderr));
  return isOfPlace ? 'sandbox-unavailable' : 'restore-failed';
}

function errorLine(stderr: string): string {
  return /^.*(?:\b(?:ERROR|[Ee]rror|unknown (?:option|variable))\b.*|\(\d{4}\))$/m.exec(stderr)?.[0] ?? '';
}

/** The message without what it quotes, which may be a value of a row or a piece of a statement. */
function wordsOf(line: string): string {
  const text = line
    .replace(/^.*?(?:ERROR|Error:?|error:?) /, '')
    .replace(/near '.*$/, 'near the place that it names')
    .replace(/'(?:[^'\\]|\\.)*'/g, "'…'");
  return text === '' ? 'ended with an error and said nothing' : text;
}
