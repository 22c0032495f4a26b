import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { Failure } from '../../../../src/domain/failure.ts';
import { startPostgres, type TestPostgres } from '../../../real/postgres-server.ts';
import { backupOf, type Backup } from '../restorer-fixture.ts';
import { databasesOf, dropDatabases, needOf, restore, targetOn } from './target-fixture.ts';

const privileges = `SELECT nspname, pg_get_userbyid(nspowner), nspacl FROM pg_namespace WHERE nspname IN ('public', 'sales') ORDER BY 1`;

/** `maker` is no superuser, and everything belongs to others: their owners have to be allowed to create where it is. */
describe('objects in schemas of others, restored by a plain account', () => {
  let source: TestPostgres;
  let server: TestPostgres;

  before(async () => {
    [source, server] = await Promise.all([startPostgres(), startPostgres()]);
    for (const each of [source, server]) {
      await each.psql(
        `CREATE ROLE clerk; CREATE ROLE "Chief Clerk"; CREATE ROLE app LOGIN; CREATE ROLE maker LOGIN CREATEDB;
         GRANT clerk, "Chief Clerk", app TO maker`,
      );
    }
  });
  after(async () => {
    await Promise.all([source[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
  });
  afterEach(async () => {
    for (const each of [source, server]) await dropDatabases(each);
    await server.psql('REVOKE clerk, "Chief Clerk" FROM app; REVOKE app FROM clerk');
  });

  const backupWith = async (sql: string): Promise<Backup> => {
    await source.createDatabase('shop');
    await source.psql(
      `CREATE TABLE orders (id int); INSERT INTO orders VALUES (1); ALTER TABLE orders OWNER TO clerk;
       CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2'; ALTER FUNCTION twice OWNER TO "Chief Clerk"; ${sql}`,
      'shop',
    );
    return await backupOf(source, 'shop');
  };

  const refusal = async (backup: Backup, account: string): Promise<Failure> => {
    await using need = await needOf(backup);
    const failure: unknown = await targetOn(server, 'shop', account)
      .assess(need)
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    assert.ok(failure instanceof Failure && failure.code === 'target-unfit', String(failure));
    return failure;
  };

  for (const [what, sql] of [
    ['as the server makes them', ''],
    ['where one of them may create there', 'GRANT CREATE ON SCHEMA public TO clerk'],
    ['where one of them may pass that on', 'GRANT CREATE ON SCHEMA public TO "Chief Clerk" WITH GRANT OPTION'],
    ['where one of them owns the schema', 'ALTER SCHEMA public OWNER TO clerk'],
    ['where nobody may do anything there', 'REVOKE ALL ON SCHEMA public FROM PUBLIC'],
  ] as const) {
    it(`come back with no other privileges than the source's: ${what}`, async () => {
      const backup = await backupWith(sql);
      const expected = await source.psql(privileges, 'shop');
      for (const way of ['create', 'swap']) {
        const { plan } = await restore(targetOn(server, 'shop', 'maker'), backup);
        assert.equal(plan.way, way);
        assert.equal(await server.psql(privileges, 'shop'), expected, way);
        await server.psql('ALTER DATABASE shop OWNER TO app');
      }
    });
  }

  it('come back in one transaction too', async () => {
    const backup = await backupWith('GRANT CREATE ON SCHEMA public TO clerk');
    await server.psql('GRANT clerk, "Chief Clerk" TO app; CREATE DATABASE shop OWNER app');
    const { plan } = await restore(targetOn(server, 'shop', 'app'), backup);
    assert.equal(plan.way, 'transaction');
    assert.equal(await server.psql(privileges, 'shop'), await source.psql(privileges, 'shop'));
  });

  it('are refused where the backup brings the schema, unless their owners are members of its owner', async () => {
    const backup = await backupWith(
      'CREATE SCHEMA sales AUTHORIZATION app; CREATE TABLE sales.t (id int); ALTER TABLE sales.t OWNER TO clerk; GRANT ALL ON SCHEMA sales TO clerk',
    );
    const { message, hint } = await refusal(backup, 'maker');
    assert.match(message, /only a superuser may restore .*: clerk in sales of app$/);
    assert.equal(hint.includes('restore as a superuser'), true);
    assert.deepEqual(await databasesOf(server), []);
    await server.psql('GRANT app TO clerk');
    await restore(targetOn(server, 'shop', 'maker'), backup);
    assert.equal(await server.psql(privileges, 'shop'), await source.psql(privileges, 'shop'));
  });
});
