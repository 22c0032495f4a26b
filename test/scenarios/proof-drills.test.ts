import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  assertProven,
  assertRefused,
  assertUnproven,
  backupFolder,
  copyOf,
  startProofWorld,
  verificationsIn,
  type FolderStore,
  type ProofWorld,
} from './proof-scene.ts';
import { createShop } from './proof-shop.ts';

describe('a drill', () => {
  let world: ProofWorld;
  let original: FolderStore;
  before(async () => {
    world = await startProofWorld();
    await createShop(world.postgres);
    original = await world.newFolder();
    await world.backUp('shop', original.url);
  });
  after(() => world[Symbol.asyncDispose]());

  const given = (): Readonly<Record<string, string>> => ({ sandbox: world.postgres.url() });

  describe('that lacks what it needs', () => {
    const cases = [
      ['has no docker engine', { sandbox: 'docker' }, /docker/],
      ['finds no client tools', { client: 'path:/nowhere' }, /nowhere/],
      ['cannot reach the given server', { sandbox: 'postgresql://postgres@127.0.0.1:1/postgres' }, /./],
      ['is refused by the given server', { sandbox: 'postgresql://muster:wrong@127.0.0.1:PORT/postgres' }, /password/],
    ] as const;
    for (const [what, inputs, reason] of cases) {
      it(`could not tell where it ${what}`, async () => {
        const store = await copyOf(world, original);
        const text = Object.entries(inputs).map(([name, value]) => [
          name,
          value.replace('PORT', String(world.postgres.port)),
        ]);
        const run = await world.verify(store.url, Object.fromEntries(text) as Record<string, string>);
        assertUnproven(run, 'could-not-tell');
        assert.match(run.log, reason);
        const [record, ...more] = await verificationsIn(await backupFolder(store));
        assert.equal(record?.verdict, 'could-not-tell');
        assert.equal(more.length, 0);
      });
    }

    it('could not tell in a server of another version', async () => {
      const store = await copyOf(world, original);
      const psql = join(world.job.workFolder, 'bin', 'psql');
      await mkdir(join(psql, '..'), { recursive: true });
      // A server says its version through psql; one that says another major stands for a server of that version.
      await writeFile(psql, `#!/bin/sh\ncase "$*" in *server_version*) echo 13.4;; *) exit 1;; esac\n`, {
        mode: 0o755,
      });
      const run = await world.act(
        'restore-verify',
        { source: 'shop', store: store.url, identity: world.age.identity, ...given() },
        { PATH: `${join(psql, '..')}:${process.env['PATH'] ?? ''}` },
      );
      assertUnproven(run, 'could-not-tell', ['13.4']);
    });
  });

  describe('with checks of the user’s own', () => {
    const checksOf = async (name: string, text: string): Promise<string> => {
      await writeFile(join(world.job.workFolder, name), text);
      return name;
    };

    it('is proven where all of them hold', async () => {
      const checks = await checksOf(
        'good.yml',
        `checks:
  - { name: orders exist, sql: SELECT count(*) FROM orders, expect: '>= 1000' }
  - { name: newest order is fresh, sql: SELECT max(placed_at) FROM orders, newer-than: 26h }
  - { name: lookup uses the index, explain: SELECT * FROM orders WHERE id = 5, uses-index: orders_pkey }
`,
      );
      const test = `test "$(psql -XAtc 'SELECT count(*) FROM customers' "$MUSTER_SANDBOX_URL")" = 500`;
      const store = await copyOf(world, original);
      const targets = { 'rto-target': '10m', 'rpo-target': '1h' };
      const run = await world.verify(store.url, { ...given(), ...targets, checks, 'smoke-test': test });
      assertProven(run);
      const [record] = await verificationsIn(await backupFolder(store));
      const taken = record?.ladder.filter(({ outcome }) => outcome === 'passed').map(({ step }) => step) ?? [];
      for (const step of ['checks', 'smoke-test', 'objectives']) assert.ok(taken.includes(step), `${step} was not run`);
    });

    it('fails where one of them does not hold, and names it', async () => {
      const checks = await checksOf(
        'bad.yml',
        `checks:
  - { name: orders exist, sql: SELECT count(*) FROM orders, expect: '>= 1000' }
  - { name: many customers, sql: SELECT count(*) FROM customers, expect: '>= 501', message: customers were lost }
`,
      );
      const run = await world.verify((await copyOf(world, original)).url, { ...given(), checks });
      assertUnproven(run, 'verification-failed', ['check-failed', 'many customers', 'customers were lost']);
    });

    it('refuses a checks file that it cannot use before anything is judged', async () => {
      const checks = await checksOf('odd.yml', `checks:\n  - { name: x, sql: SELECT 1, expcet: 1 }\n`);
      const store = await copyOf(world, original);
      const run = await world.verify(store.url, { ...given(), checks });
      assertRefused(run, 'checks-invalid');
      assert.match(run.log, /odd\.yml:2:.*did you mean "expect"/);
      assert.deepEqual(await verificationsIn(await backupFolder(store)), []);
    });

    it('fails where the smoke test does, and says how it ended', async () => {
      const run = await world.verify((await copyOf(world, original)).url, {
        ...given(),
        'smoke-test': 'echo "no such luck" >&2; exit 7',
      });
      assertUnproven(run, 'verification-failed', ['smoke-test-failed', 'status 7', 'no such luck']);
    });

    it('rehearses the loss of tables, and says how long it took', async () => {
      const store = await copyOf(world, original);
      const run = await world.verify(store.url, { 'lost-tables': 'orders\nno*', 'rto-target': '10m' });
      assertProven(run);
      assert.match(run.log, /^orders, no\*: back in the copy after /m);
      assert.match(run.summary, /\| recovery time of orders, no\\\* \| .*, target 10 min ✅ \|/);
    });

    it('rehearses it on a given server as the owner of a database, who is no superuser', async () => {
      const { postgres } = world;
      await postgres.psql(
        `CREATE ROLE tenant LOGIN CREATEDB PASSWORD 'tenant of all'; CREATE DATABASE flat OWNER tenant`,
      );
      await postgres.psql(
        `SET ROLE tenant; CREATE SCHEMA own; CREATE TABLE own.rooms (id serial PRIMARY KEY, size int CHECK (size > 0));
         CREATE TABLE own.beds (room int REFERENCES own.rooms, n int); CREATE VIEW own.large AS SELECT * FROM own.rooms WHERE size > 5;
         INSERT INTO own.rooms (size) SELECT n FROM generate_series(1, 9) n; INSERT INTO own.beds SELECT id, 2 FROM own.rooms`,
        'flat',
      );
      const store = await world.newFolder();
      await world.backUp('flat', store.url);
      const sandbox = `postgresql://tenant:tenant%20of%20all@127.0.0.1:${postgres.port}/postgres`;
      assertProven(await world.verify(store.url, { sandbox, 'lost-tables': 'own.rooms' }));
      assert.equal(
        await postgres.psql(`SELECT count(*) FROM pg_database WHERE datname NOT IN ('flat', 'shop', 'postgres')
        AND NOT datistemplate`),
        '0',
      );
    });

    it('refuses a table that the backup does not have, and rows of a backup that has none', async () => {
      const store = await copyOf(world, original);
      const misspelt = await world.verify(store.url, { ...given(), 'lost-tables': 'order' });
      assertRefused(misspelt, 'source-missing');
      assert.match(misspelt.log, /no table of the backup fits "order", did you mean "orders"\?/);
      const empty = await world.verify(store.url, { ...given(), 'lost-tables': 'orders', kind: 'schema' });
      assertRefused(empty, 'input-invalid');
      assert.deepEqual(await verificationsIn(await backupFolder(store)), []);
    });

    for (const objective of ['rto', 'rpo']) {
      it(`fails where the ${objective}-target is missed`, async () => {
        const store = await copyOf(world, original);
        const run = await world.verify(store.url, { ...given(), [`${objective}-target`]: '0s' });
        assertUnproven(run, 'verification-failed', [`${objective}-missed`]);
        const [record] = await verificationsIn(await backupFolder(store));
        assert.equal(record?.verdict, 'proven');
        assert.deepEqual(record.findings, [{ code: `${objective}-missed`, count: 1 }]);
      });
    }
  });
});
