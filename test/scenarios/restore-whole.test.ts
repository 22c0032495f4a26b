import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { testPassword } from '../real/postgres-server.ts';
import { startProofWorld, type ProofWorld } from './proof-scene.ts';
import { createShop } from './proof-shop.ts';
import {
  assertAsItWas,
  assertRestored,
  assertTempEmpty,
  databasesOf,
  errorOf,
  restoreInto,
  rowsOf,
} from './restore-scene.ts';

const damage = `DELETE FROM orders WHERE id % 3 = 0; UPDATE customers SET name = 'nobody'; DROP TABLE notes;
  CREATE TABLE intruder (n int); INSERT INTO intruder VALUES (1);`;

describe('restoring a whole database', () => {
  let world: ProofWorld;
  before(async () => void (world = await startProofWorld()));
  after(() => world[Symbol.asyncDispose]());

  it('brings it into a second one, proven, and leaves nothing else behind', async () => {
    const { postgres } = world;
    await createShop(postgres, 'first');
    await postgres.createDatabase('second');
    const store = await world.newFolder();
    await world.backUp('first', store.url);
    const databases = await databasesOf(postgres);
    const run = await restoreInto(world, 'second', store.url);
    assertRestored(run);
    assert.deepEqual(await rowsOf(postgres, 'second'), await rowsOf(postgres, 'first'));
    assert.deepEqual(await databasesOf(postgres), databases);
    assert.equal(run.outputs['target'], 'second');
    assert.equal(run.outputs['safety-backup-id'], undefined, 'the target held nothing');
    assert.match(run.summary, /^## ✅ second is restored from shop/);
    assert.ok(Number(run.outputs['restore-seconds']) > 0);
    await assertTempEmpty(world);
  });

  it('makes a lost one anew, with its own settings, privileges and comment', async () => {
    const { postgres } = world;
    await createShop(postgres, 'lost');
    await postgres.psql(
      `ALTER DATABASE lost SET my.key = 's3cret-of-lost'; ALTER DATABASE lost CONNECTION LIMIT 9;
       REVOKE CONNECT ON DATABASE lost FROM PUBLIC; COMMENT ON DATABASE lost IS 'the shop'`,
    );
    const properties = `SELECT datconnlimit, datacl, shobj_description(oid, 'pg_database'), (SELECT setconfig FROM pg_db_role_setting
      WHERE setdatabase = oid) FROM pg_database WHERE datname = 'lost'`;
    const had = await postgres.psql(properties);
    const store = await world.newFolder();
    await world.backUp('lost', store.url);
    const rows = await rowsOf(postgres, 'lost');
    const namesOf = async (): Promise<string[]> =>
      (await databasesOf(postgres)).map((line) => line.split('|')[0] ?? '');
    const names = await namesOf();
    await postgres.psql('DROP DATABASE lost');
    const run = await restoreInto(world, 'lost', store.url, { 'replace-source': 'true' });
    assertRestored(run);
    assert.doesNotMatch(run.log + run.summary, /s3cret/);
    assert.match(run.summary, /give it what the source's database had: the owner postgres/);
    assert.equal(await postgres.psql(properties), had);
    assert.deepEqual(await rowsOf(postgres, 'lost'), rows);
    assert.deepEqual(await namesOf(), names);
  });

  it('replaces a damaged one, while clients are connected, and its safety backup brings the damaged one back', async () => {
    const { postgres } = world;
    await createShop(postgres, 'damaged');
    const store = await world.newFolder();
    await world.backUp('damaged', store.url);
    const sound = await rowsOf(postgres, 'damaged');
    await postgres.psql(damage, 'damaged');
    const spoilt = await rowsOf(postgres, 'damaged');
    const databases = await databasesOf(postgres);
    const client = postgres.psql('SELECT pg_sleep(600)', 'damaged').catch(() => 'closed');

    const run = await restoreInto(world, 'damaged', store.url, { 'replace-source': 'true' });
    assertRestored(run);
    assert.equal(await client, 'closed');
    assert.deepEqual(await rowsOf(postgres, 'damaged'), sound);
    assert.deepEqual(await databasesOf(postgres), databases, 'what was there before is gone');
    const id = run.outputs['safety-backup-id'] ?? '';
    assert.ok(run.log.includes(`${id} of source shop.before-restore`), run.log);

    const [, inputs = ''] = /### To go back[^`]*```yaml\n([^`]*)```/.exec(run.summary) ?? [];
    assertRestored(await restoreInto(world, 'damaged', store.url, parse(inputs) as Record<string, string>));
    assert.deepEqual(await rowsOf(postgres, 'damaged'), spoilt);
    assertRestored(await restoreInto(world, 'damaged', store.url, { 'replace-source': 'true' }));
    assert.deepEqual(await rowsOf(postgres, 'damaged'), sound, 'the safety backup is not the newest of the source');
    assert.deepEqual(await databasesOf(postgres), databases);
    await assertTempEmpty(world);
  });

  it('keeps the old one under another name without a safety backup, with statements that bring it back', async () => {
    const { postgres } = world;
    await createShop(postgres, 'kept');
    const store = await world.newFolder();
    await world.backUp('kept', store.url);
    await postgres.psql(damage, 'kept');
    const spoilt = await rowsOf(postgres, 'kept');
    const unsafe = { 'replace-source': 'true', 'safety-backup': 'false' };
    const run = await restoreInto(world, 'kept', store.url, unsafe);
    assertRestored(run);
    const [, statements = ''] = /### To go back[^`]*```sql\n([^`]*)\n```/.exec(run.summary) ?? [];
    const [, removal = ''] = /### To finish[^`]*```sql\n([^`]*)\n```/.exec(run.summary) ?? [];
    assert.notEqual(removal, '');
    await postgres.psql(statements);
    assert.deepEqual(await rowsOf(postgres, 'kept'), spoilt);
  });

  it('serves an owner who may not create databases, in one transaction', async () => {
    const { postgres } = world;
    await postgres.psql(`CREATE ROLE keeper LOGIN PASSWORD 'keep'; CREATE DATABASE owned OWNER keeper`);
    const url = `postgresql://keeper:keep@127.0.0.1:${postgres.port}/owned`;
    const schema = `SET ROLE keeper; CREATE TABLE goods (id int PRIMARY KEY, name text);
      INSERT INTO goods SELECT n, 'good ' || n FROM generate_series(1, 1000) n;
      CREATE VIEW cheap AS SELECT * FROM goods WHERE id < 10;`;
    await postgres.psql(`ALTER SCHEMA public OWNER TO keeper; ${schema}`, 'owned');
    const store = await world.newFolder();
    await world.backUp('owned', store.url, { url });
    const rows = await rowsOf(postgres, 'owned');
    await postgres.psql('SET ROLE keeper; DELETE FROM goods; CREATE TABLE intruder ()', 'owned');
    const run = await restoreInto(world, 'owned', store.url, { url, 'replace-source': 'true' });
    assertRestored(run);
    assert.match(run.summary, /all objects replaced in one transaction/);
    assert.deepEqual(await rowsOf(postgres, 'owned'), rows);
  });

  it('takes names with quotes, spaces and signs, and the address by its parts', async () => {
    const { postgres } = world;
    const name = `the "shop" of 🐘 & 'co' %41`;
    await createShop(postgres, 'plain');
    await postgres.createDatabase(name);
    await postgres.psql('CREATE TABLE old (n int); INSERT INTO old VALUES (1)', name);
    const store = await world.newFolder();
    await world.backUp('plain', store.url);
    assertRestored(await restoreInto(world, name, store.url));
    assert.deepEqual(await rowsOf(postgres, name), await rowsOf(postgres, 'plain'));
    const parts = { host: postgres.socketFolder, port: `${postgres.port}`, user: 'postgres', database: name };
    assertRestored(await restoreInto(world, name, store.url, { url: '', ...parts }));
  });

  it('brings back a schema alone, and a backup that a passphrase opens', async () => {
    const { postgres } = world;
    await createShop(postgres, 'bare');
    await postgres.createDatabase('empty');
    const store = await world.newFolder();
    const sealing = { passphrase: 'open "sesame"', recipients: '' };
    await world.backUp('bare', store.url, { ...sealing, kind: 'schema' });
    const run = await restoreInto(world, 'empty', store.url, { ...sealing, identity: '', kind: 'schema' });
    assertRestored(run);
    assert.deepEqual([...(await rowsOf(postgres, 'empty')).keys()], [...(await rowsOf(postgres, 'bare')).keys()]);
    assert.equal(await postgres.psql('SELECT count(*) FROM orders', 'empty'), '0');
  });
});

describe('the commands around a restore', () => {
  let world: ProofWorld;
  let store: string;
  before(async () => {
    world = await startProofWorld();
    await createShop(world.postgres);
    store = (await world.newFolder()).url;
    await world.backUp('shop', store);
    await world.postgres.createDatabase('staging');
    await world.postgres.psql('CREATE TABLE old (n int); INSERT INTO old VALUES (1), (2)', 'staging');
  });
  after(() => world[Symbol.asyncDispose]());

  it('find the database, before as it was and after as it is', async () => {
    const { postgres } = world;
    const psql = `${postgres.bin}/psql -XAtc`;
    const run = await restoreInto(world, 'staging', store, {
      before: `echo "old rows: $(${psql} 'SELECT count(*) FROM old')"`,
      after: `${psql} 'CREATE TABLE migrated ()'\necho "orders: $(${postgres.bin}/psql -XAt "$MUSTER_TARGET_URL" -c 'SELECT count(*) FROM orders')"`,
    });
    assertRestored(run);
    assert.match(run.log, /^old rows: 2$/m);
    assert.match(run.log, /^orders: 3000$/m);
    assert.ok((await rowsOf(postgres, 'staging')).has('public.migrated'));
  });

  it('stop it before anything is touched where the first one fails', async () => {
    const rows = await rowsOf(world.postgres, 'staging');
    const databases = await databasesOf(world.postgres);
    const run = await restoreInto(world, 'staging', store, { before: 'echo the shop is open >&2; exit 3' });
    const line = assertAsItWas(run, 'hook-failed', 'staging');
    assert.match(line, /the command in "before" ended with status 3: the shop is open/);
    assert.equal(run.outputs['safety-backup-id'], undefined);
    assert.deepEqual(await rowsOf(world.postgres, 'staging'), rows);
    assert.deepEqual(await databasesOf(world.postgres), databases);
  });

  it('leave the way back open where the second one fails', async () => {
    const { postgres } = world;
    await postgres.psql('CREATE TABLE mark (n int)', 'staging');
    const run = await restoreInto(world, 'staging', store, { after: 'exit 4' });
    assert.equal(run.status, 1, run.log);
    assert.deepEqual([run.outputs['failure'], run.outputs['state']], ['hook-failed', 'restored']);
    const line = errorOf(run);
    assert.match(line, /"after" ended with status 4; the backup is in place in staging — .*to go back, run /);
    assert.ok(!(await rowsOf(postgres, 'staging')).has('public.mark'));
    const [, statements = ''] = /### To go back[^`]*```sql\n([^`]*)\n```/.exec(run.summary) ?? [];
    await postgres.psql(statements);
    assert.ok((await rowsOf(postgres, 'staging')).has('public.mark'));
  });

  it('cannot print the password unseen: whatever form of it they have is masked', async () => {
    const { postgres } = world;
    const lax = postgres.url('staging').replace(encodeURIComponent(testPassword), testPassword.replace('%', '%25'));
    const before = 'echo "$MUSTER_TARGET_URL"; echo "$PGPASSWORD"; exit 3';
    const run = await restoreInto(world, 'staging', store, { url: lax, before }, { GITHUB_ACTIONS: 'true' });
    const lines = run.log.split('\n');
    const masks = lines.filter((line) => line.startsWith('::add-mask::')).map((line) => line.slice(12));
    const unescaped = masks.map((mask) => mask.replaceAll('%0A', '\n').replaceAll('%25', '%'));
    for (const form of [testPassword, encodeURIComponent(testPassword)]) {
      assert.ok(lines.some((line) => !line.startsWith('::') && line.includes(form)));
      assert.ok(unescaped.includes(form), `${form} is not masked`);
    }
  });
});
