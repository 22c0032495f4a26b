import assert from 'node:assert/strict';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { partsFolder } from '../../scripts/parts/locate.ts';
import { startShell, type Shell } from '../cli/shell.ts';
import { projectFolder } from '../real/action-run.ts';
import { startMysql } from '../real/mysql-server.ts';
import { startPostgres, type TestPostgres } from '../real/postgres-server.ts';
import { blocksOf, pageAt, sectionOf } from './markdown.ts';

const page = pageAt('docs/command-line.md');

/** A block of a section in that language, the first where no other is asked for. */
function blockIn(section: string, language: string, index = 0): string {
  const block = blocksOf({ path: page.path, text: sectionOf(page, section) }, language)[index];
  assert.ok(block !== undefined, section);
  return block.text;
}

describe('the page about the command line', () => {
  let shell: Shell;
  let postgres: TestPostgres;
  let path: string;
  before(async () => {
    postgres = await startPostgres();
    await postgres.createDatabase('shop');
    await postgres.psql('CREATE TABLE orders AS SELECT generate_series(1, 100) AS id', 'shop');
    shell = await startShell();
    for (const folder of ['backups', 'etc', 'log']) await mkdir(join(shell.workFolder, folder));
    await writeFile(join(shell.workFolder, 'etc', 'url'), `${postgres.url('shop')}\n`, { mode: 0o600 });
    await postgres.createDatabase('shop_staging');
    await postgres.psql('CREATE TABLE old (id int)', 'shop_staging');
    await writeFile(join(shell.workFolder, 'etc', 'staging-url'), postgres.url('shop_staging'), { mode: 0o600 });
    path = [join(partsFolder, 'bin'), shell.path].join(delimiter);
    await shell.bash('age-keygen --output shop-identity.txt', { env: { PATH: path } });
  });
  after(async () => {
    await shell[Symbol.asyncDispose]();
    await postgres[Symbol.asyncDispose]();
  });

  /** The page's folders are below the folder of this test. */
  const here = (text: string, folder = '.'): string =>
    text
      .replaceAll('/srv/backups', join(shell.workFolder, folder, 'backups'))
      .replaceAll('/etc/muster', join(shell.workFolder, folder, 'etc'))
      .replaceAll('/var/log', join(shell.workFolder, 'log'));

  it('installs it by the commands that it shows', async () => {
    const clone = join(shell.workFolder, 'clone');
    await mkdir(clone);
    for (const name of ['actions', 'bin', 'dist', 'package.json', 'README.md', 'LICENSE'])
      await cp(join(projectFolder, name), join(clone, name), { recursive: true });
    const env = { npm_config_prefix: join(shell.workFolder, 'npm'), npm_config_registry: 'http://127.0.0.1:1/' };
    const installed = `PATH="$npm_config_prefix/bin:$PATH"`;
    const run = await shell.bash(`cd clone; ${installed}\n${blockIn('Install', 'sh')}\ncommand -v muster`, { env });
    assert.equal(run.status, 0, run.stderr);
    assert.match(run.stdout, /Usage: muster <action>/);
    assert.ok(run.stdout.endsWith(`${env.npm_config_prefix}/bin/muster\n`));
  });

  it('takes, lists, proves, prunes and restores backups by the commands that it shows', async () => {
    const { status, stdout, stderr } = await shell.bash(here(blockIn('Use', 'sh')), { env: { PATH: path } });
    assert.equal(status, 0, stderr);
    const id = /^backup-id +(\S+)$/m.exec(stdout)?.[1] ?? '-';
    assert.ok(stdout.split(id).length > 3, stdout);
    assert.match(stdout, /^verdict +proven$/m);
    assert.match(stdout, /dry run: nothing is removed/);

    const restored = await shell.bash(here(blockIn('Use', 'sh', 1)), { env: { PATH: path } });
    assert.equal(restored.status, 0, restored.stderr);
    assert.match(restored.stdout, /^verdict +proven$/m);
    assert.equal(await postgres.psql('SELECT count(*) FROM orders', 'shop_staging'), '100');
  });

  it('does the same by the same commands for MariaDB', async () => {
    await using mariadb = await startMysql({ version: 'mariadb-10.11' });
    await mariadb.sql(
      'CREATE DATABASE shop; CREATE TABLE shop.orders (id int PRIMARY KEY); INSERT INTO shop.orders VALUES (1)',
    );
    await mariadb.sql('CREATE DATABASE shop_staging; CREATE TABLE shop_staging.old (id int)');
    for (const folder of ['mariadb', 'mariadb/backups', 'mariadb/etc']) await mkdir(join(shell.workFolder, folder));
    await writeFile(join(shell.workFolder, 'mariadb/etc/url'), mariadb.url('shop'), { mode: 0o600 });
    await writeFile(join(shell.workFolder, 'mariadb/etc/staging-url'), mariadb.url('shop_staging'), { mode: 0o600 });
    const tools = mariadb.searchPath.split(delimiter).slice(0, 2);
    const env = { PATH: [...tools, path].join(delimiter) };
    for (const index of [0, 1]) {
      const run = await shell.bash(here(blockIn('Use', 'sh', index), 'mariadb'), { env });
      assert.equal(run.status, 0, run.stderr);
      assert.match(run.stdout, /^verdict +proven$/m);
    }
    assert.equal((await mariadb.sql('SHOW TABLES', 'shop_staging')).trim(), 'orders');
  });

  it('has lines for cron that work in the environment of cron', async () => {
    const lines = here(blockIn('In a cron table', 'text')).split('\n').filter(Boolean);
    const recipient = (await shell.bash('age-keygen -y shop-identity.txt', { env: { PATH: path } })).stdout.trim();
    const settings = lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split(/=(.*)/).slice(0, 2));
    const env = Object.fromEntries(settings) as Record<string, string>;
    assert.equal(env['MUSTER_RECIPIENTS'], 'age1…');
    const jobs = lines.flatMap((line) => /^(?:[\d*]+ ){5} *(.+)$/.exec(line)?.[1] ?? []);
    assert.equal(jobs.length + settings.length, lines.length);
    assert.equal(jobs.length, 2);
    for (const job of jobs) {
      const command = `/bin/sh -c '${job}'`;
      const run = await shell.bash(command, { env: { ...env, MUSTER_RECIPIENTS: recipient } });
      assert.deepEqual({ ...run }, { status: 0, stdout: '', stderr: '' }, 'cron would send mail');
    }
    assert.match(await readFile(join(shell.workFolder, 'log', 'muster-backup.txt'), 'utf8'), /^backup-id /m);
  });

  it('shows JSON as it is printed', async () => {
    const run = await shell.muster(['prune', '--source', 'shop', '--store', shell.store, '--json']);
    assert.deepEqual(JSON.parse(run.stdout), JSON.parse(blockIn('JSON', 'json')));
  });
});
