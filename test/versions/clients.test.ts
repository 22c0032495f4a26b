import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, it, type TestContext } from 'node:test';
import { postgresBin } from '../../scripts/parts/locate.ts';
import { assertProven, backupFolder, startProofWorld, type ProofWorld } from '../scenarios/proof-scene.ts';
import { createShop } from '../scenarios/proof-shop.ts';
import { assertFailed } from '../scenarios/scene.ts';

/** A version that no current distribution installs by itself, so that no folder of the system has its tools. */
const major = 14;
const ours = postgresBin(major);
const [older, newer] = [postgresBin(13), postgresBin(17)];

/** What every refusal tells its reader to type. */
const remedy =
  'on Debian and Ubuntu: sudo apt-get install -y postgresql-common && ' +
  'sudo YES=yes /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh && ' +
  `sudo apt-get install -y postgresql-client-${major}; or write \`client: install\`, and Muster does that`;

describe(`client tools that are not those of a server of PostgreSQL ${major}`, () => {
  let world: ProofWorld;
  before(async () => {
    world = await startProofWorld(major);
    await createShop(world.postgres);
  });
  after(() => world[Symbol.asyncDispose]());

  const withTools = (...folders: readonly string[]): { PATH: string } => ({
    PATH: [...folders, '/usr/bin', '/bin', '/usr/sbin'].join(delimiter),
  });

  /** Requires that a backup stops before any dump with a line that holds all of these words, and leaves nothing. */
  async function assertRefused(client: string, path: { PATH: string }, ...words: readonly string[]): Promise<void> {
    const store = await world.newFolder();
    const { age, postgres } = world;
    const sealing = { source: 'shop', url: postgres.url('shop'), store: store.url, recipients: age.recipient };
    const run = await world.act('backup', { ...sealing, client }, path);
    const line = assertFailed(run, 'client-missing');
    for (const word of words) assert.ok(line.includes(word), `no ${word} in ${line}`);
    assert.deepEqual(await readdir(store.path), []);
    assert.deepEqual(await readdir(world.job.tempFolder), []);
  }

  const needed = `pg_dump, pg_restore, psql and pg_dumpall of PostgreSQL ${major} are not`;

  for (const [which, folder] of [
    ['newer', newer],
    ['older', older],
  ] as const) {
    it(`stop a backup where they are ${which}, and say what is needed`, async () => {
      const version = /\d+\.\d+/.exec(await world.postgres.psql('SHOW server_version'))?.[0] ?? '';
      assert.ok(version.startsWith(`${major}.`));
      await assertRefused(`path:${folder}`, withTools(ours), `${needed} in ${folder}; what is there: `, remedy);
    });
  }

  it('stop a backup where PATH has others only, and name each', async () => {
    const words = [`${needed} on this machine; what is there: `, ` in ${older}, `, ` in ${newer}`, remedy];
    await assertRefused('auto', withTools(older, newer), ...words);
  });

  it('stop a backup where those of one folder are of several versions', async (t) => {
    const folder = await folderWith(t, { pg_dump: newer, pg_restore: ours, psql: ours, pg_dumpall: ours });
    await assertRefused(`path:${folder}`, withTools(ours), `${needed} in ${folder}; what is there: a mixture of 17.`);
  });

  it('stop a backup where there are none', async (t) => {
    const folder = await folderWith(t, {});
    const words = [
      `psql and the other tools of PostgreSQL are not in ${folder} `,
      'on Debian and Ubuntu: sudo apt-get install -y postgresql-client; or write `client: install`',
    ];
    await assertRefused(`path:${folder}`, withTools(ours), ...words);
  });

  it('are passed over where PATH has the right ones too, which dump and restore', async () => {
    const store = await world.newFolder();
    const path = withTools(newer, older, ours);
    const { age, postgres } = world;
    const sealing = { source: 'shop', url: postgres.url('shop'), store: store.url, recipients: age.recipient };
    const taken = await world.act('backup', sealing, path);
    assert.equal(taken.status, 0, taken.log);
    assertProven(await world.act('restore-verify', { source: 'shop', store: store.url, identity: age.identity }, path));
  });

  it('leave a drill open, and the backup as it was', async () => {
    const store = await world.newFolder();
    await world.backUp('shop', store.url);
    const drill = { source: 'shop', store: store.url, identity: world.age.identity };
    const run = await world.act('restore-verify', { ...drill, client: `path:${newer}` }, withTools(ours));
    assert.equal(run.outputs['failure'], 'could-not-tell', run.log);
    assert.equal(run.status, 3);
    assert.ok(run.log.includes(`${needed} in ${newer}; what is there: 17.`), run.log);
    assert.ok(run.log.includes(remedy), run.log);
    const serverless = await world.act('restore-verify', { ...drill, sandbox: 'local' }, withTools(newer));
    assert.equal(serverless.outputs['failure'], 'could-not-tell', serverless.log);
    assert.match(serverless.log, /server programs of PostgreSQL 14 are not on this machine .*postgresql-14/);
    assertProven(await world.verify(store.url));
    assert.ok((await readdir(await backupFolder(store))).includes('manifest.json'));
  });
});

/** A folder of its own with links to tools, each in the folder that is named. */
async function folderWith(t: TestContext, tools: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tools-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [name, bin] of Object.entries(tools)) await symlink(join(bin, name), join(folder, name));
  return folder;
}
