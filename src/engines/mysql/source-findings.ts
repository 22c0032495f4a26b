import { Failure } from '../../domain/failure.ts';
import type { Fingerprint, ObjectFingerprint } from '../../domain/fingerprint.ts';
import type { DumpRequest } from '../../ports/engine.ts';
import { readCatalog, readSettings } from './catalog.ts';
import type { DumpContents, DumpedObjects } from './dump-reader.ts';
import { fromTable } from './row-history.ts';
import { digestRows, hasInexactColumns } from './row-sums.ts';
import { identifier, literal, type Session } from './session.ts';
import type { BegunDump } from './begin-dump.ts';
import type { SourceScope, TableName } from './source-scope.ts';

const uncounted =
  'the server did not count the rows: the account has neither RELOAD nor LOCK TABLES, so no session was sure to see what the dump tool saw, and how many rows there were rests on the dump alone';

/** What the server says about itself, read while the dump runs; rows in the dump's snapshot. */
export interface ServerFindings {
  readonly objects: readonly ObjectFingerprint[];
  readonly settings: Readonly<Record<string, string>>;
  /** Rows by the name of the table; without those that could not be counted. */
  readonly counts: ReadonlyMap<string, number>;
  readonly gaps: readonly string[];
}

export interface ServerReading {
  readonly about: Session;
  readonly begun: Pick<BegunDump, 'snapshot' | 'alignment'>;
  readonly scope: SourceScope;
  readonly request: Pick<DumpRequest, 'kind' | 'digest'>;
}

/** Reads the objects in one session, and at the same time the rows in the session that holds the snapshot. */
export async function readServer(reading: ServerReading): Promise<ServerFindings> {
  const { about, scope } = reading;
  const [objects, rows] = await Promise.all([readCatalog(about, scope), readRows(reading)]);
  return { ...rows, objects: [...objects, ...rows.digests], settings: await readSettings(about, scope) };
}

interface RowFindings {
  readonly counts: ReadonlyMap<string, number>;
  readonly digests: readonly ObjectFingerprint[];
  readonly gaps: readonly string[];
}

async function readRows({ begun: { snapshot, alignment }, scope, request }: ServerReading): Promise<RowFindings> {
  const counts = new Map<string, number>();
  const digests: ObjectFingerprint[] = [];
  if (request.kind === 'schema') return { counts, digests, gaps: [] };
  if (alignment === 'none') return { counts, digests, gaps: [uncounted] };
  const { reader } = snapshot;
  const outside = await tablesOutsideSnapshots(reader, scope);
  for (const table of scope.baseTables) {
    const name = nameOf(table, scope);
    if (outside.has(name)) continue;
    await reader.execute('SAVEPOINT before_table');
    const [row] = await reader.rows({ rows: 'COUNT(*)' }, await fromTable(reader, table));
    counts.set(name, Number(row?.['rows']));
    if (request.digest === 'server' || (await hasInexactColumns(reader, table)))
      digests.push({ kind: 'table-digest', name, definition: await digestRows(reader, table) });
    // lets the table go, so that nobody who alters it has to wait for the end of the dump, and keeps the snapshot
    await reader.execute('ROLLBACK TO SAVEPOINT before_table');
  }
  return { counts, digests, gaps: [] };
}

/**
 * Tables of engines without transactions: no snapshot holds them, so that what is counted and what is dumped may be of different moments. A
 * drill says of each that its rows were not counted.
 */
async function tablesOutsideSnapshots(session: Session, scope: SourceScope): Promise<ReadonlySet<string>> {
  const rows = await session.rows(
    { schema: 't.table_schema', name: 't.table_name' },
    `FROM information_schema.tables t JOIN information_schema.engines e ON e.engine = t.engine
      WHERE t.table_schema IN (${scope.schemas.map(literal).join(', ')}) AND COALESCE(e.transactions, 'NO') <> 'YES'`,
  );
  return new Set(rows.map(({ schema, name }) => nameOf({ schema: schema ?? '', name: name ?? '' }, scope)));
}

/** A table's name in a fingerprint: with its schema where the dump has several. */
export function nameOf({ schema, name }: TableName, { schemas }: Pick<SourceScope, 'schemas'>): string {
  return schemas.length === 1 ? identifier(name) : `${identifier(schema)}.${identifier(name)}`;
}

/**
 * The fingerprint of a dump: its rows, which have to be as many as the server counted, and the server's objects, of which each has to be in
 * the dump. The tools leave out in silence what the account may not see.
 *
 * @throws Failure `dump-untrue`, `dump-incomplete`.
 */
export function fingerprintOf(contents: DumpContents, server: ServerFindings, scope: SourceScope): Fingerprint {
  assertComplete(contents.objects, server.objects);
  const schema = scope.schemas[0] ?? '';
  const tables = contents.tables.map((table) => {
    const name = nameOf({ schema: table.schema || schema, name: table.name }, scope);
    const countedRows = server.counts.get(name);
    return {
      name,
      columns: [],
      rows: table.rows,
      digest: `sha256-rows:${table.sha256}`,
      ...(countedRows !== undefined && { countedRows }),
    };
  });
  const untrue = tables.filter(({ rows, countedRows }) => countedRows !== undefined && countedRows !== rows);
  const lost = [...server.counts.keys()].filter((name) => !tables.some((table) => table.name === name));
  if (untrue.length + lost.length > 0) {
    const shown = [
      ...untrue.map(({ name, rows, countedRows }) => `${name} (${rows} in the dump, ${countedRows} counted)`),
      ...lost.map((name) => `${name} (not in the dump)`),
    ];
    const more = shown.length > 5 ? ` and ${shown.length - 5} more` : '';
    throw new Failure(
      'dump-untrue',
      `the dump has other rows than the server counted: ${shown.slice(0, 5).join(', ')}${more}`,
    );
  }
  const settings = { ...server.settings, ...longRowsOf(contents, scope) };
  return { tables, objects: server.objects, settings, gaps: server.gaps };
}

/** Tables with a row that no server takes by its own settings, so that whoever is to take it can be asked before. */
function longRowsOf({ tables }: DumpContents, scope: SourceScope): Readonly<Record<string, string>> {
  const long = tables.filter(({ longestRowBytes }) => longestRowBytes > usualRowBytes);
  if (long.length === 0) return {};
  const schema = scope.schemas[0] ?? '';
  const entries = long.map((table): [string, number] => [
    nameOf({ schema: table.schema || schema, name: table.name }, scope),
    table.longestRowBytes,
  ]);
  return { long_rows: JSON.stringify(Object.fromEntries(entries)) };
}

/** A statement of a dump has as much, and a row that is longer is a statement by itself. */
const usualRowBytes = 1024 * 1024;

const kindsOf: Readonly<Record<keyof DumpedObjects, readonly string[]>> = {
  tables: ['table'],
  sequences: ['sequence'],
  views: ['view'],
  triggers: ['trigger'],
  routines: ['procedure', 'function', 'package', 'package-body'],
  events: ['event'],
};

function assertComplete(dumped: DumpedObjects, objects: readonly ObjectFingerprint[]): void {
  for (const [name, kinds] of Object.entries(kindsOf)) {
    const there = objects.filter(({ kind }) => kinds.includes(kind)).length;
    const inDump = dumped[name as keyof DumpedObjects];
    if (inDump === there) continue;
    throw new Failure('dump-incomplete', `the dump has ${inDump} ${name}, and the server ${there}`, {
      hint: 'grant the account what the dump tool needs to see all of them, or run again if somebody changed the schema meanwhile',
    });
  }
}
