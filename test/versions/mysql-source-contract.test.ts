import type { Source } from '../../src/ports/engine.ts';
import { mysqlSource } from '../../src/engines/mysql/source.ts';
import { sourceContract } from '../contracts/source-contract.ts';
import { startMysql, testPassword } from '../real/mysql-server.ts';
import { toolsOf } from './mysql-source-fixture.ts';

const big = `CREATE TABLE big (g int, t text); INSERT INTO big SELECT seq.n, REPEAT(SHA2(seq.n, 256), 10)
  FROM (WITH RECURSIVE s AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM s WHERE n < 20000) SELECT n FROM s) seq`;
/** A view over a table that is gone: the tool fails when it comes to it, after the rows of all tables. */
const unreadable = 'CREATE TABLE gone (a int); CREATE VIEW zzz AS SELECT a FROM gone; DROP TABLE gone';

for (const [title, version, tool] of [
  ['MariaDB', 'mariadb-10.11', 'mariadb-dump'],
  ['MySQL', 'mysql-9.7', 'mysqldump'],
] as const) {
  sourceContract(title, async () => {
    const server = await startMysql({ version });
    const recursion =
      title === 'MySQL' ? 'SET cte_max_recursion_depth = 100000;' : 'SET max_recursive_iterations = 100000;';
    const database = async (name: string, sql: string): Promise<Source> => {
      await server.sql(`CREATE DATABASE ${name}; USE ${name}; ${recursion} ${sql}`);
      return mysqlSource({
        launcher: toolsOf(server),
        url: server.url(name),
        client: 'auto',
        searchPath: server.searchPath,
      });
    };
    return {
      kind: 'full',
      tool,
      small: await database('small', `CREATE TABLE people AS SELECT 'Ada Lovelace' AS name`),
      large: await database('large', big),
      failing: await database('failing', `${big}; ${unreadable}`),
      secrets: [testPassword, encodeURIComponent(testPassword), 'Ada Lovelace'],
      isWhole: async (bytes) => {
        await server.sql(
          `DROP DATABASE IF EXISTS loaded; CREATE DATABASE loaded; USE loaded; ${bytes.toString('utf8')}`,
        );
        return (await server.sql('SELECT name FROM loaded.people')) === 'Ada Lovelace';
      },
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  });
}
