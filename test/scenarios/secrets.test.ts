import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gnuPgHome, type GnuPgHome } from '../ciphers/throwaway-keys.ts';
import { processOf, read, type SeenProcess } from '../real/process-tree.ts';
import { assertDone, startScene, startWorld, type Scene, type SceneRun, type WatchedRun, type World } from './scene.ts';

const password = `n0t:4@you/#%+ "x'y`;
const phrase = `open "sesame" & 100% +more'`;
const s3Secret = 'wJalr/XUt+nFEMI=K7MD';

interface Secrets {
  /** Every form of every secret in which it could be printed. */
  readonly forms: readonly string[];
  readonly pgp: { readonly publicKey: string; readonly privateKey: string };
}

/** As it is, as in a URL, in base64; and each line of a secret that has several. */
function formsOf(secret: string): string[] {
  const lines = secret.split('\n').filter((line) => line.length > 12 && !line.startsWith('-----'));
  return [...new Set([secret.trim(), ...lines])].flatMap((text) => [
    ...[text, encodeURIComponent(text), encodeURI(text), new URLSearchParams({ a: text }).toString().slice(2)],
    ...[Buffer.from(text).toString('base64').replace(/=+$/, ''), JSON.stringify(text).slice(1, -1)],
  ]);
}

describe('secrets', () => {
  let world: World;
  let home: GnuPgHome;
  let secrets: Secrets;
  before(async () => {
    world = await startWorld();
    await world.postgres.psql(`CREATE ROLE keeper SUPERUSER LOGIN PASSWORD '${password.replaceAll("'", "''")}'`);
    await world.postgres.createDatabase('vault');
    await world.postgres.psql(`CREATE TABLE old (n int); INSERT INTO old VALUES (1)`, 'vault');
    home = gnuPgHome();
    const key = home.makeKey('shop', { passphrase: phrase });
    const pgp = { publicKey: home.publicKey(key), privateKey: home.privateKey(key, phrase) };
    const given = [password, phrase, s3Secret, world.s3.secretAccessKey, world.age.identity, pgp.privateKey];
    secrets = { pgp, forms: given.flatMap(formsOf) };
  });
  after(async () => {
    home[Symbol.dispose]();
    await world[Symbol.asyncDispose]();
  });

  const url = (database = 'small', given = password): string =>
    `postgresql://keeper:${encodeURIComponent(given)}@127.0.0.1:${world.postgres.port}/${database}`;

  /** Runs an action and requires that nobody but the programs that need a secret has seen one. */
  async function discreet(scene: Scene, action: string, run: SceneRun): Promise<WatchedRun> {
    const leaks: string[] = [];
    const seek = (where: string, text: string): void => {
      for (const form of secrets.forms) if (text.includes(form)) leaks.push(where);
    };
    const look = ({ pid, name }: SeenProcess): void => {
      const args = read(`/proc/${pid}/cmdline`);
      const environment = read(`/proc/${pid}/environ`);
      seek(`arguments of ${name}`, args);
      // a process that has just become another program shows the one's name and the other's environment
      if (args === '' || processOf(pid)?.name !== name || read(`/proc/${pid}/cmdline`) !== args) return;
      // pg_dumpall asks the pg_dump beside it for its version, by way of a shell
      const isQuestion = /^sh\0-c\0"[^"]*\/pg_dump" -V\0$/.test(args);
      const needsPassword = isQuestion || /^(?:psql|pg_dump|pg_dumpall|pg_restore)$/.test(name);
      // between fork and exec a child still shows the environment of the action
      if (!needsPassword && !/^(?:node|MainThread|libuv-worker)/.test(name))
        seek(`environment of ${name}`, environment);
    };
    const result = await scene.act(action, { ...run, look });
    const isMask = (line: string): boolean => line.startsWith('::add-mask::');
    const shown = result.log.split('\n').filter((line) => run.env?.['GITHUB_ACTIONS'] !== 'true' || !isMask(line));
    seek(`log of ${action}`, shown.join('\n'));
    seek(`outputs of ${action}`, JSON.stringify(result.outputs) + Object.values(result.outputs).join('\n'));
    seek(`summary of ${action}`, result.summary);
    for (const folder of [scene.job.tempFolder, scene.folder.path, scene.sandboxes])
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) seek(entry.name, await readFile(join(entry.parentPath, entry.name), 'latin1'));
    assert.deepEqual([...new Set(leaks)], [], result.log);
    return result;
  }

  it('are nowhere to be seen where all goes well', async () => {
    await using scene = await startScene(world);
    const store = `${scene.folder.url}\n${scene.bucketUrl}`;
    const shop = { source: 'shop', store };
    const sealings = [
      [{ recipients: world.age.recipient }, { identity: world.age.identity }],
      [{ passphrase: phrase }, { passphrase: phrase }],
      [{ recipients: secrets.pgp.publicKey }, { identity: secrets.pgp.privateKey, passphrase: phrase }],
    ] as const;
    for (const [sealing, opening] of sealings) {
      for (const env of sealing === sealings[0][0] ? [{}, { GITHUB_ACTIONS: 'true' }] : [{}]) {
        assertDone(await discreet(scene, 'backup', { inputs: { ...shop, ...sealing, url: url() }, env }));
        const drill = await discreet(scene, 'restore-verify', { inputs: { ...shop, ...opening }, env });
        assert.equal(drill.outputs['verdict'], 'proven', drill.log);
        const vault = { ...shop, ...opening, url: url('vault'), confirm: 'vault' };
        const restore = await discreet(scene, 'restore', { inputs: vault, env });
        assert.equal(restore.outputs['state'], 'restored', restore.log);
        assert.notEqual(restore.outputs['safety-backup-id'], undefined, restore.log);
      }
    }
    const asItIs = url().replace(encodeURIComponent(password), password);
    assertDone(await discreet(scene, 'backup', { inputs: { ...shop, url: asItIs, passphrase: phrase } }));
    const parts = { host: '127.0.0.1', port: `${world.postgres.port}`, user: 'keeper', password, database: 'small' };
    assertDone(await discreet(scene, 'backup', { inputs: { ...shop, ...parts, passphrase: phrase } }));
    assertDone(await discreet(scene, 'prune', { inputs: { ...shop, kind: 'full', 'keep-last': '1' } }));
    const command = { command: 'echo stored', kind: 'command', passphrase: phrase };
    assertDone(await discreet(scene, 'encrypt-and-upload', { inputs: { ...shop, ...command } }));
  });

  it('are nowhere to be seen where something fails', async () => {
    await using scene = await startScene(world);
    const shop = { source: 'shop', store: scene.folder.url };
    const sealed = { ...shop, recipients: world.age.recipient };
    assertDone(await discreet(scene, 'backup', { inputs: { ...sealed, url: url() } }));
    const broken = [
      ['a database that is not there', url('nowhere')],
      ['a wrong password', url('small', `${password}x`)],
      ['a host that does not exist', url().replace('127.0.0.1', 'nowhere.invalid')],
      ['a port where nobody listens', url().replace(/:\d+\//, ':1/')],
      ['a parameter that is not known', `${url()}?nonsense=${encodeURIComponent(password)}`],
      ['a scheme that is not known', url().replace('postgresql', 'oracle')],
      ['a URL in quotes', `"${url()}"`],
      ['no URL at all', password],
    ] as const;
    for (const [what, wrong] of broken) {
      const run = await discreet(scene, 'backup', { inputs: { ...sealed, url: wrong } });
      assert.notEqual(run.status, 0, what);
    }
    const stranger = { AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: s3Secret };
    const into = { ...shop, identity: world.age.identity, url: url('vault'), confirm: 'vault' };
    const others: readonly [string, SceneRun][] = [
      ['backup', { inputs: { ...sealed, store: scene.bucketUrl, url: url() }, env: stranger }],
      ['prune', { inputs: { ...shop, store: scene.bucketUrl, 'keep-last': '1' }, env: stranger }],
      ['backup', { inputs: { ...sealed, store: `s3://key:${encodeURIComponent(password)}@bucket`, url: url() } }],
      ['backup', { inputs: { ...shop, recipients: world.age.identity, url: url() } }],
      ['backup', { inputs: { ...shop, recipients: secrets.pgp.privateKey, url: url() } }],
      ['restore-verify', { inputs: { ...shop, passphrase: phrase } }],
      ['restore-verify', { inputs: { ...shop, identity: secrets.pgp.privateKey } }],
      ['restore-verify', { inputs: { ...shop, identity: `${world.age.identity}X` } }],
      ['restore-verify', { inputs: { ...shop, identity: world.age.identity, sandbox: url('nowhere') } }],
      ['restore-verify', { inputs: { ...shop, identity: world.age.identity, 'smoke-test': 'exit 3' } }],
      ['restore', { inputs: { ...into, confirm: password } }],
      ['restore', { inputs: { ...into, url: url('vault', `${password}x`) } }],
      ['restore', { inputs: { ...into, recipients: world.age.identity } }],
      ['restore', { inputs: { ...into, identity: `${world.age.identity}X` } }],
      ['restore', { inputs: { ...into, client: 'path:/nonexistent' } }],
    ];
    for (const [action, run] of others) {
      const result = await discreet(scene, action, run);
      assert.notEqual(result.status, 0, result.log);
    }
  });

  it('would be found if an action showed one', async () => {
    await using scene = await startScene(world);
    const shop = { source: 'shop', store: scene.folder.url, passphrase: phrase };
    assertDone(await discreet(scene, 'backup', { inputs: { ...shop, url: url() } }));
    const telling = { ...shop, 'smoke-test': `printf %s ${s3Secret}; sleep 1; true` };
    await assert.rejects(discreet(scene, 'restore-verify', { inputs: telling }), (error) => {
      assert.ok(error instanceof assert.AssertionError && Array.isArray(error.actual));
      assert.ok(error.actual.includes('arguments of bash') && error.actual.includes('log of restore-verify'));
      return true;
    });
  });
});
