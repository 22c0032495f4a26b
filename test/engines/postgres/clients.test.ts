import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { findAnyPsql, findClients } from '../../../src/engines/postgres/clients.ts';
import { postgresBin } from '../../../scripts/parts/locate.ts';
import { tools } from './restorer-fixture.ts';

const bin = postgresBin();
const major = Number(bin.split('/').at(-2));
const search = { launcher: tools, client: 'auto', searchPath: '' };

describe('the search for client tools', () => {
  it("finds the packages' folder of exactly the version that is asked for", async () => {
    const clients = await findClients({ ...search, major, extraFolders: [bin] });
    assert.equal(clients.folder, bin);
    assert.equal(clients.pgDump, join(bin, 'pg_dump'));
    assert.match(clients.version, new RegExp(`^${major}\\.\\d+$`));
  });

  it('names the package where the version is not here', async () => {
    await assert.rejects(findClients({ ...search, major: 11, extraFolders: [bin] }), {
      code: 'client-missing',
      message: /PostgreSQL 11 are not on this machine/,
      hint: /postgresql-client-11 .*client: install/,
    });
  });

  it('looks only into the folder that the input names', async (t) => {
    const folder = await emptyFolder(t);
    await assert.rejects(findClients({ ...search, major, client: `path:${folder}` }), { code: 'client-missing' });
    for (const name of ['pg_dump', 'pg_dumpall', 'pg_restore', 'psql'])
      await symlink(join(bin, name), join(folder, name));
    assert.equal((await findClients({ ...search, major, client: `path:${folder}` })).folder, folder);
  });

  it('passes over tools in PATH that are of another version, or of several', async (t) => {
    const folder = await emptyFolder(t);
    for (const [name, version] of [
      ['pg_dump', major],
      ['pg_dumpall', major],
      ['pg_restore', major],
      ['psql', major + 1],
    ] as const) {
      await writeFile(join(folder, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version}.1"\n`);
      await chmod(join(folder, name), 0o755);
    }
    const clients = await findClients({ ...search, major, searchPath: `${folder}:${bin}`, extraFolders: [folder] });
    assert.notEqual(clients.folder, folder);
  });

  it('finds a psql of any version to ask a server with', async () => {
    assert.ok((await findAnyPsql({ ...search, searchPath: bin })).psql.endsWith('/psql'));
  });

  it('refuses a place that it does not know', async () => {
    await assert.rejects(findClients({ ...search, major, client: 'somewhere' }), { code: 'input-invalid' });
  });

  it('says so where docker cannot run the image', async (t) => {
    const folder = await emptyFolder(t);
    const launcher = {
      ...tools,
      capture: async (command: Parameters<typeof tools.capture>[0]) =>
        tools.capture({ ...command, env: { PATH: folder } }),
    };
    await assert.rejects(findClients({ ...search, launcher, major, client: 'docker' }), {
      code: 'client-missing',
      message: /docker cannot run/,
    });
  });
});

async function emptyFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clients-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}
