import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresTarget } from '../../../../src/engines/postgres/target/postgres-target.ts';
import type { CommittedRestore, RestoreNeed, RestorePlan, Target } from '../../../../src/ports/target.ts';
import type { TestPostgres } from '../../../real/postgres-server.ts';
import { differences, inPieces, never, notes, tools, type Backup } from '../restorer-fixture.ts';

/** A database of the server as an account reaches it over the socket, where no password is asked for. */
export function urlFor(server: TestPostgres, database: string, account = 'postgres'): string {
  return server.socketUrl(database).replace('postgres@', `${encodeURIComponent(account)}@`);
}

export function targetOn(server: TestPostgres, database: string, account?: string): Target {
  const url = urlFor(server, database, account);
  return postgresTarget({ launcher: tools, url, client: `path:${server.bin}`, searchPath: '' });
}

export type TestNeed = RestoreNeed & AsyncDisposable & { readonly progress: ReturnType<typeof notes> };

/** What a backup needs, with a scratch folder of its own that has to be empty in the end. */
export async function needOf({ expected, bytes }: Backup, changes: Partial<RestoreNeed> = {}): Promise<TestNeed> {
  const scratch = await mkdtemp(join(tmpdir(), 'scratch-'));
  return {
    ...{ expected, server: {}, dumpBytes: bytes.length, tables: [], scratch, signal: never },
    ...changes,
    progress: notes(),
    async [Symbol.asyncDispose]() {
      const left = await readdir(scratch);
      await rm(scratch, { recursive: true });
      assert.deepEqual(left, [], 'nothing decrypted stays');
    },
  };
}

export interface Restored {
  readonly plan: RestorePlan;
  readonly committed: CommittedRestore;
  readonly notes: readonly string[];
}

/** Restores a whole backup as the use case does, and holds what was loaded against the backup. */
export async function restore(target: Target, backup: Backup, changes: Partial<RestoreNeed> = {}): Promise<Restored> {
  await using need = await needOf(backup, changes);
  const plan = await target.assess(need);
  await using staged = await target.load(inPieces(backup.bytes), plan, need);
  assert.deepEqual(differences(plan.expected, await staged.inspect()), []);
  assert.deepEqual((await staged.examine()).findings, []);
  return { plan, committed: await staged.commit(), notes: need.progress.lines };
}

/** The databases of a server, without its own. */
export async function databasesOf(server: TestPostgres): Promise<readonly string[]> {
  const names = await server.psql(
    `SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY 1`,
  );
  return names.split('\n').filter(Boolean);
}

export async function dropDatabases(server: TestPostgres): Promise<void> {
  for (const name of await databasesOf(server))
    await server.psql(`DROP DATABASE "${name.replaceAll('"', '""')}" WITH (FORCE)`);
}
