import { Failure } from '../../domain/failure.ts';
import type { Fingerprint, ObjectFingerprint } from '../../domain/fingerprint.ts';
import type { DumpRequest } from '../../ports/engine.ts';
import type { ArchiveContents } from './archive-reader.ts';
import type { ArchiveEntry } from './archive-toc.ts';
import { catalogEdition } from './catalog-edition.ts';
import { isNotOfExtension, isUserSchema } from './catalog-query.ts';
import { readCatalog, withoutData, type CatalogScope } from './catalog.ts';
import { needsOfChosen } from './chosen-needs.ts';
import { parseCopyStatement, quoteIdentifier } from './copy-statement.ts';
import { largeObjectsFingerprint } from './large-objects.ts';
import { sequenceValueOf } from './objects-sequence-values.ts';
import { sequences } from './objects-sequences.ts';
import { literal, type Session } from './session.ts';
import { joinSnapshot } from './source-snapshot.ts';
import { lockTrouble } from './stderr-failures.ts';
import { assertPatternsFit } from './table-patterns.ts';
import { compareCounts, countRows, digestRows, lockTables } from './source-rows.ts';

/** What the server says about itself in the dump's snapshot, read while the dump runs. */
export interface ServerFindings {
  readonly objects: readonly ObjectFingerprint[];
  /** Absent where the tables could not be counted. */
  readonly counts?: ReadonlyMap<string, number>;
  readonly gaps: readonly string[];
}

export interface ServerReading {
  /** Holds the snapshot. */
  readonly holder: Session;
  readonly snapshotId: string;
  readonly openWorker: () => Promise<Session>;
  /** As they were at the snapshot; see `readFunctions`. */
  readonly functions: readonly ObjectFingerprint[];
  readonly entries: readonly ArchiveEntry[];
  readonly request: Pick<DumpRequest, 'kind' | 'tables' | 'excludeTables' | 'digest' | 'progress'>;
}

/** Reads the objects in the holder's session, and at the same time the rows in a second one. */
export async function readServer(reading: ServerReading): Promise<ServerFindings> {
  const names = reading.entries.flatMap(({ description, copyStatement = '', namespace = '', tag }) => {
    if (description !== 'TABLE DATA') return [];
    const copy = parseCopyStatement(copyStatement);
    const isItself = copy?.path.join('\0') === `${namespace}\0${tag}`;
    return [isItself ? copy.table : `${quoteIdentifier(namespace)}.${quoteIdentifier(tag)}`];
  });
  await assertPatternsFit(reading.holder, reading.entries, reading.request);
  await warnOfNeeds(reading);
  const [objects, rows] = await Promise.all([readObjects(reading), readRows(reading, names)]);
  const hasSubscriptions = await areSubscriptionsDumped(reading.holder);
  const omissions = hasSubscriptions ? [] : ['subscriptions are not in the dump: only a superuser may read them'];
  const dumped = objects.filter(({ kind, name }) => hasSubscriptions || !isOfSubscription(kind, name));
  const gaps = [...rows.gaps, ...viewsOf(reading), ...omissions, ...(await emptiedOf(reading))];
  return { ...rows, gaps, objects: [...dumped, ...rows.digests] };
}

/** pg_dump leaves them out with no more than a warning, by this rule (versions 13 to 18). */
async function areSubscriptionsDumped(holder: Session): Promise<boolean> {
  const [row] = await holder.rows(
    `SELECT count(*) AS number FROM pg_subscription
     WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND current_setting('is_superuser') = 'off'`,
  );
  return row?.['number'] === '0';
}

/** Whether it is a subscription, or a comment or label on one. */
function isOfSubscription(kind: string, name: string): boolean {
  return (
    kind === 'subscription' || ((kind === 'comment' || kind === 'security-label') && name.startsWith('subscription '))
  );
}

/** Tables whose rows pg_dump leaves out on a standby without a word. */
async function emptiedOf({ holder, entries, request }: ServerReading): Promise<readonly string[]> {
  if (request.kind === 'schema') return [];
  const unlogged = await holder.rows(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name, n.nspname AS namespace, c.relname AS tag
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND c.relpersistence = 'u' AND pg_is_in_recovery()`,
  );
  const dumped = new Set(dumpedNames(entries, ['TABLE']));
  const empty = unlogged.filter(({ namespace, tag }) =>
    dumped.has(`${quoteIdentifier(namespace ?? '')}.${quoteIdentifier(tag ?? '')}`),
  );
  return empty.map(
    ({ name }) =>
      `the rows of ${name ?? ''} are not in the dump: it is unlogged, and a standby has none; dump from the primary, or leave it out with "exclude-tables"`,
  );
}

/** A drill makes the schemas of chosen tables, and cannot make what else they need. */
async function warnOfNeeds({ holder, entries, request }: ServerReading): Promise<void> {
  if (request.tables.length === 0) return;
  const needs = await needsOfChosen(holder, entries);
  if (needs === undefined) return;
  request.progress.warn(
    `what input "tables" chose needs ${needs}, which the dump does not hold: it loads only where they are, and a drill of it fails; ` +
      'choose them as well where they are tables or sequences, or leave out the other tables with "exclude-tables" instead',
  );
}

/** Patterns of tables choose views too, which belong to no table and are not read for chosen tables. */
function viewsOf({ entries, request }: ServerReading): readonly string[] {
  if (request.tables.length === 0) return [];
  return entries
    .filter(({ description }) => description === 'VIEW' || description === 'MATERIALIZED VIEW')
    .map(({ namespace = '', tag }) => `the view ${namespace}.${tag} is in the dump and not in the fingerprint`);
}

async function readObjects({
  holder,
  functions,
  entries,
  request,
}: ServerReading): Promise<readonly ObjectFingerprint[]> {
  const scope = await scopeOf(holder, entries, request);
  const read = await readCatalog(holder, { scope, functions });
  const objects = scope === 'all' ? read : [...read, ...(await orphanedSequences(holder, entries, read))];
  if (request.kind === 'schema') return withoutData(objects);
  // values of sequences are no part of a snapshot: the archive says which ones a restore brings back
  const values = entries.flatMap(({ definition }) => sequenceValueOf(definition ?? '') ?? []);
  return [...objects.filter(({ kind }) => kind !== 'sequence-value'), ...values];
}

/** pg_dump dumps a sequence whose table is left out, as one that belongs to no table. */
async function orphanedSequences(
  holder: Session,
  entries: readonly ArchiveEntry[],
  read: readonly ObjectFingerprint[],
): Promise<readonly ObjectFingerprint[]> {
  const dumped = dumpedNames(entries, ['SEQUENCE']);
  if (dumped.length === 0) return [];
  const known = new Set(read.filter(({ kind }) => kind === 'sequence').map(({ name }) => name));
  const rows = await holder.rows(
    `SELECT kind, name, (definition::jsonb - 'owned_by')::text AS definition FROM (${sequences.sql(0, 0, catalogEdition)}) AS o
     WHERE to_regclass(name) IN (SELECT to_regclass(v.name) FROM (VALUES ${dumped.map((name) => `(${literal(name)})`).join(', ')}) AS v (name))`,
  );
  return rows
    .map(({ kind, name, definition }) => ({ kind: kind ?? '', name: name ?? '', definition: definition ?? '' }))
    .filter(({ name }) => !known.has(name));
}

/** Quoted and qualified names of what the dump defines of some kinds. */
function dumpedNames(entries: readonly ArchiveEntry[], kinds: readonly string[]): string[] {
  return entries
    .filter(({ description }) => kinds.includes(description))
    .map(({ namespace = '', tag }) => `${quoteIdentifier(namespace)}.${quoteIdentifier(tag)}`);
}

async function scopeOf(
  holder: Session,
  entries: readonly ArchiveEntry[],
  { tables, excludeTables }: ServerReading['request'],
): Promise<CatalogScope> {
  if (tables.length === 0 && excludeTables.length === 0) return 'all';
  const chosen = ['TABLE', 'FOREIGN TABLE', 'SEQUENCE'];
  if (tables.length > 0) return { tables: dumpedNames(entries, chosen) };
  const all = await holder.rows(
    `SELECT n.nspname AS namespace, c.relname AS tag FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'f', 'S', 'v', 'm') AND ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_class', 'c.oid')}`,
  );
  const names = all.map(({ namespace, tag }) => `${quoteIdentifier(namespace ?? '')}.${quoteIdentifier(tag ?? '')}`);
  const there = new Set(dumpedNames(entries, [...chosen, 'VIEW', 'MATERIALIZED VIEW']));
  return { except: names.filter((name) => !there.has(name)) };
}

type RowFindings = Pick<ServerFindings, 'counts' | 'gaps'> & { readonly digests: readonly ObjectFingerprint[] };

async function readRows(reading: ServerReading, names: readonly string[]): Promise<RowFindings> {
  if (names.length === 0) return { counts: new Map(), gaps: [], digests: [] };
  await using worker = await reading.openWorker();
  await joinSnapshot(worker, reading.snapshotId);
  try {
    await lockTables(worker, names);
  } catch (error) {
    if (!(error instanceof Failure) || !isLockTrouble(error)) throw error;
    const gap = `the rows were not counted by the server: ${error.message}`;
    reading.request.progress.warn(gap);
    return { gaps: [gap], digests: [] };
  }
  const counts = await countRows(worker, names);
  const digests = reading.request.digest === 'server' ? await digestRows(worker, names) : [];
  return { counts, gaps: [], digests };
}

/** The dump may have got the locks that the counting session did not. */
function isLockTrouble({ message }: Failure): boolean {
  return Object.values(lockTrouble).some((reason) => message.includes(reason));
}

/**
 * The fingerprint of a dump: its rows, which have to be as many as the server counted, and the server's objects.
 *
 * @throws Failure `dump-untrue`.
 */
export function fingerprintOf(
  archive: ArchiveContents,
  server: ServerFindings,
  settings: Readonly<Record<string, string>>,
): Fingerprint {
  const { counts = new Map<string, number>() } = server;
  compareCounts(archive.tables, counts);
  const rerouted = archive.tables.filter(({ loadsInto }) => loadsInto !== undefined);
  return {
    tables: archive.tables
      .filter(({ loadsInto }) => loadsInto === undefined)
      .map(({ name, columns, rows, sha256 }) => {
        const countedRows = counts.get(name);
        return {
          name,
          columns,
          rows,
          digest: `sha256:${sha256}`,
          ...(countedRows === undefined ? {} : { countedRows }),
        };
      }),
    objects: [...server.objects, ...largeObjectsFingerprint(archive.largeObjects)],
    settings,
    gaps: [
      ...server.gaps,
      ...rerouted.map(
        ({ name, loadsInto = '' }) => `the rows of ${name} load into ${loadsInto} and may move between partitions`,
      ),
    ],
  };
}
