import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { mysqlFolder } from '../../scripts/parts/locate.ts';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import { startJob, type Job } from '../real/action-run.ts';
import { startMysql, type TestMysql } from '../real/mysql-server.ts';

const key = '1;a7addd9adea9978fda19f21e6be987880e68ac92632ca052e5bb42b1a506939a\n';

/** What a source has and a sandbox lacks: told before the load as that, since the servers themselves fail, or take something else in silence. */
describe('a drill whose sandbox cannot have what the source has', () => {
  let [folder, aside]: string[] = [];
  let job: Job;
  const age = ageKey();
  const servers = new AsyncDisposableStack();
  const start = async (version: string, options: readonly string[] = []): Promise<TestMysql> =>
    servers.use(await startMysql({ version, options }));
  before(async () => {
    job = await startJob();
    folder = await mkdtemp(join(tmpdir(), 'place-'));
    aside = join(folder, 'aside');
    await mkdir(aside);
    await writeFile(join(folder, 'keys'), key);
    for (const path of [folder, aside]) await chmod(path, 0o777); // servers run as somebody else
  });
  after(async () => {
    await servers.disposeAsync();
    await job[Symbol.asyncDispose]();
    await rm(folder ?? '', { recursive: true, force: true });
  });

  const drillOf = async (server: TestMysql, into: TestMysql, tables: string): Promise<Record<string, string>> => {
    await server.sql(`CREATE DATABASE odd; USE odd; ${tables}`);
    const path = await mkdtemp(join(job.workFolder, 'store-'));
    const shared = { source: 'odd', store: pathToFileURL(path).href };
    const env = { PATH: [server.searchPath, process.env['PATH'] ?? ''].join(delimiter) };
    const inputs = { ...shared, url: server.url('odd'), recipients: age.recipient };
    const taken = await job.run('backup', { inputs, env });
    assert.equal(taken.status, 0, taken.log);
    await server.sql('DROP DATABASE odd'); // so that nothing of it is in the way
    const restore = { ...shared, confirm: 'odd', identity: age.identity };
    const restored = await job.run('restore', { inputs: { ...restore, url: into.url('odd') }, env });
    assert.equal(restored.outputs['failure'], 'target-unfit', restored.log);
    assert.doesNotMatch(await into.sql('SHOW DATABASES'), /odd/);
    const run = await job.run('restore-verify', { inputs: { ...shared, identity: age.identity }, env });
    assert.equal(run.status, 3, run.log);
    assert.equal(run.outputs['verdict'], 'could-not-tell', run.log);
    assert.deepEqual(
      (await readdir(aside ?? '', { recursive: true })).filter((name) => name.endsWith('ibd')),
      [],
    );
    // where all is there it comes back; rows of ARCHIVE are no part of a snapshot, so they are not proven
    const home = { ...restore, url: server.url('odd'), 'accept-unproven': 'true' };
    const back = await job.run('restore', { inputs: home, env });
    assert.match(await server.sql('SHOW DATABASES'), /^odd$/m, back.log);
    await server.sql('DROP DATABASE odd');
    return { log: run.log, summary: taken.summary, refusal: restored.log };
  };

  it('says of MariaDB which engine, key and folder it lacks', async () => {
    const version = 'mariadb-10.11';
    const plugins = ['ha_archive', 'file_key_management'].map((name) => `--plugin-load-add=${name}`);
    const keys = `--file-key-management-filename=${join(folder ?? '', 'keys')}`;
    const options = [`--plugin-dir=${join(mysqlFolder(version), 'lib', 'mysql', 'plugin')}`, ...plugins, keys];
    const [server, into] = await Promise.all([start(version, options), start(version)]);
    const { log, summary, refusal } = await drillOf(
      server,
      into,
      `CREATE TABLE a (n int) ENGINE=ARCHIVE; CREATE TABLE e (n int) ENCRYPTED=YES;
       CREATE TABLE x (n int PRIMARY KEY) DATA DIRECTORY='${aside}'`,
    );
    assert.match(
      log ?? '',
      /lacks the storage engines ARCHIVE; a key for 1 encrypted table; the folders in which DATA DIRECTORY puts 1 table/,
    );
    for (const said of [
      /1 table of ARCHIVE and not of InnoDB/,
      /1 table encrypted on the source/,
      /1 table outside of the data folder/,
    ])
      assert.match(summary ?? '', said);
    assert.match(refusal ?? '', /its server lacks the storage engines ARCHIVE; its server lacks a key for 1 encrypted/);
    assert.match(refusal ?? '', /install the storage engines ARCHIVE on its server/);
    assert.doesNotMatch(refusal ?? '', /DIRECTORY/); // the folder is there, if nobody can know it
  });

  it('says of MySQL which tablespace and folder it lacks', async () => {
    const version = 'mysql-9.7';
    const [server, into] = await Promise.all([start(version, [`--innodb-directories=${aside}`]), start(version)]);
    const { log, refusal } = await drillOf(
      server,
      into,
      `CREATE TABLESPACE attic ADD DATAFILE 'attic.ibd'; CREATE TABLE t (n int PRIMARY KEY) TABLESPACE attic;
       CREATE TABLE x (n int PRIMARY KEY) DATA DIRECTORY='${aside}'`,
    );
    const folders = 'the folders in which DATA DIRECTORY puts 1 table';
    assert.match(log ?? '', new RegExp(`lacks the tablespaces attic; ${folders}`));
    assert.match(refusal ?? '', new RegExp(`its server lacks the tablespaces attic; its server lacks ${folders}`));
    assert.match(refusal ?? '', /CREATE TABLESPACE `attic` ADD DATAFILE 'attic\.ibd';/);
  });
});
