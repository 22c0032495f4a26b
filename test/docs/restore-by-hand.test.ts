import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isBackupId } from '../../src/domain/backup-id.ts';
import type { BackupKind } from '../../src/domain/kind.ts';
import { folderOf, prefixOf } from '../../src/domain/object-key.ts';
import { createShop } from '../scenarios/proof-shop.ts';
import { startByHandWorld, type ByHandWorld } from './by-hand-world.ts';
import { allSchemas, otherWays, steps, stepsFor, tableSteps, type Sealing, type Way } from './by-hand-ways.ts';
import { scriptOf } from './page-steps.ts';

const [zstd, gzip, none] = ['zstd', 'gzip', 'none'] as const;
const inBucket = (sealing: Sealing, compression: Way['compression']): Way => {
  return { sealing, compression, kind: 'full', store: 'bucket', database: 'shop_restored' };
};
const ways: readonly Way[] = [
  ...(['age', 'openpgp', 'passphrase', 'none'] as const).flatMap((sealing) =>
    [zstd, gzip, none].map((compression) => inBucket(sealing, compression)),
  ),
  { ...inBucket('age, protected', zstd), database: 'shop' },
  { ...inBucket('age', zstd), kind: 'schema', store: 'folder' },
  { ...inBucket('openpgp', gzip), kind: 'files', store: 'folder' },
  { ...inBucket('passphrase', none), kind: 'command' },
];

describe('the page about restoring by hand', () => {
  let world: ByHandWorld;
  before(async () => {
    world = await startByHandWorld();
    await createShop(world.source);
    await world.source.psql(
      `CREATE TABLE "odd ""names""" ("a ""b" double precision, "c,d" interval, e bytea, f "char");
      INSERT INTO "odd ""names""" SELECT random(), random() * interval '1 year', decode(md5(n::text), 'hex'), 'x' FROM generate_series(1, 50) n`,
      'shop',
    );
    await writeFile(join(world.workFolder, 'shop.env'), 'APP_NAME=shop\n');
  });
  after(() => world[Symbol.asyncDispose]());

  /** Takes the backup of a way. @returns where it lies below the kind: `2026/11/21T041502Z-k3f9qa` */
  async function taken({ sealing, compression, kind, store }: Way): Promise<string> {
    const { url } = world.stores[store];
    const { recipient } = world.age;
    const seals: Readonly<Record<Sealing, Readonly<Record<string, string>>>> = {
      age: { recipients: recipient },
      'age, protected': { recipients: recipient },
      openpgp: { recipients: world.openpgp.publicKey },
      passphrase: { passphrase: world.passphrase },
      none: { encryption: 'none' },
    };
    const common = { source: 'shop-prod', store: url, compression, ...seals[sealing] };
    const outputs =
      kind === 'full' || kind === 'schema'
        ? await world.act('backup', { ...common, kind, url: world.source.url('shop') })
        : await world.act('encrypt-and-upload', {
            ...common,
            ...(kind === 'files' ? { files: '*.env' } : { command: 'echo hello' }),
          });
    const id = outputs['backup-id'] ?? '';
    assert.ok(isBackupId(id));
    return folderOf({ source: 'shop-prod', kind, id }).slice(prefixOf('shop-prod', kind).length, -1);
  }

  const valuesFor = ({ sealing, kind, store, database }: Way, backup: string): Readonly<Record<string, string>> => ({
    STORE: world.stores[store].byHand,
    SOURCE: 'shop-prod',
    KIND: kind,
    BACKUP: backup,
    IDENTITY: sealing === 'age' ? world.age.file : world.protectedIdentity,
    PRIVATE_KEY: world.openpgp.privateKeyFile,
    PGHOST: world.target.socketFolder,
    PGPORT: String(world.target.port),
    PGUSER: 'postgres',
    TARGET: database,
  });

  /** What a person must find at the end of each way. */
  const looked: Readonly<Record<BackupKind, (text: string, folder: string, way: Way) => Promise<void>>> = {
    async full(text, _, { database }) {
      const compared = [...text.matchAll(/^(same|DIFFERS) +(.+)$/gm)].map(
        ([, outcome, table]) => `${outcome} ${table}`,
      );
      const tables = ['public.customers', 'public.notes', 'public."odd ""names"""', 'public.orders'];
      assert.deepEqual(compared.sort(), tables.map((table) => `same ${table}`).sort(), text);
      assert.match(text, /^([0-9a-f]{64}) {2}-\n\1$/m, 'the seal of the manifest');
      const sums = 'SELECT count(*), sum(amount), max(placed_at) FROM orders';
      assert.equal(await world.target.psql(sums, database), await world.source.psql(sums, 'shop'));
      const role = "SELECT rolcanlogin, rolpassword IS NULL FROM pg_authid WHERE rolname = 'shop_reader'";
      assert.equal(await world.target.psql(role), 'f|t', 'globals.sql brought the role');
    },
    async schema(text, _, { database }) {
      assert.doesNotMatch(text, /DIFFERS/);
      assert.match(text, /^([0-9a-f]{64}) {2}-\n\1$/m, 'the seal of the manifest');
      const tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
      assert.equal(await world.target.psql(`${tables}; SELECT count(*) FROM orders`, database), '4\n0');
    },
    async files(_, folder) {
      assert.equal(await readFile(join(folder, 'files', 'shop.env'), 'utf8'), 'APP_NAME=shop\n');
    },
    async command(_, folder) {
      assert.equal(await readFile(join(folder, 'data.bin'), 'utf8'), 'hello\n');
    },
  };

  for (const way of ways) {
    const { sealing, compression, kind, store, database } = way;
    it(`restores: ${kind}, ${sealing}, ${compression}, from a ${store}, as ${database}`, async () => {
      const backup = await taken(way);
      const folder = await world.newFolder();
      const chosen = stepsFor(way);
      const values = valuesFor(way, backup);
      // the last step cleans up what is looked at before
      const { status, text } = await world.type(scriptOf(chosen.slice(0, -1), values), folder);
      assert.equal(status, 0, text);
      assert.ok(text.includes(`${backup}/manifest.json\n`), text);
      const isDatabase = kind === 'full' || kind === 'schema';
      assert.equal((text.match(/^\S+: OK$/gm) ?? []).length, isDatabase ? 3 : 2, text);
      await looked[kind](text, join(folder, 'restore'), way);

      const cleaned = await world.type(scriptOf(chosen.slice(-1), values), join(folder, 'restore'));
      assert.equal(cleaned.status, 0, cleaned.text);
      assert.equal(existsSync(join(folder, 'restore')), false);
      if (isDatabase) await world.target.psql(`DROP DATABASE ${database}`);
    });
  }

  it('is run to its last command', () => {
    const run = new Set([
      ...[...ways, ...otherWays].flatMap(stepsFor),
      ...Object.values(tableSteps).flat(),
      ...allSchemas,
    ]);
    assert.deepEqual(
      steps.filter((step) => !run.has(step)),
      [],
    );
    assert.ok(steps.length > 20);
  });

  it('brings one lost table back, and the old rows of a damaged one, and changes nothing else', async () => {
    const way: Way = { ...inBucket('none', none), store: 'folder' };
    const values = { ...valuesFor(way, await taken(way)), LIVE: 'shop live' };
    const before = stepsFor(way).filter(({ section }) => section < '7');
    const restored = await world.type(scriptOf(before, values), await world.newFolder());
    assert.equal(restored.status, 0, restored.text);
    await world.target.psql(`CREATE DATABASE "shop live" TEMPLATE ${way.database}`);
    const read = (sql: string): Promise<string> => world.target.psql(sql, 'shop live');
    const shape = `SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'orders'::regclass ORDER BY 1;
      SELECT indexdef FROM pg_indexes WHERE tablename = 'orders' ORDER BY 1; SELECT relacl FROM pg_class WHERE relname = 'orders';
      SELECT count(*), sum(amount), max(placed_at) FROM orders`;
    const whole = await read(shape);
    const connect = before.filter(
      ({ part, variables }) => /first the server|beside what is there/.test(part) && variables.length > 0,
    );
    await read('DROP TABLE orders CASCADE');
    const lost = scriptOf([...connect, ...tableSteps.lost], { ...values, TABLE: 'public.orders' });
    const found = await world.type(lost, await world.newFolder());
    assert.equal(found.status, 0, found.text);
    assert.equal(await read(shape), whole);

    const old = await read('TABLE "odd ""names"""');
    await read('UPDATE "odd ""names""" SET f = NULL');
    const wrong = await read('TABLE "odd ""names"""');
    const table = { ...values, TABLE: 'public."odd ""names"""', BESIDE: 'public."as ""it"" was"' };
    const refused = await world.type(scriptOf([...connect, ...tableSteps.lost], table), await world.newFolder());
    assert.notEqual(refused.status, 0, 'a table that is there is not loaded over');
    const chosen = [...connect, ...tableSteps.lost.slice(0, 1), ...tableSteps.damaged];
    const kept = await world.type(scriptOf(chosen, table), await world.newFolder());
    assert.equal(kept.status, 0, kept.text);
    assert.equal(await read('TABLE "as ""it"" was"'), old);
    assert.equal(await read('TABLE "odd ""names"""'), wrong);
    await world.target.psql(`DROP DATABASE "shop live"`);
    await world.target.psql(`DROP DATABASE ${way.database}`);
  });

  it('stops where an object is not what the manifest says', async () => {
    const way: Way = { ...inBucket('none', none), store: 'folder', kind: 'command' };
    const backup = await taken(way);
    await writeFile(join(world.stores.folder.byHand, 'shop-prod', 'command', backup, 'data.bin'), 'HELLO\n');
    const { status, text } = await world.type(scriptOf(stepsFor(way), valuesFor(way, backup)), await world.newFolder());
    assert.notEqual(status, 0, text);
    assert.match(text, /^data\.bin: FAILED$/m);
  });

  it('shows the verdict of a drill, and names a table whose rows are others', async () => {
    const way: Way = { ...inBucket('none', none), store: 'folder' };
    const values = valuesFor(way, await taken(way));
    const { url } = world.stores[way.store];
    await world.act('restore-verify', { source: 'shop-prod', store: url, sandbox: world.target.url() });
    const before = stepsFor(way).filter(({ section }) => section < '7');
    const comparing = stepsFor(way).filter(({ section }) => section.startsWith('7'));
    const change = `psql --dbname="$TARGET" --command="UPDATE notes SET body = 'forget'"\n`;
    const script = scriptOf(before, values) + change + scriptOf(comparing, values);
    const { status, text } = await world.type(script, await world.newFolder());
    assert.equal(status, 0, text);
    assert.match(text, /^ *"verdict": "proven",$/m);
    assert.match(text, /^DIFFERS public\.notes$/m);
    assert.equal((text.match(/^same /gm) ?? []).length, 3, text);
    await world.target.psql(`DROP DATABASE ${way.database}`);
  });
});
