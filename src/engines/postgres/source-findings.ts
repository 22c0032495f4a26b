import { Failure } from '../../domain/failure.ts';
import type { Fingerprint, ObjectFingerprint } from '../../domain/fingerprint.ts';
import type { DumpRequest } from '../../ports/engine.ts';
import type { ArchiveContents } from './archive-reader.ts';
import type { ArchiveEntry } from './archive-toc.ts';
import { isNotOfExtension, isUserSchema } from './catalog-query.ts';
import { readCatalog, withoutData, type CatalogScope } from './catalog.ts';
import { parseCopyStatement, quoteIdentifier } from './copy-statement.ts';
import { largeObjectsFingerprint } from './large-objects.ts';
import { sequenceValueOf } from './objects-sequence-values.ts';
import type { Session } from './session.ts';
import { joinSnapshot } from './source-snapshot.ts';
import { lockTrouble } from './stderr-failures.ts';
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
  const [objects, rows] = await Promise.all([readObjects(reading), readRows(reading, names)]);
  return { ...rows, gaps: [...rows.gaps, ...viewsOf(reading)], objects: [...objects, ...rows.digests] };
}

/** Patterns of tables choose views too, which belong to no table and are not read for chosen tables. */
function viewsOf({ entries, request }: ServerReading): readonly string[] {
  if (request.tables.length === 0) return [];
  return entries
    .filter(({ description }) => description === 'VIEW' || description === 'MATERIALIZED VIEW')
    .map(({ namespace = '', tag }) => `the view ${namespace}.${tag} is in the dump and not in the fingerprint`);
}

async function readObjects({ holder, entries, request }: ServerReading): Promise<readonly ObjectFingerprint[]> {
  const objects = await readCatalog(holder, { scope: await scopeOf(holder, entries, request) });
  if (request.kind === 'schema') return withoutData(objects);
  // values of sequences are no part of a snapshot: the archive says which ones a restore brings back
  const values = entries.flatMap(({ definition }) => sequenceValueOf(definition ?? '') ?? []);
  return [...objects.filter(({ kind }) => kind !== 'sequence-value'), ...values];
}

async function scopeOf(
  holder: Session,
  entries: readonly ArchiveEntry[],
  { tables, excludeTables }: ServerReading['request'],
): Promise<CatalogScope> {
  if (tables.length === 0 && excludeTables.length === 0) return 'all';
  const dumped = entries
    .filter(({ description }) => description === 'TABLE' || description === 'FOREIGN TABLE')
    .map(({ namespace = '', tag }) => `${quoteIdentifier(namespace)}.${quoteIdentifier(tag)}`);
  if (tables.length > 0) return { tables: dumped };
  const all = await holder.rows(
    `SELECT n.nspname AS namespace, c.relname AS tag FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'f') AND ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_class', 'c.oid')}`,
  );
  const names = all.map(({ namespace, tag }) => `${quoteIdentifier(namespace ?? '')}.${quoteIdentifier(tag ?? '')}`);
  return { except: names.filter((name) => !dumped.includes(name)) };
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
