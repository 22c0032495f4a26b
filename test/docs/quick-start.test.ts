import assert from 'node:assert/strict';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { partsFolder } from '../../scripts/parts/locate.ts';
import { startShell, type Shell } from '../cli/shell.ts';
import { startMysql } from '../real/mysql-server.ts';
import { startPostgres } from '../real/postgres-server.ts';
import { blocksOf, pageAt, sectionOf } from './markdown.ts';

const readme = pageAt('README.md');
const quickStart = { path: readme.path, text: sectionOf(readme, 'Quick start') };
const backupPage = pageAt('actions/backup/README.md');
const accounts = { path: backupPage.path, text: sectionOf(backupPage, 'The account of MySQL and MariaDB') };
const password = 'a long password';
const table =
  'CREATE TABLE orders (id int PRIMARY KEY, total numeric(10, 2)); INSERT INTO orders VALUES (1, 1.5), (2, 2.25);';
const routine =
  'CREATE FUNCTION one() RETURNS int DETERMINISTIC RETURN 1; CREATE VIEW large AS SELECT * FROM orders WHERE total > 2;';

interface Server extends AsyncDisposable {
  /** A URL of the database for the account `backup`. */
  readonly url: string;
  /** Runs statements as an administrator. */
  run(sql: string): Promise<unknown>;
  readonly searchPath: string;
}

/** A shop on a server of its own, and the statements of the page that make the account. */
const servers: Readonly<Record<string, { readonly statements: string; readonly start: () => Promise<Server> }>> = {
  PostgreSQL: {
    statements: `${sqlOf(quickStart, 0)}ALTER ROLE backup PASSWORD '${password}';`, // as \password does
    start: async () => {
      const postgres = await startPostgres();
      await postgres.createDatabase('shop');
      await postgres.psql(table, 'shop');
      const url = new URL(postgres.url('shop'));
      [url.username, url.password] = ['backup', encodeURIComponent(password)];
      const run = (sql: string): Promise<string> => postgres.psql(sql, 'shop');
      return {
        url: url.href,
        run,
        searchPath: postgres.bin,
        [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose](),
      };
    },
  },
  MySQL: { statements: sqlOf(quickStart, 1), start: () => startShop('mysql-9.7') },
  MariaDB: { statements: sqlOf(accounts, 1), start: () => startShop('mariadb-10.11') },
};

describe('the steps of the quick start', () => {
  let shell: Shell, recipient: string, env: Readonly<Record<string, string>>;
  before(async () => {
    shell = await startShell();
    env = { PATH: [join(partsFolder, 'bin'), shell.path].join(delimiter) };
    const made = await shell.bash(blocksOf(quickStart, 'sh')[0]?.text ?? 'exit 1', { env });
    assert.equal(made.status, 0, made.stderr);
    recipient = made.stdout.trim();
  });
  after(() => shell[Symbol.asyncDispose]());

  it('make a key whose public half seals', () => assert.match(recipient, /^age1[0-9a-z]{58}$/));

  it('have the same statements for MySQL and MariaDB as the page about backups', () => {
    assert.equal(sqlOf(quickStart, 1), sqlOf(accounts, 0));
    const [line = ''] = /GRANT SELECT ON mysql\.proc [^`]+/.exec(quickStart.text) ?? [];
    assert.ok(sqlOf(accounts, 1).endsWith(`\n${line}\n`), line);
  });

  for (const [name, { statements, start }] of Object.entries(servers)) {
    it(`make an account that takes a backup which is proven: ${name}`, async () => {
      await using server = await start();
      await server.run(statements);
      const source = ['--source', name.replace(/\W+/g, '-'), '--store', shell.store];
      const given = { ...env, PATH: [server.searchPath, env['PATH']].join(delimiter), MUSTER_URL: server.url };
      const taken = await shell.muster(['backup', ...source, '--recipients', recipient], { env: given });
      assert.equal(taken.status, 0, taken.stderr);
      const identity = ['--identity-file', join(shell.workFolder, 'shop-identity.txt')];
      const { MUSTER_URL: _, ...drilling } = given; // whoever drills does not know the database
      const drilled = await shell.muster(['restore-verify', ...source, ...identity], { env: drilling });
      assert.equal(drilled.status, 0, drilled.stderr);
      assert.match(drilled.stdout, /^verdict +proven$/m);
    });
  }
});

function sqlOf(page: Parameters<typeof blocksOf>[0], index: number): string {
  const block = blocksOf(page, 'sql')[index];
  assert.ok(block !== undefined, `${page.path}, ${index}`);
  return block.text;
}

async function startShop(version: string): Promise<Server> {
  const server = await startMysql({ version });
  await server.sql(`CREATE DATABASE shop; USE shop; ${table} ${routine}`);
  const url = server.url('shop', { user: 'backup', password });
  const run = (sql: string): Promise<string> => server.sql(sql);
  return { url, run, searchPath: server.searchPath, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}
