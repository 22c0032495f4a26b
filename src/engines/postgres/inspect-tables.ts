import type { Fingerprint, ObjectFingerprint, TableFingerprint } from '../../domain/fingerprint.ts';
import type { Progress } from '../../ports/progress.ts';
import { isNotOfExtension, isUserSchema } from './catalog-query.ts';
import { conditionsOfRows } from './extension-rows.ts';
import type { OpenSession } from './create-database.ts';
import { rowDigests, type RowDigest } from './row-digest.ts';
import { literal, type Session } from './session.ts';

interface TablesInspection {
  readonly open: OpenSession;
  readonly expected: Fingerprint;
  readonly progress: Progress;
  readonly workers: number;
  readonly strangers?: 'ignore';
}

const perStatement = 1000;

/**
 * The tables of the copy: those of `expected` with their rows digested in the order in which they lie, which a restore keeps, and those
 * that `expected` does not know by name and count alone, unless they are to be ignored.
 */
export async function inspectTables(inspection: TablesInspection): Promise<readonly TableFingerprint[]> {
  const { open, expected, progress, workers, strangers } = inspection;
  const queue: TableFingerprint[] = [];
  const unknown: TableFingerprint[] = [];
  const conditions = new Map<string, string>();
  {
    await using session = await open();
    for (const [name, condition] of await conditionsOfRows(session)) conditions.set(name, condition);
    const found = await findTables(session, expected.tables);
    for (const table of expected.tables) {
      const there = found.get(table.name);
      // a column that is missing is another finding; what can be read of the table is compared all the same
      if (there !== undefined) queue.push({ ...table, columns: table.columns.filter((name) => there.has(name)) });
    }
    if (strangers === undefined) unknown.push(...(await unknownTables(session, expected)));
  }
  const encoding = encodingOfDump(expected);
  const read: TableFingerprint[] = [];
  const work = async (): Promise<void> => {
    await using session = await open();
    const nextDigest = rowDigests();
    for (let table = queue.shift(); table !== undefined; table = queue.shift()) {
      progress.item(table.name);
      const source = copySource(table, conditions.get(table.name));
      read.push(await digestTable(session, table, { source, encoding, digest: nextDigest(), progress }));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(workers, queue.length)) }, work));
  return [...read, ...unknown].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The encoding of the rows in the dump: that of the database, unless pg_dump was told another one. */
function encodingOfDump({ settings }: Fingerprint): string {
  return settings['dump_encoding'] ?? settings['encoding'] ?? 'UTF8';
}

/** What is copied of a table; as pg_dump has it where the rows are an extension's table's. */
function copySource({ name, columns }: TableFingerprint, condition: string | undefined): string {
  if (condition !== undefined) return `(SELECT ${columns.join(', ')} FROM ONLY ${name} ${condition})`;
  return columns.length === 0 ? name : `${name} (${columns.join(', ')})`;
}

interface TableReading {
  /** What stands behind COPY. */
  readonly source: string;
  readonly encoding: string;
  readonly digest: RowDigest;
  readonly progress: Progress;
}

async function digestTable(
  session: Session,
  { name, columns }: TableFingerprint,
  { source, encoding, digest, progress }: TableReading,
): Promise<TableFingerprint> {
  for await (const chunk of session.copyOut(`COPY ${source} TO STDOUT (ENCODING ${literal(encoding)})`)) {
    progress.bytes(chunk.length);
    digest.add(chunk, 0, chunk.length);
  }
  const totals = digest.totals('');
  return { name, columns, rows: totals?.rows ?? 0, digest: `sha256:${totals?.sha256 ?? ''}` };
}

/** Which of the tables are in the copy, with the quoted names of their columns. */
async function findTables(
  session: Session,
  tables: readonly TableFingerprint[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (let start = 0; start < tables.length; start += perStatement) {
    const values = tables.slice(start, start + perStatement).map(({ name }) => `(${literal(name)})`);
    const rows = await session.rows(
      `SELECT v.name, (SELECT jsonb_agg(jsonb_build_array(quote_ident(a.attname), '"' || replace(a.attname, '"', '""') || '"'))
         FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
       FROM (VALUES ${values.join(', ')}) AS v (name) JOIN pg_class c ON c.oid = to_regclass(v.name) AND c.relkind = 'r'`,
    );
    for (const row of rows) {
      found.set(row['name'] ?? '', new Set((JSON.parse(row['columns'] ?? '[]') as string[][]).flat()));
    }
  }
  return found;
}

/** Tables with rows of their own that neither the rows nor the objects of `expected` know. */
async function unknownTables(session: Session, expected: Fingerprint): Promise<readonly TableFingerprint[]> {
  const objects = expected.objects.filter(({ kind }) => kind === 'table');
  const known = new Set([...expected.tables, ...objects].map(({ name }) => name));
  const rows = await session.rows(
    `SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND ${isUserSchema('n.nspname')} AND ${isNotOfExtension('pg_class', 'c.oid')}`,
  );
  const unknown: TableFingerprint[] = [];
  for (const row of rows) {
    const name = row['name'] ?? '';
    if (known.has(name)) continue;
    const [count] = await session.rows(`SELECT count(*) AS rows FROM ONLY ${name}`);
    unknown.push({ name, columns: [], rows: Number(count?.['rows']), digest: 'none:' });
  }
  return unknown;
}

/**
 * The sum of the rows' hashes that the server computes, for each table that `expected` has it of: columns sorted by name, so that their
 * order does not count.
 */
export async function serverDigests(session: Session, expected: Fingerprint): Promise<readonly ObjectFingerprint[]> {
  const wanted = expected.objects.filter(({ kind }) => kind === 'table-digest').map(({ name }) => ({ name }));
  const found = await findTables(
    session,
    wanted.map(({ name }) => ({ name, columns: [], rows: 0, digest: '' })),
  );
  const digests: ObjectFingerprint[] = [];
  for (const name of found.keys()) {
    const [row] = await session.rows(await serverDigestSql(session, name));
    digests.push({ kind: 'table-digest', name, definition: row?.['digest'] ?? '' });
  }
  return digests;
}

/** The query whose column `digest` is the server's digest of the rows of one table, quoted and qualified. */
export async function serverDigestSql(session: Session, table: string): Promise<string> {
  const columns = await session.rows(
    `SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = ${literal(table)}::regclass AND attnum > 0 AND NOT attisdropped
     ORDER BY attname COLLATE "C"`,
  );
  const row = `ROW(${columns.map(({ name }) => name).join(', ')})::text COLLATE "C"`;
  return `SELECT coalesce(sum(hashtextextended(${row}, 0)), 0)::text AS digest FROM ONLY ${table}`;
}
