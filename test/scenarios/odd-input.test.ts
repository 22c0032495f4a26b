import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gnuPgHome } from '../ciphers/throwaway-keys.ts';
import { assertFailed, startScene } from './scene.ts';
import { backsUp, isProven, startWorld, type World } from './bad-input.ts';

const passwords = ['@', ':', '/', '#', '%', 'a b', '%41', '@:/#% ?&=+', `'"\\$é🔑`];
const databases = [`it's "odd"`, ' lead and trail ', 'slash/and?mark', 'per%20cent', '-a=🛒 shop'];

describe('an odd input', { concurrency: 3 }, () => {
  let world: World;
  before(async () => {
    world = await startWorld({ listen_addresses: '127.0.0.1,::1' });
    for (const [index, password] of passwords.entries()) {
      await world.postgres.psql(`CREATE ROLE keeper${index} SUPERUSER LOGIN PASSWORD E'${quoted(password)}'`);
    }
    for (const name of databases) {
      await world.postgres.createDatabase(name);
      await world.postgres.psql('CREATE TABLE things AS SELECT 1 AS id', name);
    }
  });
  after(() => world[Symbol.asyncDispose]());

  for (const [index, password] of passwords.entries()) {
    it(`works as a password: ${password}`, async () => {
      const { port } = world.postgres;
      const url = (text: string): string => `postgresql://keeper${index}:${text}@127.0.0.1:${port}/small`;
      const parts = { host: '127.0.0.1', port: `${port}`, user: `keeper${index}`, database: 'small' };
      const hides = password.length > 3 ? [password] : [];
      await backsUp({ inputs: { url: url(encodeURIComponent(password)) }, hides }, world);
      await backsUp({ inputs: { url: '', ...parts, password }, hides }, world);
      // as it is, where that leaves no doubt: what could be encoded is taken for what it encodes
      if (!/%[0-9a-f]{2}/i.test(password)) await backsUp({ inputs: { url: url(password) }, hides }, world);
    });
  }

  for (const name of databases) {
    it(`works as the name of a database: ${name}`, async () => {
      await isProven({ inputs: ({ postgres }) => ({ url: postgres.url(name) }) }, world);
      const parts = { host: '127.0.0.1', port: `${world.postgres.port}`, user: 'keeper0', password: '@' };
      // an input loses spaces at its ends
      if (name.trim() === name) await backsUp({ inputs: { url: '', ...parts, database: name } }, world);
    });
  }

  it('is refused as a password where a URL has it as it is and could mean something else', async () => {
    await using scene = await startScene(world);
    const run = await scene.backup('small', scene.folder.url, {
      inputs: { url: `postgresql://keeper0:?hidden-word@127.0.0.1:${world.postgres.port}/small` },
    });
    const line = assertFailed(run, 'input-invalid', 2);
    assert.match(line, /input "url".*percent-encoded/);
    assert.doesNotMatch(run.log, /hidden-word/);
  });

  it('works as a host: an IPv6 address, with brackets in a URL, with or without by parts', async () => {
    const { port } = world.postgres;
    await backsUp({ inputs: { url: `postgresql://keeper0:%40@[::1]:${port}/small` } }, world);
    for (const host of ['::1', '[::1]']) {
      const parts = { host, port: `${port}`, user: 'keeper0', password: '@', database: 'small' };
      await backsUp({ inputs: { url: '', ...parts } }, world);
    }
  });

  it('works as a clock: one that is an hour ahead, since the time of the bucket counts', async () => {
    const env = { NODE_OPTIONS: `--import=${join(import.meta.dirname, '../real/clock-ahead.ts')}` };
    await backsUp({ inputs: ({ scene }) => ({ store: scene.bucketUrl }), env }, world);
  });

  it('works as a passphrase: spaces at both ends and signs of every kind, which gpg takes as they are', async () => {
    using home = gnuPgHome();
    const passphrase = ` "sesame" & 100% +m\\ore' é🔑 `;
    const open = (folder: string): void => {
      const [data = ''] = globSync('**/data.*.gpg', { cwd: folder });
      const opened = home.run(['--passphrase', passphrase, '--decrypt', join(folder, data)]);
      assert.ok(opened.length > 0);
    };
    await backsUp({ inputs: { recipients: '', passphrase }, hides: [passphrase.trim()], then: open }, world);
  });
});

function quoted(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "''");
}
