import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ActionRun } from '../real/action-run.ts';
import { startMysqlRestoreScene, type MysqlRestoreScene } from '../scenarios/mysql-restore-scene.ts';
import { assertProven, assertUnproven } from '../scenarios/proof-scene.ts';
import { assertRestored } from '../scenarios/restore-scene.ts';
import { accountWith } from './mysql-source-fixture.ts';

const schema = 'naïve–表 "o\'x`';
const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** Tables of every character set side by side, where what a server takes by default is latin1. Comments end at U+FFFF in MariaDB. */
const tables = `
  CREATE TABLE plain (id int PRIMARY KEY, t varchar(40), e enum('é','ß','€') COMMENT 'é€–表') COMMENT = 'naïve 表';
  INSERT INTO plain VALUES (1, 'äöüß€', '€'), (2, 'ÿ\\\\', NULL);
  CREATE TABLE three (id int PRIMARY KEY, t varchar(40), \`a\nb\` int) CHARSET = utf8mb3;
  INSERT INTO three VALUES (1, '表–€ä', 1), (2, '\uFFFD\uE000', 2);
  CREATE TABLE four (id int PRIMARY KEY, t varchar(40), wide varchar(20) CHARACTER SET utf16, wider varchar(20) CHARACTER SET utf32, KEY (t)) CHARSET = utf8mb4;
  INSERT INTO four VALUES (1, '😀👨‍👩‍👧', '😀', '🧪'), (2, '\u{10FFFF}\\0\u2028\u0085', '\u{10FFFF}', ''), (3, 'e\u0301\u202e', 'é', NULL);
  CREATE TABLE pages (id int PRIMARY KEY, a varchar(20) CHARACTER SET cp1251, b varchar(20) CHARACTER SET sjis, c varchar(20) CHARACTER SET gbk, d varchar(20) CHARACTER SET big5) CHARSET = latin2;
  INSERT INTO pages VALUES (1, 'Ж€', '表ソ', '表中', '功');
  CREATE TABLE octets (id int PRIMARY KEY, t varchar(40), b blob) CHARSET = binary;
  INSERT INTO octets VALUES (1, x'f09f9880', x'ff00e9');`;

/** What a server takes as a name: no letter beyond U+FFFF, and no space at its end. */
const names = ['naïve–表', '\uFFFF', '\uE000', ' a`b "c" \'d\' ;--/*', 'a.b/..', '表\\n', '\u00a0', 'x\u2028y', '1'];

/** Bodies that a client made which spoke another character set, as bytes. */
const bodies = [
  ['latin1', `CREATE FUNCTION in_latin() RETURNS text CHARSET utf8mb4 DETERMINISTIC RETURN '\xe9\x80\xa0'`],
  ['gbk', `CREATE FUNCTION in_gbk() RETURNS text CHARSET utf8mb4 DETERMINISTIC RETURN '\xd6\xd0'`],
  ['gbk', `CREATE VIEW seen_in_gbk AS SELECT '\xd6\xd0' AS \`\xd6\xd0\``],
  ['sjis', `CREATE FUNCTION in_sjis() RETURNS text CHARSET utf8mb4 DETERMINISTIC RETURN '\x83\x5cx'`],
  [
    'utf8mb4',
    `CREATE FUNCTION \`f表\`(\`о\` int) RETURNS text CHARSET utf8mb4 DETERMINISTIC COMMENT '表' RETURN '\u{1F600}'`,
  ],
] as const;

/** One letter each, which has to be found. */
const changes = [
  ['😀👨', '😁👨', 'four'],
  ['äöüß€', 'äöüß¤', 'plain'],
  ['表–€ä', '表—€ä', 'three'],
  ["'表中'", "'表央'", 'pages'],
  ["'é','ß','€') ", "'é','ß','¤') ", 'plain'],
  ['0xFF00E9', '0xFF00E8', 'octets'],
  ["RETURN '\u{1F600}'", "RETURN '\u{1F601}'", 'f表'],
  ['x<>y', 'x<>z', 'tr–'],
] as const;

for (const version of ['mariadb-10.11', 'mysql-9.7']) {
  describe(`letters of every kind on ${version}`, () => {
    let scene: MysqlRestoreScene;
    let store: string;
    before(async () => {
      const options = ['--character-set-server=latin1', '--collation-server=latin1_swedish_ci'];
      scene = await startMysqlRestoreScene({ version, options });
      const { server } = scene;
      await server.sql(`CREATE DATABASE ${quoted(schema)}`);
      await server.sql(tables, schema);
      for (const name of names)
        await server.sql(
          `CREATE TABLE ${quoted(name)} (${quoted(name)} int COMMENT '表'); INSERT INTO ${quoted(name)} VALUES (1)`,
          schema,
        );
      await server.sql(
        `CREATE TABLE watched (t text) CHARSET = utf8mb4; CREATE TRIGGER \`tr–\nx\` BEFORE INSERT ON watched FOR EACH ROW SET NEW.t = 'x<>y🧪'`,
        schema,
      );
      for (const [charset, body] of bodies) make(charset, body);
      store = await scene.newStore();
      await scene.backUp(schema, store);
    });
    after(() => scene[Symbol.asyncDispose]());

    /** Runs a statement as a client that speaks a character set, in which it is given unless that is utf8mb4. */
    const make = (charset: string, statement: string, place = schema): void => {
      const { server } = scene;
      const socket = new URL(server.socketUrl()).searchParams.get('socket') ?? '';
      const args = ['--no-defaults', `--socket=${socket}`, '--user=root', '--default-character-set=utf8mb4'];
      const bytes = Buffer.from(statement, charset === 'utf8mb4' ? 'utf8' : 'latin1');
      const input = Buffer.concat([Buffer.from(`SET NAMES ${charset};\n`), bytes]);
      const { status, stderr } = spawnSync(server.product, [...args, `--database=${place}`], {
        ...{ input, encoding: 'utf8', env: { PATH: server.searchPath } },
      });
      assert.equal(status, 0, stderr);
    };
    const run = (action: string, inputs: Readonly<Record<string, string>>): Promise<ActionRun> =>
      scene.job.run(action, {
        inputs: { source: 'shop', ...inputs },
        env: { PATH: [scene.server.searchPath, process.env['PATH'] ?? ''].join(delimiter) },
      });
    const verify = (place: string): Promise<ActionRun> =>
      run('restore-verify', { store: place, identity: scene.age.identity });

    it('are proven, and come back in place', async () => {
      assertProven(await verify(store));
      const content = await scene.contentOf(schema);
      const lost =
        'DELETE FROM four; DROP TABLE pages; DROP FUNCTION in_gbk; UPDATE plain SET t = 1; DELETE FROM octets';
      await scene.server.sql(lost, schema);
      assertRestored(await scene.restore(schema, store, { 'replace-source': 'true' }));
      assert.equal(await scene.contentOf(schema), content);
    });

    it('are each found where one is another in the dump', async () => {
      const forged = await scene.forged(store, (dump) => {
        let text = dump;
        for (const [from, to] of changes) {
          const [before, behind] = [from, to].map((words) => Buffer.from(words).toString('latin1'));
          assert.ok(text.includes(before ?? ''), from);
          text = text.replace(before ?? '', behind ?? '');
        }
        return text;
      });
      const drilled = await verify(forged);
      assertUnproven(
        drilled,
        'verification-failed',
        changes.map(([, , subject]) => `\`${subject}`),
      );
    });

    it('stop a backup in which the dump tool would get them wrong, with what to do', async () => {
      const { server } = scene;
      const refused = async (place: string, words: RegExp, url = server.url(place)): Promise<void> => {
        const taken = await run('backup', { url, store: await scene.newStore(), recipients: scene.age.recipient });
        assert.equal(taken.outputs['failure'], 'dump-failed', taken.log);
        assert.match(taken.log, words);
      };
      await server.sql(
        'CREATE DATABASE broken; CREATE TABLE broken.`a\nb` (n int); CREATE VIEW broken.`c\rd` AS SELECT 1; CREATE DATABASE letters',
      );
      await refused('broken', /`a\\nb`, `c\\rd`: there is a line break in the name.* RENAME TABLE/);

      make('sjis', `CREATE PROCEDURE p() SELECT '\x83\x5c'`, 'letters');
      await refused('letters', /procedure `letters`.`p`: .* such as a backslash.* SET NAMES utf8mb4/);
      await server.sql('DROP PROCEDURE letters.p');
      make(
        'latin1',
        'CREATE TABLE t (a int); CREATE TRIGGER \xe0 BEFORE INSERT ON t FOR EACH ROW SET @x = 1',
        'letters',
      );
      if (server.product === 'mysql') await refused('letters', /trigger `letters`.`à`: .* SET NAMES utf8mb4/);

      const account = await accountWith(server, ['SELECT, SHOW VIEW, TRIGGER, EVENT, LOCK TABLES ON *.*']);
      await server.sql(`SET GLOBAL init_connect = 'SET NAMES latin1'`);
      await refused(schema, /: the server makes all clients speak latin1.* init_connect/, account(schema));
      await server.sql(
        `CREATE DATABASE ascii CHARACTER SET utf8mb4; CREATE TABLE ascii.t (a text); INSERT INTO ascii.t VALUES ('😀表')`,
      );
      const place = await scene.newStore();
      const taken = await run('backup', { url: account('ascii'), store: place, recipients: scene.age.recipient });
      await server.sql(`SET GLOBAL init_connect = ''`);
      assert.equal(taken.status, 0, taken.log);
      await server.sql('CREATE DATABASE back');
      assertRestored(await scene.restore('back', place, { url: server.url('back') }));
      assert.equal(await server.sql('SELECT HEX(a) FROM back.t'), 'F09F9880E8A1A8');
    });
  });
}
