import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Fingerprint } from '../../../src/domain/fingerprint.ts';
import { postgresSource } from '../../../src/engines/postgres/source.ts';
import type { Dump, DumpRequest } from '../../../src/ports/engine.ts';
import type { TestPostgres } from '../../real/postgres-server.ts';
import { never, notes, tools } from './restorer-fixture.ts';

/** Starts a dump of a database of the server. */
export async function startDump(url: string, request: Partial<DumpRequest> = {}): Promise<Dump> {
  const source = postgresSource({ launcher: tools, url, client: 'auto', searchPath: '/usr/bin:/bin' });
  const all = {
    kind: 'full',
    tables: [],
    excludeTables: [],
    digest: 'stream',
    progress: notes(),
    signal: never,
  } as const;
  return await source.dump({ ...all, ...request });
}

/** Dumps to the end: the bytes and what the source held. */
export async function takeDump(
  url: string,
  request: Partial<DumpRequest> = {},
): Promise<{ bytes: Buffer; fingerprint: Fingerprint; dump: Dump }> {
  await using dump = await startDump(url, request);
  const chunks: Uint8Array[] = [];
  for await (const chunk of dump.bytes()) chunks.push(chunk);
  const fingerprint = await dump.fingerprint();
  if (fingerprint === undefined) throw new Error('no fingerprint');
  return { bytes: Buffer.concat(chunks), fingerprint, dump };
}

/** Runs pgbench on the server's database `postgres`, over the socket. */
export async function pgbench(server: TestPostgres, ...args: readonly string[]): Promise<void> {
  const where = ['-h', server.socketFolder, '-p', String(server.port), '-U', 'postgres'];
  await promisify(execFile)(join(server.bin, 'pgbench'), [...where, ...args, 'postgres']);
}
