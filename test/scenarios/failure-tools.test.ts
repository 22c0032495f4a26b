import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startPostgres } from '../real/postgres-server.ts';
import { descendantsOf, processOf, signalTo, writtenBytes, type SeenProcess } from '../real/process-tree.ts';
import {
  assertDone,
  assertFailed,
  assertNothingLeft,
  assertUntouched,
  startScene,
  startWorld,
  until,
  type World,
} from './scene.ts';

const mebibyte = 1024 ** 2;

/** A `pg_dump` below a process that has put out a part of its dump: stopped, so that it cannot come to an end. */
async function dumpUnderWay(root: number): Promise<number> {
  let pid = 0;
  await until(() => {
    pid = descendantsOf(root).find(({ name }) => name === 'pg_dump')?.pid ?? 0;
    return pid !== 0 && writtenBytes(pid) > 4 * mebibyte;
  }, root);
  signalTo(pid, 'SIGSTOP');
  return pid;
}

/** A session of a backup that dumps: sessions that began before pg_dump hold the snapshot, later ones count. */
async function sessionUnderWay(root: number, which: 'holder' | 'counter'): Promise<number> {
  let pid = 0;
  await until(() => {
    const all = descendantsOf(root);
    const dump = all.find(({ name }) => name === 'pg_dump');
    if (dump === undefined) return false;
    const isLater = (startedAt: string): boolean => Number(startedAt) >= Number(dump.startedAt);
    const isWanted = (session: SeenProcess): boolean =>
      session.name === 'psql' && (session.pid > dump.pid && isLater(session.startedAt)) === (which === 'counter');
    pid = all.find(isWanted)?.pid ?? 0;
    return pid !== 0;
  }, root);
  return pid;
}

describe('a backup whose tools die', () => {
  let world: World;
  before(async () => void (world = await startWorld()));
  after(() => world[Symbol.asyncDispose]());

  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    it(`is none where pg_dump is ended by ${signal} in the middle`, async () => {
      await using scene = await startScene(world);
      const everywhere = `${scene.folder.url}\n${scene.bucketUrl}`;
      assertDone(await scene.backup('small', everywhere));
      const stored = await scene.contents();
      const killed: number[] = [];
      const onStart = (root: number): void =>
        void dumpUnderWay(root).then((pid) => {
          killed.push(pid);
          signalTo(pid, signal);
          signalTo(pid, 'SIGCONT');
        });
      const run = await scene.backup('large', everywhere, { onStart });
      assert.equal(killed.length, 1);
      assert.match(assertFailed(run, 'dump-failed'), /was ended by (?:SIGKILL|a signal from outside)/);
      assert.deepEqual(await scene.contents(), stored);
      await assertNothingLeft(scene, run);
      assertDone(await scene.backup('large', everywhere));
      assertUntouched(stored, await scene.contents());
    });
  }

  it('is none, or whole, where the session is killed that holds the snapshot, or the one that counts in it', async () => {
    await using scene = await startScene(world);
    assertDone(await scene.backup('small', scene.folder.url));
    for (const which of ['holder', 'counter'] as const) {
      let killed = 0;
      const onStart = (root: number): void =>
        void sessionUnderWay(root, which).then((pid) => {
          killed = pid;
          signalTo(pid, 'SIGKILL');
        });
      const stored = await scene.contents();
      const run = await scene.backup('large', scene.folder.url, { onStart });
      assert.notEqual(killed, 0, `no ${which} was seen`);
      if (run.status === 0) {
        // It had done its work when it was killed: then nothing is missing.
        assert.equal((await scene.drill(scene.folder.url)).outputs['verdict'], 'proven');
        continue;
      }
      assert.match(assertFailed(run, 'dump-failed'), /was ended by SIGKILL|the snapshot was gone/);
      assert.deepEqual(await scene.contents(), stored);
      await assertNothingLeft(scene, run);
    }
  });

  it('is none where the server stops in the middle', async () => {
    await using scene = await startScene(world);
    await using server = await startPostgres();
    await server.psql(`CREATE TABLE t AS SELECT n, repeat(md5(n::text), 40) AS x FROM generate_series(1, 30000) n`);
    assertDone(await scene.backup('small', scene.folder.url));
    const stored = await scene.contents();
    const onStart = (root: number): void =>
      void dumpUnderWay(root).then(async (pid) => {
        signalTo(server.pid, 'SIGQUIT');
        await until(() => processOf(server.pid) === undefined);
        signalTo(pid, 'SIGCONT');
      });
    const run = await scene.backup('large', scene.folder.url, { onStart, inputs: { url: server.url() } });
    assert.match(assertFailed(run, 'dump-failed'), /connection to the server was lost|ended by an administrator/);
    assert.deepEqual(await scene.contents(), stored);
    await assertNothingLeft(scene, run);
    assertDone(await scene.backup('large', scene.folder.url));
    const proof = await scene.drill(scene.folder.url);
    assertDone(proof);
    assert.equal(proof.outputs['verdict'], 'proven');
    await assertNothingLeft(scene, proof);
  });
});

describe('a drill whose tools die', () => {
  let world: World;
  before(async () => void (world = await startWorld()));
  after(() => world[Symbol.asyncDispose]());

  for (const program of ['pg_restore', 'postgres']) {
    it(`says nothing about the backup where ${program} is killed during the load`, async () => {
      await using scene = await startScene(world);
      assertDone(await scene.backup('large', scene.folder.url));
      const stored = await scene.contents();
      let killed = 0;
      const look = ({ pid, name }: SeenProcess): void => {
        if (name === program && isLoading) signalTo((killed = pid), 'SIGKILL'); // each try of it
        isLoading ||= name === 'pg_restore';
      };
      let isLoading = false;
      const run = await scene.drill(scene.folder.url, { look });
      assert.notEqual(killed, 0);
      assertFailed(run, 'could-not-tell', 3);
      assert.equal(run.outputs['verdict'], 'could-not-tell', run.log);
      assertUntouched(stored, await scene.contents());
      await assertNothingLeft(scene, run);
    });
  }
});
