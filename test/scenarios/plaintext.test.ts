import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { gnuPgHome } from '../ciphers/throwaway-keys.ts';
import { searchedBackup, type DiskSearch } from './disk-search.ts';
import { startScene, startWorld, type Scene, type World } from './scene.ts';

const database = 'marked';

describe('what lies on the disk while a backup runs', () => {
  const marker = `marker-${randomBytes(12).toString('hex')}`;
  let world: World;
  before(async () => {
    world = await startWorld();
    await world.postgres.createDatabase(database);
    const rows = `SELECT n, repeat('${marker} ', 20) AS text FROM generate_series(1, 40000) n`;
    await world.postgres.psql(`CREATE TABLE notes AS ${rows}`, database);
  });
  after(() => world[Symbol.asyncDispose]());

  const searched = (scene: Scene, inputs: Readonly<Record<string, string>>): Promise<DiskSearch> =>
    searchedBackup(scene, { url: world.postgres.url(database), marker, mark: 'PGDMP', inputs });

  it('is found by the search where nothing is encrypted', async () => {
    await using scene = await startScene(world);
    const { found } = await searched(scene, { encryption: 'none', compression: 'none' });
    assert.deepEqual([...found].sort(), ['PGDMP', marker]);
  });

  it('is never plain where it is encrypted with age', async () => {
    await using scene = await startScene(world);
    const search = await searched(scene, { recipients: world.age.recipient, compression: 'none' });
    assert.ok(search.readBytes > 30_000_000, 'the search saw too little');
    assert.deepEqual([...search.found], []);
  });

  it('is never plain where it is encrypted with OpenPGP', async () => {
    await using scene = await startScene(world);
    using home = gnuPgHome();
    const recipients = home.publicKey(home.makeKey('shop'));
    const search = await searched(scene, { recipients, compression: 'none' });
    assert.ok(search.readBytes > 30_000_000, 'the search saw too little');
    assert.deepEqual([...search.found], []);
  });

  it('is never plain where it is encrypted with a passphrase and compressed', async () => {
    await using scene = await startScene(world);
    const search = await searched(scene, { passphrase: 'open sesame' });
    assert.ok(search.readBytes > 0, 'the search saw nothing');
    assert.deepEqual([...search.found], []);
  });
});
