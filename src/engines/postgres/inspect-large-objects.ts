import { createHash, type Hash } from 'node:crypto';
import type { ObjectFingerprint } from '../../domain/fingerprint.ts';
import { largeObjectsFingerprint, type LargeObject } from './large-objects.ts';
import type { Session } from './session.ts';

/** Pages as they lie in the table: a large object may be larger than what the server can hand over as one value. */
const pages = `COPY (
  SELECT m.oid, coalesce(l.pageno, -1), encode(coalesce(l.data, ''), 'hex')
  FROM pg_largeobject_metadata m LEFT JOIN pg_largeobject l ON l.loid = m.oid ORDER BY m.oid, l.pageno) TO STDOUT`;

/** Bytes of a full page: `LOBLKSIZE`, a quarter of a block. */
const pageBytes = 2048;

/** The same for an account that may read large objects and not their table, as all but superusers. A page that is not full is the last. */
const pagesByFunction = `COPY (
  SELECT m.oid, p.page, encode(p.data, 'hex') FROM (SELECT oid FROM pg_largeobject_metadata ORDER BY oid) m CROSS JOIN LATERAL (
    WITH RECURSIVE pages (page, data) AS (
      SELECT 0::bigint, lo_get(m.oid, 0, ${pageBytes})
      UNION ALL SELECT page + 1, lo_get(m.oid, (page + 1) * ${pageBytes}, ${pageBytes}) FROM pages WHERE length(data) = ${pageBytes})
    SELECT page, data FROM pages) p) TO STDOUT`;

interface Reading {
  readonly oid: number;
  readonly hash: Hash;
  bytes: number;
}

/** The large objects of a database as the one object of its fingerprint. */
export async function readLargeObjects(session: Session): Promise<readonly ObjectFingerprint[]> {
  const all: LargeObject[] = [];
  let current: Reading | undefined;
  const close = (): void => {
    if (current !== undefined) all.push({ oid: current.oid, bytes: current.bytes, sha256: current.hash.digest('hex') });
  };
  const [row] = await session.rows(`SELECT has_table_privilege('pg_largeobject', 'SELECT') AS readable`);
  for await (const line of linesOf(session.copyOut(row?.['readable'] === 't' ? pages : pagesByFunction))) {
    const [oid = '', page = '', data = ''] = line.split('\t');
    if (current?.oid !== Number(oid)) {
      close();
      current = { oid: Number(oid), hash: createHash('sha256'), bytes: 0 };
    }
    addPage(current, Number(page), Buffer.from(data, 'hex'));
  }
  close();
  return largeObjectsFingerprint(all);
}

/** Pages that were never written read as zeros. */
function addPage(reading: Reading, page: number, data: Buffer): void {
  for (let start = page * pageBytes; reading.bytes < start;) {
    const zeros = Buffer.alloc(Math.min(pageBytes, start - reading.bytes));
    reading.hash.update(zeros);
    reading.bytes += zeros.length;
  }
  reading.hash.update(data);
  reading.bytes += data.length;
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
