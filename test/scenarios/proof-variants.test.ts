import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { ageKey, gnuPgHome } from '../ciphers/throwaway-keys.ts';
import type { ActionRun } from '../real/action-run.ts';
import { testPassword } from '../real/postgres-server.ts';
import { tortureSchema } from '../real/torture-schema.ts';
import {
  assertProven,
  assertUnproven,
  backupFolder,
  objectPath,
  startProofWorld,
  type ProofWorld,
} from './proof-scene.ts';
import { createShop } from './proof-shop.ts';

type Inputs = Readonly<Record<string, string>>;

/** Ways to take a backup of a database. */
const ways: readonly (readonly [string, 'torture' | 'shop', Inputs])[] = [
  ['with a digest of the server', 'torture', { digest: 'server' }],
  ['as its schema alone', 'torture', { kind: 'schema' }],
  ['for some tables', 'torture', { tables: 'shop.dropped_columns\nshop.parent' }],
  ['for a schema with a name of all kinds', 'torture', { tables: '"Ünï ""q"" 🐘".*' }],
  ['without some tables', 'torture', { 'exclude-tables': 'shop.every_*\nshop.part_ref*' }],
  ['not packed and not encrypted', 'torture', { compression: 'none', recipients: '', encryption: 'none' }],
  ['packed by gzip', 'shop', { compression: 'gzip' }],
  ['packed by zstd in level 1', 'shop', { compression: 'zstd:1' }],
];

/** Names of databases that a shell, a URL or SQL treats in its own way. */
const names = ['-quote " and \' and \\', 'emoji 🐘 ünï', '100%25 & more=?#/', 'dbname=postgres'];

/** Everything whose text depends on how a session is set. */
const values = `CREATE TABLE "Wörter" (at timestamptz, span interval, exact float8, rough float4, bytes bytea, during tstzrange, wort text);
  INSERT INTO "Wörter" VALUES ('2026-05-06 07:08:09.5+02', '1 year 3 days 04:05:06.7', 0.1 + 0.2, 1.1, '\\xdeadbeef00', '[2026-01-01,2026-02-01)', 'Größe')`;
const wilful = `TimeZone = 'Asia/Tokyo'; DateStyle = 'German'; IntervalStyle = 'sql_standard'; extra_float_digits = -5; bytea_output = 'escape';
  client_encoding = 'LATIN1'; search_path = 'nowhere'; quote_all_identifiers = on; standard_conforming_strings = off; row_security = off;
  default_transaction_read_only = on; default_transaction_isolation = 'serializable'; statement_timeout = '20s'; lock_timeout = '1s'`;

/** Encodings with what is to be in a database. */
const encodings = {
  LATIN1: `SET client_encoding = 'UTF8'; ${values}; COMMENT ON TABLE "Wörter" IS 'häufig'`,
  // bytes that are no UTF-8, as old databases without an encoding have them
  SQL_ASCII: `CREATE TABLE "Wörter" (a text DEFAULT E'\\xe9'); INSERT INTO "Wörter" VALUES (E'\\xff\\xfe'), ('é'); COMMENT ON TABLE "Wörter" IS E'\\xf6'`,
};

const refusing = `CREATE TABLE t (a int PRIMARY KEY); CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''not now''; END';
  CREATE EVENT TRIGGER refusing ON ddl_command_start EXECUTE FUNCTION refuse()`;

describe('a backup of any kind', () => {
  let world: ProofWorld;
  before(async () => {
    world = await startProofWorld();
    await world.postgres.createDatabase('torture');
    await world.postgres.psql(tortureSchema, 'torture');
    await createShop(world.postgres);
  });
  after(() => world[Symbol.asyncDispose]());

  // A copy in the server that runs already: the private one is for tests that are about it.
  const drill = (url: string, inputs: Inputs = {}): Promise<ActionRun> =>
    world.verify(url, { sandbox: world.postgres.url(), ...inputs });

  it('is proven in a private server', async () => {
    const { url } = await world.newFolder();
    await world.backUp('torture', url);
    assertProven(await world.verify(url));
  });

  for (const [how, database, inputs] of ways) {
    it(`is proven ${how}`, async () => {
      const { url } = await world.newFolder();
      await world.backUp(database, url, inputs);
      assertProven(await drill(url, { kind: inputs['kind'] ?? 'full' }));
    });
  }

  it('fails where the chosen tables need what was not chosen, and names it', async () => {
    const { url } = await world.newFolder();
    await world.backUp('torture', url, { tables: 'shop.refund' });
    assertUnproven(await drill(url), 'restore-failed', ['shop.sales']);
  });

  for (const name of names) {
    it(`is proven of a database that is called ${JSON.stringify(name)}`, async () => {
      const store = await world.newFolder();
      await createShop(world.postgres, name);
      await world.backUp(name, store.url);
      const run = await drill(store.url);
      assertProven(run);
      assert.match(run.summary, /3 tables, 3501 rows/, 'it was another database');
      const manifest = await readFile(await objectPath(await backupFolder(store), 'manifest'), 'utf8');
      assert.ok(!manifest.includes(name), 'the manifest names the database');
    });
  }

  /** Backs a new database up and drills it. */
  async function proveNew(database: string, sql: string, options = ''): Promise<void> {
    const { url } = await world.newFolder();
    await world.postgres.psql(`CREATE DATABASE "${database}" TEMPLATE template0 ${options}`);
    await world.postgres.psql(sql, database);
    await world.backUp(database, url);
    assertProven(await drill(url));
  }

  it('is proven whatever the database says about how values are written', async () => {
    const settings = wilful.split(/;\s+/).map((setting) => `ALTER DATABASE wilful SET ${setting}`);
    await proveNew('wilful', `${values}; ${settings.join('; ')}`);
  });

  it('is proven where the URL asks for another encoding', async () => {
    const { url } = await world.newFolder();
    await world.backUp('wilful', url, { url: `${world.postgres.url('wilful')}?client_encoding=LATIN1` });
    assertProven(await drill(url));
  });

  for (const [encoding, sql] of Object.entries(encodings)) {
    it(`is proven of a database in ${encoding}`, async () => {
      await proveNew(`in ${encoding}`, sql, `ENCODING '${encoding}' LOCALE 'C'`);
    });
  }

  it('is proven where an event trigger of the copy refuses what a drill makes on trial', async () => {
    await proveNew('refusing', refusing);
  });

  it('is proven of an empty database', async () => {
    const { url } = await world.newFolder();
    await world.postgres.createDatabase('empty');
    await world.backUp('empty', url);
    assertProven(await drill(url));
  });

  it('is proven where the connection is given in parts, and no log has the password', async () => {
    const { url } = await world.newFolder();
    const { port } = world.postgres;
    const parts = { host: '127.0.0.1', port: String(port), user: 'muster', password: testPassword, database: 'shop' };
    const taken = await world.backUp('shop', url, { url: '', ...parts });
    const masked = taken.log.replace(/^::add-mask::.*$/gm, '');
    for (const form of [testPassword, encodeURIComponent(testPassword)]) assert.ok(!masked.includes(form));
    assertProven(await drill(url));
  });

  it('is proven with a passphrase', async () => {
    const { url } = await world.newFolder();
    const passphrase = 'right horse "battery" \\ 🐘';
    await world.backUp('shop', url, { recipients: '', passphrase });
    assertProven(await drill(url, { identity: '', passphrase }));
  });

  it('is proven with an OpenPGP key that has a passphrase of its own', async () => {
    using home = gnuPgHome();
    const { url } = await world.newFolder();
    const passphrase = 'of the key';
    const key = home.makeKey('shop <shop@example.org>', { passphrase });
    await world.backUp('shop', url, { recipients: home.publicKey(key) });
    assertProven(await drill(url, { identity: home.privateKey(key, passphrase), passphrase }));
  });

  it('is proven by each of two identities alone', async () => {
    const { url } = await world.newFolder();
    const second = ageKey();
    await world.backUp('shop', url, { recipients: `${world.age.recipient}\n${second.recipient}` });
    assertProven(await drill(url));
    assertProven(await drill(url, { identity: second.file }));
  });
});
