import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { asFailure, type Failure } from '../../src/domain/failure.ts';
import type { Fingerprint } from '../../src/domain/fingerprint.ts';
import { mysqlTarget } from '../../src/engines/mysql/target/mysql-target.ts';
import type { RestorePlan } from '../../src/ports/target.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { signalTo } from '../real/process-tree.ts';
import { assertAsItWas, assertRestored, errorOf } from '../scenarios/restore-scene.ts';
import { startMysqlRestoreScene, type MysqlRestoreScene } from '../scenarios/mysql-restore-scene.ts';
import { never, takeDump, toolsOf } from './mysql-source-fixture.ts';

const live = { 'replace-source': 'true' };

/** What a live server of one version does not take, and is said before anything is touched. */
export function describeRefusedRestore(version: string): void {
  describe(`a restore that ${version} cannot take`, () => {
    let scene: MysqlRestoreScene;
    let store: string;
    let expected: Fingerprint;
    before(async () => {
      scene = await startMysqlRestoreScene({ version });
      await scene.createShop('shop');
      await scene.server.sql('CREATE DATABASE other; CREATE TABLE other.t (n int)');
      store = await scene.newStore();
      await scene.backUp('shop', store);
      ({ fingerprint: expected } = await takeDump(scene.server, scene.server.url('shop')));
    });
    after(() => scene[Symbol.asyncDispose]());

    const assess = (url: string, server: Readonly<Record<string, string>>): Promise<RestorePlan> => {
      const { searchPath } = scene.server;
      const target = mysqlTarget({ launcher: toolsOf(scene.server), url, client: 'auto', searchPath });
      const room = { dumpBytes: 1, scratch: scene.job.tempFolder };
      return target.assess({ expected, server, tables: [], ...room, progress: keptProgress(), signal: never });
    };
    const refusal = async (plan: Promise<RestorePlan>): Promise<Failure> => {
      const thrown: unknown = await plan.then(
        () => assert.fail('was not refused'),
        (error: unknown) => error,
      );
      assert.equal(asFailure(thrown).code, 'target-unfit', String(thrown));
      return asFailure(thrown);
    };
    const own = (): Readonly<Record<string, string>> => {
      const [flavour, number] = version.split('-');
      return { flavour: flavour ?? '', version: `${number ?? ''}.0` };
    };

    it('names what an account lacks, with the statements that grant it, and is restored when they were run', async () => {
      const { server } = scene;
      await server.sql(
        `CREATE USER keeper@'%' IDENTIFIED BY 'k'; GRANT SELECT, TRIGGER, EVENT, SHOW VIEW ON *.* TO keeper@'%'`,
      );
      const url = server.url('shop', { user: 'keeper', password: 'k' });
      const schemas = await scene.schemas();
      const run = await scene.restore('shop', store, { ...live, url });
      assert.equal(run.outputs['failure'], 'target-unfit', run.log);
      const line = errorOf(run);
      for (const privilege of [
        'INSERT',
        'DELETE',
        'CREATE',
        'DROP',
        'ALTER',
        'CREATE VIEW',
        'CREATE ROUTINE',
        'LOCK TABLES',
      ])
        assert.match(line, new RegExp(`lacks [^;]*\\b${privilege}\\b[^;]* on shop\\b`));
      assert.match(line, /may not make such/);
      const { hint } = await refusal(assess(url, own()));
      assert.doesNotMatch(hint, /;;/);
      await server.sql(hint);
      if (server.product === 'mysql') await server.sql(`GRANT SHOW_ROUTINE ON *.* TO keeper@'%'`);
      assertRestored(await scene.restore('shop', store, { ...live, url }));
      assert.deepEqual(await scene.schemas(), schemas);
    });

    it('names each privilege that is left out', async () => {
      const { server } = scene;
      const all =
        'SELECT, INSERT, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, LOCK TABLES, CREATE VIEW, SHOW VIEW, TRIGGER, CREATE ROUTINE, ALTER ROUTINE, EXECUTE, EVENT';
      await server.sql(`CREATE USER nearly@'%' IDENTIFIED BY 'n'`);
      const url = server.url('shop', { user: 'nearly', password: 'n' });
      for (const privilege of all.split(', ')) {
        const rest = all
          .split(', ')
          .filter((other) => other !== privilege)
          .join(', ');
        await server.sql(`REVOKE ALL, GRANT OPTION FROM nearly@'%'; GRANT ${rest} ON *.* TO nearly@'%'`);
        assert.match((await refusal(assess(url, own()))).message, new RegExp(`lacks ${privilege} on shop;`));
      }
    });

    it('names an account that is missing in whose name something runs, and is restored once it is made', async () => {
      const { server } = scene;
      await server.sql(`DROP USER def@'%'`);
      const run = await scene.restore('shop', store, live);
      assert.equal(run.outputs['failure'], 'target-unfit', run.log);
      assert.match(
        errorOf(run),
        /lacks accounts in whose name .* run: def@%25 — CREATE USER 'def'@'%25' ACCOUNT LOCK;/,
      );
      await server.sql(`CREATE USER 'def'@'%' ACCOUNT LOCK`);
      assertRestored(await scene.restore('shop', store, live));
    });

    it('is of another product, newer, or read only', async () => {
      const { server } = scene;
      const other = server.product === 'mysql' ? 'mariadb' : 'mysql';
      assert.match(
        (await refusal(assess(server.url('shop'), { flavour: other, version: '99.0.0' }))).message,
        /reads dumps of the other in another way/,
      );
      assert.match(
        (await refusal(assess(server.url('shop'), { ...own(), version: '99.1.2' }))).message,
        /older than the source's version 99\.1\.2/,
      );
      await server.sql('SET GLOBAL read_only = 1');
      assert.match((await refusal(assess(server.url('shop'), own()))).message, /read only, as replicas are/);
      await server.sql('SET GLOBAL read_only = 0');
    });

    it('asks for the name, and for a schema in the URL', async () => {
      const { server } = scene;
      const unconfirmed = await scene.restore('shop', store, { ...live, confirm: 'Shop' });
      assert.equal(unconfirmed.outputs['failure'], 'confirm-mismatch', unconfirmed.log);
      const unnamed = await scene.restore('', store, { ...live, url: server.url() });
      assert.equal(unnamed.outputs['failure'], 'input-invalid', unnamed.log);
      assert.match(errorOf(unnamed), /names no schema/);
      const unsaid = await scene.restore('shop', store);
      assert.equal(unsaid.outputs['failure'], 'target-is-source', unsaid.log);
      const words = { mysql: /is the very database/, mariadb: /may be the very database .* MariaDB has no identity/ };
      assert.match(errorOf(unsaid), words[server.product]);
    });

    it('brings one schema out of a backup of several, into its own name and no other', async () => {
      const { server } = scene;
      const several = await scene.newStore();
      await scene.backUp('', several);
      const [sound, aside] = [await scene.contentOf('shop'), await scene.contentOf('other')];
      await server.sql('DELETE FROM goods', 'shop');
      assertRestored(await scene.restore('shop', several, live));
      assert.equal(await scene.contentOf('shop'), sound);
      assert.equal(await scene.contentOf('other'), aside);
      const third = await scene.restore('third', several, live);
      assert.equal(third.outputs['failure'], 'target-unfit', third.log);
      assert.match(errorOf(third), /holds the schemas .*, and none is called third/);
    });

    it('leaves the schema to another restore that is under way into it', async () => {
      let pid = -1;
      let log = '';
      const holding = Promise.withResolvers<undefined>();
      const first = scene.restore('shop', store, live, {
        onStart: (child) => void (pid = child.pid ?? -1),
        onLog: (text) => {
          const was = log;
          log += text;
          if (was.includes('rows …') || !log.includes('rows …')) return;
          signalTo(pid, 'SIGSTOP');
          holding.resolve(undefined);
        },
      });
      await Promise.race([holding.promise, first]);
      const second = await scene.restore('shop', store, live);
      signalTo(pid, 'SIGCONT');
      assert.match(assertAsItWas(second, 'target-busy', 'shop'), /another restore into shop is under way/);
      assertRestored(await first);
    });
  });
}
