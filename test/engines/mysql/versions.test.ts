import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectionFromUrl } from '../../../src/engines/mysql/connection.ts';
import { startDump } from '../../../src/engines/mysql/dump-process.ts';
import { parseGrants } from '../../../src/engines/mysql/grants.ts';
import { productVersionOf, type ProductVersion } from '../../../src/engines/mysql/product.ts';
import { assertSeesAll } from '../../../src/engines/mysql/source-rights.ts';
import type { SourceScope } from '../../../src/engines/mysql/source-scope.ts';
import { recordingLauncher } from '../../sandboxes/recording-launcher.ts';

const scope: SourceScope = { schemas: ['shop'], without: [], baseTables: [], isWholeServer: false, hasPatterns: false };

function versionOf(text: string): ProductVersion {
  return productVersionOf(text) ?? assert.fail(text);
}

/** Servers by what `VERSION()` gives, most of which no test can start. */
const servers = [
  ['8.0.19', '8.0', 'SELECT ON *.*'],
  ['8.0.36-0ubuntu0.22.04.1', '8.0', 'SHOW_ROUTINE ON *.*'],
  ['8.4.3', '8.4', 'SHOW_ROUTINE ON *.*'],
  ['9.7.4', '9', 'SHOW_ROUTINE ON *.*'],
  ['10.5.23-MariaDB-1:10.5.23', '10.5', 'SELECT ON `mysql`.`proc`'],
  ['11.2.6-MariaDB', '11.2', 'SELECT ON `mysql`.`proc`'],
  ['11.8.6-MariaDB', '11.8', 'SHOW CREATE ROUTINE ON `shop`.*'],
] as const;

describe('what differs between versions of MySQL and MariaDB', () => {
  for (const [said, series, routineGrant] of servers) {
    it(`is, for ${said}, the series ${series} and what shows the bodies of routines`, () => {
      const server = versionOf(said);
      assert.equal(server.product.series(server.version), series);
      const grants = parseGrants(['GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `shop`.* TO `b`@`%`']);
      assert.throws(() => assertSeesAll({ server, account: `'b'@'%'`, grants, isLiteral: false }, scope), {
        code: 'source-denied',
        hint: `GRANT ${routineGrant} TO 'b'@'%'`,
      });
    });
  }

  it('are the options of the dump tool, of which none stops those that lack it', async () => {
    const optionsFor = async (said: string): Promise<readonly string[]> => {
      const recording = recordingLauncher({ PATH: '/usr/bin:/bin' }, () => ({ file: 'true', args: [] }));
      const clients = { ...versionOf(said), folder: '', client: 'c', dump: 'd', prefix: [] };
      const connection = connectionFromUrl('mysql://u@db/shop');
      await using running = startDump({ launcher: recording, clients, connection, scope, kind: 'full' });
      await running.done;
      return recording.commands[0]?.args ?? [];
    };
    for (const said of ['8.0.36', '8.4.3', '9.7.4']) {
      const options = await optionsFor(said);
      for (const option of ['--set-gtid-purged=OFF', '--column-statistics=0', '--ssl-mode=PREFERRED'])
        assert.ok(options.includes(option), `${option} of ${said}`);
      assert.ok(!options.some((option) => /master|history/.test(option)), said); // --master-data went with 8.4's words
    }
    for (const [said, has] of [
      ['10.5.23-MariaDB', false],
      ['10.11.19-MariaDB', true],
    ] as const) {
      const options = await optionsFor(said);
      assert.equal(options.includes('--dump-history'), has, said);
      assert.ok(!options.some((option) => /gtid|column-statistics|ssl-mode/.test(option)), said);
    }
  });
});
