import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Failure } from '../../src/domain/failure.ts';
import { backupOf, differences, inPieces } from '../engines/postgres/restorer-fixture.ts';
import { needOf, targetOn } from '../engines/postgres/target/target-fixture.ts';
import { startPostgres, type TestPostgres } from '../real/postgres-server.ts';

const note = /everybody may create in the schema public .* run GRANT CREATE ON SCHEMA public TO PUBLIC; in shop/;

describe('what everybody may do in the schema public, from PostgreSQL 14 to 15', () => {
  let source: TestPostgres;
  let server: TestPostgres;
  before(async () => {
    [source, server] = await Promise.all([startPostgres({ major: 14 }), startPostgres({ major: 15 })]);
    await source.psql('CREATE ROLE clerk');
    await server.psql('CREATE ROLE guest');
  });
  after(async () => {
    await Promise.all([source[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
  });

  /** What the plan says, and what differs in the copy after a change to it. */
  const restored = async (
    sql: string,
    to: TestPostgres,
    change = '',
  ): Promise<readonly [string, readonly string[]]> => {
    await source.psql('DROP DATABASE IF EXISTS shop');
    await source.createDatabase('shop');
    await source.psql(sql, 'shop');
    const backup = await backupOf(source, 'shop');
    await source.psql('DROP DATABASE shop');
    await using need = await needOf(backup);
    const target = targetOn(to, 'shop');
    const plan = await target.assess(need);
    await using staged = await target.load(inPieces(backup.bytes), plan, need);
    const [fresh = ''] = (await to.psql(`SELECT datname FROM pg_database WHERE datname ~ '^shop_restored'`)).split(
      '\n',
    );
    await to.psql(change, fresh);
    return [plan.notes.join('\n'), differences(plan.expected, await staged.inspect())];
  };

  for (const sql of ['SELECT 1', 'GRANT USAGE ON SCHEMA public TO clerk', 'GRANT CREATE ON SCHEMA public TO clerk']) {
    it(`is taken away, which the plan says and the proof accepts: ${sql}`, async () => {
      const [notes, differing] = await restored(sql, server);
      assert.match(notes, note);
      assert.deepEqual(differing, []);
    });
  }

  it('is not spoken of where it was revoked', async () => {
    const [notes, differing] = await restored('REVOKE CREATE ON SCHEMA public FROM PUBLIC', server);
    assert.doesNotMatch(notes, note);
    assert.deepEqual(differing, []);
  });

  it('has to be the same within a version', async () => {
    const [notes, differing] = await restored(
      'GRANT USAGE ON SCHEMA public TO clerk',
      source,
      'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    );
    assert.doesNotMatch(notes, note);
    assert.deepEqual(differing, ['object-differs grants schema public']);
  });

  it('is not mistaken for other privileges that differ', async () => {
    const [, differing] = await restored(
      'GRANT USAGE ON SCHEMA public TO clerk',
      server,
      'GRANT USAGE ON SCHEMA public TO guest',
    );
    assert.deepEqual(differing, ['object-differs grants schema public']);
  });
});

describe('the schema public of PostgreSQL 14, where not everybody may create any more', () => {
  it('has to let the owners of tables do so before a plain account restores, which is said with the statements', async () => {
    await using server = await startPostgres({ major: 14 });
    await server.psql(`CREATE ROLE clerk; CREATE ROLE "Chief"; CREATE ROLE app LOGIN; GRANT clerk, "Chief" TO app;
      CREATE DATABASE shop OWNER app`);
    await server.psql(
      `CREATE TABLE a (id int); ALTER TABLE a OWNER TO clerk; CREATE TABLE b (id int); ALTER TABLE b OWNER TO "Chief";
       CREATE TABLE c (id int); ALTER TABLE c OWNER TO app; REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT CREATE ON SCHEMA public TO app`,
      'shop',
    );
    await using need = await needOf(await backupOf(server, 'shop'));
    const target = targetOn(server, 'shop', 'app');
    const refused: unknown = await target.assess(need).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(refused instanceof Failure && refused.code === 'target-unfit', String(refused));
    assert.match(refused.message, /may not create there, and the account app may not let them: clerk, "Chief"$/);
    const statements = /GRANT CREATE ON SCHEMA public TO clerk; GRANT CREATE ON SCHEMA public TO "Chief";/;
    await server.psql(statements.exec(refused.hint)?.[0] ?? '', 'shop');
    assert.equal((await target.assess(need)).way, 'transaction');
  });
});
