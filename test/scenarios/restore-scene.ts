import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import type { ActionRun } from '../real/action-run.ts';
import type { TestPostgres } from '../real/postgres-server.ts';
import type { ProofWorld } from './proof-scene.ts';

type Inputs = Readonly<Record<string, string>>;

/** Restores the newest backup of source `shop` into a database, as a person who wrote its name. */
export async function restoreInto(
  world: ProofWorld,
  database: string,
  store: string,
  inputs: Inputs = {},
  env: Inputs = {},
): Promise<ActionRun> {
  const { postgres, age } = world;
  const target = { url: postgres.url(database), confirm: database };
  return await world.act('restore', { source: 'shop', store, identity: age.identity, ...target, ...inputs }, env);
}

/** Requires that a backup is in place and proven. */
export function assertRestored(run: ActionRun): void {
  assert.equal(run.status, 0, run.log);
  assert.deepEqual([run.outputs['state'], run.outputs['verdict']], ['restored', 'proven'], run.log);
  assert.equal(run.outputs['failure'], undefined);
}

/** Requires that a run is red with a code, and says in its one line that the database is as it was. @returns the line */
export function assertAsItWas(run: ActionRun, code: string, database: string, status = 1): string {
  assert.equal(run.outputs['failure'], code, run.log);
  assert.equal(run.status, status, run.log);
  assert.equal(run.outputs['state'], 'as-it-was');
  const line = errorOf(run);
  assert.ok(line.includes(`; ${database} is as it was — `), line);
  return line;
}

/** The one line in which a run says why it is red. */
export function errorOf({ log }: ActionRun): string {
  const errors = log.split('\n').filter((line) => line.startsWith('::error'));
  assert.equal(errors.length, 1, log);
  return errors[0] ?? '';
}

/** Everything that a database holds as far as its rows go: each table with its rows in the order of their text. */
export async function rowsOf(postgres: TestPostgres, database: string): Promise<ReadonlyMap<string, string>> {
  const tables = await postgres.psql(
    `SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    database,
  );
  const names = tables.split('\n').filter(Boolean);
  const rows = await postgres.psql(
    names
      .map((name) => `SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM ${name} t;`)
      .join('\n'),
    database,
  );
  return new Map(names.map((name, index) => [name, rows.split('\n')[index] ?? '']));
}

/** Names of all databases of a server, with their owners. */
export async function databasesOf(postgres: TestPostgres): Promise<readonly string[]> {
  return (await postgres.psql('SELECT datname, datdba::regrole FROM pg_database ORDER BY 1')).split('\n');
}

/** Requires that nothing decrypted and no buffer is left in a job's temp folder. */
export async function assertTempEmpty({ job }: ProofWorld): Promise<void> {
  const left = (await readdir(job.tempFolder)).filter((name) => !/^muster-.*\.json$/.test(name));
  assert.deepEqual(left, []);
}
