import assert from 'node:assert/strict';
import { readdir, readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { startMysql, testPassword, type TestMysql } from '../real/mysql-server.ts';
import {
  assertGone,
  descendantsOf,
  processOf,
  read,
  signalTo,
  stillLives,
  writtenBytes,
} from '../real/process-tree.ts';
import { startS3Server } from '../real/s3-server.ts';
import { smallDisk } from '../real/small-disk.ts';
import { searchedBackup } from './disk-search.ts';
import { backupFolder, objectPath, rewrite } from './proof-scene.ts';
import {
  assertDone,
  assertFailed,
  assertNothingLeft,
  assertUntouched,
  manifestsIn,
  startScene,
  until,
  type Scene,
  type Stage,
  type WatchedRun,
} from './scene.ts';
import { momentsOfBackup, whenHanging, whenPrinted } from './stopping.ts';

const mebibyte = 1024 ** 2;
const marker = 'marker-5f1c';
const oddSchema = `sm☺le's "shop" 100% /?#`;

/** `large` needs an upload in parts, and `later` is dumped behind what makes it large. */
const smallSql = `CREATE TABLE customers (id int AUTO_INCREMENT PRIMARY KEY, name varchar(60) NOT NULL);
  INSERT INTO customers (name) VALUES ('${marker} one'), ('${marker} two'), ('three')`;
const largeSql = `CREATE TABLE blobs (id int AUTO_INCREMENT PRIMARY KEY, t longtext); CREATE TABLE later (id int PRIMARY KEY, n int);
  INSERT INTO later VALUES (1, 1), (2, 2); INSERT INTO blobs (t) VALUES (REPEAT('${marker} 0123456789abcdef', 2000));
  ${'INSERT INTO blobs (t) SELECT t FROM blobs;'.repeat(9)}`;

/** What goes wrong around backups and drills of one version of MySQL or MariaDB, whose own tools and sandbox they use. */
export function describeFailures(version: string): void {
  describe(`${version} where something fails`, () => {
    let server: TestMysql;
    let stage: Stage;
    const servers = new AsyncDisposableStack();
    before(async () => {
      server = servers.use(await startMysql({ version }));
      const s3 = servers.use(await startS3Server());
      const searchPath = [server.searchPath, process.env['PATH'] ?? ''].join(delimiter);
      stage = { databases: { url: (name) => server.url(name), searchPath }, s3, age: ageKey() };
      for (const [name, sql] of [
        ['small', smallSql],
        ['large', largeSql],
        [oddSchema, smallSql],
      ] as const) {
        await server.sql(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`);
        await server.sql(sql, name);
      }
    });
    after(() => servers.disposeAsync());

    const assertProven = (run: WatchedRun): void => {
      assertDone(run);
      assert.equal(run.outputs['verdict'], 'proven', run.log);
    };
    /** Stops the dump tool in the middle, does something, and lets the tool go on. */
    const whileDumping = (act: (tool: number) => unknown): { onStart: (root: number) => void } => ({
      onStart: (root) =>
        void dumpUnderWay(root).then(async (pid) => {
          signalTo(pid, 'SIGSTOP');
          await act(pid);
          signalTo(pid, 'SIGCONT');
        }),
    });
    /** Requires that a backup of `large` fails, and that nothing is left of it. */
    const assertNone = async (change: Parameters<Scene['backup']>[2], code: string, reason: RegExp): Promise<void> => {
      await using scene = await startScene(stage);
      const everywhere = `${scene.folder.url}\n${scene.bucketUrl}`;
      assertDone(await scene.backup('small', everywhere));
      const stored = await scene.contents();
      const run = await scene.backup('large', everywhere, change);
      assert.match(assertFailed(run, code), reason);
      assert.deepEqual(await scene.contents(), stored);
      await assertNothingLeft(scene, run);
    };

    it('takes no backup where the dump tool is killed in the middle', async () => {
      await assertNone(
        whileDumping((pid) => signalTo(pid, 'SIGKILL')),
        'dump-failed',
        /was ended by SIGKILL/,
      );
    });

    it('takes no backup where its sessions are killed in the middle', async () => {
      const kill = async (): Promise<void> => {
        const list = `SELECT id FROM information_schema.processlist WHERE user = 'muster'`;
        const ids = (await server.sql(list)).split('\n');
        for (const id of ids) await server.sql(`KILL ${id}`).catch(() => undefined);
      };
      await assertNone(whileDumping(kill), 'dump-failed', /connection to the server was lost|cancelled the statement/);
    });

    it('takes no backup where the server dies in the middle', async () => {
      await using other = await startMysql({ version });
      await other.sql('CREATE DATABASE large');
      await other.sql(largeSql, 'large');
      const kill = async (): Promise<void> => {
        signalTo(other.pid, 'SIGKILL');
        await until(() => processOf(other.pid) === undefined);
      };
      const change = { ...whileDumping(kill), inputs: { url: other.url('large') } };
      await assertNone(change, 'dump-failed', /connection to the server was lost|nothing answers/);
    });

    it('takes no backup, or one that is proven, where a table is changed in the middle', async () => {
      await using scene = await startScene(stage);
      const alter = 'ALTER TABLE later DROP COLUMN n, ADD COLUMN m int, ALGORITHM = COPY';
      let altering: Promise<unknown> = Promise.resolve();
      const change = whileDumping(() => void (altering = server.sql(alter, 'large')));
      const run = await scene.backup('large', scene.folder.url, change);
      await altering;
      await server.sql('ALTER TABLE later DROP COLUMN m, ADD COLUMN n int', 'large');
      if (run.status === 0) assertProven(await scene.drill(scene.folder.url));
      else {
        assert.match(assertFailed(run, 'dump-failed'), /definition of a table was changed/);
        assert.deepEqual(manifestsIn(await scene.contents()), []);
      }
    });

    it('leaves no backup that is not whole where it is killed, at whatever moment, and the next one is proven', async () => {
      await using scene = await startScene(stage);
      for (const [moment, rule] of momentsOfBackup) {
        const run = await scene.backup('large', scene.bucketUrl, whenHanging(scene, rule, 'SIGKILL'));
        scene.proxy.heal();
        assert.equal(run.status, null, `${moment}: ${run.log}`);
        await until(() => !run.started.some(stillLives));
        assert.deepEqual(manifestsIn(await scene.contents()), [], moment);
      }
      scene.proxy.inject({ fault: { kind: 'status', status: 503, code: 'SlowDown' }, times: 4 });
      scene.proxy.inject({ query: /partNumber=2/, fault: { kind: 'cut-request', afterBytes: 3 * mebibyte } });
      const next = await scene.backup('large', scene.bucketUrl);
      assertDone(next);
      await assertNothingLeft(scene, next);
      assertProven(await scene.drill(scene.bucketUrl));
    });

    for (const program of ['client', 'server'] as const) {
      it(`says nothing about a backup where the sandbox’s ${program} is killed during the load`, async () => {
        await using scene = await startScene(stage);
        assertDone(await scene.backup('large', scene.folder.url));
        const stored = await scene.contents();
        let killed = 0;
        const onStart = (root: number): void =>
          void loadUnderWay(root).then((pids) => signalTo((killed = pids[program]), 'SIGKILL'));
        const run = await scene.drill(scene.folder.url, { onStart });
        assert.notEqual(killed, 0);
        assertFailed(run, 'could-not-tell', 3);
        assertUntouched(stored, await scene.contents());
        await assertNothingLeft(scene, run);
      });
    }

    it('ends a sandbox that a drill left behind, killed during the load', async () => {
      await using scene = await startScene(stage);
      assertDone(await scene.backup('large', scene.folder.url));
      const run = await scene.drill(scene.folder.url, whenPrinted('restore …', 'SIGKILL'));
      assert.equal(run.status, null, run.log);
      await until(() => !run.started.some(stillLives));
      assert.equal((await readdir(scene.sandboxes)).length, 1);
      const next = await scene.drill(scene.folder.url);
      assertProven(next);
      assert.match(next.log, /removed 1 sandboxes that earlier runs left behind/);
      await assertNothingLeft(scene, next);
    });

    it('fails where the disk of the spool is full, and says nothing about a backup where that of the sandbox is', async () => {
      await using scene = await startScene(stage);
      assertDone(await scene.backup('small', scene.bucketUrl));
      const stored = await scene.contents();
      await using disk = await smallDisk(24);
      scene.proxy.inject({ query: /partNumber/, fault: { kind: 'hang' }, times: Infinity });
      const spool = { inputs: { 'spool-budget': '1GiB' }, env: { RUNNER_TEMP: disk.path } };
      const run = await scene.backup('large', scene.bucketUrl, spool);
      scene.proxy.heal();
      assertFailed(run, 'spool-full');
      assert.deepEqual(await scene.contents(), stored);
      const drill = await scene.drill(scene.bucketUrl, { env: { TMPDIR: disk.path } });
      assertFailed(drill, 'could-not-tell', 3);
      assert.deepEqual(await readdir(disk.path), []);
      await assertGone(drill.started);
    });

    it('backs up twice at the same time, and both are whole; each damage of a copy is found', async () => {
      await using scene = await startScene(stage);
      const { url, path } = scene.folder;
      const both = await Promise.all([1, 2].map(() => scene.backup('small', url)));
      for (const run of both) assertDone(run);
      for (const { outputs } of both)
        assertProven(await scene.drill(url, { inputs: { backup: outputs['backup-id'] ?? '' } }));
      const [first, second] = both.map(({ outputs }) => outputs['backup-id'] ?? '');
      const folder = await backupFolder({ path, url }, first);
      const flip = (bytes: Buffer): Buffer => bytes.fill((bytes[200] ?? 0) ^ 1, 200, 201);
      await rewrite(await objectPath(folder, 'data'), flip);
      assertFailed(await scene.drill(url, { inputs: { backup: first ?? '' } }), 'object-damaged');
      await rm(await objectPath(await backupFolder({ path, url }, second), 'data'));
      assertFailed(await scene.drill(url, { inputs: { backup: second ?? '' } }), 'object-missing');
    });

    it('shows its password to nobody, and puts no plain row on a disk', async () => {
      await using scene = await startScene(stage);
      const forms = [testPassword, encodeURIComponent(testPassword), Buffer.from(testPassword).toString('base64')];
      const leaks: string[] = [];
      const seek = (where: string, text: string): void => {
        if (forms.some((form) => text.includes(form))) leaks.push(where);
      };
      const look = ({ pid, name }: { pid: number; name: string }): void =>
        seek(`arguments of ${name}`, read(`/proc/${pid}/cmdline`));
      const runs = [
        await scene.backup('small', scene.folder.url, { look }),
        await scene.drill(scene.folder.url, { look }),
        await scene.backup('nowhere', scene.folder.url, { look }),
      ];
      for (const { log, outputs, summary } of runs) seek('what a run says', log + JSON.stringify(outputs) + summary);
      for (const entry of await readdir(scene.folder.path, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) seek(entry.name, await readFile(join(entry.parentPath, entry.name), 'latin1'));
      assert.deepEqual(leaks, []);
      const searched = { url: server.url('large'), marker, mark: 'INSERT INTO' };
      const plain = { encryption: 'none', compression: 'none' };
      const { found } = await searchedBackup(scene, { ...searched, inputs: plain });
      assert.deepEqual([...found].sort(), ['INSERT INTO', marker]);
      const sealed = { recipients: stage.age.recipient, compression: 'none' };
      await using other = await startScene(stage);
      const search = await searchedBackup(other, { ...searched, inputs: sealed });
      assert.ok(search.readBytes > 20_000_000, 'the search saw too little');
      assert.deepEqual([...search.found], []);
    });

    it('backs up a schema with quotes and marks in its name, by TCP and by its socket, and proves it', async () => {
      await using scene = await startScene(stage);
      for (const url of [server.url(oddSchema), server.socketUrl(oddSchema)]) {
        assertDone(await scene.backup('', scene.folder.url, { inputs: { url } }));
        assertProven(await scene.drill(scene.folder.url));
      }
    });

    const other = version.startsWith('mysql') ? 'mariadb' : 'mysql';
    it(`goes by what the server is, where the URL begins with ${other}://`, async () => {
      await using scene = await startScene(stage);
      const url = server.url('small').replace(/^\w+/, other);
      assertDone(await scene.backup('', scene.folder.url, { inputs: { url } }));
      const manifest = await readFile(join(await backupFolder(scene.folder), 'manifest.json'), 'utf8');
      assert.match(manifest, new RegExp(`"flavour": ?"${server.product}"`));
    });
  });
}

/** A dump tool below a process that has put out a part of its dump. */
async function dumpUnderWay(root: number): Promise<number> {
  let pid = 0;
  await until(() => {
    pid = descendantsOf(root).find(({ name }) => /^(?:mysql|mariadb-)dump$/.test(name))?.pid ?? 0;
    return pid !== 0 && writtenBytes(pid) > 4 * mebibyte;
  }, root);
  return pid;
}

/** The client that loads rows, and the server that takes them. */
async function loadUnderWay(root: number): Promise<Record<'client' | 'server', number>> {
  let found = { client: 0, server: 0 };
  await until(() => {
    const all = descendantsOf(root);
    const named = (pattern: RegExp): number => all.find(({ name }) => pattern.test(name))?.pid ?? 0;
    const loads = all.find(
      ({ name, pid }) => /^(?:mysql|mariadb)$/.test(name) && read(`/proc/${pid}/cmdline`).includes('--database=large'),
    );
    found = { client: loads?.pid ?? 0, server: named(/^(?:mysqld|mariadbd)$/) };
    return found.client !== 0 && found.server !== 0;
  }, root);
  return found;
}
