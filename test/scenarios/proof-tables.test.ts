import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { startJob, type ActionRun } from '../real/action-run.ts';
import { startPostgres, type TestPostgres } from '../real/postgres-server.ts';

const schema = `
CREATE TYPE mood AS ENUM ('a', 'b'); CREATE SCHEMA "App 1";
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 1';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE SEQUENCE counter; SELECT setval('counter', 42); COMMENT ON SEQUENCE counter IS 'counts';
CREATE SEQUENCE "App 1"."Own counter" INCREMENT 5;
CREATE TABLE own (id serial PRIMARY KEY, g int GENERATED ALWAYS AS IDENTITY); INSERT INTO own DEFAULT VALUES;
CREATE TABLE needy (m mood[], a int DEFAULT f(), b int DEFAULT nextval('counter'), o int REFERENCES own);
CREATE TRIGGER t BEFORE INSERT ON needy FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE heir (h int) INHERITS (own);
CREATE VIEW seen AS SELECT * FROM own; COMMENT ON VIEW seen IS 'look'; CREATE MATERIALIZED VIEW kept AS SELECT * FROM own;
CREATE INDEX ON kept (id);
CREATE TABLE parted (a int) PARTITION BY LIST (a); CREATE TABLE part_1 PARTITION OF parted FOR VALUES IN (1); INSERT INTO parted VALUES (1);`;

describe('a backup of chosen tables', { concurrency: 2 }, () => {
  let postgres: TestPostgres;
  before(async () => {
    postgres = await startPostgres();
    await postgres.createDatabase('shop');
    await postgres.psql(schema, 'shop');
  });
  after(() => postgres[Symbol.asyncDispose]());

  async function backUp(inputs: Readonly<Record<string, string>>): Promise<{ backup: ActionRun; drill: ActionRun }> {
    await using job = await startJob();
    const folder = join(job.workFolder, 'store');
    await mkdir(folder);
    const shop = { source: 'shop', store: pathToFileURL(folder).href };
    const url = postgres.url('shop');
    const backup = await job.run('backup', { inputs: { ...shop, url, encryption: 'none', ...inputs } });
    assert.equal(backup.status, 0, backup.log);
    return { backup, drill: await job.run('restore-verify', { inputs: shop }) };
  }

  const proven: readonly Readonly<Record<string, string>>[] = [
    { tables: 'own' },
    { tables: 'counter' },
    { tables: 'own_id_seq' },
    { tables: 'own\n"App 1".*' },
    { tables: 'parted\npart_1' },
    { 'exclude-tables': 'counter\nneedy' },
    { 'exclude-tables': 'own\nneedy\nheir\nseen\nkept' },
  ];
  for (const inputs of proven) {
    it(`is proven, and needs nothing: ${JSON.stringify(inputs)}`, async () => {
      const { backup, drill } = await backUp(inputs);
      assert.equal(drill.outputs['verdict'], 'proven', drill.log);
      assert.doesNotMatch(backup.log, /::warning/);
    });
  }

  const needs: readonly [string, readonly string[]][] = [
    ['needy', ['function public.f()', 'function public.touch()', 'sequence public.counter']],
    ['needy', ['table public.own', 'type public.mood[]']],
    ['heir', ['table public.own', 'sequence public.own_id_seq']],
    ['seen', ['table public.own']],
    ['part_1', ['table public.parted']],
  ];
  for (const [tables, needed] of needs) {
    it(`says what is missing from it: ${tables} needs ${needed.join(', ')}`, async () => {
      const { backup, drill } = await backUp({ tables });
      const [warning = ''] = /^::warning.*$/m.exec(backup.log) ?? [];
      assert.match(warning, /"tables" chose needs .*does not hold/);
      for (const need of needed) assert.ok(warning.includes(need), warning);
      assert.notEqual(drill.outputs['verdict'], 'proven');
    });
  }
});
