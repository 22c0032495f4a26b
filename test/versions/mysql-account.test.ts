import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startMysql } from '../real/mysql-server.ts';
import { takeDump } from './mysql-source-fixture.ts';

const page = await readFile(join(import.meta.dirname, '..', '..', 'actions', 'backup', 'README.md'), 'utf8');
const [forMysql = '', forMariadb = ''] = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = '']) => sql);
const objects = `CREATE DATABASE shop; USE shop; CREATE TABLE t (a int); INSERT INTO t VALUES (7); CREATE VIEW v AS SELECT a FROM t;
  CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1; CREATE PROCEDURE p() SELECT 1;
  CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1`;

for (const version of ['mariadb-10.5', 'mariadb-10.11', 'mariadb-11.8', 'mysql-9.7']) {
  describe(`the account that the page of backup describes, on ${version}`, () => {
    it('backs up all that a schema has, counted, and may do nothing else', async () => {
      await using server = await startMysql({ version });
      await server.sql(objects);
      await server.sql(version.startsWith('mysql') ? forMysql : forMariadb);
      const url = server.url('shop', { user: 'backup', password: 'a long password' });
      const { fingerprint, position, lines } = await takeDump(server, url);
      const kinds = ['definer', 'event', 'procedure', 'schema', 'table', 'trigger', 'view'];
      assert.deepEqual([...new Set(fingerprint.objects.map(({ kind }) => kind))], kinds);
      assert.deepEqual(fingerprint.gaps, []);
      assert.deepEqual(
        fingerprint.tables.map(({ countedRows }) => countedRows),
        [1],
      );
      assert.equal(position['alignment'], 'table-locks');
      assert.ok(!lines.some((line) => line.startsWith('warn')), lines.join('\n'));
    });
  });
}
