import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isBackupId } from '../../src/domain/backup-id.ts';
import { folderOf, prefixOf } from '../../src/domain/object-key.ts';
import { startMysql } from '../real/mysql-server.ts';
import { allSchemas, otherWays, stepsFor, tableSteps } from './by-hand-ways.ts';
import { startByHandWorld, type ByHandWorld } from './by-hand-world.ts';
import { scriptOf } from './page-steps.ts';

const torture = await readFile(join(import.meta.dirname, '..', 'real', 'mysql-torture.sql'), 'utf8');
const versions = { mysql: 'mysql-9.7', mariadb: 'mariadb-10.11' } as const;

describe('the page about restoring by hand', () => {
  let world: ByHandWorld;
  before(async () => void (world = await startByHandWorld()));
  after(() => world[Symbol.asyncDispose]());

  for (const way of otherWays) {
    const { flavour = 'mysql', kind, sealing, compression, store, database } = way;
    it(`restores: ${flavour}, ${sealing}, ${compression}, from a ${store}, as ${database}`, async () => {
      await using server = await startMysql({ version: versions[flavour] });
      const keeper = `CREATE USER keeper@'%' IDENTIFIED BY '${world.passphrase}'`;
      await server.sql(`CREATE DATABASE shop CHARACTER SET latin1; CREATE USER def@'%'`);
      await server.sql(torture, 'shop');
      const seals = { age: { recipients: world.age.recipient }, openpgp: { recipients: world.openpgp.publicKey } };
      const seal = sealing === 'age' ? seals.age : seals.openpgp;
      const { byHand, url } = world.stores[store];
      const inputs = { source: flavour, kind, compression, store: url, url: server.url('shop'), ...seal };
      const path = [server.searchPath, process.env['PATH'] ?? ''].join(delimiter);
      const id = (await world.act('backup', inputs, { PATH: path }))['backup-id'] ?? '';
      assert.ok(isBackupId(id));
      await server.sql(`DROP DATABASE shop; ${keeper}; GRANT ALL ON *.* TO keeper@'%' WITH GRANT OPTION`);

      const values = {
        ...{ STORE: byHand, SOURCE: flavour, KIND: kind, IDENTITY: world.age.file },
        BACKUP: folderOf({ source: flavour, kind, id }).slice(prefixOf(flavour, kind).length, -1),
        PRIVATE_KEY: world.openpgp.privateKeyFile,
        ...{ CLIENT: flavour, SERVER: '127.0.0.1', PORT: String(server.port), ACCOUNT: 'keeper', TARGET: database },
        ...{ LIVE: 'live', TABLE: 'orders', DUMP: `${flavour}${flavour === 'mysql' ? 'dump' : '-dump'}` },
        MORE: flavour === 'mysql' ? '--set-gtid-purged=OFF' : '',
      };
      const script = scriptOf(stepsFor(way).slice(0, -1), values);
      const { status, text } = await world.type(script, await world.newFolder(), server.searchPath);
      assert.equal(status, 0, text);
      assert.match(text, /^same\r?$/m, text);
      assert.match(text, /^def@%\r?$/m, text);
      assert.match(text, /^([0-9a-f]{64}) {2}-\r?\n\1\r?$/m, 'the seal of the manifest');

      await server.sql('CREATE DATABASE live; CREATE TABLE live.nokey (a int)');
      const connect = stepsFor(way).filter(({ part }) => part === 'MySQL or MariaDB: first the server');
      const bring = async (more: object): Promise<number | null> => {
        const lost = scriptOf([...connect, ...tableSteps.lostOfMysql], { ...values, ...more });
        return (await world.type(lost, await world.newFolder(), server.searchPath)).status;
      };
      assert.equal(await bring({}), 0);
      // no SHOW INDEX: it estimates how many values there are
      const looked = async (schema: string): Promise<string> =>
        [
          await server.sql(`CHECKSUM TABLE \`${schema}\`.orders`),
          await server.sql(
            `SELECT index_name, column_name FROM information_schema.statistics WHERE table_schema = '${schema}' AND table_name = 'orders' ORDER BY 1, 2`,
          ),
        ]
          .join('\n')
          .replace(`${schema}.`, '');
      assert.equal(await looked('live'), await looked(database));
      assert.match(await server.sql('SHOW TRIGGERS', 'live'), /^t1\b/);
      assert.notEqual(await bring({ TABLE: 'nokey' }), 0, 'a table that is there is not loaded over');
      assert.equal(await server.sql('SELECT count(*) FROM live.nokey'), '0');
    });
  }

  it('restores all schemas of a server at once', async () => {
    await using server = await startMysql({ version: versions.mariadb });
    const made = (name: string, charset: string): string =>
      `CREATE DATABASE ${name} CHARACTER SET ${charset}; CREATE TABLE ${name}.t (v text); INSERT INTO ${name}.t VALUES ('${name} é');`;
    await server.sql(`${made('crm', 'latin1')} ${made('shop', 'utf8mb4')}
      CREATE USER keeper@'%' IDENTIFIED BY '${world.passphrase}'; GRANT ALL ON *.* TO keeper@'%' WITH GRANT OPTION`);
    const look = `SELECT schema_name, default_character_set_name FROM information_schema.schemata WHERE schema_name IN ('crm', 'shop');
      CHECKSUM TABLE crm.t, shop.t`;
    const before = await server.sql(look);
    const { byHand, url } = world.stores.folder;
    const path = [server.searchPath, process.env['PATH'] ?? ''].join(delimiter);
    const inputs = { source: 'all', store: url, url: server.url(), recipients: world.age.recipient };
    const id = (await world.act('backup', inputs, { PATH: path }))['backup-id'] ?? '';
    assert.ok(isBackupId(id));
    await server.sql('DROP DATABASE crm; DROP DATABASE shop');

    const [way] = otherWays;
    assert.ok(way !== undefined);
    const opening = stepsFor({ ...way, store: 'folder' }).filter(({ section, part }) =>
      section.startsWith('6.') ? part === 'MySQL or MariaDB: first the server' : section < '6.',
    );
    const script = scriptOf([...opening, ...allSchemas], {
      ...{ STORE: byHand, SOURCE: 'all', KIND: 'full', IDENTITY: world.age.file },
      BACKUP: folderOf({ source: 'all', kind: 'full', id }).slice(prefixOf('all', 'full').length, -1),
      ...{ CLIENT: 'mariadb', SERVER: '127.0.0.1', PORT: String(server.port), ACCOUNT: 'keeper' },
    });
    const { status, text } = await world.type(script, await world.newFolder(), server.searchPath);
    assert.equal(status, 0, text);
    assert.equal(await server.sql(look), before);
  });
});
