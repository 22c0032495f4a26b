import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { asFailure, type Failure } from '../../src/domain/failure.ts';
import { collect } from '../contracts/byte-streams.ts';
import { startMysql, testPassword, type TestMysql } from '../real/mysql-server.ts';
import { accountWith, sqlAtOnce, startDump, takeDump } from './mysql-source-fixture.ts';

const big = `CREATE TABLE a_big (g int, t text); INSERT INTO a_big SELECT n, REPEAT('Ada Lovelace', 100)
  FROM (WITH RECURSIVE s AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM s WHERE n < 900) SELECT n FROM s) AS numbers;
  INSERT INTO a_big SELECT a.g, a.t FROM a_big a JOIN (SELECT g FROM a_big LIMIT 20) b; CREATE TABLE z_last (a int)`;

for (const [version, options, unusableTls] of [
  ['mariadb-10.11', ['--skip-ssl'], 'ssl-mode=required'],
  ['mysql-9.7', [], `ssl-mode=verify_ca&ssl-ca=${encodeURIComponent(import.meta.filename)}`],
] as const) {
  describe(`a source on ${version} that cannot be read`, () => {
    let server: TestMysql;
    before(async () => {
      server = await startMysql({ version, options });
      await server.sql(`CREATE DATABASE large; USE large; ${big}`);
    });
    after(() => server[Symbol.asyncDispose]());

    const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
      const thrown: unknown = await work.then(
        () => assert.fail('did not fail'),
        (error: unknown) => error,
      );
      const failure = asFailure(thrown);
      const said = `${failure.message} ${failure.hint}`;
      for (const secret of [testPassword, 'hunter2', 'Ada Lovelace']) assert.ok(!said.includes(secret), said);
      assert.ok(!said.includes('\n'), said);
      assert.notEqual(failure.hint, '');
      return failure;
    };

    it('is denied with a wrong password', async () => {
      const failure = await failureOf(takeDump(server, server.url('large', { user: 'muster', password: 'hunter2' })));
      assert.equal(failure.code, 'source-denied');
      assert.match(failure.message, /refused the user or the password$/);
    });

    it('is missing where the schema does not exist', async () => {
      const failure = await failureOf(takeDump(server, server.url('nowhere')));
      assert.equal(failure.code, 'source-missing');
      assert.match(failure.message, /database nowhere does not exist$/);
    });

    it('is denied where the account has no rights on the schema, with what to grant', async () => {
      const url = await accountWith(server, []);
      const failure = await failureOf(takeDump(server, url('large')));
      assert.equal(failure.code, 'source-denied');
      assert.match(failure.message, /no rights on database large$/);
      assert.match(failure.hint, /GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `large`\.\*/);
    });

    for (const [what, url] of [
      ['a port where nothing listens', 'mysql://u:hunter2@127.0.0.1:1/d'],
      ['a host without an address', 'mysql://u:hunter2@no-such-host.invalid/d'],
      ['a socket that is not there', 'mysql://u:hunter2@localhost/d?socket=/nonexistent'],
    ] as const) {
      it(`is unreachable at ${what}`, async () => {
        assert.equal((await failureOf(takeDump(server, url))).code, 'source-unreachable');
      });
    }

    it('is unreachable where the TLS that is asked for cannot be had', async () => {
      const failure = await failureOf(takeDump(server, `${server.url('large')}?${unusableTls}`));
      assert.equal(failure.code, 'source-unreachable');
      assert.match(failure.message, /TLS/);
      assert.match(failure.hint, /ssl-mode/);
    });

    it('fails where a table is altered before the tool comes to it, which nobody keeps from happening', async () => {
      await using dump = await startDump(server, server.url('large'));
      sqlAtOnce(server, 'SET lock_wait_timeout = 20; ALTER TABLE large.z_last ADD b int, ALGORITHM=COPY');
      const failure = await failureOf(collect(dump.bytes()));
      assert.equal(failure.code, 'dump-failed');
      assert.match(failure.message, /definition of a table was changed while it was dumped$/);
    });

    it('fails where the server ends in the middle', async () => {
      await using dump = await startDump(server, server.url('large'));
      process.kill(server.pid, 'SIGKILL');
      const failure = await failureOf(collect(dump.bytes()));
      assert.equal(failure.code, 'dump-failed');
      assert.match(failure.message, /connection to the server was lost$/);
    });
  });
}
