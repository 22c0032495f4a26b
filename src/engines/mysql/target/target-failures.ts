import type { FailureRule, FailurePlace } from '../stderr-failures.ts';

const nothingChanged = 'run again; nothing was changed';

/** The name of a schema that a restore has made is another one at the next. */
const grantIt =
  "GRANT it on the target's schema and on the two that a restore makes beside it, `<schema>\\_restored\\_%` and `<schema>\\_before\\_%`, and " +
  nothingChanged;

/** What a server says of itself, and not of the dump, while a restore works on it: in words of the target, with what to do there. */
const rules: readonly FailureRule[] = [
  {
    pattern: /ERROR (?:1114|1021)\b|ERROR 1030\b.*error 28\b|No space left on device|[Ee]rrcode: 28\b/,
    code: 'target-unfit',
    reason: "the disk of the target's server is full",
    hint: `free room there: what is replaced stays beside what is loaded until all of it is proven; ${nothingChanged}`,
  },
  {
    numbers: [2002, 2003, 2006, 2013, 2055, 1927, 1053, 1152],
    code: 'target-unfit',
    reason: "the connection to the target's server was lost",
    hint: 'see the log of that server: memory, disk space and net_read_timeout are the usual reasons; run again when it is up',
  },
  {
    numbers: [1153],
    code: 'target-unfit',
    reason: "a row is larger than max_allowed_packet of the target's server",
    hint: `SET GLOBAL max_allowed_packet = 1073741824; there, and ${nothingChanged}`,
  },
  {
    numbers: [1007],
    pattern: /create database '([^']*)'/,
    code: 'target-busy',
    reason: 'schema $1 was made after the restore was planned',
    hint: nothingChanged,
  },
  {
    numbers: [1044],
    pattern: /to database '([^']*)'/,
    code: 'target-unfit',
    reason: 'the account that restores lacks rights on schema $1',
    hint: grantIt,
  },
  {
    numbers: [1142, 1143, 1370],
    pattern: /(\w[\w ]*) command denied to user .* for (?:table|routine|column) (\S+)/,
    code: 'target-unfit',
    reason: 'the account that restores lacks $1 on $2',
    hint: grantIt,
  },
  {
    numbers: [1227],
    pattern: /need \(at least one of\) the (.+?) privilege/,
    code: 'target-unfit',
    reason: 'the account that restores lacks the privilege $1',
    hint: grantIt,
  },
  {
    numbers: [1419],
    code: 'target-unfit',
    reason: "the target's server has a binary log, and lets only accounts with SUPER make triggers and functions",
    hint: `SET GLOBAL log_bin_trust_function_creators = 1; there, and ${nothingChanged}`,
  },
  {
    numbers: [1290, 1836],
    pattern: /read.only/i,
    code: 'target-unfit',
    reason: "the target's server takes no writes",
    hint: 'give the URL of the primary server',
  },
];

/** A live server that is restored into. */
export const targetPlace: FailurePlace = { rules, ended: 'target-unfit' };
