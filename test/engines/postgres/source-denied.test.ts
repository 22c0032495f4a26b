import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Failure } from '../../../src/domain/failure.ts';
import { failureFromStderr } from '../../../src/engines/postgres/stderr-failures.ts';
import { startPostgres, testPassword, type TestPostgres } from '../../real/postgres-server.ts';
import { takeDump } from './source-fixture.ts';

describe('a PostgreSQL source that cannot be read', () => {
  let server: TestPostgres;
  before(async () => {
    server = await startPostgres();
    await server.psql(`CREATE ROLE reader LOGIN PASSWORD 'r' IN ROLE pg_read_all_data; CREATE ROLE poor LOGIN`);
  });
  after(async () => {
    await server[Symbol.asyncDispose]();
  });
  const as = (role: string, database: string): string => server.socketUrl(database).replace('postgres@', `${role}@`);

  it('is denied with a wrong password, which is not in the message', async () => {
    const url = server.url().replace(encodeURIComponent(testPassword), 'hunter2');
    await assert.rejects(takeDump(url), (error: Error & { code: string }) => {
      assert.equal(error.code, 'source-denied');
      assert.match(error.message, /refused the password of user muster, or has no such user$/);
      return !error.message.includes('hunter2');
    });
  });

  it('is missing where the database does not exist', async () => {
    await assert.rejects(takeDump(server.url('nowhere')), {
      code: 'source-missing',
      message: /nowhere does not exist/,
    });
  });

  it('is unreachable on a port where nothing listens, at a host without an address, and at a socket that is not there', async () => {
    for (const url of [
      'postgresql://u@127.0.0.1:1/d',
      'postgresql://u@no-such-host.invalid/d',
      'postgresql://u@/d?host=/nonexistent',
    ]) {
      await assert.rejects(takeDump(url), { code: 'source-unreachable' }, url);
    }
  });

  it('is unreachable where TLS is asked for and the server has none', async () => {
    await assert.rejects(takeDump(`${server.url()}?sslmode=require`), { code: 'source-unreachable', message: /TLS/ });
  });

  it('is unreachable where the certificate of the server cannot be trusted, and each reason has its own remedy', () => {
    const failed = 'psql: error: connection to server at "127.0.0.1", port 5432 failed: ';
    for (const [stderr, says, remedy] of [
      [
        'root certificate file "/home/me/.postgresql/root.crt" does not exist',
        /no file \/home\/me/,
        /sslrootcert=system/,
      ],
      ['server certificate for "db.example" does not match host name "127.0.0.1"', /is for db\.example/, /as the host/],
      [
        'server certificate for "db.example" (and 1 other name) does not match host name "h"',
        /is for db\.e/,
        /as the host/,
      ],
      ['SSL error: certificate verify failed', /was not accepted/, /sslrootcert/],
    ] as const) {
      const failure = failureFromStderr(failed + stderr, { action: 'psql', fallback: 'dump-failed' });
      assert.equal(failure.code, 'source-unreachable');
      assert.match(failure.message, says);
      assert.match(failure.hint, remedy);
    }
  });

  it('is denied where the account may not read a table, which is named', async () => {
    await server.createDatabase('tables');
    await server.psql('CREATE TABLE secrets (a int)', 'tables');
    await assert.rejects(takeDump(as('poor', 'tables')), {
      code: 'source-denied',
      message: /read table public\.secrets$/,
    });
  });

  it('is denied where row-level security hides rows, and the hint names what helps', async () => {
    await server.createDatabase('rls');
    await server.psql('CREATE TABLE hidden (a int); ALTER TABLE hidden ENABLE ROW LEVEL SECURITY', 'rls');
    await assert.rejects(takeDump(as('reader', 'rls')), {
      code: 'source-denied',
      message: /rows of table public\.hidden/,
      hint: /BYPASSRLS/,
    });
  });

  it('is denied where the account may not read a large object', async () => {
    await server.createDatabase('large');
    await server.psql("SELECT lo_from_bytea(4711, 'x')", 'large');
    await assert.rejects(takeDump(as('reader', 'large')), {
      code: 'source-denied',
      message: /1 large object of postgres \(4711\)$/,
    });
  });

  it('is denied with the statement that mends it where patterns choose the table, and not for tables that they leave out', async () => {
    await server.createDatabase('chosen');
    const grants = 'GRANT SELECT ON open TO poor';
    await server.psql(`CREATE TABLE open (a int); CREATE TABLE "Sala ries" (a int); ${grants}`, 'chosen');
    await server.psql('ALTER TABLE open ENABLE ROW LEVEL SECURITY', 'chosen');
    const url = as('poor', 'chosen');
    const mends = (hint: RegExp): object => ({ code: 'source-denied', hint });
    await assert.rejects(
      takeDump(url, { tables: ['public.*'] }),
      mends(/: GRANT SELECT ON public."Sala ries" TO poor$/),
    );
    await assert.rejects(takeDump(url, { tables: ['open'] }), mends(/: ALTER ROLE poor BYPASSRLS$/));
    await server.psql('ALTER TABLE open DISABLE ROW LEVEL SECURITY', 'chosen');
    await takeDump(url, { tables: ['open'] });
    await takeDump(url, { excludeTables: ['"Sala ries"'] });
  });

  it('names all that is lacking, and shortens what would be endless', async () => {
    await server.createDatabase('much');
    await server.psql(
      `CREATE SCHEMA inner_part; CREATE TABLE inner_part.t (a int); CREATE SEQUENCE s;
       DO $$ BEGIN FOR i IN 1..6 LOOP PERFORM lo_create(100 + i); END LOOP; END $$`,
      'much',
    );
    await assert.rejects(takeDump(as('poor', 'much')), (error: Failure) => {
      assert.match(
        error.message,
        /schema inner_part, table inner_part\.t, sequence public\.s, 6 large objects of postgres/,
      );
      assert.match(error.message, /\(101, 102, 103, 104, 105 …\)$/);
      const [grant = ''] = /SELECT format.*gexec/.exec(error.hint) ?? [];
      assert.match(grant, /GRANT SELECT ON LARGE OBJECT %s TO poor/);
      return true;
    });
  });
});
