import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isBackupId } from '../../src/domain/backup-id.ts';
import { folderOf, prefixOf } from '../../src/domain/object-key.ts';
import { startMysql } from '../real/mysql-server.ts';
import { otherWays, stepsFor, tableSteps } from './by-hand-ways.ts';
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
      const quoted = `\`${database}\``;
      for (const shape of ['CHECKSUM TABLE', 'SHOW INDEX FROM'])
        assert.equal(
          (await server.sql(`${shape} live.orders`)).replace('live.', ''),
          (await server.sql(`${shape} ${quoted}.orders`)).replace(`${database}.`, ''),
        );
      assert.match(await server.sql('SHOW TRIGGERS', 'live'), /^t1\b/);
      assert.notEqual(await bring({ TABLE: 'nokey' }), 0, 'a table that is there is not loaded over');
      assert.equal(await server.sql('SELECT count(*) FROM live.nokey'), '0');
    });
  }
});
