import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startPostgres, type TestPostgres } from '../../../real/postgres-server.ts';
import { backupOf } from '../restorer-fixture.ts';
import { assertState, filled, stateOf, tablesRestore } from './tables-fixture.ts';

const everything = `
  CREATE ROLE reader; CREATE ROLE keeper;
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE TABLE customers (id integer PRIMARY KEY);
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'a trigger fired'; END $$;
  CREATE TABLE "Order ""x"" 🐘" (id serial PRIMARY KEY, customer integer REFERENCES customers, mood mood DEFAULT 'ok',
    label varchar(9) CHECK (label IN ('a', 'b')), number integer GENERATED ALWAYS AS IDENTITY, twice integer GENERATED ALWAYS AS (id * 2) STORED,
    parent integer REFERENCES "Order ""x"" 🐘");
  INSERT INTO customers VALUES (1), (2);
  INSERT INTO "Order ""x"" 🐘" (customer, label) SELECT 1 + i % 2, 'a' FROM generate_series(1, 100) i;
  UPDATE "Order ""x"" 🐘" SET parent = 1 WHERE id > 50;
  CREATE TABLE lines ("order" integer REFERENCES "Order ""x"" 🐘" ON DELETE CASCADE DEFERRABLE);
  INSERT INTO lines VALUES (1), (100);
  COMMENT ON CONSTRAINT lines_order_fkey ON lines IS 'on lines';
  CREATE INDEX by_mood ON "Order ""x"" 🐘" (mood) WHERE label IN ('a', 'b');
  CREATE UNIQUE INDEX clustered ON "Order ""x"" 🐘" (number); ALTER TABLE "Order ""x"" 🐘" CLUSTER ON clustered;
  CREATE STATISTICS pairs ON id, customer FROM "Order ""x"" 🐘";
  CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON "Order ""x"" 🐘" FOR EACH ROW EXECUTE FUNCTION touch();
  CREATE RULE nothing AS ON DELETE TO "Order ""x"" 🐘" DO INSTEAD NOTHING;
  ALTER TABLE "Order ""x"" 🐘" ENABLE ROW LEVEL SECURITY; CREATE POLICY mine ON "Order ""x"" 🐘" TO reader USING (id < 5);
  COMMENT ON TABLE "Order ""x"" 🐘" IS 'a table'; COMMENT ON COLUMN "Order ""x"" 🐘".id IS 'a column'; COMMENT ON INDEX by_mood IS 'an index';
  COMMENT ON TRIGGER touch ON "Order ""x"" 🐘" IS 'a trigger'; COMMENT ON POLICY mine ON "Order ""x"" 🐘" IS 'a policy';
  ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC; ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO reader;
  ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM PUBLIC; CREATE TABLE elsewhere (a integer);
  CREATE POLICY through ON elsewhere USING (EXISTS (SELECT FROM "Order ""x"" 🐘")); CREATE RULE through AS ON DELETE TO elsewhere DO ALSO SELECT id FROM "Order ""x"" 🐘";
  GRANT SELECT ON "Order ""x"" 🐘" TO reader WITH GRANT OPTION; GRANT UPDATE (label) ON "Order ""x"" 🐘" TO reader; GRANT USAGE ON SEQUENCE "Order ""x"" 🐘_id_seq" TO reader;
  ALTER TABLE "Order ""x"" 🐘" OWNER TO keeper;
  CREATE VIEW cheap AS SELECT id, label FROM "Order ""x"" 🐘" WHERE label IN ('a', 'b'); COMMENT ON VIEW cheap IS 'a view'; GRANT SELECT ON cheap TO reader;
  CREATE VIEW over_cheap AS SELECT count(*) FROM cheap;
  CREATE MATERIALIZED VIEW kept AS SELECT * FROM over_cheap; CREATE INDEX on_kept ON kept (count);
  CREATE FUNCTION label_of("Order ""x"" 🐘") RETURNS text LANGUAGE sql AS 'SELECT $1.label'; COMMENT ON FUNCTION label_of IS 'a function';
  CREATE FUNCTION number_of() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM "Order ""x"" 🐘"; END;
  CREATE PUBLICATION news FOR TABLE "Order ""x"" 🐘", lines`;
const order = '"Order ""x"" 🐘"';

describe('chosen tables of a live database that are missing or others', () => {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
  });
  after(async () => server[Symbol.asyncDispose]());

  const untouched = async (
    database: string,
    tables: readonly string[],
    backup: Awaited<ReturnType<typeof filled>>,
    expected: { code: string; message: RegExp },
  ): Promise<void> => {
    const state = await stateOf(server, database);
    await using restore = await tablesRestore({ server, database, backup, tables });
    await assert.rejects(restore.restore(), expected);
    await assertState(server, database, state);
  };

  it('are made anew where they were dropped, with the views, foreign keys and functions that went with them', async () => {
    const backup = await filled(server, 'dropped', everything);
    const state = await stateOf(server, 'dropped');
    await server.psql(`DROP TABLE ${order} CASCADE`, 'dropped');
    await using restore = await tablesRestore({ server, database: 'dropped', backup, tables: [order] });
    const plan = await restore.restore();
    await assertState(server, 'dropped', state);
    assert.equal(plan.holdsData, false);
    assert.deepEqual(plan.steps, [
      `public.${order}: is missing, and is made anew from the backup (100 rows)`,
      `foreign key "Order ""x"" 🐘_customer_fkey" of public.${order}: made again, which checks all rows`,
      `foreign key "Order ""x"" 🐘_parent_fkey" of public.${order}: made again, which checks all rows`,
      'foreign key lines_order_fkey of public.lines: made again, which checks all rows',
      'view public.cheap: is missing too, and is made anew from the backup',
      'view public.over_cheap: is missing too, and is made anew from the backup',
      'materialized view public.kept: is missing too, and is made anew from the backup',
    ]);
  });

  it('are replaced where their columns are others, with all that depends on them', async () => {
    await server.psql('DROP DATABASE IF EXISTS dropped; DROP ROLE IF EXISTS reader, keeper');
    const backup = await filled(server, 'altered', everything);
    const state = await stateOf(server, 'altered');
    await server.psql(
      `ALTER TABLE ${order} DROP COLUMN customer, ADD COLUMN later integer; CREATE INDEX later ON ${order} (later);
       SELECT setval('${order.slice(0, -1)}_id_seq"', 700)`,
      'altered',
    );
    await using restore = await tablesRestore({ server, database: 'altered', backup, tables: [order] });
    const plan = await restore.restore();
    await server.psql(`SELECT setval('${order.slice(0, -1)}_id_seq"', 100)`, 'altered');
    await assertState(server, 'altered', state);
    assert.ok(plan.holdsData);
    assert.ok(
      plan.steps.includes(
        `public.${order}: lacks the column customer, so it is dropped and made anew from the backup (100 rows)`,
      ),
    );
    for (const dependent of [
      'view public.cheap',
      `function public.label_of(public.${order})`,
      'policy through on public.elsewhere',
      'rule through on public.elsewhere',
      'function public.number_of()',
    ])
      assert.ok(plan.steps.includes(`${dependent}: dropped with its table and made anew from the backup`), dependent);
    assert.ok(plan.notes.includes('index public.later: not in the backup, and goes with the old table'));
  });

  it('are made anew where one partition is missing, and the others stay', async () => {
    const backup = await filled(
      server,
      'parts',
      `CREATE TABLE s (id integer PRIMARY KEY, v text) PARTITION BY RANGE (id); CREATE INDEX by_v ON s (v);
       CREATE TABLE s1 PARTITION OF s FOR VALUES FROM (1) TO (10); CREATE TABLE s2 PARTITION OF s FOR VALUES FROM (10) TO (20);
       CREATE TABLE refers (id integer REFERENCES s); INSERT INTO s VALUES (1, 'a'), (11, 'b'); INSERT INTO refers VALUES (1), (11)`,
    );
    const state = await stateOf(server, 'parts');
    const oid = await server.psql(`SELECT 's1'::regclass::oid`, 'parts');
    await server.psql(
      `DELETE FROM refers WHERE id = 11; ALTER TABLE s DETACH PARTITION s2; DROP TABLE s2; UPDATE s SET v = 'c'`,
      'parts',
    );
    await using restore = await tablesRestore({ server, database: 'parts', backup, tables: ['s'] });
    await restore.restore();
    await server.psql('INSERT INTO refers VALUES (11)', 'parts');
    await assertState(server, 'parts', state);
    assert.equal(await server.psql(`SELECT 's1'::regclass::oid`, 'parts'), oid);
  });

  it('come back from a backup of chosen tables', async () => {
    await server.createDatabase('chosen');
    await server.psql(
      `CREATE SCHEMA a; CREATE TABLE a.t (id serial PRIMARY KEY); INSERT INTO a.t DEFAULT VALUES; CREATE TABLE a.u (id integer)`,
      'chosen',
    );
    const backup = await backupOf(server, 'chosen', { tables: ['a.t'] });
    const state = await stateOf(server, 'chosen');
    await server.psql('DROP TABLE a.t', 'chosen');
    await using restore = await tablesRestore({ server, database: 'chosen', backup, tables: ['t'] });
    await restore.restore();
    await assertState(server, 'chosen', state);
  });

  it('are refused where a view would be lost that the backup does not have', async () => {
    const backup = await filled(server, 'view', 'CREATE TABLE t (a integer, b integer); INSERT INTO t VALUES (1, 2)');
    await server.psql('ALTER TABLE t DROP COLUMN b; CREATE VIEW later AS SELECT a FROM t', 'view');
    await untouched('view', ['t'], backup, {
      code: 'target-unfit',
      message:
        /^public\.t has to be replaced, but the view public\.later would be lost with it, and is not in the backup$/,
    });
  });

  it('are refused where a view or a function would become another one', async () => {
    const backup = await filled(
      server,
      'other',
      `CREATE TABLE t (a integer, b integer); CREATE VIEW v AS SELECT a FROM t; CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t; END`,
    );
    await server.psql('ALTER TABLE t DROP COLUMN b; CREATE OR REPLACE VIEW v AS SELECT a + 1 AS a FROM t', 'other');
    await untouched('other', ['t'], backup, { code: 'target-unfit', message: /view public\.v would be another one/ });
  });

  it('are refused where a view that went with them needs another table that is missing', async () => {
    const backup = await filled(
      server,
      'basis',
      'CREATE TABLE t (a integer); CREATE TABLE u (a integer); CREATE VIEW v AS SELECT t.a FROM t, u',
    );
    await server.psql('DROP TABLE t, u CASCADE', 'basis');
    await untouched('basis', ['t'], backup, {
      code: 'target-unfit',
      message: /^the view public\.v needs public\.u, which the target lacks$/,
    });
    await using both = await tablesRestore({ server, database: 'basis', backup, tables: ['t', 'u'] });
    await both.restore();
  });

  it('are refused where the table is there under another name and has what goes with it, until it has other names', async () => {
    const backup = await filled(
      server,
      'renamed',
      `CREATE TABLE t (id serial PRIMARY KEY, b integer); INSERT INTO t (b) VALUES (1); CREATE STATISTICS s ON id, b FROM t;
       CREATE TABLE u (t integer REFERENCES t); CREATE TYPE pair AS (t t, n integer)`,
    );
    await server.psql('ALTER TABLE t RENAME TO broken', 'renamed');
    await untouched('renamed', ['t'], backup, {
      code: 'target-unfit',
      message:
        /taken: foreign key u_t_fkey of public.u to public.broken, index public.t_pkey of public.broken, sequence public.t_id_seq of public.broken, statistics public.s of public.broken$/,
    });
    await server.psql(
      `ALTER SEQUENCE t_id_seq RENAME TO broken_seq; ALTER INDEX t_pkey RENAME TO broken_pkey; ALTER STATISTICS s RENAME TO broken_s;
       ALTER TABLE u DROP CONSTRAINT u_t_fkey`,
      'renamed',
    );
    await using restore = await tablesRestore({ server, database: 'renamed', backup, tables: ['t'] });
    await restore.restore();
    assert.equal(await server.psql('SELECT count(*) FROM t, broken, u RIGHT JOIN t x ON true', 'renamed'), '1');
  });

  it('are refused where other tables would lose a column, or a table their heirs', async () => {
    const backup = await filled(server, 'rows', 'CREATE TABLE t (a integer, b integer); CREATE TABLE holds (t t)');
    await server.psql('DROP TABLE holds; ALTER TABLE t DROP COLUMN b; CREATE TABLE holds (t t)', 'rows');
    await untouched('rows', ['t'], backup, {
      code: 'target-unfit',
      message: /table column public\.holds\.t would be lost/,
    });
    await server.psql('DROP TABLE holds; CREATE TABLE heir () INHERITS (t)', 'rows');
    await untouched('rows', ['t'], backup, { code: 'target-unfit', message: /the table public\.heir would be lost/ });
  });

  it('are refused where the target lacks what they need', async () => {
    await server.psql('CREATE ROLE guest');
    const backup = await filled(
      server,
      'needs',
      `CREATE SCHEMA a; CREATE TYPE a.mood AS ENUM ('ok'); CREATE TABLE a.t (m a.mood[]); GRANT SELECT ON a.t TO guest;
       CREATE TABLE u (id integer PRIMARY KEY); CREATE TABLE v (u integer REFERENCES u); CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
       CREATE TABLE w (a integer); CREATE TRIGGER touch BEFORE INSERT ON w EXECUTE FUNCTION touch()`,
    );
    await server.psql(
      'DROP TABLE a.t; DROP TYPE a.mood; DROP TABLE v, u, w; DROP FUNCTION touch; DROP ROLE guest',
      'needs',
    );
    const lacks = (tables: string, message: RegExp): Promise<void> =>
      untouched('needs', [tables], backup, { code: 'target-unfit', message });
    await lacks('a.t', /public|a\.t of the backup needs the type a\.mood\[\], which the target lacks/);
    await lacks('v', /foreign key v_u_fkey of public\.v refers to public\.u, which the target lacks/);
    await lacks('w', /public\.w of the backup needs the function public\.touch, which the target lacks/);
    await server.psql(`CREATE TYPE a.mood AS ENUM ('ok')`, 'needs');
    await lacks('a.t', /a\.t of the backup needs the role guest, which the target lacks/);
    await server.psql('DROP SCHEMA a CASCADE; CREATE VIEW u AS SELECT 1', 'needs');
    await lacks('a.t', /the target lacks the schema a$/);
    await lacks('u', /public\.u is a view in the target and a table in the backup/);
  });
});
