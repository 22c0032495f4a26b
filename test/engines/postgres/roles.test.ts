import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Secret } from '../../../src/domain/secret.ts';
import { commandEnvironmentFor as environmentFor } from '../../../src/engines/registry.ts';
import { readCatalog } from '../../../src/engines/postgres/catalog.ts';
import { attributesOf, type RoleAttributes } from '../../../src/engines/postgres/objects-roles.ts';
import { postgresRestorer } from '../../../src/engines/postgres/restorer.ts';
import type { Restorer } from '../../../src/ports/engine.ts';
import type { Sandbox } from '../../../src/ports/sandbox.ts';
import { givenSandboxes } from '../../../src/sandboxes/given/given-sandboxes.ts';
import { startPostgres, type TestPostgres } from '../../real/postgres-server.ts';
import {
  backupOf,
  differences,
  inPieces,
  never,
  notes,
  opener,
  sandboxOn,
  tools,
  type Backup,
} from './restorer-fixture.ts';
import { clock, sandboxRoot } from '../../sandboxes/postgres-host.ts';

/** A boss who is a superuser and owns what only such a one may, a seller who belongs to the staff by way of a team. */
const sql = `
  CREATE ROLE boss SUPERUSER LOGIN PASSWORD 'hunter2' VALID UNTIL '2031-01-01';
  CREATE ROLE staff; CREATE ROLE "the team" IN ROLE staff;
  CREATE ROLE seller LOGIN NOINHERIT BYPASSRLS CREATEDB CREATEROLE REPLICATION CONNECTION LIMIT 3 IN ROLE pg_monitor;
  GRANT "the team" TO seller WITH ADMIN OPTION; CREATE ROLE stranger IN ROLE seller;
  ALTER ROLE seller SET work_mem = '7MB'; ALTER ROLE seller SET app.token = 'hunter2';
  CREATE TABLE orders (id int); ALTER TABLE orders OWNER TO seller; ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON orders TO staff USING (id > 0);
  CREATE FUNCTION guard() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
  CREATE EVENT TRIGGER guarded ON ddl_command_start EXECUTE FUNCTION guard(); ALTER EVENT TRIGGER guarded OWNER TO boss;
  CREATE FUNCTION tell() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT current_user::text'; ALTER FUNCTION tell OWNER TO seller`;

describe('the roles of a PostgreSQL database', () => {
  let source: TestPostgres;
  let target: TestPostgres;
  let restorer: Restorer;
  let backup: Backup;
  before(async () => {
    [source, target] = await Promise.all([startPostgres(), startPostgres()]);
    await source.createDatabase('shop');
    await source.psql(sql, 'shop');
    backup = await backupOf(source, 'shop');
    restorer = postgresRestorer({ launcher: tools, searchPath: '', client: `path:${target.bin}` });
  });
  after(async () => {
    await Promise.all([source[Symbol.asyncDispose](), target[Symbol.asyncDispose]()]);
  });

  const given = async (server: TestPostgres): Promise<Sandbox> => ({
    ...(await sandboxOn(server)),
    isThrowaway: false,
  });
  const rolesOn = (server: TestPostgres): Promise<string> =>
    server.psql('SELECT rolname FROM pg_roles UNION ALL SELECT datname FROM pg_database ORDER BY 1');

  it('are kept with what they may and whom they belong to, without a secret', async () => {
    await using session = await opener(source, 'shop')();
    const found = new Map<string, RoleAttributes>();
    for (const { kind, name, definition } of await readCatalog(session, { scope: 'all' }))
      if (kind === 'role' || kind === 'parent-role') found.set(`${kind} ${name}`, attributesOf(definition));
    assert.deepEqual(
      [...found.keys()],
      [
        'parent-role "the team"',
        'parent-role pg_monitor',
        'parent-role pg_read_all_settings',
        'parent-role pg_read_all_stats',
      ].concat(['parent-role pg_stat_scan_tables', 'role boss', 'role postgres', 'role seller', 'role staff']),
    );
    const { memberships = [], ...seller } = found.get('role seller') ?? {};
    assert.deepEqual(seller, {
      ...{ no_inherit: true, bypass_rls: true, create_db: true, create_role: true, login: true, replication: true },
      ...{ connection_limit: 3, settings: ['app.token', 'work_mem=7MB'] },
    });
    assert.deepEqual(
      memberships.map(({ role, admin }) => [role, admin]),
      [
        ['"the team"', true],
        ['pg_monitor', undefined],
      ],
    );
    assert.equal(found.get('role boss')?.superuser, true);
    assert.match(found.get('role boss')?.valid_until ?? '', /^2031-01-01/);
    assert.doesNotMatch(JSON.stringify(backup.expected), /hunter2|SCRAM/);
  });

  it('are locked in a sandbox, and grants, policies and owners mean the same', async () => {
    await using sandbox = await sandboxOn(target);
    const progress = notes();
    await restorer.restore(inPieces(backup.bytes), backup.expected, sandbox, progress, never);
    const copy = await restorer.inspect(backup.expected, sandbox, progress, never);
    assert.deepEqual(differences(backup.expected, copy), []);
    const attributes = `SELECT rolname, rolcanlogin, rolsuper, rolinherit, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication
      FROM pg_roles WHERE rolname IN ('boss', 'seller', 'staff', 'the team') ORDER BY 1`;
    assert.deepEqual((await target.psql(attributes)).split('\n'), [
      'boss|f|t|t|f|f|f|f',
      'seller|f|f|f|t|f|f|f',
      'staff|f|f|t|f|f|f|f',
      'the team|f|f|t|f|f|f|f',
    ]);
    const held = `SELECT pg_has_role('seller', 'staff', 'MEMBER'), pg_has_role('seller', 'staff', 'USAGE'),
      pg_has_role('seller', 'the team', 'MEMBER WITH ADMIN OPTION'), pg_has_role('seller', 'pg_monitor', 'MEMBER')`;
    assert.equal(await target.psql(held), 't|f|t|t');
    assert.equal(await source.psql(held), 't|f|t|t');
    assert.equal(await target.psql('SELECT tell()', 'shop'), 'seller');
    assert.deepEqual(
      progress.lines.filter((line) => line.includes('role')),
      [],
    );
  });

  it('are enough where a fingerprint has no more than their names', async () => {
    await using fresh = await startPostgres();
    await using sandbox = await sandboxOn(fresh);
    await source.createDatabase('plain');
    await source.psql('CREATE TABLE t (); ALTER TABLE t OWNER TO seller', 'plain');
    const plain = await backupOf(source, 'plain');
    const named = plain.expected.objects
      .filter(({ kind }) => kind !== 'parent-role')
      .map((object) => (object.kind === 'role' ? { ...object, definition: '' } : object));
    const expected = { ...plain.expected, objects: named };
    await restorer.restore(inPieces(plain.bytes), expected, sandbox, notes(), never);
    const copy = await restorer.inspect(expected, sandbox, notes(), never);
    assert.deepEqual(differences(expected, copy), []);
  });

  it('get no rights beyond the database in a server that stays, and are gone afterwards', async () => {
    await using lasting = await startPostgres();
    await lasting.psql('CREATE ROLE staff SUPERUSER');
    const held = await rolesOn(lasting);
    await source.createDatabase('calm');
    await source.psql('CREATE TABLE t (); ALTER TABLE t OWNER TO seller; GRANT SELECT ON t TO boss, staff', 'calm');
    const calm = await backupOf(source, 'calm');
    await using sandbox = await given(lasting);
    {
      await using copy = await restorer.restore(inPieces(calm.bytes), calm.expected, sandbox, notes(), never);
      assert.ok(copy.url);
      const progress = notes();
      const found = await restorer.inspect(calm.expected, sandbox, progress, never);
      assert.deepEqual(differences(calm.expected, found), []);
      const roles = `SELECT rolname, rolsuper, rolcanlogin, pg_has_role(rolname, 'staff', 'MEMBER'), pg_has_role(rolname, 'pg_monitor', 'MEMBER')
        FROM pg_roles WHERE rolname IN ('boss', 'seller', 'the team') ORDER BY 1`;
      assert.deepEqual((await lasting.psql(roles)).split('\n'), ['boss|f|f|f|f', 'seller|f|f|f|f', 'the team|f|f|f|f']);
      assert.match(
        progress.lines.join('\n'),
        /roles have other rights or memberships than in the source: "the team", boss, seller, staff/,
      );
    }
    assert.equal(await rolesOn(lasting), held);
  });

  it('go with the copy when a sandbox in a given server ends, whatever became of the drill', async () => {
    await using lasting = await startPostgres();
    const held = await rolesOn(lasting);
    await using root = await sandboxRoot();
    const url = new Secret(lasting.socketUrl());
    const psql = join(lasting.bin, 'psql');
    const place = { launcher: tools, clock, url, root: root.path, runId: 'test', psql, environmentFor };
    const need = {
      server: { flavour: 'postgresql', version: await lasting.psql('SHOW server_version') },
      settings: {},
    };
    const sandbox = await givenSandboxes(place).start(need, never);
    await source.createDatabase('brief');
    await source.psql('CREATE TABLE t (); ALTER TABLE t OWNER TO seller; GRANT SELECT ON t TO "the team"', 'brief');
    const brief = await backupOf(source, 'brief');
    await lasting.psql('CREATE ROLE staff');
    await restorer.restore(inPieces(brief.bytes), brief.expected, sandbox, notes(), never); // and nobody takes it back
    assert.match(await rolesOn(lasting), /seller/);
    await sandbox[Symbol.asyncDispose]();
    await lasting.psql('DROP ROLE staff'); // it was there before and is not the drill's to remove
    assert.equal(await rolesOn(lasting), held);
  });

  it('leave nothing in a server that stays where the load is refused, which says nothing about the backup', async () => {
    await using lasting = await startPostgres();
    const held = await rolesOn(lasting);
    await using sandbox = await given(lasting);
    await assert.rejects(restorer.restore(inPieces(backup.bytes), backup.expected, sandbox, notes(), never), {
      code: 'sandbox-unavailable',
      message: /permission denied to change owner of event trigger/,
    });
    assert.equal(await rolesOn(lasting), held);
  });

  it('leave nothing in a server that stays where it cannot have the database', async () => {
    await using lasting = await startPostgres();
    const held = await rolesOn(lasting);
    await using sandbox = await given(lasting);
    const settings = { ...backup.expected.settings, encoding: 'KLINGON' };
    const restoring = restorer.restore(
      inPieces(backup.bytes),
      { ...backup.expected, settings },
      sandbox,
      notes(),
      never,
    );
    await assert.rejects(restoring, { code: 'sandbox-unavailable', message: /encoding KLINGON/ });
    assert.equal(await rolesOn(lasting), held);
  });

  it('cannot be had where the account of a given server may not make any, and the hint says so', async () => {
    await using lasting = await startPostgres();
    await lasting.psql('CREATE ROLE guest LOGIN CREATEDB');
    const sandbox = { ...(await given(lasting)), url: lasting.socketUrl().replace('postgres@', 'guest@') };
    await assert.rejects(restorer.restore(inPieces(backup.bytes), backup.expected, sandbox, notes(), never), {
      code: 'sandbox-unavailable',
      message: /refuses the roles of the backup/,
      hint: /CREATEROLE/,
    });
  });
});
