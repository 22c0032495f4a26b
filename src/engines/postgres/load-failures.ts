import { Failure, messageOf } from '../../domain/failure.ts';
import { ProcessFailure } from '../../process/launcher.ts';

/** Where a dump is loaded: what is wrong with it says nothing about the dump. */
export interface LoadPlace {
  /** For people: `the sandbox`. */
  readonly name: string;
  /** The code of failures for want of something. */
  readonly lacks: 'sandbox-unavailable' | 'target-unfit';
  /** What to do where its server ends. */
  readonly whenEnded: string;
}

export const sandboxPlace: LoadPlace = {
  name: 'the sandbox',
  lacks: 'sandbox-unavailable',
  whenEnded: 'memory and disk space of this machine are the usual reasons; the drill says nothing about the backup',
};

export const targetPlace: LoadPlace = {
  name: 'the target',
  lacks: 'target-unfit',
  whenEnded: 'see the log of the server; its memory and its disk space are the usual reasons',
};

interface Rule {
  readonly pattern: RegExp;
  /** `lacks`: the place's own. */
  readonly code: 'restore-failed' | 'archive-damaged' | 'lacks';
  readonly reason: string;
  readonly hint?: string;
}

/** What pg_restore (13 to 18) and the server print. The first that fits counts; `$1` stands for a group, `$place` for the place. */
const rules: readonly Rule[] = [
  {
    pattern:
      /did not find magic string|input file (?:appears|does not)|unexpected end of file|could not read from input file|found unexpected block ID|unrecognized data block type|invalid (?:dumpId|OID)|could not (?:uncompress|decompress)|unsupported version .* in file header|entry ID .* out of range|corrupt/,
    code: 'archive-damaged',
    reason: 'pg_restore cannot read the dump to its end',
  },
  {
    pattern: /extension "([^"]*)" is not available|could not open extension control file "[^"]*\/([^"/]*)\.control"/,
    code: 'lacks',
    reason: '$place lacks the extension $1$2',
  },
  {
    pattern:
      /extension "([^"]*)" must be preloaded|(\S+) (?:(?:must|can only) be loaded via|must be in|is not in) "?shared_preload_libraries/,
    code: 'lacks',
    reason: '$1$2 must be loaded when the server of $place starts (shared_preload_libraries)',
  },
  {
    pattern: /can only create extension in database (\S+)/, // pg_cron's words
    code: 'lacks',
    reason: 'the server of $place has pg_cron, which it lets be in the database $1 alone (cron.database_name)',
  },
  {
    pattern: /security label provider "([^"]*)" is not loaded/,
    code: 'lacks',
    reason: 'the server of $place has not loaded the security label provider $1',
    hint: 'load it by shared_preload_libraries in a server of your own',
  },
  {
    pattern: /could not access file "(?:\$libdir\/)?([^"]*)": No such file/,
    code: 'lacks',
    reason: '$place lacks the library $1',
    hint: 'install what brings the library beside the server',
  },
  {
    pattern:
      /collation "([^"]*)" for encoding "[^"]*" does not exist|could not (?:create locale|open collator for locale) "([^"]*)"|(ICU) is not supported/,
    code: 'lacks',
    reason: '$place lacks the locale $1$2$3',
    hint: 'make the locale on the machine of the server (locale-gen), and pg_import_system_collations there',
  },
  {
    // postgres_fdw, while a materialized view over a foreign table is filled
    pattern: /could not connect to server "([^"]*)"/,
    code: 'lacks',
    reason: '$place does not reach the foreign server $1, from which a materialized view takes its rows',
    hint: 'let it reach that server; by hand, pg_restore --use-list loads the dump without the MATERIALIZED VIEW DATA of that view',
  },
  {
    pattern: /invalid input syntax for type money/,
    code: 'lacks',
    reason:
      '$place has another lc_monetary than the source, and does not read amounts of type money as the dump has them',
    hint: 'make these columns numeric, or give a server that has the lc_monetary of the source',
  },
  {
    pattern: /could not open (?:dictionary|affix|stop-word|thesaurus|synonym) file "(?:[^"]*\/)?([^"/]*)"/,
    code: 'lacks',
    reason: '$place lacks the text search file $1',
    hint: 'put the file into tsearch_data of the server',
  },
  {
    pattern:
      /server closed the connection|connection to server was lost|terminating connection|the database system is (?:in recovery|shutting down|starting)/,
    code: 'lacks',
    reason: 'the server of $place ended during the load',
    hint: '$ended',
  },
  {
    pattern: /ERROR: +(permission denied [^\n]*|must be (?:owner|member|superuser|able)[^\n]*)/,
    code: 'lacks',
    reason: 'the account may not load this into $place: $1',
    hint: 'load as a superuser, or give the account what the message names',
  },
  { pattern: /No space left on device/, code: 'lacks', reason: 'the disk of $place is full' },
  {
    pattern: /COPY failed for table "([^"]*)": ERROR: +((?:relation|function|type|operator) .* does not exist)/,
    code: 'restore-failed',
    reason: 'table $1 cannot be loaded: $2',
    hint: 'a function that the table uses finds its objects by search_path only: set one with alter function … set search_path',
  },
];

/** A message that quotes the value that it complains about. */
const quotesData =
  /^(.*?(?:invalid input [a-z ]+|invalid byte sequence|duplicate key value[^"]*"[^"]*"|malformed [a-z ]+|out of range))/;

/** Why pg_restore ended, as a `Failure`. Messages never hold rows. */
export function loadFailure(thrown: unknown, place: LoadPlace): Failure {
  if (!(thrown instanceof ProcessFailure)) {
    return thrown instanceof Failure ? thrown : new Failure('restore-failed', messageOf(thrown), { cause: thrown });
  }
  // somebody else ended it, such as the system when memory ran out: that says nothing about the backup
  if (thrown.signal !== null || wasTerminated(thrown.stderr))
    return new Failure(place.lacks, `pg_restore was ended by ${thrown.signal ?? 'a signal from outside'}`, {
      hint: 'memory of this machine is the usual reason',
    });
  for (const { pattern, code, reason, hint } of rules) {
    const match = pattern.exec(thrown.stderr);
    if (match === null) continue;
    const text = reason
      .replace('$place', place.name)
      .replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
    const advice = hint?.replace('$ended', place.whenEnded);
    return new Failure(code === 'lacks' ? place.lacks : code, text, advice === undefined ? {} : { hint: advice });
  }
  // lines that begin with DETAIL and CONTEXT quote rows and are never looked at
  const line = /^pg_restore: error: (.*)$/m.exec(thrown.stderr)?.[1] ?? 'it ended with an error and said nothing';
  const reason = line.replace(/^could not execute query: ERROR: +/, '').replace(/: ERROR: +/, ': ');
  return new Failure('restore-failed', `pg_restore: ${quotesData.exec(reason)?.[1] ?? reason}`);
}

/**
 * Whether a signal from outside is why pg_restore ended. Where it stops at an error it ends its own workers, and one that has only just
 * begun prints the same line.
 */
function wasTerminated(stderr: string): boolean {
  return stderr.includes('terminated by user') && !/^pg_restore: error: /m.test(stderr);
}
