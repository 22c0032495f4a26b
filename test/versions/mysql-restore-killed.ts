import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { delimiter } from 'node:path';
import type { ActionOptions, ActionRun } from '../real/action-run.ts';
import { setTrap, type Snare } from '../real/statement-trap.ts';
import { startMysqlRestoreScene, type MysqlRestoreScene } from '../scenarios/mysql-restore-scene.ts';
import { assertAsItWas, assertRestored, errorOf } from '../scenarios/restore-scene.ts';
import { until } from '../scenarios/scene.ts';

type Inputs = Readonly<Record<string, string>>;
type Side = 'old' | 'new';

const live = { 'replace-source': 'true', 'safety-backup': 'false' };
const chosen = { ...live, tables: 'customers\ngoods\nnokey' };

const spoil = `DELETE FROM goods; UPDATE customers SET name = 'nobody'; UPDATE nokey SET a = 7; DROP TRIGGER IF EXISTS spy; CREATE TRIGGER spy BEFORE INSERT ON customers FOR EACH ROW SET NEW.name = 'spied';`;
/** The trigger `told` names the column, and is of no use any more. */
const breakTrigger = 'ALTER TABLE goods DROP COLUMN price;';

const making = /^(?!SHOW|REPLACE).*CREATE.* TRIGGER /;

/** Statements around the one moment, and what the tables may be when all is over. */
const moments: readonly (readonly [
  title: string,
  inputs: Inputs,
  snare: Omit<Snare, 'signal'>,
  sides: readonly Side[],
])[] = [
  ['before there is a mark', live, { at: /^CREATE DATABASE `shop_before/, when: 'after' }, ['old']],
  ['when a trigger is dropped', live, { at: /^DROP TRIGGER IF EXISTS `shop`/, when: 'after' }, ['old']],
  ['when the rename is sent', live, { at: /^RENAME TABLE/, when: 'sent' }, ['old', 'new']],
  ['before the triggers are made', live, { at: making, when: 'before' }, ['new']],
  [
    'when the triggers of chosen tables are dropped',
    chosen,
    { at: /^DROP TRIGGER IF EXISTS `shop`/, turn: 2, when: 'after' },
    ['old'],
  ],
  ['when the triggers of chosen tables are made', chosen, { at: making, when: 'after' }, ['new']],
  ['when a foreign key is pointed back', chosen, { at: /DROP FOREIGN KEY/, when: 'after' }, ['new']],
];

/** Without triggers there is nothing but the rename. */
const plainSql = `CREATE TABLE customers (id int PRIMARY KEY, name varchar(20)); INSERT INTO customers VALUES (1, 'one');
  CREATE TABLE goods (id int PRIMARY KEY); INSERT INTO goods VALUES (1); CREATE TABLE nokey (a int); INSERT INTO nokey VALUES (1);`;

interface Place {
  readonly schema: string;
  readonly store: string;
  readonly sound: string;
}

/** What becomes of a live schema where the restore into it is stopped around its one moment, by one version. */
export function describeKilledRestore(version: string): void {
  describe(`a restore into ${version} that is stopped while it is put in place`, () => {
    const isMariadb = version.startsWith('mariadb');
    let scene: MysqlRestoreScene;
    let [shop, plain]: Place[] = [];
    let schemas: readonly string[] = [];
    before(async () => {
      scene = await startMysqlRestoreScene({ version });
      await scene.createShop('shop');
      await scene.server.sql(`CREATE DATABASE plain; USE plain; ${plainSql}`);
      const placeOf = async (schema: string): Promise<Place> => {
        const store = await scene.newStore();
        await scene.backUp(schema, store);
        return { schema, store, sound: await scene.contentOf(schema) };
      };
      [shop, plain] = [await placeOf('shop'), await placeOf('plain')];
      schemas = await scene.schemas();
    });
    after(() => scene[Symbol.asyncDispose]());

    /** Restores with a trap, and waits until the server has no statement of it any more. */
    const trapped = async (
      place: Place | undefined,
      inputs: Inputs,
      snare: Snare,
      onSprung?: (action: number) => Promise<void>,
    ): Promise<ActionRun> => {
      assert.ok(place);
      const { server } = scene;
      await using trap = await setTrap(server.searchPath, server.product, snare);
      const PATH = [trap.searchPath, process.env['PATH'] ?? ''].join(delimiter);
      let action = 0;
      const onStart = ({ pid = 0 }: ChildProcess): void => void (action = pid);
      const running = scene.restore(place.schema, place.store, inputs, { env: { PATH }, onStart });
      if (onSprung !== undefined) {
        let hasEnded = false;
        void running.finally(() => (hasEnded = true));
        await until(() => trap.hasSprung() || hasEnded);
        await onSprung(action);
      }
      const run = await running;
      assert.ok(trap.hasSprung(), run.log);
      return run;
    };
    const count = async (condition: string): Promise<number> =>
      Number(await scene.server.sql(`SELECT COUNT(*) FROM information_schema.processlist WHERE ${condition}`));
    const silence = (): Promise<void> => until(async () => (await count(`user = 'muster'`)) === 0);
    /** Which of both all of the tables are; fails where one is missing, or they are not of one side. */
    const sideOf = async (schema: string): Promise<Side> => {
      const facts = await scene.server.sql(
        `SELECT (SELECT COUNT(*) > 0 FROM customers WHERE name = 'nobody'), (SELECT COUNT(*) = 0 FROM goods), (SELECT COUNT(*) > 0 FROM nokey WHERE a = 7)`,
        schema,
      );
      assert.match(facts, /^(?:0\t0\t0|1\t1\t1)$/, 'the tables are of both sides');
      return facts.startsWith('1') ? 'old' : 'new';
    };
    const kept = async (): Promise<readonly string[]> =>
      (await scene.schemas()).filter((name) => !schemas.includes(name));
    /** Requires that the next restore succeeds, and leaves what was there before exactly once. */
    const assertNextRestores = async (
      place: Place | undefined,
      inputs: Inputs,
      options: Partial<ActionOptions> = {},
    ): Promise<ActionRun> => {
      assert.ok(place);
      const { schema, store, sound } = place;
      const next = await scene.restore(schema, store, inputs, options);
      assertRestored(next);
      assert.equal(await scene.contentOf(schema), sound);
      const left = await kept();
      assert.ok(
        left.every((name) => name.startsWith(`${schema}_before_`)),
        left.join(' '),
      );
      const sides = await Promise.all(left.map(sideOf));
      assert.equal(sides.filter((side) => side === 'old').length, 1, left.join(' '));
      for (const name of left) await scene.server.sql(`DROP DATABASE ${name}`);
      return next;
    };

    /** Requires that a schema that was lost comes back, beside nothing. */
    const assertNextBringsBack = async (place: Place | undefined): Promise<void> => {
      assert.ok(place);
      const { schema, store, sound } = place;
      assertRestored(await scene.restore(schema, store, live));
      assert.equal(await scene.contentOf(schema), sound);
      assert.deepEqual(await kept(), []);
    };

    for (const [title, inputs, snare, sides] of moments.filter(([, inputs]) => (inputs === chosen) === isMariadb)) {
      it(`by SIGKILL ${title} is one or the other, and the next one is whole`, async () => {
        const isBroken = sides[0] === 'old' && inputs === chosen;
        await scene.server.sql(spoil + (isBroken ? breakTrigger : ''), 'shop');
        const run = await trapped(shop, inputs, { ...snare, signal: 'SIGKILL' });
        assert.equal(run.status, null, run.log);
        await silence();
        const side = await sideOf('shop');
        assert.ok(sides.includes(side), side);
        const next = await assertNextRestores(shop, inputs);
        if (isBroken) assert.match(next.log, /^::warning.*a trigger was broken before, .*CREATE .*TRIGGER .*told/m);
      });
    }

    it('by SIGTERM ends as it says', async () => {
      await scene.server.sql(spoil, 'shop');
      const content = await scene.contentOf('shop');
      const at = isMariadb ? making : /^RENAME TABLE/;
      const run = await trapped(shop, live, { at, when: 'sent', signal: 'SIGTERM' });
      const { state } = run.outputs;
      if (state === 'as-it-was') assertAsItWas(run, 'interrupted', 'shop');
      else assert.equal(state, 'restored', run.log);
      assert.equal(await scene.contentOf('shop'), state === 'restored' ? shop?.sound : content);
      if (state === 'restored') await scene.server.sql(spoil, 'shop');
      for (const name of await kept()) await scene.server.sql(`DROP DATABASE ${name}`);
      await assertNextRestores(shop, live);
    });

    /** What somebody else does with a schema that was lost, and at which statement of the restore that brings it back. */
    const others: readonly (readonly [title: string, at: RegExp, statements: string, words: RegExp])[] = [
      ['makes it', /^REPLACE INTO .*exchanging/, 'CREATE DATABASE plain', /schema plain was made after the restore/],
      ['makes a table in it', /^CREATE DATABASE `plain`/, '', /somebody else made something in plain .*already exists/],
    ];
    for (const [title, at, statements, words] of others) {
      it(`leaves alone what is made by somebody else who ${title} at that moment`, async () => {
        const { server } = scene;
        await server.sql('DROP DATABASE plain');
        const theirs = `${statements}; CREATE TABLE plain.goods (theirs int); INSERT INTO plain.goods VALUES (7);`;
        const run = await trapped(plain, live, { at, when: 'after', signal: 'SIGSTOP' }, async (action) => {
          await until(async () => (await readFile(`/proc/${action}/stat`, 'latin1')).includes(' T '));
          await server.sql(theirs);
          process.kill(action, 'SIGCONT');
        });
        assert.equal(run.outputs['failure'], 'target-busy', run.log);
        assert.match(errorOf(run), words);
        assert.match(errorOf(run), /; nothing was put into plain — /);
        assert.equal(await server.sql('SELECT theirs FROM goods', 'plain'), '7');
        assert.deepEqual(await kept(), []);
        await server.sql('DROP DATABASE plain');
        await assertNextBringsBack(plain);
      });
    }

    it('keeps what comes into an empty schema while it is loaded beside', async () => {
      const { server } = scene;
      await server.sql('DROP DATABASE plain; CREATE DATABASE plain');
      const snare = { at: /^CREATE DATABASE `plain_restored/, when: 'after', signal: 'SIGSTOP' } as const;
      const run = await trapped(plain, live, snare, async (action) => {
        await until(async () => (await readFile(`/proc/${action}/stat`, 'latin1')).includes(' T '));
        await server.sql('CREATE TABLE plain.goods (theirs int); INSERT INTO plain.goods VALUES (7)');
        process.kill(action, 'SIGCONT');
      });
      assertRestored(run);
      assert.equal(await scene.contentOf('plain'), plain?.sound);
      const [former = '', ...more] = await kept();
      assert.deepEqual(more, []);
      assert.match(run.log, new RegExp(`^::warning::plain was empty .*: it stays in ${former}$`, 'm'));
      assert.equal(await server.sql('SELECT theirs FROM goods', former), '7');
      await server.sql(`DROP DATABASE ${former}`);
    });

    it('is refused where something came into an empty schema since the plan, which no safety backup has', async () => {
      const { server } = scene;
      assert.ok(plain);
      await server.sql('DROP DATABASE plain; CREATE DATABASE plain');
      const socket = new URL(server.socketUrl()).searchParams.get('socket') ?? '';
      const client = `${server.product} --no-defaults --user=root --socket=${socket}`;
      const before = `${client} --execute="CREATE TABLE plain.goods (theirs int)"`;
      const run = await scene.restore('plain', plain.store, { ...live, before });
      assertAsItWas(run, 'target-busy', 'plain');
      assert.equal(await server.sql('SHOW TABLES', 'plain'), 'goods');
      await server.sql('DROP DATABASE plain');
      await assertNextBringsBack(plain);
    });

    if (!isMariadb)
      it('by the loss of its server, which comes back, leaves it as it was', async () => {
        await scene.server.sql(spoil, 'shop');
        const content = await scene.contentOf('shop');
        const snare = { at: /^RENAME TABLE/, when: 'sent', signal: 'SIGKILL', process: scene.server.pid } as const;
        const run = await trapped(shop, live, snare, () => scene.server.restart());
        assertAsItWas(run, 'target-unfit', 'shop');
        assert.equal(await scene.contentOf('shop'), content);
        await assertNextRestores(shop, live);
      });

    if (isMariadb)
      it('in the middle of the rename, as servers without an atomic one are, is taken back', async () => {
        await scene.server.sql(spoil, 'shop');
        const run = await trapped(shop, live, { at: /^RENAME TABLE/, when: 'before', signal: 'SIGKILL' });
        assert.equal(run.status, null, run.log);
        await silence();
        const [former = '', fresh = ''] = await kept();
        const half = ['customers', 'goods'].map((name) => `shop.${name} TO ${former}.${name}`);
        await scene.server.sql(`RENAME TABLE ${half.join(', ')}, ${fresh}.customers TO shop.customers`);
        const next = await assertNextRestores(shop, live);
        assert.match(next.log, /^took back an earlier restore into shop/m);
      });

    it('while the server still waits to rename is waited for, and what was there before is kept', async () => {
      const { server } = scene;
      await server.sql(`DELETE FROM goods; UPDATE customers SET name = 'nobody'; UPDATE nokey SET a = 7`, 'plain');
      const reading = 'START TRANSACTION; SELECT COUNT(*) FROM nokey; SELECT SLEEP(600)';
      const user = server.sql(reading, 'plain').catch(() => 'ended');
      await until(async () => (await count(`info LIKE 'SELECT SLEEP%'`)) === 1);
      const run = await trapped(plain, live, { at: /^RENAME TABLE/, when: 'sent', signal: 'SIGKILL' });
      assert.equal(run.status, null, run.log);
      let hasEnded = false;
      let log = '';
      const onLog = (text: string): void => void (log += text);
      const next = assertNextRestores(plain, live, { onLog }).finally(() => (hasEnded = true));
      const isWaiting = async (): Promise<boolean> =>
        (await count(`info LIKE '%GET_LOCK%exchange%' AND id <> CONNECTION_ID()`)) > 0;
      // where the machine is slow, the server has given up to wait before anybody looks
      await until(async () => hasEnded || log.includes('an earlier restore') || (await isWaiting()));
      const sleeper = `SELECT id FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%'`;
      await server.sql(`KILL ${await server.sql(sleeper)}`);
      await user;
      await next;
    });
  });
}
