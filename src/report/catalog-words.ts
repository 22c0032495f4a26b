import { formatBytes } from '../domain/bytes.ts';
import { formatAge } from '../domain/duration.ts';
import { prefixAdvice } from '../domain/wrong-prefix.ts';
import type { ListedBackup, ListedCatalog, ListedRest, Shelf } from '../domain/listed-catalog.ts';

/** What a catalog is about: `Backups of shop in s3://…`. */
export function titleOf({ source, kinds, store }: ListedCatalog): string {
  const which = (source === null ? '' : ` of ${source}`) + (kinds === null ? '' : ` of kind ${kinds.join(', ')}`);
  return `Backups${which} in ${store}`;
}

/** The heads of the columns that a shelf has, in both reports. */
export function columnsOf({ comparedWith }: ListedCatalog, { plan }: Shelf): readonly string[] {
  const copies = comparedWith.length === 0 ? [] : ['copies'];
  return ['backup', 'age', 'size', 'proof', 'opened by', ...copies, ...(plan === null ? [] : ['policy'])];
}

/** One backup in the columns of `columnsOf`. */
export function cellsOf(backup: ListedBackup, catalog: ListedCatalog, shelf: Shelf): readonly string[] {
  const { id, ageSeconds, sizeBytes, alsoIn } = backup;
  const cells: Readonly<Record<string, string>> = {
    backup: id,
    age: formatAge(ageSeconds),
    size: sizeBytes === null ? '?' : formatBytes(sizeBytes),
    proof: proofOf(backup),
    'opened by': openedBy(backup),
    copies: `${alsoIn.length + 1} of ${catalog.comparedWith.length + 1}`,
    policy: decisionOf(backup),
  };
  return columnsOf(catalog, shelf).map((column) => cells[column] ?? '');
}

/** What a shelf comes to, e.g. `shop full: 37 backups (5 shown), 1 incomplete; the policy would keep 12 and remove 25`. */
export function headOf({ source, kind, total, backups, incomplete, plan }: Shelf): string {
  const shown = backups.length === total ? '' : ` (${backups.length} shown)`;
  const rest = incomplete.length === 0 ? '' : `, ${incomplete.length} incomplete`;
  const decided = plan === null ? '' : `; the policy would keep ${plan.keep} and remove ${plan.remove}`;
  return `${source} ${kind}: ${count(total, 'backup')}${shown}${rest}${decided}`;
}

/** An unfinished backup in a sentence. */
export function restLine({ folder, sizeBytes, ageSeconds }: ListedRest): string {
  return `incomplete: ${folder} (${formatBytes(sizeBytes)}, last written to ${formatAge(ageSeconds)} ago)`;
}

/** What a person should look at in the backups that are shown, a line for each. */
export function problemLines({ backups }: Shelf): readonly string[] {
  return backups.flatMap(({ id, problems }) => problems.map((problem) => `${id}: ${problem}`));
}

/** Each recipient of the backups that are shown, in full, with the number of backups that it opens. */
export function recipientLines({ shelves }: ListedCatalog): readonly string[] {
  const opened = shelves.flatMap(({ backups }) => backups.flatMap(({ encryption }) => encryption?.recipients ?? []));
  return [...Map.groupBy(opened, (recipient) => recipient)].map(
    ([recipient, all]) => `${recipient} opens ${count(all.length, 'backup')}`,
  );
}

/** How many keys belong to no backup, with an example, and what that may mean; empty for none. */
export function straysLine({ strays, shelves }: ListedCatalog): string {
  const [first] = strays.first;
  if (first === undefined) return '';
  const advice = shelves.length === 0 ? prefixAdvice(strays.first) : undefined;
  const what = `${count(strays.count, 'key')} ${strays.count === 1 ? 'belongs' : 'belong'} to no backup, such as ${first}`;
  return advice === undefined ? what : `${what}; ${advice}`;
}

function proofOf({ standing, proof }: ListedBackup): string {
  const restsOnDrill = standing === 'proven' || standing === 'failed' || standing === 'could-not-tell';
  if (proof === null || !restsOnDrill) return standing;
  const age = formatAge(proof.ageSeconds);
  return proof.ageSeconds < 0 ? `${standing}, dated ${age}` : `${standing} ${age} ago`;
}

function openedBy({ encryption }: ListedBackup): string {
  if (encryption === null) return '?';
  const [first = '', ...more] = encryption.recipients;
  if (encryption.format === 'none') return 'not encrypted';
  return shortened(first) + (more.length === 0 ? '' : ` +${more.length}`);
}

/** Beginning and end of a key's public text: enough to tell it from the others. */
function shortened(recipient: string): string {
  return recipient.length <= 16 ? recipient : `${recipient.slice(0, 9)}…${recipient.slice(-6)}`;
}

function decisionOf({ plan }: ListedBackup): string {
  return plan === null ? '' : `${plan.decision}: ${plan.because.join(', ')}`;
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
