import assert from 'node:assert/strict';
import { chown, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseManifest, type Manifest } from '../../src/domain/manifest.ts';
import { copyPostgresWith } from '../real/postgres-copy.ts';
import { startPostgres } from '../real/postgres-server.ts';
import {
  assertProven,
  assertUnproven,
  backupFolder,
  copyOf,
  objectPath,
  rewrite,
  startProofWorld,
  verificationsIn,
  type FolderStore,
  type ProofWorld,
} from './proof-scene.ts';

/** Something of everything that a restore elsewhere has to know about, and that a drill can bring back. */
const sql = (folder: string): string => `
  CREATE ROLE chief SUPERUSER LOGIN; CREATE ROLE sales; CREATE ROLE clerk LOGIN BYPASSRLS IN ROLE sales;
  CREATE TABLESPACE attic LOCATION '${folder}'; ALTER DATABASE shop SET work_mem = '7MB'; GRANT CONNECT ON DATABASE shop TO sales;
  CREATE EXTENSION hstore; CREATE EXTENSION postgres_fdw;
  CREATE COLLATION plain_order (locale = 'C.UTF-8');
  CREATE TABLE secret_orders (id int PRIMARY KEY, name text COLLATE plain_order) TABLESPACE attic;
  INSERT INTO secret_orders SELECT n, n::text FROM generate_series(1, 100) n;
  ALTER TABLE secret_orders OWNER TO clerk; ALTER TABLE secret_orders ENABLE ROW LEVEL SECURITY;
  CREATE POLICY mine ON secret_orders TO sales USING (id > 50);
  CREATE UNLOGGED TABLE secret_cache AS SELECT 1 x;
  SELECT lo_from_bytea(0, 'abc'); CREATE PUBLICATION news FOR ALL TABLES; ALTER PUBLICATION news OWNER TO chief;
  CREATE SUBSCRIPTION feed CONNECTION 'password=hunter2' PUBLICATION p WITH (connect = false);
  CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far.example');
  CREATE FOREIGN TABLE secret_remote (a int) SERVER far;
  CREATE FUNCTION guard() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
  CREATE EVENT TRIGGER guarded ON ddl_command_start EXECUTE FUNCTION guard(); ALTER EVENT TRIGGER guarded OWNER TO chief`;

const topics = `roles tablespaces extensions locale collations event-triggers publications subscriptions foreign-servers unlogged-tables
  row-security large-objects database`;

describe('what a restore elsewhere needs', () => {
  let world: ProofWorld;
  let store: FolderStore;
  let summary: string;
  before(async () => {
    world = await startProofWorld();
    const folder = join(world.postgres.socketFolder, 'attic');
    await mkdir(folder);
    if (process.getuid?.() === 0) await chown(folder, 65534, 65534);
    await world.postgres.createDatabase('shop');
    await world.postgres.psql(sql(folder), 'shop');
    store = await world.newFolder();
    ({ summary } = await world.backUp('shop', store.url));
  });
  after(() => world[Symbol.asyncDispose]());

  const manifestIn = async (place: FolderStore): Promise<Manifest> => {
    const path = join(await backupFolder(place), 'manifest.json');
    return parseManifest(await readFile(path, 'utf8'), path);
  };
  const asRead = (markdown: string): string => markdown.replace(/\\(?=[^A-Za-z0-9\s])/g, '');

  it('is in the summary of a backup and in its manifest, which names no table', async () => {
    const manifest = await manifestIn(store);
    assert.deepEqual([...new Set(manifest.portability?.map(({ topic }) => topic))], topics.split(/\s+/));
    for (const { detail } of manifest.portability ?? []) assert.ok(asRead(summary).includes(detail), detail);
    assert.doesNotMatch(JSON.stringify(manifest), /secret_|hunter2|far\.example|"shop_?db"/);
  });

  it('is in the backup where it is roles and tablespaces, sealed as the dump is', async () => {
    const globals = (await manifestIn(store)).objects.find(({ role }) => role === 'globals');
    assert.deepEqual(globals?.formats, ['pg_dumpall-globals', 'zstd', 'age']);
    const path = await objectPath(await backupFolder(store), 'globals');
    assert.equal(basename(path), 'globals.sql.zst.age');
    assert.doesNotMatch(await readFile(path, 'latin1'), /chief/);
  });

  it('does not keep a drill from proving it, with locked roles, and is said again', async () => {
    const roles = `SELECT string_agg(rolname || rolcanlogin || pg_has_role(oid, 'sales', 'MEMBER'), ' ' ORDER BY rolname)
      FROM pg_roles WHERE rolname IN ('clerk', 'sales')`;
    const smokeTest = `test "$(psql -XAtc "${roles}" "$MUSTER_SANDBOX_URL")" = "clerkfalsetrue salesfalsetrue"`;
    const run = await world.verify(store.url, { 'smoke-test': smokeTest });
    assertProven(run);
    for (const { detail } of (await manifestIn(store)).portability ?? [])
      assert.ok(asRead(run.summary).includes(detail), detail);
    const report = JSON.parse(await readFile(run.outputs['report'] ?? '', 'utf8')) as { manifest: Manifest };
    assert.ok((report.manifest.portability?.length ?? 0) > 10);
    const [record] = await verificationsIn(await backupFolder(store));
    assert.ok(record?.ladder.some(({ step, outcome }) => step === 'globals' && outcome === 'passed'));
  });

  it('fails the backup where the roles no longer open', async () => {
    const damaged = await copyOf(world, store);
    await rewrite(await objectPath(await backupFolder(damaged), 'globals'), flipped);
    assertUnproven(await world.verify(damaged.url), 'object-damaged', ['globals.sql.zst.age']);
  });

  it('could not tell where the sandbox lacks an extension, names the package, and fetches no dump', async () => {
    await using copy = await copyPostgresWith('vector');
    await using server = await startPostgres({ bin: copy.bin });
    await server.createDatabase('embeddings');
    await server.psql('CREATE EXTENSION vector; CREATE TABLE t AS SELECT vector_dims()', 'embeddings');
    const place = await world.newFolder();
    const sealing = { source: 'shop', store: place.url, recipients: world.age.recipient };
    const taken = await world.act('backup', { ...sealing, url: server.url('embeddings') });
    assert.equal(taken.status, 0, taken.log);
    const { version = '' } = (await manifestIn(place)).server;
    const packageName = `postgresql-${Number.parseInt(version, 10)}-pgvector`;
    assert.ok(asRead(taken.summary).includes(packageName), taken.summary);

    // whoever fetched the dump would call it damaged
    await rewrite(await objectPath(await backupFolder(place), 'data'), flipped);
    for (const inputs of [{}, { sandbox: world.postgres.url() }]) {
      const held = await rolesAndDatabases();
      const run = await world.verify(place.url, inputs);
      assertUnproven(run, 'could-not-tell', ['lacks extensions that the backup needs: vector', packageName]);
      const errors = run.log.split('\n').filter((line) => line.startsWith('::error'));
      assert.equal(errors.length, 1, run.log);
      assert.ok(errors[0]?.includes(packageName), errors[0]);
      assert.equal(await rolesAndDatabases(), held);
    }
    const records = await verificationsIn(await backupFolder(place));
    assert.deepEqual(
      records.map(({ verdict }) => verdict),
      ['could-not-tell', 'could-not-tell'],
    );
  });

  const rolesAndDatabases = (): Promise<string> =>
    world.postgres.psql('SELECT rolname FROM pg_roles UNION ALL SELECT datname FROM pg_database ORDER BY 1');
});

/** The same bytes but for one bit. */
function flipped(bytes: Buffer): Buffer {
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return bytes;
}
