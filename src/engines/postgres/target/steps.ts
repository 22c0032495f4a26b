import { counted } from '../../../domain/counted.ts';
import type { Fingerprint } from '../../../domain/fingerprint.ts';
import { sizeOf } from '../../../domain/fingerprint.ts';
import type { RestoreNeed, RestorePlan, RestoreWay } from '../../../ports/target.ts';
import { quoteIdentifier } from '../copy-statement.ts';
import { losesCreateOnPublic } from '../grants-of-public.ts';
import { sourceMajor } from './assess-server.ts';
import type { ServerFacts } from './facts.ts';
import { sortingInWords } from './locale.ts';
import type { Legacy } from './properties.ts';

interface Decision {
  readonly way: RestoreWay;
  readonly facts: ServerFacts;
  readonly need: RestoreNeed;
  readonly database: string;
  /** Roles that are made, quoted. */
  readonly roles: readonly string[];
  /** Those of them that the account becomes a member of. */
  readonly memberships: readonly string[];
  /** For a database that is made anew; absent where the backup does not have its properties. */
  readonly legacy?: Legacy;
  readonly notes: readonly string[];
}

/** The plan in words. */
export function stepsOf(decision: Decision): Pick<RestorePlan, 'steps' | 'notes'> {
  const { way, facts, need, database, roles, memberships, legacy, notes } = decision;
  const size = sizeOf(need.expected);
  const content = `${counted(size.tables, 'table')} with ${counted(size.rows, 'row')}`;
  const ways: Readonly<Record<RestoreWay, readonly string[]>> = {
    create: [
      `load ${content} into a fresh database`,
      ...(legacy === undefined ? [] : [`give it what the source's database had: ${legacyInWords(legacy)}`]),
      `give it the name ${database}`,
    ],
    swap: [
      `load ${content} into a fresh database beside ${database}`,
      `close the connections to ${database} and rename it, and give its name, owner, privileges and settings to the fresh one`,
    ],
    transaction: [
      `in one transaction, drop everything in ${database} and load ${content}; connections that hold locks on it are closed`,
      `commit: whoever uses ${database} waits until then`,
    ],
    tables: [],
  };
  const made = roles.length === 0 ? [] : [`create the roles ${roles.join(', ')} as accounts that cannot log in`];
  const joined = memberships.length === 0 ? [] : [`make ${facts.account} a member of ${memberships.join(', ')}`];
  return { steps: [...made, ...joined, ...ways[way]], notes: [...notes, ...notesOn(need.expected, decision)] };
}

function legacyInWords({ properties: { owner, settings, connectionLimit, comment } }: Legacy): string {
  const names = [...new Set(settings.map(({ role, name }) => (role === null ? name : `${name} of ${role}`)))];
  return [
    `the owner ${owner}`,
    'its privileges',
    ...(names.length === 0 ? [] : [`the settings ${names.join(', ')}`]),
    ...(connectionLimit === -1 ? [] : [`a limit of ${connectionLimit} connections`]),
    ...(comment === null ? [] : ['its comment']),
  ].join(', ');
}

function notesOn(expected: Fingerprint, { way, facts, need, database, legacy }: Decision): readonly string[] {
  const notes: string[] = [];
  const has = (kind: string): boolean => expected.objects.some((object) => object.kind === kind);
  const present = facts.database;
  if (!has('schema')) notes.push(`the backup holds chosen tables only, and ${database} will hold nothing else`);
  const sorting = sortingInWords(expected.settings);
  if (present !== undefined && sorting !== undefined && sorting !== present.sorting) {
    const after = way === 'transaction' ? 'goes on to sort' : 'will sort';
    const locale = way === 'transaction' ? present.sorting : sorting;
    notes.push(`${database} ${after} texts by ${locale}; the source has ${sorting}, the target ${present.sorting}`);
  }
  notes.push('tablespaces of the backup are ignored: everything lies where the database does');
  if (legacy !== undefined && legacy.leftOut.length > 0) {
    const hidden = legacy.leftOut.some((statement) => statement.endsWith('…')) ? ' (pg_restore --create shows …)' : '';
    notes.push(
      `the account ${facts.account} may not bring back all that ${database} had; let an administrator run ` +
        `${legacy.leftOut.map((statement) => `${statement};`).join(' ')}${hidden}`,
    );
  }
  if (way === 'create' && legacy === undefined) {
    notes.push(
      `${database} will belong to ${facts.account}, without the privileges, settings and comment that it had itself, which backups of an older Muster lack: give it its owner with ` +
        `ALTER DATABASE ${quoteIdentifier(database)} OWNER TO …; pg_restore --create shows the rest (docs/restore-by-hand.md)`,
    );
  }
  if (losesCreateOnPublic(expected.objects, sourceMajor(need) ?? facts.major, facts.major)) {
    notes.push(
      'everybody may create in the schema public of the source, and from PostgreSQL 15 on only whoever owns it: where applications need it, ' +
        `run GRANT CREATE ON SCHEMA public TO PUBLIC; in ${database} after the restore`,
    );
  }
  if (has('subscription')) notes.push('subscriptions come back disabled, and without their slots on the publisher');
  if (expected.objects.some(({ kind, name }) => kind === 'extension' && name === 'pg_cron')) {
    notes.push('jobs of pg_cron run in one database of a server only (cron.database_name)');
  }
  return notes;
}
