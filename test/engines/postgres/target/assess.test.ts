import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { Failure } from '../../../../src/domain/failure.ts';
import type { ObjectFingerprint } from '../../../../src/domain/fingerprint.ts';
import type { RestoreNeed, RestorePlan } from '../../../../src/ports/target.ts';
import { smallDisk } from '../../../real/small-disk.ts';
import { startPostgres, type TestPostgres } from '../../../real/postgres-server.ts';
import { backupOf, type Backup } from '../restorer-fixture.ts';
import { databasesOf, dropDatabases, needOf, targetOn } from './target-fixture.ts';

describe('what is looked at before a live database is touched', () => {
  let server: TestPostgres;
  let shop: Backup;

  before(async () => {
    const settings = { max_prepared_transactions: '5', wal_level: 'logical', max_wal_senders: '5' };
    server = await startPostgres({ settings });
    await server.psql('CREATE ROLE app LOGIN; CREATE ROLE maker LOGIN CREATEDB; CREATE ROLE other');
    await server.psql('CREATE DATABASE source OWNER app');
    await server.psql('SET ROLE app; CREATE TABLE orders (id int); INSERT INTO orders VALUES (1)', 'source');
    shop = await backupOf(server, 'source');
    await server.psql('DROP DATABASE source');
  });
  after(async () => server[Symbol.asyncDispose]());
  afterEach(async () => dropDatabases(server));

  const assess = async (
    account: string | undefined,
    changes: Partial<RestoreNeed> = {},
    database = 'shop',
  ): Promise<RestorePlan> => {
    await using need = await needOf(shop, changes);
    return await targetOn(server, database, account).assess(need);
  };

  const withObjects = (...objects: readonly ObjectFingerprint[]): Partial<RestoreNeed> => ({
    expected: { ...shop.expected, objects: [...shop.expected.objects, ...objects] },
  });

  const refusal = async (work: Promise<unknown>): Promise<{ message: string; hint: string }> => {
    const failure: unknown = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(failure instanceof Failure, 'it is refused');
    assert.equal(failure.code, 'target-unfit', failure.message);
    return failure;
  };

  it('refuses a server that is older than the source', async () => {
    const { message, hint } = await refusal(assess(undefined, { server: { version: '99.1' } }));
    assert.match(message, /its server is PostgreSQL 1\d\.\d+, older than the source's version 99$/);
    assert.match(hint, /version 99 or later/);
    assert.equal((await assess(undefined, { server: { version: '9.6' } })).way, 'create');
  });

  it('names everything that is in the way at once, with the statements that mend it', async () => {
    await server.psql('CREATE DATABASE shop OWNER app');
    const { message, hint } = await refusal(
      assess(
        'app',
        withObjects(
          { kind: 'role', name: '"New Role"', definition: '' },
          { kind: 'extension', name: 'no_such_extension', definition: '{"schema": "public", "version": "1"}' },
          { kind: 'table', name: 'public.t', definition: '{"owner": "other"}' },
          { kind: 'event-trigger', name: 'guard', definition: '{}' },
        ),
      ),
    );
    assert.match(message, /lacks extensions that the backup needs: no_such_extension/);
    assert.match(message, /lacks roles that the backup names, and the account may not create them: "New Role"/);
    assert.match(message, /app is not a member of roles that own objects of the backup: other/);
    assert.match(message, /may not restore event triggers: guard/);
    assert.match(hint, /install postgresql-\d+-no-such-extension/);
    assert.match(hint, /CREATE ROLE "New Role" NOLOGIN;/);
    assert.match(hint, /GRANT other TO app;/);
  });

  it('names rows that could not be read back because of row-level security', async () => {
    const policed = {
      kind: 'table',
      name: 'public.t',
      definition: '{"row_security": true, "row_security_forced": true}',
    };
    await server.psql('CREATE DATABASE shop OWNER app');
    const { message, hint } = await refusal(assess('app', withObjects(policed)));
    assert.match(message, /row-level security.*: public\.t/);
    assert.match(hint, /ALTER ROLE app BYPASSRLS;/);
  });

  it('refuses to make a database for an account that may not, and one that nobody can make', async () => {
    const { hint } = await refusal(assess('app'));
    assert.match(hint, /ALTER ROLE app CREATEDB;/);
    const foreign = { ...shop.expected, settings: { ...shop.expected.settings, lc_collate: 'xx_XX.utf8' } };
    const { message } = await refusal(assess('postgres', { expected: foreign }));
    assert.match(message, /has no locale xx_XX\.utf8/);
  });

  it('refuses extensions that only a superuser can create, unless they are there', async () => {
    const expected = withObjects({ kind: 'extension', name: 'pageinspect', definition: '{"schema": "public"}' });
    await server.psql('CREATE DATABASE shop OWNER app');
    const { hint } = await refusal(assess('app', expected));
    assert.match(hint, /CREATE EXTENSION pageinspect;/);
    await server.psql('CREATE EXTENSION pageinspect', 'shop');
    assert.equal((await assess('app', expected)).way, 'transaction');
    const surplus = await refusal(assess('app'));
    assert.match(surplus.hint, /DROP EXTENSION pageinspect CASCADE;/);
  });

  it('refuses a database whose objects belong to others', async () => {
    await server.psql('CREATE DATABASE shop OWNER app');
    await server.psql('CREATE TABLE theirs (a int); ALTER TABLE theirs OWNER TO other', 'shop');
    const { message, hint } = await refusal(assess('app'));
    assert.match(message, /objects in shop belong to roles of which the account app is not a member: other/);
    assert.match(hint, /GRANT other TO app;/);
  });

  it('names what hangs on the database: prepared transactions and replication', async () => {
    await server.psql('CREATE DATABASE shop OWNER app');
    await server.psql(`SELECT pg_create_logical_replication_slot('feed', 'pgoutput')`, 'shop');
    await server.psql(`CREATE TABLE t (a int); BEGIN; INSERT INTO t VALUES (1); PREPARE TRANSACTION 'it''s'`, 'shop');
    await server.psql(`CREATE SUBSCRIPTION "from" CONNECTION 'host=x' PUBLICATION p WITH (connect = false)`, 'shop');
    const { message, hint } = await refusal(assess('postgres'));
    assert.match(message, /prepared transactions: it's; .*slots: feed; .*subscriptions: from$/);
    assert.match(hint, /COMMIT PREPARED 'it''s';.*pg_drop_replication_slot\('feed'\);.*DROP SUBSCRIPTION "from";/);
    await server.psql(`ROLLBACK PREPARED 'it''s'; SELECT pg_drop_replication_slot('feed')`, 'shop');
    await server.psql('ALTER SUBSCRIPTION "from" SET (slot_name = NONE); DROP SUBSCRIPTION "from"', 'shop');
  });

  it('says of a database that nobody can connect to how it can be opened', async () => {
    await server.psql('CREATE DATABASE "closed 1" OWNER app ALLOW_CONNECTIONS false');
    for (const [change, remedy] of [
      ['', 'ALTER DATABASE "closed 1" ALLOW_CONNECTIONS true; '],
      [`UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'closed 1'`, 'DROP DATABASE "closed 1";'],
    ] as const) {
      if (change !== '') await server.psql(change);
      const { hint } = await refusal(assess(undefined, {}, 'closed 1'));
      assert.ok(hint.startsWith(remedy), hint);
    }
    await server.psql('DROP DATABASE "closed 1"');
  });

  it('sees that the disk has no room for the dump', async () => {
    await using disk = await smallDisk(1);
    const { message } = await refusal(assess('postgres', { scratch: disk.path, dumpBytes: 50_000_000 }));
    assert.match(message, /disk-\w+ has .* free, the plain dump needs 47\.7 MiB/);
    const { message: other } = await refusal(assess('postgres', { dumpBytes: 2 ** 60 }));
    assert.match(other, /free/);
  });

  it('knows the source by the server and the name of the database', async () => {
    const identifier = await server.psql('SELECT system_identifier FROM pg_control_system()');
    const isSource = async (database: string, id?: string): Promise<[boolean, string | undefined]> => {
      const of = id === undefined ? {} : { server: { 'system-identifier': id } };
      const plan = await assess(undefined, of, database);
      return [plan.isSource, plan.sourceDoubt];
    };
    assert.deepEqual(await isSource('source', identifier), [true, undefined]);
    assert.deepEqual(await isSource('shop', identifier), [false, undefined]);
    assert.deepEqual(await isSource('source', '1'), [false, undefined]);
    const [is, doubt] = await isSource('source');
    assert.equal(is, true, 'a server that does not tell is taken for the same');
    assert.match(doubt ?? '', /^its name is the same, and the backup does not tell which server it is of/);
  });

  it('knows whether there is anything to lose', async () => {
    await server.psql('CREATE DATABASE shop; CREATE DATABASE fuller');
    assert.equal((await assess(undefined)).holdsData, false);
    await server.psql(`SELECT lo_from_bytea(1, 'x')`, 'shop');
    assert.equal((await assess(undefined)).holdsData, true);
    await server.psql(`CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'`, 'fuller');
    assert.equal((await assess(undefined, {}, 'fuller')).holdsData, true);
  });

  it('works from the target itself where the account may enter no other database', async () => {
    await server.psql('CREATE DATABASE shop OWNER maker');
    await server.psql('REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC; GRANT app TO maker');
    try {
      const plan = await assess('maker');
      assert.equal(plan.way, 'transaction');
      assert.match(plan.notes.join('\n'), /may enter no database beside shop/);
      const { message, hint } = await refusal(assess('maker', {}, 'missing'));
      assert.match(message, /database missing does not exist/);
      assert.match(hint, /postgres or template1/);
    } finally {
      await server.psql('GRANT CONNECT ON DATABASE postgres, template1 TO PUBLIC; REVOKE app FROM maker');
    }
  });

  it('changes nothing', async () => {
    await server.createDatabase('shop');
    const state = `SELECT (SELECT array_agg(oid::text || datname || datacl::text ORDER BY 1) FROM pg_database),
      (SELECT array_agg(rolname ORDER BY 1) FROM pg_roles), (SELECT count(*) FROM pg_class)`;
    const before_ = await server.psql(state, 'shop');
    await assess(undefined, withObjects({ kind: 'role', name: 'somebody', definition: '' }));
    assert.equal(await server.psql(state, 'shop'), before_);
    assert.deepEqual(await databasesOf(server), ['shop']);
  });
});
