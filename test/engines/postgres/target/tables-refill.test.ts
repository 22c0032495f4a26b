import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startPostgres, type TestPostgres } from '../../../real/postgres-server.ts';
import { assertState, filled, stateOf, tablesRestore } from './tables-fixture.ts';

const shop = `
  CREATE ROLE clerk;
  CREATE TABLE customers (id integer PRIMARY KEY, name text);
  CREATE TABLE orders (id serial PRIMARY KEY, customer integer NOT NULL REFERENCES customers, total numeric CHECK (total >= 0),
    twice numeric GENERATED ALWAYS AS (total * 2) STORED, parent integer REFERENCES orders DEFERRABLE INITIALLY DEFERRED);
  CREATE TABLE lines (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "order" integer REFERENCES orders ON DELETE CASCADE);
  CREATE TABLE loose (id integer);
  ALTER TABLE loose ADD CONSTRAINT never_checked FOREIGN KEY (id) REFERENCES orders NOT VALID;
  COMMENT ON CONSTRAINT lines_order_fkey ON lines IS 'kept';
  CREATE TABLE audit (what text);
  CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.audit VALUES (TG_OP); RETURN NULL; END $$;
  CREATE TRIGGER each AFTER INSERT OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION note();
  CREATE TRIGGER emptied AFTER TRUNCATE ON orders EXECUTE FUNCTION note();
  CREATE TRIGGER always AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note();
  CREATE TRIGGER replicas AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note();
  CREATE TRIGGER off AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note();
  INSERT INTO customers VALUES (1, 'a'), (2, 'b');
  ALTER TABLE orders DISABLE TRIGGER USER;
  INSERT INTO orders (customer, total, parent) SELECT 1 + i % 2, i, i % 7 + 1 FROM generate_series(1, 1000) i;
  ALTER TABLE orders ENABLE TRIGGER each, ENABLE TRIGGER emptied, ENABLE ALWAYS TRIGGER always, ENABLE REPLICA TRIGGER replicas;
  INSERT INTO lines ("order") VALUES (1), (2), (2);
  CREATE INDEX by_total ON orders (total);
  CREATE VIEW cheap AS SELECT * FROM orders WHERE total < 10;
  CREATE MATERIALIZED VIEW sums AS SELECT customer, sum(total) FROM cheap GROUP BY 1;
  GRANT SELECT ON orders, cheap TO clerk;
  CREATE PUBLICATION news FOR TABLE orders`;

describe('rows of chosen tables of a live database', () => {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
  });
  after(async () => server[Symbol.asyncDispose]());

  it('come back while the tables, and all that depends on them, stay', async () => {
    const backup = await filled(server, 'shop', shop);
    const state = await stateOf(server, 'shop');
    const oid = await server.psql(`SELECT 'orders'::regclass::oid`, 'shop');
    await server.psql(
      `SET session_replication_role = replica; UPDATE orders SET total = 0 WHERE id > 3; DELETE FROM orders WHERE id = 2; INSERT INTO orders (id, customer) VALUES (5000, 2); TRUNCATE audit`,
      'shop',
    );
    await using restore = await tablesRestore({ server, database: 'shop', backup, tables: ['orders'] });
    const plan = await restore.restore();
    await assertState(server, 'shop', state);
    assert.equal(await server.psql(`SELECT 'orders'::regclass::oid`, 'shop'), oid);
    assert.equal(await server.psql('SELECT count(*) FROM audit', 'shop'), '0');
    assert.equal(await server.psql(`SELECT reltuples FROM pg_class WHERE relname = 'orders'`, 'shop'), '1000');
    assert.equal(plan.holdsData, true);
    assert.deepEqual(plan.steps, [
      'public.orders: its rows give way to those of the backup (1000 rows), and the table stays',
      'trigger always on public.orders: does not fire meanwhile',
      'trigger each on public.orders: does not fire meanwhile',
      'trigger emptied on public.orders: does not fire meanwhile',
      'trigger replicas on public.orders: does not fire meanwhile',
      'foreign key orders_customer_fkey of public.orders: made again, which checks all rows',
      'foreign key orders_parent_fkey of public.orders: made again, which checks all rows',
      'foreign key lines_order_fkey of public.lines: made again, which checks all rows',
      'foreign key never_checked of public.loose: made again, not checked, as it was',
    ]);
    assert.match(plan.notes.join(), /materialized view public\.sums keeps its old rows/);
  });

  it('keep what was made for the tables since the backup, and the plan says so', async () => {
    const backup = await filled(
      server,
      'later',
      'CREATE TABLE t (a integer, b text); CREATE INDEX old ON t (a); INSERT INTO t VALUES (1, 2)',
    );
    await server.psql(
      `DELETE FROM t; DROP INDEX old; CREATE INDEX later ON t (b); GRANT SELECT ON t TO PUBLIC; ALTER TABLE t ALTER a SET DEFAULT 7; CREATE VIEW v AS SELECT * FROM t`,
      'later',
    );
    const state = await stateOf(server, 'later');
    await using restore = await tablesRestore({ server, database: 'later', backup, tables: ['t'] });
    const { notes } = await restore.restore();
    assert.deepEqual(notes.slice(0, -1), [
      'column public.t.a: other than in the backup, and stays as it is',
      'index public.old: in the backup, not in the target, and not brought back',
      'grants table public.t: not in the backup, and stays',
      'index public.later: not in the backup, and stays',
    ]);
    await server.psql('DELETE FROM t', 'later');
    await assertState(server, 'later', state);
  });

  it('come back into partitions, and partitions that are younger than the backup are emptied', async () => {
    const backup = await filled(
      server,
      'parts',
      `CREATE SCHEMA "Größe 🐘"; SET search_path = "Größe 🐘";
       CREATE TABLE "Sales ""x"" 🐘" (id integer GENERATED ALWAYS AS IDENTITY, region text, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
       CREATE TABLE "eu.1" PARTITION OF "Sales ""x"" 🐘" FOR VALUES IN ('eu') PARTITION BY RANGE (id);
       CREATE TABLE "eu.1 low" PARTITION OF "eu.1" FOR VALUES FROM (1) TO (1000);
       CREATE TABLE us PARTITION OF "Sales ""x"" 🐘" FOR VALUES IN ('us');
       CREATE TABLE refers (id integer, region text, FOREIGN KEY (id, region) REFERENCES "Sales ""x"" 🐘");
       CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END';
       INSERT INTO "Sales ""x"" 🐘" (region) SELECT CASE WHEN i % 3 = 0 THEN 'us' ELSE 'eu' END FROM generate_series(1, 300) i;
       INSERT INTO refers VALUES (1, 'eu'), (3, 'us');
       CREATE TRIGGER no AFTER INSERT ON "Sales ""x"" 🐘" FOR EACH ROW EXECUTE FUNCTION no();
       ALTER TABLE us DISABLE TRIGGER no`,
    );
    const state = await stateOf(server, 'parts');
    await server.psql(
      `SET search_path = "Größe 🐘"; DELETE FROM refers; DELETE FROM "Sales ""x"" 🐘" WHERE id < 50; INSERT INTO refers VALUES (60, 'us');
       CREATE TABLE jp PARTITION OF "Sales ""x"" 🐘" FOR VALUES IN ('jp');
       SET session_replication_role = replica; INSERT INTO "Sales ""x"" 🐘" (region) VALUES ('jp')`,
      'parts',
    );
    await using restore = await tablesRestore({ server, database: 'parts', backup, tables: ['"Sales ""x"" 🐘"'] });
    const plan = await restore.restore();
    assert.ok(plan.steps.includes('"Größe 🐘".jp: is not in the backup and part of a table that is, so it is emptied'));
    await server.psql(
      `SET search_path = "Größe 🐘"; ALTER TABLE "Sales ""x"" 🐘" DETACH PARTITION jp; DROP TABLE jp; DELETE FROM refers; INSERT INTO refers VALUES (1, 'eu'), (3, 'us');
       ALTER SEQUENCE "Sales ""x"" 🐘_id_seq" RESTART; SELECT setval('"Sales ""x"" 🐘_id_seq"', 300)`,
      'parts',
    );
    await assertState(server, 'parts', state);
  });

  it('come back into one partition alone', async () => {
    const backup = await filled(
      server,
      'part',
      `CREATE TABLE s (id integer PRIMARY KEY, other integer REFERENCES s) PARTITION BY RANGE (id);
       CREATE TABLE s1 PARTITION OF s FOR VALUES FROM (1) TO (10); CREATE TABLE s2 PARTITION OF s FOR VALUES FROM (10) TO (20);
       CREATE TABLE refers (id integer REFERENCES s); INSERT INTO s VALUES (1, 11), (11, 1), (2, 2); INSERT INTO refers VALUES (1), (11)`,
    );
    const state = await stateOf(server, 'part');
    await server.psql('DELETE FROM s1 WHERE id = 2; UPDATE s2 SET other = NULL', 'part');
    await using restore = await tablesRestore({ server, database: 'part', backup, tables: ['public.s1', 's2'] });
    await restore.restore();
    await assertState(server, 'part', state);
  });

  it('never set a sequence back, and set one that is behind to where the backup has it', async () => {
    const backup = await filled(
      server,
      'sequences',
      `CREATE TABLE ahead (id serial); CREATE TABLE behind (id integer GENERATED ALWAYS AS IDENTITY); CREATE TABLE down (id integer DEFAULT 0);
       CREATE SEQUENCE down_seq INCREMENT -2 OWNED BY down.id; CREATE TABLE full_up (id integer);
       CREATE SEQUENCE full_seq MAXVALUE 3 OWNED BY full_up.id; SELECT nextval('full_seq') FROM generate_series(1, 3);
       CREATE SEQUENCE shared; CREATE TABLE numbered (n bigint DEFAULT nextval('shared')); INSERT INTO numbered SELECT FROM generate_series(1, 7);
       INSERT INTO ahead DEFAULT VALUES; INSERT INTO behind SELECT FROM generate_series(1, 5); SELECT nextval('down_seq') FROM generate_series(1, 5)`,
    );
    await server.psql(
      `SELECT setval('ahead_id_seq', 500), setval('behind_id_seq', 1), setval('down_seq', -1), setval('full_seq', 1), setval('shared', 1)`,
      'sequences',
    );
    await using restore = await tablesRestore({ server, database: 'sequences', backup, tables: ['*'] });
    const standings = `SELECT string_agg(concat(sequencename, ' ', last_value), ', ' ORDER BY 1) FROM pg_sequences`;
    const before = await server.psql(standings, 'sequences');
    {
      await using _ = await restore.load(await restore.assess());
    }
    assert.equal(await server.psql(standings, 'sequences'), before, 'what is taken back is taken back whole');
    await restore.restore();
    assert.equal(
      await server.psql(standings, 'sequences'),
      'ahead_id_seq 500, behind_id_seq 5, down_seq -9, full_seq 3, shared 7',
    );
    await assert.rejects(server.psql(`SELECT nextval('full_seq')`, 'sequences'));
  });

  it('do not go into a table that asks for more by now, which is said not to be the backup’s fault', async () => {
    const backup = await filled(
      server,
      'stricter',
      `CREATE TYPE state AS ENUM ('open', 'paid'); CREATE TABLE t (id integer, s state); INSERT INTO t VALUES (1, 'paid'), (1, NULL);
       CREATE TABLE p (n integer) PARTITION BY LIST (n); CREATE TABLE rest PARTITION OF p DEFAULT; INSERT INTO p VALUES (7)`,
    );
    const misfit = 'its rows do not fit what the target asks for by now: ';
    for (const [rule, reason] of [
      [
        'ALTER TABLE t ADD CONSTRAINT big CHECK (id > 5) NOT VALID',
        'new row for relation "t" violates check constraint "big"',
      ],
      [
        'DELETE FROM t; ALTER TABLE t ALTER s SET NOT NULL',
        'null value in column "s" of relation "t" violates not-null constraint',
      ],
      ['DELETE FROM t; CREATE UNIQUE INDEX once ON t (id)', 'duplicate key value violates unique constraint "once"'],
      [`ALTER TYPE state RENAME VALUE 'paid' TO 'settled'`, 'invalid input value for enum public.state'],
      [
        'DELETE FROM p; CREATE TABLE seven PARTITION OF p FOR VALUES IN (7)',
        'partitions that are younger take its rows from others: public.seven (new row for relation "rest" violates partition constraint)',
      ],
    ] as const) {
      await server.psql('CREATE DATABASE strict TEMPLATE stricter');
      await server.psql(rule, 'strict');
      await using restore = await tablesRestore({ server, database: 'strict', backup, tables: ['*'] });
      const state = await stateOf(server, 'strict');
      await assert.rejects(restore.load(await restore.assess()), {
        code: 'target-unfit',
        message: `the backup is sound, but ${reason.startsWith('part') ? '' : misfit}${reason}`,
      });
      await assertState(server, 'strict', state);
      await server.psql('DROP DATABASE strict');
    }
  });

  it('come back by the hand of an account that owns no more than the tables', async () => {
    await server.psql('CREATE ROLE owner LOGIN');
    const backup = await filled(
      server,
      'owned',
      `CREATE TABLE t (id serial PRIMARY KEY, b text CHECK (b <> 'x')); INSERT INTO t (b) VALUES ('a'); CREATE TABLE u (t integer REFERENCES t); INSERT INTO u VALUES (1);
       ALTER TABLE t OWNER TO owner; ALTER TABLE u OWNER TO owner; ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY none ON t USING (false)`,
    );
    const state = await stateOf(server, 'owned');
    await server.psql(`UPDATE t SET b = 'y'`, 'owned');
    await using restore = await tablesRestore({ server, database: 'owned', backup, tables: ['t'], role: 'owner' });
    await restore.restore();
    await assertState(server, 'owned', state);
  });
});
