import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fingerprint } from '../../../src/domain/fingerprint.ts';
import { compareObjects, compareTables } from '../../../src/domain/verification/compare.ts';
import { archiveReader } from '../../../src/engines/postgres/archive-reader.ts';
import { readSettings } from '../../../src/engines/postgres/catalog-settings.ts';
import { readCatalog, type CatalogScope } from '../../../src/engines/postgres/catalog.ts';
import { connectionFromUrl } from '../../../src/engines/postgres/connection.ts';
import { largeObjectsFingerprint } from '../../../src/engines/postgres/large-objects.ts';
import type { OpenSession } from '../../../src/engines/postgres/create-database.ts';
import { openSession } from '../../../src/engines/postgres/session.ts';
import type { Progress } from '../../../src/ports/progress.ts';
import type { Sandbox } from '../../../src/ports/sandbox.ts';
import { launcher } from '../../../src/process/launcher.ts';
import type { TestPostgres } from '../../real/postgres-server.ts';

export const tools = launcher({ PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C.UTF-8', TZ: 'UTC' });

export const never = new AbortController().signal;

/** Collects what is noted, and drops the rest. */
export function notes(): Progress & { readonly lines: string[] } {
  const lines: string[] = [];
  const nothing = (): void => undefined;
  const keep = (line: string): void => void lines.push(line);
  return { lines, stage: nothing, expect: nothing, bytes: nothing, item: nothing, note: keep, warn: keep };
}

/** Opens sessions on one database of a server. */
export function opener(server: TestPostgres, database: string): OpenSession {
  return async (other = database, settings = {}) =>
    openSession({
      launcher: tools,
      psql: join(server.bin, 'psql'),
      connection: connectionFromUrl(server.socketUrl(other)),
      settings,
    });
}

export interface Backup {
  readonly bytes: Buffer;
  readonly expected: Fingerprint;
}

/** A dump of a database and what the database held, read by hand and not by the source. */
export async function backupOf(server: TestPostgres, database: string, scope: CatalogScope = 'all'): Promise<Backup> {
  const patterns = scope !== 'all' && 'tables' in scope ? scope.tables.map((table) => `--table=${table}`) : [];
  await using dump = tools.start({
    file: join(server.bin, 'pg_dump'),
    args: ['-Fc', '-Z0', ...patterns, `--dbname=${server.socketUrl(database)}`],
  });
  const chunks: Buffer[] = [];
  const reader = archiveReader();
  for await (const chunk of dump.output()) {
    chunks.push(chunk);
    reader.write(chunk);
  }
  const { tables, largeObjects } = reader.finish();
  await using session = await opener(server, database)();
  const objects = [...(await readCatalog(session, { scope })), ...largeObjectsFingerprint(largeObjects)];
  const rows = tables.map(({ name, columns, rows, sha256 }) => {
    return { name, columns, rows, countedRows: rows, digest: `sha256:${sha256}` };
  });
  return {
    bytes: Buffer.concat(chunks),
    expected: { tables: rows, objects, settings: await readSettings(session), gaps: [] },
  };
}

/** A server as a sandbox. Disposing of it leaves the server. */
export async function sandboxOn(server: TestPostgres): Promise<Sandbox> {
  const scratch = await mkdtemp(join(tmpdir(), 'scratch-'));
  return {
    url: server.socketUrl(),
    scratch,
    description: 'a server of the test',
    isolation: 'none',
    isThrowaway: true,
    version: (await server.psql('SHOW server_version')).split(' ')[0] ?? '',
    [Symbol.asyncDispose]: () => rm(scratch, { recursive: true }),
  };
}

/** Everything in which a copy differs, as `code subject`, sorted. */
export function differences(expected: Fingerprint, copy: Fingerprint): readonly string[] {
  const findings = [...compareTables(expected, copy).findings, ...compareObjects(expected, copy).findings];
  return findings.map(({ code, subject }) => `${code} ${subject}`).sort();
}

export async function* inPieces(bytes: Buffer, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size)
    yield await Promise.resolve(bytes.subarray(start, start + size));
}
