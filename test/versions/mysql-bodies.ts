import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ActionRun } from '../real/action-run.ts';
import type { TestMysql } from '../real/mysql-server.ts';
import { assertProven } from '../scenarios/proof-scene.ts';
import { toolsOf } from './mysql-source-fixture.ts';

type Inputs = Readonly<Record<string, string>>;

/** What a suite of one version lends: its server, and runs of the actions against it. */
interface BodiesScene {
  readonly version: string;
  readonly server: () => TestMysql;
  readonly newStore: () => Promise<string>;
  /** A run of backup, whatever comes of it. */
  readonly take: (inputs: Inputs) => Promise<ActionRun>;
  /** One that has to succeed. */
  readonly backUp: (store: string, inputs: Inputs) => Promise<ActionRun>;
  readonly verify: (store: string) => Promise<ActionRun>;
}

/** Bodies of triggers, routines and events that the dump tools stumble over. */
export function describeBodies({ version, server, newStore, take, backUp, verify }: BodiesScene): void {
  it('refuses at once what the dump tool never ends at', async () => {
    await server().sql(`CREATE DATABASE endless; CREATE EVENT endless.e ON SCHEDULE EVERY 1 DAY DO SELECT ';;'`);
    const url = server().url('endless');
    const run = await take({ url, store: await newStore() });
    assert.equal(run.outputs['failure'], 'dump-failed', run.log);
    assert.match(run.log, /event `endless`\.`e` has ";;" in it/);
  });

  it('refuses bodies that end with a comment where the dump tool writes on in it, and proves all others', async () => {
    const setX = `SET @x = CONCAT('-- it''s', '\n# x')`;
    const closed = [`TRIGGER z BEFORE INSERT ON t FOR EACH ROW ${setX}`, `PROCEDURE y() ${setX} /* -- x\n# */`];
    const open = [
      `TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET @x = '\\'' -- x`,
      `EVENT ev ON SCHEDULE EVERY 1 DAY DISABLE DO SET @x = 1 # it's`,
      `PROCEDURE pr() SET @x = 1\n--`,
      `FUNCTION fu() RETURNS int DETERMINISTIC RETURN 1 -- x`,
    ];
    const make = async (bodies: readonly string[]): Promise<void> => {
      const socket = new URL(server().socketUrl()).searchParams.get('socket') ?? '';
      const args = ['--no-defaults', `--socket=${socket}`, '--user=root', '--comments', '--database=bodies'];
      const input = bodies.map((body) => `DELIMITER $$\nCREATE ${body}\n$$\nDELIMITER ;\n`).join('');
      await toolsOf(server()).capture({ file: server().product, args }, { input });
    };
    await server().sql('CREATE DATABASE bodies; CREATE TABLE bodies.t (a int); CREATE TABLE bodies.u (a int)');
    const url = server().url('bodies');
    const store = await newStore();
    await make(closed);
    await backUp(store, { url });
    assertProven(await verify(store));

    await make(open);
    const run = await take({ url, store });
    if (/^mariadb-1[01]\.(?:11|8)$/.test(version)) {
      assert.equal(run.status, 0, run.log);
      assertProven(await verify(store));
      return;
    }
    assert.equal(run.outputs['failure'], 'dump-failed', run.log);
    const named =
      /trigger `bodies`\.`tr`, event `bodies`\.`ev`, function `bodies`\.`fu`, procedure `bodies`\.`pr`: end/;
    assert.match(run.log, named);
    assert.match((await take({ url, store, tables: 't' })).log, /trigger `bodies`\.`tr`: end/);
    await backUp(store, { url, tables: 'u' });
  });
}
