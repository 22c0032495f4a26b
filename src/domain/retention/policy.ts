import { type BackupId, isBackupId } from '../backup-id.ts';
import { parseDuration } from '../duration.ts';
import { Failure } from '../failure.ts';
import { type BackupKind, backupKinds, isBackupKind } from '../kind.ts';

/** Which backups of one kind to keep. A backup that any rule keeps is kept. */
export interface KindPolicy {
  /** So many of the newest. */
  readonly keepLast: number;
  /** All that are younger, in seconds; 0 for none. */
  readonly keepWithin: number;
  /** One for each of so many of the newest hours, days … that have a backup; UTC, weeks as in ISO 8601. */
  readonly keepHourly: number;
  readonly keepDaily: number;
  readonly keepWeekly: number;
  readonly keepMonthly: number;
  readonly keepYearly: number;
  /** All of them, or those with these ids. */
  readonly keepForever: boolean | readonly BackupId[];
}

/** Which backups to keep, for each kind. */
export type Policy = Readonly<Record<BackupKind, KindPolicy>>;

/**
 * Reads a policy from the inputs `keep-last`, `keep-within`, `keep-hourly` … `keep-yearly` and `keep-forever`. `14` holds for every kind;
 * `14, schema=30` says another number for one kind. `keep-forever` is `true`, `false`, or ids and kinds. `get` gives the text of an
 * input, empty where it is not given.
 *
 * @throws Failure `input-invalid` that names the input, or `policy-empty` where one of `kinds` would keep nothing.
 */
export function parsePolicy(get: (input: string) => string, kinds: readonly BackupKind[] = backupKinds): Policy {
  const counts = (input: string): ByKind => perKind(get(input), input, parseCount);
  const last = counts('keep-last');
  const within = perKind(get('keep-within'), 'keep-within', parseWithin);
  const [hourly, daily, weekly] = [counts('keep-hourly'), counts('keep-daily'), counts('keep-weekly')];
  const [monthly, yearly] = [counts('keep-monthly'), counts('keep-yearly')];
  const forever = parseForever(get('keep-forever'));
  const policyOf = (kind: BackupKind): KindPolicy => ({
    keepLast: last(kind),
    keepWithin: within(kind),
    keepHourly: hourly(kind),
    keepDaily: daily(kind),
    keepWeekly: weekly(kind),
    keepMonthly: monthly(kind),
    keepYearly: yearly(kind),
    keepForever: forever(kind),
  });
  const policy = Object.fromEntries(backupKinds.map((kind) => [kind, policyOf(kind)])) as Record<
    BackupKind,
    KindPolicy
  >;
  for (const kind of kinds) assertKeepsSomething(policy[kind], kind);
  return policy;
}

/**
 * Checks that a policy has a rule that goes on keeping backups. Ids alone are none: they name backups of the past.
 *
 * @throws Failure `policy-empty`.
 */
export function assertKeepsSomething(policy: KindPolicy, kind: BackupKind): void {
  const { keepForever, ...rules } = policy;
  if (keepForever === true || Object.values(rules).some((amount) => amount > 0)) return;
  throw new Failure('policy-empty', `the policy keeps no backup of kind ${kind}`);
}

type ByKind = (kind: BackupKind) => number;

function perKind(text: string, input: string, parse: (text: string, input: string) => number): ByKind {
  const amounts = new Map<string, number>();
  for (const term of termsOf(text)) {
    const [, kind = '', amount = ''] = /^(?:(.*?)\s*=\s*)?(.*)$/.exec(term) ?? [];
    if (kind !== '' && !isBackupKind(kind)) throw unusable(input, term, `kinds are ${backupKinds.join(', ')}`);
    if (amounts.has(kind)) throw unusable(input, text, 'say one value for all kinds and one for each other kind');
    amounts.set(kind, parse(amount, input));
  }
  return (kind) => amounts.get(kind) ?? amounts.get('') ?? 0;
}

function parseCount(text: string, input: string): number {
  if (!/^\d{1,6}$/.test(text)) throw unusable(input, text, 'write a number, such as 14, or 14, schema=30');
  return Number(text);
}

/** Other programs write months as `6m`: whoever meant them would be left with the backups of six minutes. */
function parseWithin(text: string, input: string): number {
  if (/\d\s*[sm]/i.test(text))
    throw unusable(input, text, 'write hours, days or weeks, such as 12h or 30d; six months are 180d');
  return parseDuration(text, input);
}

function parseForever(text: string): (kind: BackupKind) => boolean | readonly BackupId[] {
  const terms = termsOf(text);
  if (terms.length === 0 || text.trim() === 'false') return () => false;
  if (text.trim() === 'true') return () => true;
  const ids = terms.filter(isBackupId);
  const wrong = terms.find((term) => !isBackupId(term) && !isBackupKind(term));
  if (wrong !== undefined) throw unusable('keep-forever', wrong, 'write true, false, or ids and kinds of backups');
  return (kind) => terms.includes(kind) || (ids.length > 0 && ids);
}

function termsOf(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((term) => term.trim())
    .filter((term) => term !== '');
}

function unusable(input: string, text: string, hint: string): Failure {
  return new Failure('input-invalid', `input "${input}" cannot be used: ${JSON.stringify(text)}`, { hint });
}
