import { createHash } from 'node:crypto';
import type { FailureCode } from '../../domain/failure-codes.ts';
import {
  archiveInput,
  intAt,
  intBytes,
  keepRest,
  readByte,
  readInt,
  supply,
  type ArchiveInput,
  type Reading,
} from './archive-input.ts';
import { readEntries, readHeader, type ArchiveEntry, type ArchiveHeader } from './archive-toc.ts';
import { parseCopyStatement, quoteIdentifier } from './copy-statement.ts';
import type { LargeObject } from './large-objects.ts';
import { rowDigests, type RowDigest, type RowTotals } from './row-digest.ts';

/** The rows of one table in an archive, as `COPY table (columns) TO STDOUT` would print them. */
export interface ArchivedTable extends RowTotals {
  /** Qualified and quoted as pg_dump writes it. */
  readonly name: string;
  /** Quoted, in the order of the values. */
  readonly columns: readonly string[];
  /** Where a restore puts the rows, if not into the table itself: the root of its partitions. */
  readonly loadsInto?: string;
}

export interface ArchiveContents extends ArchiveHeader {
  readonly entries: readonly ArchiveEntry[];
  readonly tables: readonly ArchivedTable[];
  readonly largeObjects: readonly LargeObject[];
}

/** Is told what comes by. Called from within `write`. */
export interface ArchiveListener {
  /** The table of contents is complete: pg_dump has its locks by now. */
  contents?(entries: readonly ArchiveEntry[]): void;
  /** The rows of a table, or `large objects`, begin. */
  item?(name: string): void;
}

export interface ArchiveReader {
  /** Takes the next bytes. They are not kept. */
  write(chunk: Uint8Array): void;
  /** Everything that was in the archive, after its last byte. */
  finish(): ArchiveContents;
}

/**
 * Reads a custom archive of pg_dump (`-Fc -Z0`) as it passes, to its last byte, in constant memory but for the table of contents.
 *
 * The format has no end mark. An archive is whole where each entry that has data had its block, the last block is closed and nothing is left
 * over; all else raises a failure with `code`, in `write` or in `finish`. See `pg_backup_custom.c`.
 */
export function archiveReader(listener: ArchiveListener = {}, code: FailureCode = 'dump-incomplete'): ArchiveReader {
  const input = archiveInput(code);
  const found = { tables: [] as ArchivedTable[], largeObjects: [] as LargeObject[] };
  let header: ArchiveHeader | undefined;
  let entries: readonly ArchiveEntry[] | undefined;
  const awaited = new Map<number, ArchiveEntry>();

  function* archive(): Reading<undefined> {
    const digest = rowDigests();
    header = yield* readHeader(input);
    entries = yield* readEntries(input, header);
    for (const entry of entries) if (entry.hasData) awaited.set(entry.dumpId, entry);
    listener.contents?.(entries);
    while (awaited.size > 0) {
      const type = yield* readByte(input);
      const entry = awaited.get(yield* readInt(input)) ?? input.fail('it has data of something that it does not list');
      if (type === tableBlock && entry.description === 'TABLE DATA') {
        const table = tableOf(input, entry);
        listener.item?.(table.name);
        found.tables.push({ ...table, ...(yield* readTable(input, digest(), table.name)) });
      } else if (type === largeObjectsBlock && entry.description === 'BLOBS') {
        listener.item?.('large objects');
        yield* readLargeObjects(input, found.largeObjects);
      } else {
        input.fail(`it has a block of unknown type ${type}`);
      }
      awaited.delete(entry.dumpId);
    }
  }

  const reading = archive();
  let ended = reading.next().done === true;
  return {
    write(chunk) {
      supply(input, chunk);
      ended ||= reading.next().done === true;
      if (ended && input.at < input.bytes.length) input.fail('something stands behind its end');
      keepRest(input);
    },
    finish() {
      if (header === undefined || entries === undefined) return input.fail('it ends before its table of contents does');
      if (!ended) input.fail(missing(awaited.size));
      return { ...header, entries, ...found };
    },
  };
}

const tableBlock = 1;
const largeObjectsBlock = 3;
/** Closes the rows of a table in an archive. */
const trailer = '\\.\n\n\n';

function missing(blocks: number): string {
  return `it ends before the data of ${blocks} ${blocks === 1 ? 'entry' : 'entries'} does`;
}

function tableOf(input: ArchiveInput, entry: ArchiveEntry): Pick<ArchivedTable, 'name' | 'columns' | 'loadsInto'> {
  const copy = parseCopyStatement(entry.copyStatement ?? '') ?? input.fail('it has rows without a COPY statement');
  const path = [...(entry.namespace === undefined ? [] : [entry.namespace]), entry.tag];
  if (copy.path.join('\0') === path.join('\0')) return { name: copy.table, columns: copy.columns };
  return { name: path.map(quoteIdentifier).join('.'), columns: copy.columns, loadsInto: copy.table };
}

function* readTable(input: ArchiveInput, rows: RowDigest, name: string): Reading<RowTotals> {
  yield* readChunks(input, rows);
  return rows.totals(trailer) ?? input.fail(`the rows of ${name} are not closed`);
}

function* readLargeObjects(input: ArchiveInput, found: LargeObject[]): Reading<undefined> {
  for (let oid = yield* readInt(input); oid !== 0; oid = yield* readInt(input)) {
    const hash = createHash('sha256');
    let bytes = 0;
    yield* readChunks(input, {
      add(source, from, to) {
        hash.update(source.subarray(from, to));
        bytes += to - from;
      },
    });
    found.push({ oid: oid >>> 0, bytes, sha256: hash.digest('hex') });
  }
}

function* readChunks(input: ArchiveInput, sink: Pick<RowDigest, 'add'>): Reading<undefined> {
  const chunk = { left: 0 };
  while (!moveChunks(input, chunk, sink)) yield;
}

/**
 * Gives the chunks at hand to the sink; true when the empty chunk that closes them was met. A plain function, because a chunk is one row and
 * a generator's step for each would cost more than its digest.
 */
function moveChunks(input: ArchiveInput, chunk: { left: number }, sink: Pick<RowDigest, 'add'>): boolean {
  const { bytes } = input;
  let { at } = input;
  for (;;) {
    if (chunk.left === 0) {
      if (bytes.length - at < intBytes) break;
      chunk.left = intAt(bytes, at);
      at += intBytes;
      if (chunk.left === 0) {
        input.at = at;
        return true;
      }
      if (chunk.left < 0) input.fail('it has a chunk of negative length');
    }
    if (at === bytes.length) break;
    const step = Math.min(chunk.left, bytes.length - at);
    sink.add(bytes, at, at + step);
    at += step;
    chunk.left -= step;
  }
  input.at = at;
  return false;
}
