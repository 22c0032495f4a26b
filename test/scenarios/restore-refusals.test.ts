import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { ageKey } from '../ciphers/throwaway-keys.ts';
import {
  backupFolder,
  copyOf,
  objectPath,
  rewrite,
  startProofWorld,
  type FolderStore,
  type ProofWorld,
} from './proof-scene.ts';
import { createShop } from './proof-shop.ts';
import { assertRestored, assertTempEmpty, databasesOf, errorOf, restoreInto, rowsOf } from './restore-scene.ts';

type Inputs = Readonly<Record<string, string>>;

describe('a restore that is refused', () => {
  let world: ProofWorld;
  let store: FolderStore;
  let rows: ReadonlyMap<string, string>;
  let databases: readonly string[];
  before(async () => {
    world = await startProofWorld();
    const { postgres } = world;
    await createShop(postgres);
    await createShop(postgres, 'target');
    await postgres.psql(`UPDATE customers SET name = 'of the target'`, 'target');
    await postgres.psql(`CREATE ROLE guest LOGIN PASSWORD 'guest'`);
    store = await world.newFolder();
    await world.backUp('shop', store.url);
    rows = await rowsOf(postgres, 'target');
    databases = await databasesOf(postgres);
  });
  after(() => world[Symbol.asyncDispose]());

  /** Requires that a run is refused with a code and a remedy, and that nothing came of it. */
  async function refused(inputs: Inputs, code: string, words: RegExp, status = 2, from = store): Promise<void> {
    const before = 'echo the first command ran';
    const run = await restoreInto(world, 'target', from.url, { before, ...inputs });
    assert.equal(run.outputs['failure'], code, run.log);
    assert.equal(run.status, status, run.log);
    assert.match(errorOf(run), words);
    assert.equal(run.outputs['state'], undefined);
    assert.doesNotMatch(run.log, /the first command ran/);
    assert.match(run.summary, /^## ❌ restore of shops? failed\n\n\*\*.*\n\n\*\*What to do:\*\* \S.*\n+$/);
    assert.deepEqual(await rowsOf(world.postgres, 'target'), rows);
    assert.deepEqual(await databasesOf(world.postgres), databases);
    await assertTempEmpty(world);
  }

  it('asks for the name of the database, letter for letter, before it touches the network', async () => {
    const nowhere = { store: 's3://nobody/x?endpoint=http://127.0.0.1:1&region=x' };
    for (const confirm of ['', 'Target', 'shop', 'yes', 'true'])
      await refused({ ...nowhere, confirm }, 'confirm-mismatch', /give confirm: target /);
  });

  it('does not replace the source itself unless told so in words', async () => {
    const source = { url: world.postgres.url('shop'), confirm: 'shop' };
    const before = await rowsOf(world.postgres, 'shop');
    await refused(source, 'target-is-source', /replace-source: true/);
    const socket = { url: world.postgres.socketUrl('shop'), confirm: 'shop' };
    await refused(socket, 'target-is-source', /replace-source: true/); // by another way to the same server
    assert.deepEqual(await rowsOf(world.postgres, 'shop'), before);
  });

  it('needs the right key', async () => {
    await refused({ identity: ageKey().identity }, 'identity-mismatch', /identity/);
    await refused({ identity: '' }, 'input-missing', /identity/);
    await refused({ identity: world.age.recipient }, 'identity-invalid', /public half/);
  });

  it('needs a target that answers and lets the account in', async () => {
    const { postgres } = world;
    await refused({ url: 'postgresql://muster:x@127.0.0.1:1/target' }, 'source-unreachable', /127\.0\.0\.1/, 1);
    await refused(
      { url: `postgresql://muster:wrong@127.0.0.1:${postgres.port}/target` },
      'source-denied',
      /password/,
      1,
    );
    await refused({ url: postgres.url('target').replace('postgresql', 'mysql') }, 'input-invalid', /same engine/);
    await refused({ url: '' }, 'input-missing', /url/);
  });

  it('needs an account that owns the database', async () => {
    const url = `postgresql://guest:guest@127.0.0.1:${world.postgres.port}/target`;
    await refused({ url }, 'target-unfit', /guest|own/, 1);
  });

  it('needs a backup of a database that is there', async () => {
    await refused({ source: 'shops' }, 'backup-missing', /no backup/);
    await refused({ backup: '20200101T000000Z-aaaaaa' }, 'backup-missing', /there is no backup 2020/);
    await refused({ backup: 'latest-proven' }, 'backup-missing', /no backup is proven/);
    for (const kind of ['files', 'command'])
      await refused({ kind }, 'input-invalid', /not for a database — open it by hand/);
  });

  it('does not touch the target with a backup that is damaged', async () => {
    const damaged = await copyOf(world, store);
    const path = await objectPath(await backupFolder(damaged), 'data');
    await rewrite(path, (bytes) => bytes.subarray(1));
    await refused({}, 'object-damaged', /data\.dump/, 1, damaged);
    const edited = await copyOf(world, store);
    const manifest = await objectPath(await backupFolder(edited), 'manifest');
    await rewrite(manifest, (bytes) =>
      Buffer.from(bytes.toString().replace('"engine": "postgres"', '"engine":  "postgres"')),
    );
    assertRestored(await restoreInto(world, 'elsewhere', edited.url)); // the same manifest in other words is no other manifest
    await world.postgres.psql('DROP DATABASE elsewhere');
    await rewrite(manifest, (bytes) => Buffer.from(bytes.toString().replace(/("version": "\d+)/, '$19')));
    await refused({}, 'manifest-edited', /sealed/, 1, edited);
    assert.ok((await readFile(manifest)).length > 0);
  });

  it('wants to know who can open the safety backup', async () => {
    const open = await world.newFolder();
    await world.backUp('shop', open.url, { recipients: '', encryption: 'none' });
    const unsealed = { identity: '' };
    await refused(unsealed, 'input-missing', /safety backup.*recipients.*safety-backup: false/, 2, open);
    await refused({ recipients: world.age.identity }, 'recipient-invalid', /private half/);
    await refused({ encryption: 'none', recipients: world.age.recipient }, 'input-invalid', /encryption/);
    await world.postgres.createDatabase('blank');
    assertRestored(await restoreInto(world, 'blank', open.url, unsealed)); // it holds nothing that has to be kept
    await world.postgres.psql('DROP DATABASE blank');
  });

  it('says which input is wrong', async () => {
    await refused({ compression: 'rar' }, 'input-invalid', /compression/);
    await refused({ 'spool-budget': 'much' }, 'input-invalid', /spool-budget/);
    await refused({ 'safety-backup': 'no' }, 'input-invalid', /safety-backup/);
    await refused({ 'replace-source': 'yes' }, 'input-invalid', /replace-source/);
    await refused({ backup: 'newest' }, 'input-invalid', /backup/);
    await refused({ kind: 'whole' }, 'input-invalid', /kind/);
    await refused({ client: 'path:/nonexistent' }, 'client-missing', /nonexistent/, 1);
    await refused({ confrm: 'target' }, 'input-unknown', /confirm/);
  });
});
