import { Failure } from '../../domain/failure.ts';
import { decoderOf } from './archive-encoding.ts';
import { readByte, readInt, readText, skipText, take, type ArchiveInput, type Reading } from './archive-input.ts';

export interface ArchiveHeader {
  /** Of the format: 14 for 1.14. */
  readonly minor: number;
  readonly serverVersion: string;
  readonly dumpVersion: string;
}

/** One entry of an archive's table of contents, without its definitions. */
export interface ArchiveEntry {
  readonly dumpId: number;
  /** Whether the archive has a block of data for it. */
  readonly hasData: boolean;
  /** `TABLE`, `TABLE DATA`, `BLOBS` … */
  readonly description: string;
  readonly namespace: string | undefined;
  readonly tag: string;
  readonly owner: string | undefined;
  /** `COPY s.t (a, b) FROM stdin;` of table data. */
  readonly copyStatement: string | undefined;
  /** `SELECT pg_catalog.setval(…);` of a `SEQUENCE SET`; other definitions are not kept. */
  readonly definition?: string;
  /** The `dumpId`s of the entries that have to be there before it. */
  readonly dependencies: readonly number[];
}

const oldestMinor = 12;
const newestMinor = 16;
const offsetBytes = 8;

/**
 * The header as `WriteHead` in PostgreSQL's `pg_backup_archiver.c` writes it (formats 1.12 to 1.16, PostgreSQL 9.6 to 18).
 *
 * @throws Failure `dump-failed` for a version or a compression that is not supported.
 */
export function* readHeader(input: ArchiveInput): Reading<ArchiveHeader> {
  const magic = (yield* take(input, 5)).toString('latin1');
  if (magic !== 'PGDMP') input.fail('it does not begin with PGDMP');
  const [major = 0, minor = 0, , intSize, offsetSize, format] = Buffer.from(yield* take(input, 6));
  if (major !== 1 || minor < oldestMinor || minor > newestMinor) {
    throw new Failure('dump-failed', `the dump is an archive of version ${major}.${minor}, which is not supported`, {
      hint: `use client tools of PostgreSQL 13 to 18`,
    });
  }
  if (intSize !== 4 || offsetSize !== offsetBytes || format !== 1)
    input.fail('its header is not that of a custom archive');
  const compression = minor >= 15 ? yield* readByte(input) : yield* readInt(input);
  if (compression !== 0) {
    throw new Failure('dump-failed', 'the dump is compressed by pg_dump itself, so its rows cannot be read', {
      hint: 'make it with pg_dump --compress=0; Muster compresses by itself',
    });
  }
  for (let timeField = 0; timeField < 7; timeField += 1) yield* readInt(input);
  yield* skipText(input); // database
  const serverVersion = (yield* readText(input)) ?? '';
  const dumpVersion = (yield* readText(input)) ?? '';
  return { minor, serverVersion, dumpVersion };
}

/** The table of contents as `WriteToc` writes it. */
export function* readEntries(input: ArchiveInput, header: ArchiveHeader): Reading<readonly ArchiveEntry[]> {
  const count = yield* readInt(input);
  if (count < 0) input.fail('its table of contents has an impossible length');
  const entries: ArchiveEntry[] = [];
  while (entries.length < count) entries.push(yield* readEntry(input, header.minor));
  return entries;
}

function* readEntry(input: ArchiveInput, minor: number): Reading<ArchiveEntry> {
  const dumpId = yield* readInt(input);
  const hasData = (yield* readInt(input)) !== 0;
  yield* skipText(input); // oid of its catalog
  yield* skipText(input); // its oid
  const tag = (yield* readText(input)) ?? '';
  const description = (yield* readText(input)) ?? '';
  yield* readInt(input); // section
  // the first entry, in plain letters
  const isRead = description === 'ENCODING' || description === 'SEQUENCE SET';
  const definition = isRead ? yield* readText(input) : yield* skipText(input);
  if (description === 'ENCODING') input.decode = decoderOf(definition ?? '');
  yield* skipText(input); // drop statement
  const copyStatement = yield* readText(input);
  const namespace = yield* readText(input);
  yield* skipText(input); // tablespace
  if (minor >= 14) yield* skipText(input); // table access method
  if (minor >= 16) yield* readInt(input); // relkind
  const owner = yield* readText(input);
  yield* skipText(input); // whether it has oids: for ever "false"
  const dependencies: number[] = []; // up to a null
  for (let text = yield* readText(input); text !== undefined; text = yield* readText(input))
    dependencies.push(Number(text));
  yield* take(input, 1 + offsetBytes); // where its data is; not filled in on a pipe
  const known = { dumpId, hasData, description, namespace, tag, owner, copyStatement, dependencies };
  return description === 'SEQUENCE SET' && definition !== undefined ? { ...known, definition } : known;
}
