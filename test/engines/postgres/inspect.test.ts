import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inspectCopy } from '../../../src/engines/postgres/inspect.ts';
import { serverDigestSql } from '../../../src/engines/postgres/inspect-tables.ts';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import { tortureSchema } from '../../real/torture-schema.ts';
import { backupOf, differences, inPieces, notes, opener, tools, type Backup } from './restorer-fixture.ts';

/** What is done to a copy, and all that has to be found. */
const damages: readonly { readonly what: string; readonly sql: string; readonly found: readonly string[] }[] = [
  {
    what: 'one value that was changed',
    sql: `UPDATE shop.dropped_columns SET c = 4 WHERE a = 1`,
    found: ['rows-differ shop.dropped_columns'],
  },
  {
    what: 'two rows that changed places',
    sql: `CREATE TEMPORARY TABLE kept AS SELECT a, b, c, late FROM shop.dropped_columns ORDER BY a DESC; TRUNCATE shop.dropped_columns;
      INSERT INTO shop.dropped_columns (a, b, c, late) TABLE kept`,
    found: ['rows-differ shop.dropped_columns'],
  },
  {
    what: 'a row that is gone',
    sql: `DELETE FROM shop.part_ref WHERE id = 2`,
    found: ['rows-missing shop.part_ref_1'],
  },
  {
    what: 'a row too many in a table without columns',
    sql: `INSERT INTO shop.no_columns DEFAULT VALUES`,
    found: ['rows-unexpected shop.no_columns'],
  },
  {
    what: 'a table that is gone',
    sql: `DROP TABLE shop.multi`,
    found: ['object-missing column shop.multi.r', 'object-missing table shop.multi', 'table-missing shop.multi'],
  },
  {
    what: 'a table too many',
    sql: `CREATE TABLE shop.stray ()`,
    found: ['object-unexpected table shop.stray', 'table-unexpected shop.stray'],
  },
  {
    what: 'a column that is gone',
    sql: `ALTER TABLE shop.dropped_columns DROP COLUMN late`,
    found: ['object-missing column shop.dropped_columns.late', 'rows-differ shop.dropped_columns'],
  },
  { what: 'an index that is gone', sql: `DROP INDEX shop.by_hash`, found: ['object-missing index shop.by_hash'] },
  {
    what: 'another condition of an index',
    sql: `DROP INDEX shop.no_two_nulls; CREATE UNIQUE INDEX no_two_nulls ON shop.no_key (w) NULLS NOT DISTINCT WHERE v < -1`,
    found: ['object-differs index shop.no_two_nulls'],
  },
  {
    what: 'a trigger that was switched off',
    sql: `ALTER TABLE shop.rules_of_all_kinds DISABLE TRIGGER touch`,
    found: ['object-differs trigger touch on shop.rules_of_all_kinds'],
  },
  {
    what: 'a sequence that was set back',
    sql: `SELECT setval('shop.unowned', 50, true)`,
    found: ['object-differs sequence-value shop.unowned'],
  },
  {
    what: 'a sequence that counts in another way',
    sql: `ALTER SEQUENCE shop.unowned NO CYCLE`,
    found: ['object-differs sequence shop.unowned'],
  },
  {
    what: 'a function that is gone, with the rights to it',
    sql: `DROP FUNCTION shop.same_name(integer)`,
    found: [
      'object-missing function shop.same_name(integer)',
      'object-missing grants function shop.same_name(integer)',
    ],
  },
  {
    what: 'one character in the body of a function',
    sql: `CREATE OR REPLACE FUNCTION shop.same_name(text) RETURNS text LANGUAGE sql IMMUTABLE LEAKPROOF AS 'SELECT $1 '`,
    found: ['object-differs function shop.same_name(text)'],
  },
  {
    what: 'another owner',
    sql: `ALTER FUNCTION shop.same_name(text) OWNER TO postgres`,
    found: ['object-differs function shop.same_name(text)'],
  },
  {
    what: 'another default of a column',
    sql: `ALTER TABLE shop.dropped_columns ALTER late SET DEFAULT 43`,
    found: ['object-differs column shop.dropped_columns.late'],
  },
  {
    what: 'another default among those whose text changes in a restore',
    sql: `ALTER TABLE shop.rules_of_all_kinds ALTER flag SET DEFAULT ('a'::varchar IN ('a', 'c'))`,
    found: ['object-differs column shop.rules_of_all_kinds.flag'],
  },
  {
    what: 'a right that was taken away',
    sql: `REVOKE SELECT ON shop.cheap FROM PUBLIC`,
    found: ['object-differs grants view shop.cheap'],
  },
  {
    what: 'a right that was given',
    sql: `GRANT UPDATE (c) ON shop.dropped_columns TO torture_reader`,
    found: ['object-unexpected grants table column shop.dropped_columns.c'],
  },
  {
    what: 'a right to a function of the system that was taken away',
    sql: `REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC`,
    found: ['object-unexpected grants function pg_catalog.pg_sleep(double precision)'],
  },
  {
    what: 'another comment',
    sql: `COMMENT ON POLICY readers ON shop.tuned IS 'another policy'`,
    found: ['object-differs comment policy readers on shop.tuned'],
  },
  {
    what: 'a policy that is gone',
    sql: `DROP POLICY writers ON shop.tuned`,
    found: ['object-missing policy writers on shop.tuned'],
  },
  {
    what: 'row-level security that is switched off',
    sql: `ALTER TABLE shop.tuned DISABLE ROW LEVEL SECURITY`,
    found: ['object-differs table shop.tuned'],
  },
  {
    what: 'a constraint that is gone, with its comment',
    sql: `ALTER TABLE shop.rules_of_all_kinds DROP CONSTRAINT kind_any`,
    found: [
      'object-missing comment table constraint kind_any on shop.rules_of_all_kinds',
      'object-missing constraint kind_any on shop.rules_of_all_kinds',
    ],
  },
  {
    what: 'a constraint that holds for new rows alone',
    sql: `ALTER TABLE shop.rules_of_all_kinds DROP CONSTRAINT rules_of_all_kinds_status_check;
      ALTER TABLE shop.rules_of_all_kinds ADD CHECK (status IN ('new', 'old', 'it''s')) NOT VALID`,
    found: ['object-differs constraint rules_of_all_kinds_status_check on shop.rules_of_all_kinds'],
  },
  {
    what: 'a value less in a constraint whose text changes in a restore',
    sql: `ALTER TABLE shop.rules_of_all_kinds DROP CONSTRAINT rules_of_all_kinds_status_check;
      ALTER TABLE shop.rules_of_all_kinds ADD CHECK (status IN ('new', 'it''s'))`,
    found: ['object-differs constraint rules_of_all_kinds_status_check on shop.rules_of_all_kinds'],
  },
  {
    what: 'a foreign key that is gone',
    sql: `ALTER TABLE shop.part_ref DROP CONSTRAINT part_ref_parent_fkey`,
    found: ['object-missing constraint part_ref_parent_fkey on shop.part_ref'],
  },
  {
    what: 'a materialized view that was not filled',
    sql: `REFRESH MATERIALIZED VIEW shop.totals_of_totals WITH NO DATA`,
    found: ['object-differs materialized-view shop.totals_of_totals'],
  },
  {
    what: 'another view among those whose text changes in a restore',
    sql: `CREATE OR REPLACE VIEW shop.cheap WITH (security_barrier) AS SELECT id, status, kind::text AS "k ""q""" FROM shop.rules_of_all_kinds
      WHERE status IN ('new', 'old') AND kind = ANY (ARRAY['a'::varchar, 'c']::text[])`,
    found: ['object-differs view shop.cheap'],
  },
  {
    what: 'a label more of an enum',
    sql: `ALTER TYPE shop.mood ADD VALUE 'more'`,
    found: ['object-differs type shop.mood'],
  },
  {
    what: 'a rule that was switched on',
    sql: `ALTER TABLE shop.tuned ENABLE RULE log_insert`,
    found: ['object-differs rule log_insert on shop.tuned'],
  },
  {
    what: 'an event trigger that was switched on',
    sql: `ALTER EVENT TRIGGER torture_disabled ENABLE`,
    found: ['object-differs event-trigger torture_disabled'],
  },
  {
    what: 'another byte of a large object',
    sql: `SELECT lo_put(700003, 0, 'P')`,
    found: ['object-differs large-objects all'],
  },
  {
    what: 'default privileges that are gone',
    sql: `ALTER DEFAULT PRIVILEGES FOR ROLE torture_owner IN SCHEMA shop REVOKE SELECT ON TABLES FROM torture_reader`,
    found: ['object-missing default-privileges torture_owner in shop on r'],
  },
];

describe('what a copy holds', () => {
  let server: TestPostgres;
  let backup: Backup;

  before(async () => {
    server = await startPostgres({ settings: { max_locks_per_transaction: '256' } });
    await server.createDatabase('torture');
    await server.psql(tortureSchema, 'torture');
    backup = await backupOf(server, 'torture');
    // copies are made from a restored one, so that texts that change in a restore have changed
    await server.createDatabase('restored');
    await using restore = tools.start({
      file: `${server.bin}/pg_restore`,
      args: ['--exit-on-error', `--dbname=${server.socketUrl('restored')}`],
    });
    for await (const piece of inPieces(backup.bytes)) restore.stdin.write(piece);
    restore.stdin.end();
    for await (const _ of restore.output());
  });
  after(async () => server[Symbol.asyncDispose]());

  const inspected = async (database: string): Promise<readonly string[]> => {
    const open = opener(server, database);
    const copy = await inspectCopy({ open, expected: backup.expected, progress: notes(), workers: 2 });
    return differences(backup.expected, copy);
  };

  it('is what the source held, also where the server puts it in other words', async () => {
    assert.deepEqual(await inspected('restored'), []);
  });

  it('is as it was after it was looked at', async () => {
    const count = `SELECT count(*) FROM pg_class UNION ALL SELECT count(*) FROM pg_constraint UNION ALL SELECT count(*) FROM pg_proc`;
    const earlier = await server.psql(count, 'restored');
    await inspected('restored');
    assert.equal(await server.psql(count, 'restored'), earlier);
  });

  for (const [index, { what, sql, found }] of damages.entries()) {
    it(`shows ${what}`, async () => {
      const name = `damaged_${index}`;
      await server.psql(`CREATE DATABASE ${name} TEMPLATE restored`);
      await server.psql(sql, name);
      assert.deepEqual(await inspected(name), found);
      await server.psql(`DROP DATABASE ${name}`);
    });
  }

  it('has the same digest by the server whatever the order of rows and columns', async () => {
    const digest = async (table: string): Promise<string> => {
      await using session = await opener(server, 'torture')();
      const [row] = await session.rows(await serverDigestSql(session, table));
      return row?.['digest'] ?? '';
    };
    await server.psql(
      `CREATE TABLE public.one (a integer, b text); CREATE TABLE public.other (b text, a integer);
       INSERT INTO public.one VALUES (1, 'x'), (2, 'y'); INSERT INTO public.other VALUES ('y', 2), ('x', 1)`,
      'torture',
    );
    assert.equal(await digest('public.one'), await digest('public.other'));
    assert.notEqual(await digest('public.one'), await digest('shop.parent'));
    await server.psql('DROP TABLE public.one, public.other', 'torture');
  });
});
