import { Failure } from '../../../domain/failure.ts';
import type { Fingerprint } from '../../../domain/fingerprint.ts';
import type { ArchiveEntry } from '../archive-toc.ts';
import { quoteIdentifier } from '../copy-statement.ts';
import { textIn } from './tables-live.ts';
import { unfit } from './tables-needs.ts';
import { ownersOf } from './tables-part.ts';
import { pathOf } from './tables-pattern.ts';
import { literal, type Session } from '../session.ts';
import type { Survey } from './tables-survey.ts';

/** Entries that are about one relation or routine of their own, which has to be asked for. */
const standAlone: Readonly<Record<string, 'table' | 'rows' | 'sequence' | 'view' | 'routine' | 'type' | 'never'>> = {
  TABLE: 'table',
  'FOREIGN TABLE': 'never',
  'TABLE DATA': 'rows',
  SEQUENCE: 'sequence',
  'SEQUENCE SET': 'sequence',
  'SEQUENCE OWNED BY': 'sequence',
  VIEW: 'view',
  'MATERIALIZED VIEW': 'view',
  FUNCTION: 'routine',
  PROCEDURE: 'routine',
  TYPE: 'type',
  DOMAIN: 'type',
  // made from their own text, after all rows are there
  'FK CONSTRAINT': 'never',
};

/**
 * The entries of an archive that bring the chosen tables back: the rows of all; of those that are replaced the tables, with everything in
 * the archive that depends on them, but for other tables, views that are not lost, and foreign keys.
 *
 * @param session On the live database, once the replaced tables are dropped.
 * @throws Failure `archive-damaged` where a table is not in the archive; `target-unfit` where something needs a relation that is not there.
 */
export async function entriesFor(
  entries: readonly ArchiveEntry[],
  survey: Survey,
  expected: Fingerprint,
  session: Session,
): Promise<readonly ArchiveEntry[]> {
  const owners = ownersOf(expected.objects);
  const sequences = expected.objects.filter(
    (object) => object.kind === 'sequence' && survey.replaced.includes(owners.get(object) ?? ''),
  );
  const wanted = {
    table: keysOf(survey.replaced),
    rows: keysOf(survey.ways.keys()),
    sequence: keysOf(sequences.map(({ name }) => name)),
    view: keysOf([...survey.dependents, ...survey.lostViews].map(({ name }) => name)),
  };
  const routines = await routinesOf(session);
  const types = await typesOf(session);
  const published = new Set(survey.published.map((of) => `${of.schema}\0${of.publication} ${of.table}`));
  const chosen = new Set<number>();
  for (const entry of entries) {
    const kind = standAlone[entry.description];
    const depends = entry.dependencies.some((id) => chosen.has(id));
    const key = `${entry.namespace ?? ''}\0${entry.tag}`;
    const isChosen =
      kind === undefined
        ? depends && (entry.description !== 'PUBLICATION TABLE' || published.has(key))
        : kind === 'routine'
          ? depends && !routines.has(`${entry.namespace ?? ''}.${entry.tag}`)
          : kind === 'type'
            ? depends && !types.has(key)
            : kind !== 'never' && wanted[kind].has(key) && (kind !== 'view' || depends);
    if (isChosen) chosen.add(entry.dumpId);
  }
  assertFound(entries, chosen, wanted);
  await assertBasis(session, entries, chosen);
  return inOrder(entries.filter(({ dumpId }) => chosen.has(dumpId)));
}

/**
 * The archive's order, but for a partition that joins a table which stays: that has its indexes already, and would give the partition
 * its own before the archive does. So it joins with the indexes of the archive, which are then taken over.
 */
function inOrder(entries: readonly ArchiveEntry[]): readonly ArchiveEntry[] {
  const made = new Set(entries.map(({ dumpId }) => dumpId));
  const joins = entries.filter(
    ({ description, dependencies }) => description === 'TABLE ATTACH' && !dependencies.every((id) => made.has(id)),
  );
  const attached = joins.length === 0 ? [] : entries.filter(({ description }) => description === 'INDEX ATTACH');
  const others = entries.filter((entry) => !joins.includes(entry) && !attached.includes(entry));
  const afterIndexes =
    others.findLastIndex(({ description }) => /^(?:INDEX|CONSTRAINT|TABLE DATA)$/.test(description)) + 1;
  return others.toSpliced(afterIndexes, 0, ...joins, ...attached);
}

function keysOf(names: Iterable<string>): ReadonlySet<string> {
  return new Set([...names].map((name) => pathOf(name).join('\0')));
}

/** Signatures as an archive tags them, without quotes. */
async function routinesOf(session: Session): Promise<ReadonlySet<string>> {
  const rows = await session.rows(
    `SELECT replace(p.oid::regprocedure::text, '"', '') AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`,
  );
  return new Set(rows.map((row) => textIn(row, 'name')));
}

async function typesOf(session: Session): Promise<ReadonlySet<string>> {
  const rows = await session.rows(
    `SELECT n.nspname AS schema, y.typname AS name FROM pg_type y JOIN pg_namespace n ON n.oid = y.typnamespace WHERE n.nspname !~ '^pg_'`,
  );
  return new Set(rows.map((row) => `${textIn(row, 'schema')}\0${textIn(row, 'name')}`));
}

function assertFound(
  entries: readonly ArchiveEntry[],
  chosen: ReadonlySet<number>,
  { table }: { readonly table: ReadonlySet<string> },
): void {
  const found = new Set(
    entries
      .filter(({ dumpId, description }) => description === 'TABLE' && chosen.has(dumpId))
      .map(({ namespace = '', tag }) => `${namespace}\0${tag}`),
  );
  const missing = [...table].find((key) => !found.has(key));
  if (missing !== undefined)
    throw new Failure('archive-damaged', `the dump does not hold the table ${missing.replace('\0', '.')}`);
}

const relations = new Set(['TABLE', 'FOREIGN TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE']);

/** A view that comes back may rest on more than the chosen tables. */
async function assertBasis(
  session: Session,
  entries: readonly ArchiveEntry[],
  chosen: ReadonlySet<number>,
): Promise<void> {
  const needs = entries.filter(({ dumpId }) => chosen.has(dumpId));
  const needed = new Set(needs.flatMap(({ dependencies }) => dependencies).filter((id) => !chosen.has(id)));
  for (const { dumpId, description, namespace = '', tag } of entries) {
    if (!needed.has(dumpId) || !relations.has(description)) continue;
    const name = `${quoteIdentifier(namespace)}.${quoteIdentifier(tag)}`;
    const [row] = await session.rows(`SELECT to_regclass(${literal(name)}) IS NULL AS missing`);
    if (row?.['missing'] !== 't') continue;
    const first = needs.find(({ dependencies }) => dependencies.includes(dumpId));
    const what = `${first?.description.toLowerCase() ?? ''} ${first?.namespace ?? ''}.${first?.tag ?? ''}`;
    throw unfit(`the ${what} needs ${namespace}.${tag}, which the target lacks`, `choose ${namespace}.${tag} too`);
  }
}
