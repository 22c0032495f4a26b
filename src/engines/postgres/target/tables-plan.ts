import { createHash } from 'node:crypto';
import type { Fingerprint } from '../../../domain/fingerprint.ts';
import type { RestorePlan } from '../../../ports/target.ts';
import { ownersOf, partOf, textOf } from './tables-part.ts';
import { nameOf } from './tables-pattern.ts';
import { stayingObjects, type Survey } from './tables-survey.ts';

/** The plan for chosen tables; whether the target is the source, only the whole of it can tell. */
export function planOf(survey: Survey, backup: Fingerprint): Omit<RestorePlan, 'isSource'> {
  return {
    way: 'tables',
    expected: expectedOf(survey, backup),
    holdsData: survey.live.some(({ hasRows }) => hasRows),
    steps: stepsOf(survey, backup),
    notes: notesOf(survey, backup),
  };
}

const noRows = `sha256:${createHash('sha256').digest('hex')}`;

/**
 * What the tables have to be afterwards: the backup's rows in all of them; the live objects of those that stay, and the backup's of those
 * that are replaced.
 */
function expectedOf(survey: Survey, backup: Fingerprint): Fingerprint {
  const part = partOf(backup, new Set(survey.ways.keys()));
  const made = partOf(backup, new Set(survey.replaced)).objects;
  const digests = part.objects.filter(({ kind }) => kind === 'table-digest');
  const staying = stayingObjects(survey);
  const empty = survey.later
    .filter((name) => survey.live.some((table) => table.name === name && table.kind === 'r'))
    .map((name) => ({ name, columns: [], rows: 0, countedRows: 0, digest: noRows }));
  return {
    ...part,
    tables: [...part.tables, ...empty],
    objects: [...made.filter(({ kind }) => kind !== 'table-digest'), ...staying, ...digests],
  };
}

function stepsOf(survey: Survey, backup: Fingerprint): readonly string[] {
  const rows = new Map(backup.tables.map((table) => [table.name, table.rows]));
  const of = (name: string): string => {
    const count = rows.get(name);
    return count === undefined ? 'its partitions' : `${count} ${count === 1 ? 'row' : 'rows'}`;
  };
  const tables = [...survey.ways].map(([name, way]) => {
    if (way.way === 'refill')
      return `${name}: its rows give way to those of the backup (${of(name)}), and the table stays`;
    if (!way.isThere) return `${name}: is missing, and is made anew from the backup (${of(name)})`;
    return `${name}: ${way.because}, so it is dropped and made anew from the backup (${of(name)})`;
  });
  const keyNames = new Set(survey.wantedKeys.map(({ name, table }) => `${name} of ${table}`));
  const lostKeys = survey.foreignKeys.filter(({ name, table }) => !keyNames.has(`${name} of ${table}`));
  return [
    ...tables,
    ...survey.later.map((name) => `${name}: is not in the backup and part of a table that is, so it is emptied`),
    ...survey.vanishing.map((name) => `${name}: is not in the backup and part of a table that is dropped, so it goes`),
    ...triggersThatRest(survey).map((name) => `trigger ${name}: does not fire meanwhile`),
    ...survey.wantedKeys.map(({ name, table, definition }) => {
      const checked = / NOT (?:VALID|ENFORCED)$/.test(definition) ? 'not checked, as it was' : 'which checks all rows';
      return `foreign key ${name} of ${table}: made again, ${checked}`;
    }),
    ...lostKeys.map(({ name, table }) => `foreign key ${name} of ${table}: is not in the backup, and goes`),
    ...survey.dependents
      .filter(({ type }) => type !== 'table')
      .map(({ type, name }) => `${type} ${name}: dropped with its table and made anew from the backup`),
    ...survey.lostViews.map(({ type, name }) => `${type} ${name}: is missing too, and is made anew from the backup`),
  ];
}

function triggersThatRest(survey: Survey): readonly string[] {
  return stayingObjects(survey)
    .filter((object) => object.kind === 'trigger' && textOf(object, 'enabled') !== 'D')
    .map(({ name }) => name);
}

function notesOf(survey: Survey, backup: Fingerprint): readonly string[] {
  return [
    ...differencesOf(survey, backup),
    ...unpublished(survey, backup).map((name) => `${name}: the target lacks the publication, so it is left out`),
    ...neighbours(survey),
    ...survey.stale.map((name) => `materialized view ${name} keeps its old rows: refresh materialized view ${name}`),
    'transactions of the isolation level repeatable read that began before the end of the restore, such as those of pg_dump, may find the tables empty',
  ];
}

/** Who has a foreign key in common with the tables is locked as they are. */
function neighbours({ ways, later, vanishing, foreignKeys, wantedKeys }: Survey): readonly string[] {
  const own = new Set([...ways.keys(), ...later, ...vanishing]);
  const names = new Set([...foreignKeys, ...wantedKeys].flatMap(({ table, target }) => [table, target]));
  const others = [...names].filter((name) => !own.has(name)).sort();
  if (others.length === 0) return [];
  return [`${others.join(', ')}: locked as well until the end, for readers too, because of the foreign keys`];
}

/** In what the tables do not become what they were, beside their rows. */
function differencesOf(survey: Survey, backup: Fingerprint): readonly string[] {
  const mine = new Map(survey.objects.map((object) => [`${object.kind} ${object.name}`, object]));
  const owners = ownersOf(backup.objects);
  const notes: string[] = [];
  for (const object of backup.objects) {
    const table = owners.get(object) ?? '';
    if (!survey.ways.has(table) || object.kind === 'sequence-value' || object.kind === 'table-digest') continue;
    const label = `${object.kind.replace('-', ' ')} ${object.name}`;
    const own = mine.get(`${object.kind} ${object.name}`);
    mine.delete(`${object.kind} ${object.name}`);
    if (!survey.refilled.includes(table) || own?.definition === object.definition) continue;
    if (own === undefined) notes.push(`${label}: in the backup, not in the target, and not brought back`);
    else notes.push(`${label}: other than in the backup, and stays as it is`);
  }
  const ownOwners = ownersOf(survey.objects);
  for (const object of mine.values()) {
    const table = ownOwners.get(object) ?? '';
    if (!survey.ways.has(table)) continue;
    const fate = survey.replaced.includes(table) ? 'goes with the old table' : 'stays';
    notes.push(`${object.kind.replace('-', ' ')} ${object.name}: not in the backup, and ${fate}`);
  }
  return notes;
}

/** Tables that are missing, and that publications had which are missing too. */
function unpublished({ ways, published }: Survey, backup: Fingerprint): readonly string[] {
  const possible = new Set(published.map(({ publication }) => publication));
  return backup.objects.flatMap((object) => {
    const [table, prefix] = [textOf(object, 'table'), `${textOf(object, 'table')} in `];
    const way = ways.get(table);
    if (object.kind !== 'published-table' || way?.way !== 'replace' || way.isThere) return [];
    return possible.has(nameOf(object.name.slice(prefix.length))) ? [] : [`published table ${object.name}`];
  });
}
