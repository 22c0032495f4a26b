import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { commandEnvironmentFor } from '../../src/engines/registry.ts';
import { startMysql, testPassword } from '../real/mysql-server.ts';
import { sandboxRoot } from '../sandboxes/postgres-host.ts';
import { toolsOf } from './mysql-source-fixture.ts';

const hard = `${testPassword} \\"x\\n`;

for (const version of ['mariadb-10.5', 'mariadb-10.11', 'mariadb-11.8', 'mysql-9.7']) {
  describe(`the environment of a user’s own command against ${version}`, () => {
    it('lets stock tools connect without an option, whatever signs a password has', async () => {
      await using server = await startMysql({ version });
      await using folder = await sandboxRoot();
      const password = hard.replace(/[\\']/g, '\\$&');
      await server.sql(`CREATE DATABASE \`a "b\`; CREATE USER "o'h"@'%' IDENTIFIED BY '${password}';
        GRANT ALL ON *.* TO "o'h"@'%'`);
      const account = { user: "o'h", password: hard };
      for (const url of [server.url('a "b', account), server.url('', account), server.socketUrl('a "b')]) {
        const { variables: env, secrets } = await commandEnvironmentFor('DB_URL', url, folder.path);
        const isOther = url.includes(account.user);
        if (isOther) for (const form of [hard, encodeURIComponent(hard), url]) assert.ok(secrets.includes(form), form);
        const run = async (file: string, ...args: readonly string[]): Promise<string> =>
          (await toolsOf(server).capture({ file, args, env })).trim();
        const who = await run(server.product, '-BNe', 'SELECT CURRENT_USER(), DATABASE()');
        const database = new URL(url).pathname === '/' ? 'NULL' : 'a "b';
        assert.equal(who, `${isOther ? "o'h@%" : 'root@localhost'}\t${database}`);
        const dump = server.product === 'mysql' ? 'mysqldump' : 'mariadb-dump';
        assert.match(await run(dump, 'a "b'), /Dump completed/);
      }
    });
  });
}

describe('the environment of a user’s own command', () => {
  it('has the password in a private file, and holds to what the URL says of TLS', async () => {
    await using folder = await sandboxRoot();
    const fileFor = async (url: string): Promise<string> => {
      const { variables } = await commandEnvironmentFor('DB_URL', url, folder.path);
      assert.deepEqual(Object.keys(variables), ['DB_URL', 'MYSQL_HOME']);
      const path = join(variables['MYSQL_HOME'] ?? '', 'my.cnf');
      assert.equal((await stat(path)).mode & 0o777, 0o600);
      return await readFile(path, 'utf8');
    };
    const strict = await fileFor('mysql://u:p@db:3307/d?ssl-mode=verify_identity&ssl-ca=%2Fca.pem');
    for (const line of ['host = "db"', 'port = "3307"', 'ssl-ca = "/ca.pem"', 'loose-ssl-mode = VERIFY_IDENTITY'])
      assert.ok(strict.split('\n').includes(line), line);
    assert.match(strict, /\[client-mariadb\]\nssl-verify-server-cert\nssl\n/);
    assert.match(await fileFor('mariadb://u@db/d'), /\[client-mariadb\]\ndisable-ssl-verify-server-cert\n\[mysql\]/);
    assert.match(await fileFor('mariadb://u@db/d?ssl-mode=disabled'), /\[client-mariadb\]\nskip-ssl\n/);
  });

  it('is the URL alone for a database that no engine has clients for', async () => {
    const { variables } = await commandEnvironmentFor('DB_URL', 'lines://1', '/nonexistent');
    assert.deepEqual(variables, { DB_URL: 'lines://1' });
  });
});
