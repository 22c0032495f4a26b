import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { examineCopy } from '../../../src/engines/postgres/examine.ts';
import { inspectCopy } from '../../../src/engines/postgres/inspect.ts';
import { sharing } from '../../../src/engines/postgres/shared-session.ts';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import { backupOf, differences, notes, opener } from './restorer-fixture.ts';

/** Its words change when they are read again: a copy of the table has a cast on each member. */
const table = `CREATE TABLE orders (id integer PRIMARY KEY, status varchar(9) CHECK (status IN ('a', 'b')), twice integer REFERENCES orders);
  INSERT INTO orders VALUES (1, 'a', 1), (2, 'b', 1)`;
const sameInOtherWords = `ALTER TABLE orders DROP CONSTRAINT orders_status_check, ADD CONSTRAINT orders_status_check
  CHECK ((status)::text = ANY (ARRAY[('a'::varchar)::text, ('b'::varchar)::text]))`;

describe('a session that is shared within a transaction', () => {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
  });
  after(async () => server[Symbol.asyncDispose]());

  it('shows what nobody else sees yet, and stays in its transaction with all that was done in it', async () => {
    await server.createDatabase('shop');
    await server.psql(table, 'shop');
    const { expected } = await backupOf(server, 'shop');
    await using session = await opener(server, 'shop')();
    await session.execute('BEGIN; SET TRANSACTION ISOLATION LEVEL READ COMMITTED');
    await session.execute(
      `SET search_path = public; ${sameInOtherWords}; INSERT INTO orders VALUES (3, 'a', 1); SET search_path = ''`,
    );
    const copy = await inspectCopy({ open: sharing(session), expected, progress: notes(), workers: 2 });
    assert.deepEqual(differences(expected, copy), ['rows-unexpected public.orders']);
    assert.deepEqual(await session.rows(`SELECT current_setting('session_replication_role') AS role`), [
      { role: 'origin' },
    ]);
    assert.deepEqual(await session.rows('SELECT count(*) AS rows FROM public.orders'), [{ rows: '3' }]);
    await session.execute('COMMIT');
    assert.equal(await server.psql('SELECT count(*) FROM orders', 'shop'), '3');
    assert.equal(await server.psql(`SELECT count(*) FROM pg_class WHERE relname ~ 'muster'`, 'shop'), '0');
  });

  it('lets the rules be looked at for some tables alone', async () => {
    await server.createDatabase('rules');
    await server.psql(
      `CREATE EXTENSION amcheck; ${table}; CREATE TABLE lines (id serial PRIMARY KEY, "order" integer REFERENCES orders);
       CREATE TABLE other (id serial PRIMARY KEY, lost integer);
       INSERT INTO lines VALUES (7, 1); INSERT INTO other VALUES (8, 1);
       SET session_replication_role = replica; INSERT INTO lines VALUES (9, 77)`,
      'rules',
    );
    await using session = await opener(server, 'rules')();
    await session.execute('BEGIN');
    const expected = { tables: [], objects: [], settings: {}, gaps: [] };
    const examined = async (tables?: readonly string[]): Promise<readonly string[]> => {
      const scope = tables === undefined ? {} : { tables };
      const { findings } = await examineCopy({ open: sharing(session), expected, progress: notes(), ...scope });
      return findings.map(({ code, subject }) => `${code} ${subject}`);
    };
    const [orphans, behind] = ['orphans lines_order_fkey on public.lines', 'sequence-behind public.lines_id_seq'];
    assert.deepEqual(await examined(), [orphans, behind, 'sequence-behind public.other_id_seq']);
    assert.deepEqual(await examined(['public.orders']), [orphans]);
    assert.deepEqual(await examined(['public.lines']), [orphans, behind]);
    assert.deepEqual(await examined(['public.other']), ['sequence-behind public.other_id_seq']);
    await session.execute('COMMIT');
    assert.equal(await server.psql(`SELECT extname FROM pg_extension WHERE extname = 'amcheck'`, 'rules'), 'amcheck');
  });

  it('leaves settings as they are that the account may not change', async () => {
    await server.psql('CREATE ROLE plain LOGIN');
    await using session = await opener(server, 'postgres')();
    await session.execute('SET SESSION AUTHORIZATION plain; BEGIN');
    const settings = { session_replication_role: 'replica', work_mem: '1MB' };
    await using shared = await sharing(session)(undefined, settings);
    const [row] = await shared.rows(
      `SELECT current_setting('session_replication_role') AS role, current_setting('work_mem') AS memory`,
    );
    assert.deepEqual(row, { role: 'origin', memory: '1MB' });
  });
});
