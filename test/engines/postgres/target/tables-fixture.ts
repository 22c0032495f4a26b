import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { postgresTarget } from '../../../../src/engines/postgres/target/postgres-target.ts';
import type { RestoreNeed, RestorePlan, StagedRestore } from '../../../../src/ports/target.ts';
import type { TestPostgres } from '../../../real/postgres-server.ts';
import { backupOf, differences, inPieces, never, notes, tools, type Backup } from '../restorer-fixture.ts';

/** A backup of a database and what is done with it to the same database. */
export interface TablesRestore extends AsyncDisposable {
  readonly backup: Backup;
  readonly need: RestoreNeed & { readonly progress: ReturnType<typeof notes> };
  assess(): Promise<RestorePlan>;
  load(plan: RestorePlan, bytes?: AsyncIterable<Uint8Array>): Promise<StagedRestore>;
  /** Assesses, loads, proves and commits; returns the plan. */
  restore(): Promise<RestorePlan>;
}

export interface TablesRestoreOptions {
  readonly server: TestPostgres;
  readonly database: string;
  readonly backup: Backup;
  readonly tables: readonly string[];
  /** A role to restore as, instead of the superuser. */
  readonly role?: string;
  readonly signal?: AbortSignal;
}

export async function tablesRestore(options: TablesRestoreOptions): Promise<TablesRestore> {
  const { server, database, backup, tables, role, signal = never } = options;
  const scratch = await mkdtemp(join(tmpdir(), 'tables-'));
  const url = server.socketUrl(database) + (role === undefined ? '' : `&user=${encodeURIComponent(role)}`);
  const target = postgresTarget({ launcher: tools, url, client: `path:${server.bin}`, searchPath: '/usr/bin:/bin' });
  const progress = notes();
  const need = {
    expected: backup.expected,
    server: {},
    dumpBytes: backup.bytes.length,
    tables,
    scratch,
    progress,
    signal,
  };
  const assess = (): Promise<RestorePlan> => target.assess(need);
  const load = (plan: RestorePlan, bytes = inPieces(backup.bytes)): Promise<StagedRestore> =>
    target.load(bytes, plan, need);
  return {
    ...{ backup, need, assess, load },
    async restore() {
      const plan = await assess();
      await using staged = await load(plan);
      assert.deepEqual(differences(plan.expected, await staged.inspect()), []);
      assert.deepEqual((await staged.examine()).findings, []);
      await staged.commit();
      return plan;
    },
    async [Symbol.asyncDispose]() {
      assert.deepEqual(await readdir(scratch), [], 'nothing decrypted is left behind');
      await rm(scratch, { recursive: true });
    },
  };
}

/** Makes a database, fills it and takes a backup of it. */
export async function filled(server: TestPostgres, database: string, sql: string): Promise<Backup> {
  await server.createDatabase(database);
  await server.psql(sql, database);
  return await backupOf(server, database);
}

const castAround = `ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])`;
const castWithin = `ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])`;

/** Everything that a dump of the database says, rows included, as lines. */
export async function stateOf(server: TestPostgres, database: string): Promise<readonly string[]> {
  const args = ['--format=plain', `--dbname=${server.socketUrl(database)}`];
  const text = await tools.capture({ file: join(server.bin, 'pg_dump'), args });
  const lines = text.split('\n').filter((line) => !/^\\(?:un)?restrict /.test(line));
  // the server reads its own text back in other words
  return lines.map((line) => line.replace(castAround, castWithin));
}

/** Fails with the lines that differ, and not with two whole dumps. */
export async function assertState(server: TestPostgres, database: string, before: readonly string[]): Promise<void> {
  const after = await stateOf(server, database);
  const gone = before.filter((line) => !after.includes(line));
  const added = after.filter((line) => !before.includes(line));
  assert.deepEqual({ gone: gone.slice(0, 20), added: added.slice(0, 20) }, { gone: [], added: [] });
  assert.ok(after.join('\n') === before.join('\n'), 'the same lines in another order');
}
