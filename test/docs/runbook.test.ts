import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { partsFolder } from '../../scripts/parts/locate.ts';
import { gnuPgHome } from '../ciphers/throwaway-keys.ts';
import { startShell, type Shell, type ShellRun } from '../cli/shell.ts';
import { startPostgres, type TestPostgres } from '../real/postgres-server.ts';
import { pageAt } from './markdown.ts';
import { stepsOf } from './page-steps.ts';

const steps = stepsOf(pageAt('docs/runbook.md'));

// each test goes on where the one before has ended, as somebody who reads the page does
describe('the runbook', () => {
  let shell: Shell;
  let postgres: TestPostgres;
  let env: Readonly<Record<string, string>>;
  const run = new Set<string>();
  before(async () => {
    postgres = await startPostgres();
    await postgres.createDatabase('shop');
    await postgres.psql(
      `CREATE TABLE orders AS SELECT generate_series(1, 100) AS id; CREATE TABLE customers (name text);
      INSERT INTO customers VALUES ('Ada')`,
      'shop',
    );
    shell = await startShell();
    env = { PATH: [join(partsFolder, 'bin'), shell.path].join(delimiter) };
    for (const folder of ['backups', 'sealed-anew', 'elsewhere', 'old-dumps', 'etc'])
      await mkdir(join(shell.workFolder, folder));
    for (const [name, database] of Object.entries({ url: 'shop', 'owner-url': 'shop', 'copy-url': 'shop_copy' }))
      await writeFile(join(shell.workFolder, 'etc', name), postgres.url(database), { mode: 0o600 });
    await writeFile(join(shell.workFolder, 'old-dumps', 'shop.sql.gz.gpg'), 'an old dump');
    const source = `--source shop-prod --url-file ${join(shell.workFolder, 'etc', 'url')}`;
    const store = `--store file://${join(shell.workFolder, 'backups')}`;
    const recipients = '--recipients "$(age-keygen -y shop-identity.txt)"';
    const taken = await shell.bash(
      `age-keygen --output shop-identity.txt; muster backup ${source} ${store} ${recipients}
      muster encrypt-and-upload --source shop-prod ${store} --command 'echo hello' ${recipients}`,
      { env },
    );
    assert.equal(taken.status, 0, taken.stderr);
  });
  after(async () => {
    await shell[Symbol.asyncDispose]();
    await postgres[Symbol.asyncDispose]();
  });

  /** Runs the blocks of a part after those that set the scene, in folders of this test. It has to succeed. */
  async function follow(part: string): Promise<ShellRun> {
    run.add(part);
    const chosen = steps.filter((step) => step.part === 'Find the backup' || step.part === part);
    const script = chosen
      .map(({ text }) => text)
      .join('\n')
      .replaceAll('/srv', shell.workFolder)
      .replaceAll('/etc/muster', join(shell.workFolder, 'etc'));
    const result = await shell.bash(script, { env });
    assert.equal(result.status, 0, result.stderr);
    return result;
  }
  const orders = (database: string): Promise<string> => postgres.psql('SELECT count(*), sum(id) FROM orders', database);

  it('restores beside, and leaves the database as it is', async () => {
    await postgres.psql('DELETE FROM orders WHERE id > 50', 'shop');
    await follow('Restore beside, and look');
    assert.equal(await orders('shop_copy'), '100|5050');
    assert.equal(await orders('shop'), '50|1275');
  });

  it('brings tables back, and leaves the others', async () => {
    await postgres.psql(`INSERT INTO customers VALUES ('Grace')`, 'shop');
    const { stdout } = await follow('Bring tables back');
    assert.match(stdout, /^safety-backup-id +\S/m);
    assert.equal(await orders('shop'), '100|5050');
    assert.equal(await postgres.psql('SELECT count(*) FROM customers', 'shop'), '2');
  });

  it('brings the database back where it is there, and where it is gone', async () => {
    await postgres.psql('DROP TABLE orders', 'shop');
    await follow('Bring the database back');
    assert.equal(await orders('shop'), '100|5050');
    await postgres.psql('DROP DATABASE shop');
    await follow('Bring the database back');
    assert.equal(await orders('shop'), '100|5050');
  });

  it('changes keys: new backups, and an old one sealed anew, open by the new key alone', async () => {
    const { stdout } = await follow('Keys');
    assert.match(stdout, /^verdict +proven$/m);
    const store = `file://${join(shell.workFolder, 'sealed-anew')}`;
    const drilled = await shell.bash(
      `muster list --store ${store}; muster restore-verify --source shop-prod --store ${store} --identity-file new-identity.txt`,
      { env },
    );
    assert.equal(drilled.status, 0, drilled.stderr);
    assert.match(drilled.stdout, /^ {2}\S+ opens 2 backups$/m, 'the database and the output of the command');
  });

  it('takes all backups to another store, with their proofs', async () => {
    const { stdout } = await follow('Stores');
    assert.match(stdout, /^verdict +proven$/m);
    const listed = stdout.slice(stdout.indexOf('/elsewhere'));
    assert.equal((listed.match(/^ {2}\d{8}T\d{6}Z-.* 2 of 2$/gm) ?? []).length, 6, stdout);
    assert.doesNotMatch(listed, /1 of 2/);
  });

  it('takes old dumps in, and goes on with the key that they were encrypted for', async () => {
    await follow('From a cron job of pg_dump, gzip and gpg');
    using home = gnuPgHome();
    home.makeKey('Ops <ops@example.com>');
    const command = /`(muster backup --recipients=[^`]+)`/.exec(pageAt('docs/runbook.md').text)?.[1] ?? 'exit 1';
    const more = { MUSTER_URL: postgres.url('shop'), MUSTER_STORE: shell.store, MUSTER_SOURCE: 'shop-prod' };
    const taken = await shell.bash(command, { env: { ...env, ...more, GNUPGHOME: home.path } });
    assert.equal(taken.status, 0, taken.stderr);
    const id = /^backup-id +\d{4}\d\d\d\d(T\S+)$/m.exec(taken.stdout)?.[1] ?? '-';
    const [data = ''] = execFileSync('find', [shell.storeFolder, '-path', `*${id}/data.*`], { encoding: 'utf8' }).split(
      '\n',
    );
    execFileSync('gpg', ['--batch', '--output', join(shell.workFolder, 'opened'), '--decrypt', data], {
      env: { ...env, GNUPGHOME: home.path },
      stdio: 'ignore',
    });
  });

  it('is run to its last command', () => {
    const left = steps.filter(({ part }) => part !== 'Find the backup' && !run.has(part));
    assert.deepEqual(left, []);
    assert.ok(steps.length > 7);
  });
});
