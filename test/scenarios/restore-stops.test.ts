import assert from 'node:assert/strict';
import { chown, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { processOf, signalTo, stillLives } from '../real/process-tree.ts';
import { smallDisk } from '../real/small-disk.ts';
import { assertAsItWas, assertRestored, databasesOf, errorOf, rowsOf } from './restore-scene.ts';
import {
  assertDone,
  assertNothingLeft,
  manifestsIn,
  startScene,
  startWorld,
  until,
  type Scene,
  type SceneRun,
  type WatchedRun,
  type World,
} from './scene.ts';
import { whenHanging, whenPrinted } from './stopping.ts';

type Rows = ReadonlyMap<string, string>;

describe('a restore that is stopped', () => {
  let world: World;
  let wanted: Rows;
  before(async () => {
    world = await startWorld();
    wanted = await rowsOf(world.postgres, 'large');
  });
  after(() => world[Symbol.asyncDispose]());

  /** A database of its own with something in it, and a backup of `large` that is to replace it. */
  async function targetIn(scene: Scene, name: string): Promise<{ rows: Rows; databases: readonly string[] }> {
    const { postgres } = world;
    await postgres.createDatabase(name);
    await postgres.psql(`CREATE TABLE blobs (old text); INSERT INTO blobs VALUES ('of before')`, name);
    assertDone(await scene.backup('large', scene.folder.url));
    return { rows: await rowsOf(postgres, name), databases: await databasesOf(postgres) };
  }

  const restore = (scene: Scene, name: string, run: SceneRun = {}): Promise<WatchedRun> => {
    const inputs = { source: 'shop', store: scene.folder.url, identity: world.age.identity, confirm: name };
    return scene.act('restore', { ...run, inputs: { ...inputs, url: world.postgres.url(name), ...run.inputs } });
  };

  for (const [stage, name] of [
    ['safety-backup', 'killed_early'],
    ['load', 'killed_loading'],
    ['rows', 'killed_proving'],
    ['commit', 'killed_late'],
  ] as const) {
    it(`by SIGKILL in the stage "${stage}" leaves the target as it was or restored, and the next one sweeps`, async () => {
      await using scene = await startScene(world);
      const { rows, databases } = await targetIn(scene, name);
      const run = await restore(scene, name, whenPrinted(`${stage} …`, 'SIGKILL'));
      assert.equal(run.status, null, run.log);
      await until(() => !run.started.some(stillLives));
      const found = await rowsOf(world.postgres, name);
      const isRestored = found.get('public.blobs') === wanted.get('public.blobs');
      if (stage !== 'commit' || !isRestored) assert.deepEqual(found, rows);
      const next = await restore(scene, name);
      assertRestored(next);
      assert.deepEqual(await rowsOf(world.postgres, name), wanted);
      if (!isRestored) assert.deepEqual(await databasesOf(world.postgres), databases, 'a leftover was not swept');
      await assertNothingLeft(scene, next);
    });
  }

  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    it(`by ${signal} while chosen tables are proven leaves them as they were`, async () => {
      await using scene = await startScene(world);
      const name = `table_${signal.toLowerCase()}`;
      const { postgres } = world;
      await postgres.psql(`CREATE DATABASE ${name} TEMPLATE large`);
      await postgres.psql('DELETE FROM blobs WHERE id > 100', name);
      assertDone(await scene.backup('large', scene.folder.url));
      const rows = await rowsOf(postgres, name);
      const tables = { tables: 'public.blobs' };
      const run = await restore(scene, name, { ...whenPrinted('rows …', signal), inputs: tables });
      if (signal === 'SIGKILL') await until(() => !run.started.some(stillLives));
      else assertAsItWas(run, 'interrupted', name);
      assert.deepEqual(await rowsOf(postgres, name), rows);
      const next = await restore(scene, name, { inputs: tables });
      assertRestored(next);
      assert.deepEqual(await rowsOf(postgres, name), wanted);
      await assertNothingLeft(scene, next);
    });
  }

  it('by another one that is under way into the same database leaves the target to that one', async () => {
    await using scene = await startScene(world);
    const { rows } = await targetIn(scene, 'wanted_twice');
    let pid = -1;
    const held = whenPrinted('rows …', 'SIGSTOP');
    const holding = Promise.withResolvers<undefined>();
    const first = restore(scene, 'wanted_twice', {
      onStart: (started) => {
        pid = started;
        held.onStart?.(started);
      },
      onLog: (text) => {
        held.onLog?.(text);
        if (text.includes('rows …')) holding.resolve(undefined);
      },
    });
    await holding.promise;
    const second = await restore(scene, 'wanted_twice');
    assert.match(
      assertAsItWas(second, 'target-busy', 'wanted_twice'),
      /another restore into wanted_twice is under way/,
    );
    assert.deepEqual(await rowsOf(world.postgres, 'wanted_twice'), rows);
    signalTo(pid, 'SIGCONT');
    const run = await first;
    assertRestored(run);
    assert.deepEqual(await rowsOf(world.postgres, 'wanted_twice'), wanted);
    await assertNothingLeft(scene, run);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    for (const stage of ['load', 'rows']) {
      it(`by ${signal} in the stage "${stage}" takes back what it loaded and says that nothing has changed`, async () => {
        await using scene = await startScene(world);
        const name = `asked_${stage}_${signal.toLowerCase()}`;
        const { rows, databases } = await targetIn(scene, name);
        const run = await restore(scene, name, whenPrinted(`${stage} …`, signal));
        assert.match(assertAsItWas(run, 'interrupted', name), new RegExp(signal));
        assert.deepEqual(await rowsOf(world.postgres, name), rows);
        assert.deepEqual(await databasesOf(world.postgres), databases);
        assert.match(run.summary, /is as it was/);
        await assertNothingLeft(scene, run);
      });
    }
  }

  it('by SIGTERM in its safety backup leaves no half of one', async () => {
    await using scene = await startScene(world);
    const { rows, databases } = await targetIn(scene, 'asked_early');
    assertDone(await scene.backup('large', scene.bucketUrl));
    const before = await scene.contents();
    const hanging = whenHanging(scene, { method: 'PUT', path: /before-restore/ }, 'SIGTERM');
    const run = await restore(scene, 'asked_early', {
      inputs: { store: scene.bucketUrl },
      onStart: (pid) => {
        hanging.onStart?.(pid);
        const isHanging = (): boolean => scene.proxy.requests.some(({ fault }) => fault === 'hang');
        void until(isHanging, pid).then(() => scene.proxy.heal());
      },
    });
    assertAsItWas(run, 'interrupted', 'asked_early');
    assert.deepEqual(await scene.contents(), before);
    assert.deepEqual(await rowsOf(world.postgres, 'asked_early'), rows);
    assert.deepEqual(await databasesOf(world.postgres), databases);
    await assertNothingLeft(scene, run);
  });

  it('by SIGTERM in the command after it says how to go back', async () => {
    await using scene = await startScene(world);
    await targetIn(scene, 'asked_late');
    const run = await restore(scene, 'asked_late', {
      ...whenPrinted('the shop opens', 'SIGTERM'),
      inputs: { after: 'echo the shop opens; sleep 600' },
    });
    assert.deepEqual(
      [run.status, run.outputs['failure'], run.outputs['state']],
      [1, 'interrupted', 'restored'],
      run.log,
    );
    assert.match(errorOf(run), /SIGTERM.*; the backup is in place in asked_late — .*to go back, run /);
    assert.deepEqual(await rowsOf(world.postgres, 'asked_late'), wanted);
    await assertNothingLeft(scene, run);
  });

  it('by a store that takes no safety backup has not touched the target, and says that there is a way without', async () => {
    await using scene = await startScene(world);
    const { rows, databases } = await targetIn(scene, 'unkept');
    assertDone(await scene.backup('large', scene.bucketUrl));
    const manifests = manifestsIn(await scene.contents());
    const denied = { kind: 'status', status: 403, code: 'AccessDenied' } as const;
    for (const method of ['PUT', 'POST'])
      scene.proxy.inject({ method, path: /before-restore/, fault: denied, times: Infinity });
    const run = await restore(scene, 'unkept', { inputs: { store: scene.bucketUrl } });
    assert.match(assertAsItWas(run, 'store-denied', 'unkept'), /safety backup.*safety-backup: false/);
    assert.deepEqual(await rowsOf(world.postgres, 'unkept'), rows);
    assert.deepEqual(await databasesOf(world.postgres), databases);
    assert.deepEqual(manifestsIn(await scene.contents()), manifests);
    await assertNothingLeft(scene, run);
    const without = { store: scene.bucketUrl, 'safety-backup': 'false' };
    assertRestored(await restore(scene, 'unkept', { inputs: without }));
  });

  it('by a connection that its account may not close leaves the target as it was', async () => {
    await using scene = await startScene(world);
    const { postgres } = world;
    await postgres.psql(`CREATE ROLE tenant LOGIN CREATEDB PASSWORD 'tenant'; CREATE DATABASE rented OWNER tenant`);
    await postgres.psql('SET ROLE tenant; CREATE TABLE old (n int); INSERT INTO old VALUES (1)', 'rented');
    await postgres.psql(`CREATE DATABASE lent OWNER tenant`);
    await postgres.psql('SET ROLE tenant; CREATE TABLE goods (n int); INSERT INTO goods VALUES (1), (2)', 'lent');
    const urlOf = (name: string): string => `postgresql://tenant:tenant@127.0.0.1:${postgres.port}/${name}`;
    assertDone(await scene.backup('small', scene.folder.url, { inputs: { url: urlOf('lent') } }));
    const databases = await databasesOf(postgres);
    const rows = await rowsOf(postgres, 'rented');
    const visitor = postgres.psql('SELECT pg_sleep(60)', 'rented').catch(() => 'closed');
    const run = await restore(scene, 'rented', { inputs: { url: urlOf('rented') } });
    assertAsItWas(run, 'target-busy', 'rented');
    assert.deepEqual(await rowsOf(postgres, 'rented'), rows);
    assert.deepEqual(await databasesOf(postgres), databases);
    await postgres.psql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'rented'`);
    assert.equal(await visitor, 'closed');
    assertRestored(await restore(scene, 'rented', { inputs: { url: urlOf('rented') } }));
    await assertNothingLeft(scene, run);
  });

  it('by a full disk under the decrypted dump leaves the target as it was', async () => {
    await using scene = await startScene(world);
    const { rows, databases } = await targetIn(scene, 'no_room_here');
    await using disk = await smallDisk(24);
    const run = await restore(scene, 'no_room_here', { env: { RUNNER_TEMP: disk.path } });
    assert.equal(run.status, 1, run.log);
    assert.match(errorOf(run), /room|disk/);
    assert.deepEqual(await rowsOf(world.postgres, 'no_room_here'), rows);
    assert.deepEqual(await databasesOf(world.postgres), databases);
    assert.deepEqual(
      (await readdir(disk.path)).filter((name) => !name.endsWith('.json')),
      [],
    );
    await assertNothingLeft(scene, run);
  });

  it('by a full disk of the server leaves the target as it was', async () => {
    await using scene = await startScene(world);
    const { postgres } = world;
    await using disk = await smallDisk(16); // with what two databases take by themselves
    const location = join(disk.path, 'space');
    await mkdir(location, { mode: 0o700 });
    if (process.getuid?.() === 0) await chown(location, 65534, 65534);
    await postgres.psql(`CREATE TABLESPACE narrow LOCATION '${location}'`);
    await postgres.psql('CREATE DATABASE no_room_there TABLESPACE narrow');
    await postgres.psql(`CREATE TABLE old (n int); INSERT INTO old VALUES (1)`, 'no_room_there');
    assertDone(await scene.backup('large', scene.folder.url));
    const rows = await rowsOf(postgres, 'no_room_there');
    const databases = await databasesOf(postgres);
    const run = await restore(scene, 'no_room_there');
    assert.equal(run.status, 1, run.log);
    assert.match(errorOf(run), /room|disk|space/);
    assert.deepEqual(await rowsOf(postgres, 'no_room_there'), rows);
    assert.deepEqual(await databasesOf(postgres), databases);
    await assertNothingLeft(scene, run);
    await postgres.psql('DROP DATABASE no_room_there');
    await postgres.psql('DROP TABLESPACE narrow');
  });

  it('by the crash of the server leaves the target as it was', async () => {
    await using scene = await startScene(world);
    const { postgres } = world;
    const { rows } = await targetIn(scene, 'crashed');
    const busy = `SELECT pid FROM pg_stat_activity WHERE application_name = 'muster' AND query ~ '^COPY' LIMIT 1`;
    let isCrashed = false;
    const run = await restore(scene, 'crashed', {
      inputs: { 'safety-backup': 'false' },
      onStart: (pid) =>
        void (async () => {
          while (!isCrashed && processOf(pid) !== undefined) {
            const backend = Number(await postgres.psql(busy).catch(() => ''));
            if (backend > 0) {
              process.kill(backend, 'SIGKILL'); // the server ends all others too, and recovers
              isCrashed = true;
            }
            await sleep(2);
          }
        })(),
    });
    assert.ok(isCrashed, run.log);
    assert.equal(run.status, 1, run.log);
    assert.match(errorOf(run), /; crashed is as it was — /);
    await until(() => postgres.psql('SELECT 1').then(Boolean, () => false));
    assert.deepEqual(await rowsOf(postgres, 'crashed'), rows);
    await assertNothingLeft(scene, run);
    assertRestored(await restore(scene, 'crashed', { inputs: { 'safety-backup': 'false' } }));
    assert.deepEqual(await rowsOf(postgres, 'crashed'), wanted);
  });
});
