import assert from 'node:assert/strict';
import { chmod, chown, mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ActionOptions, ActionRun } from '../real/action-run.ts';
import { signalTo } from '../real/process-tree.ts';
import { smallDisk, type SmallDisk } from '../real/small-disk.ts';
import { startMysqlRestoreScene, type MysqlRestoreScene } from '../scenarios/mysql-restore-scene.ts';
import { assertAsItWas, assertRestored } from '../scenarios/restore-scene.ts';

const mebibyte = 1024 ** 2;
const live = { 'replace-source': 'true', 'safety-backup': 'false' };
/** About 22 MB of rows. They are no BLOBs, of which MariaDB's server dies where there is no room for them. */
const largeSql = `CREATE TABLE filled (id int AUTO_INCREMENT PRIMARY KEY, t varchar(6000)) DEFAULT CHARSET = latin1;
  INSERT INTO filled (t) VALUES (REPEAT('0123456789abcdef', 350)); ${'INSERT INTO filled (t) SELECT t FROM filled;'.repeat(12)}`;

/** What servers of either product have by themselves must fit. */
const sizes = { mysql: ['--innodb-redo-log-capacity=8M'], mariadb: ['--innodb-log-file-size=8M'] };

for (const version of ['mysql-9.7', 'mariadb-10.11']) {
  describe(`a restore into a ${version} whose server fails while it loads`, () => {
    const held = new AsyncDisposableStack();
    let scene: MysqlRestoreScene;
    let [store, content, schemas]: [string, string, readonly string[]] = ['', '', []];
    let disks: { readonly data: SmallDisk; readonly log: SmallDisk };
    before(async () => {
      disks = { data: held.use(await smallDisk(320)), log: held.use(await smallDisk(64)) };
      const log = join(disks.log.path, 'log');
      await mkdir(log);
      if (process.getuid?.() === 0) await chown(log, 65534, 65534);
      else await chmod(log, 0o777);
      const own = sizes[version.startsWith('mysql') ? 'mysql' : 'mariadb'];
      const options = [...own, `--log-bin=${join(log, 'bin')}`, '--innodb-flush-log-at-trx-commit=2'];
      scene = held.use(await startMysqlRestoreScene({ version, options, parent: disks.data.path }));
      const { server } = scene;
      await server.sql('CREATE DATABASE large');
      await server.sql(largeSql, 'large');
      store = await scene.newStore();
      await scene.backUp('large', store);
      await server.sql(
        `DROP DATABASE large; ${server.product === 'mysql' ? 'RESET BINARY LOGS AND GTIDS' : 'RESET MASTER'}`,
      );
      await scene.createShop('shop');
      content = await scene.contentOf('shop');
      schemas = await scene.schemas();
    });
    after(() => held.disposeAsync());

    /** Restores with a command that runs between the plan and the load. */
    const restore = (command: string, inputs = {}, options: Partial<ActionOptions> = {}): Promise<ActionRun> =>
      scene.restore('shop', store, { ...live, before: command, ...inputs }, options);
    const assertUnchanged = async (): Promise<void> => {
      assert.equal(await scene.contentOf('shop'), content);
      assert.deepEqual(await scene.schemas(), schemas);
    };
    /** A command that leaves so much on a disk, and what frees it. */
    const filling = async (
      { path }: SmallDisk,
      left: number,
    ): Promise<{ command: string; free: () => Promise<void> }> => {
      const { bavail, bsize } = await statfs(path);
      const ballast = join(path, 'ballast');
      return { command: `fallocate -l ${bavail * bsize - left} ${ballast}`, free: () => rm(ballast) };
    };

    it('leaves it as it was where its disk is full, and says so', async () => {
      const { command, free } = await filling(disks.data, 8 * mebibyte);
      const line = assertAsItWas(await restore(command), 'target-unfit', 'shop');
      assert.match(line, /: the disk of the target's server is full; .* — free room there/);
      await free();
      await assertUnchanged();
    });

    it('leaves it as it was where the account has lost a privilege, and removes later what it could not', async () => {
      const { server } = scene;
      await server.sql(`CREATE USER keeper@'%' IDENTIFIED BY 'k'`);
      const grants = server.product === 'mysql' ? 'ALL' : 'ALL PRIVILEGES';
      const socket = new URL(server.socketUrl()).searchParams.get('socket') ?? '';
      const url = server.url('shop', { user: 'keeper', password: 'k' });
      for (const [privilege, words] of [
        ['CREATE', /lacks rights on schema shop_before_/],
        ['INSERT', /lacks INSERT on /],
        ['DROP', /lacks DROP on /],
      ] as const) {
        await server.sql(`GRANT ${grants} ON *.* TO keeper@'%'`);
        const revoke = `${server.product} --no-defaults --user=root --socket=${socket} --execute="REVOKE ${privilege} ON *.* FROM keeper"`;
        const run = await restore(revoke, { url });
        assert.match(assertAsItWas(run, 'target-unfit', 'shop'), words);
        if (privilege !== 'DROP') await assertUnchanged();
        else assert.match(run.log, /^::warning.*`shop_restored_\d{14}` and `shop_before_\d{14}` could not be removed/m);
      }
    });

    it('says that it stands still where the disk of its binary log is full, and leaves it as it was where it is lost then', async () => {
      const { server } = scene;
      const { command, free } = await filling(disks.log, 4 * mebibyte);
      let log = '';
      const run = await restore(
        command,
        {},
        {
          onLog: (text) => {
            const was = log;
            log += text;
            if (!was.includes('::warning') && log.includes('::warning')) signalTo(server.pid, 'SIGKILL');
          },
        },
      );
      assert.match(run.log, /^::warning.*has stood still for \d+ seconds .* the disk of its binary log is full/m);
      assert.match(assertAsItWas(run, 'target-unfit', 'shop'), /connection to the target's server was lost; /);
      assert.match(run.log, /^::warning.*could not be removed, which the next restore into shop does/m);
      await free();
      await server.restart();
      assert.equal(await scene.contentOf('shop'), content);
      assertRestored(await restore('true'));
      assert.match(await server.sql('SELECT COUNT(*) FROM shop.filled'), /^4096$/);
      const left = (await scene.schemas()).filter((name) => !schemas.includes(name));
      assert.equal(left.length, 1, left.join(' '));
    });
  });
}
