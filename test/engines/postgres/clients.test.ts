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
      hint: /sudo apt-get install -y postgresql-client-11; or write `client: install`/,
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

  it('has docker run the image of exactly the version, with the network of the machine and no value of a secret', async (t) => {
    const folder = await emptyFolder(t);
    const script = `#!/bin/sh\necho "$*" | sed 's/.* postgres:\\([0-9]*\\) pg_dump --version$/pg_dump (PostgreSQL) \\1.9/'\n`;
    await writeFile(join(folder, 'docker'), script);
    await chmod(join(folder, 'docker'), 0o755);
    const launcher = launcherIn(`${folder}:/usr/bin:/bin`);
    for (const wanted of [13, 14, 15, 16, 17, 18]) {
      const clients = await findClients({ ...search, launcher, major: wanted, client: 'docker' });
      const environment = ['PGPASSWORD', 'PGCONNECT_TIMEOUT', 'PGAPPNAME', 'PGTZ', 'PGOPTIONS', 'TZ'].map(
        (name) => `--env=${name}`,
      );
      const options = ['--rm', '--interactive', '--network=host', ...environment];
      assert.deepEqual(clients, {
        folder: `image postgres:${wanted}`,
        version: `${wanted}.9`,
        pgDump: 'pg_dump',
        pgRestore: 'pg_restore',
        psql: 'psql',
        pgDumpall: 'pg_dumpall',
        prefix: ['docker', 'run', ...options, `postgres:${wanted}`],
      });
    }
  });

  it('says so where docker cannot run the image', async (t) => {
    const folder = await emptyFolder(t);
    const launcher = launcherIn(folder);
    await assert.rejects(findClients({ ...search, launcher, major, client: 'docker' }), {
      code: 'client-missing',
      message: /docker cannot run/,
    });
  });
});

/** A launcher whose programs come from these folders. */
const launcherIn = (path: string): typeof tools => ({
  ...tools,
  capture: async (command) => tools.capture({ ...command, env: { PATH: path } }),
});

async function emptyFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'clients-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}
