import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { findAnyClients, findClients, type ClientSearch } from '../../../src/engines/mysql/clients.ts';
import { products } from '../../../src/engines/mysql/product.ts';
import { launcher } from '../../../src/process/launcher.ts';
import { recordingLauncher } from '../../sandboxes/recording-launcher.ts';

const says = (text: string): string => `#!/bin/sh\necho "${text}"\n`;
const mariadb = { product: products.mariadb, version: '10.11.19' };
/** A series that no machine has in its usual folders, where tools are looked for too. */
const old = { product: products.mariadb, version: '10.4.34' };

async function folderWith(t: TestContext, programs: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tools-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(programs)) await writeFile(join(folder, name), text, { mode: 0o755 });
  return folder;
}

/** A machine whose apt puts tools of MariaDB into that folder when asked for the package. */
async function machine(t: TestContext, version: string): Promise<ClientSearch & { readonly folder: string }> {
  const folder = await folderWith(t, {});
  const tool = `printf '%s\\n' '#!/bin/sh' 'echo "mariadb  Ver 15.1 Distrib ${version}-MariaDB"' > ${folder}/$name && chmod 755 ${folder}/$name`;
  const apt = `#!/bin/sh\n[ "$1" = update ] && exit 0\nfor word; do last=$word; done
    [ "$last" = mariadb-client ] || { echo "E: Unable to locate package $last" >&2; exit 100; }
    for name in mariadb mariadb-dump; do ${tool}; done\n`;
  const bin = await folderWith(t, { 'apt-get': apt, id: says('0') });
  const tools = launcher({ PATH: `${bin}:/usr/bin:/bin` });
  return { launcher: tools, client: `install`, searchPath: folder, folder };
}

describe('the client tools of MySQL and MariaDB', () => {
  it('are installed where the input says so and they are missing, by the package of the product', async (t) => {
    const search = await machine(t, '10.4.34');
    const clients = await findClients(search, old);
    assert.equal(clients.folder, search.folder);
    assert.equal((await findAnyClients(search, 'mariadb://db')).folder, search.folder);
  });

  it('are refused where the distribution has another series, with what to type for that one', async (t) => {
    const search = await machine(t, '11.8.2');
    await assert.rejects(findClients(search, old), {
      code: 'client-missing',
      message: /MariaDB 10\.4 are not on this machine; what is there is of .*MariaDB 11\.8\.2/,
      hint: /mariadb_repo_setup \| sudo bash -s -- --mariadb-server-version=mariadb-10\.4 && sudo apt-get install -y mariadb-client; .*mariadb:10\.4/,
    });
  });

  it('are missing where apt does not have them, in its own words', async (t) => {
    const search = await machine(t, '10.11.19');
    await assert.rejects(findClients(search, { product: products.mysql, version: '8.4.1' }), {
      code: 'client-missing',
      message: 'cannot install mysql-client: Unable to locate package mysql-client',
    });
  });

  it('are said to be elsewhere in words that can be typed, for each series', async (t) => {
    const search = { ...(await machine(t, '10.11.19')), client: `path:${await folderWith(t, {})}` };
    for (const [version, words] of [
      [
        '8.0.36',
        /^correct the folder in input "client"; or on Ubuntu \(on Debian, .*\): sudo apt-get install -y mysql-client; .*image mysql:8\.0$/,
      ],
      ['8.4.1', /mysql-apt-config .* choose 8\.4, then sudo apt-get install -y mysql-client; .*image mysql:8\.4$/],
      ['9.7.4', /choose 9, then .*image mysql:9$/],
    ] as const)
      await assert.rejects(findClients(search, { product: products.mysql, version }), { hint: words });
    await assert.rejects(findClients({ ...search, client: 'dokcer' }, mariadb), { hint: /did you mean "docker"/ });
  });

  it('come from the image of the series, which gets names of variables and no values', async () => {
    for (const [server, image, dump, said] of [
      [mariadb, 'mariadb:10.11', 'mariadb-dump', 'mariadb-dump  Ver 10.19 Distrib 10.11.19-MariaDB'],
      [{ product: products.mysql, version: '8.4.3' }, 'mysql:8.4', 'mysqldump', 'mysqldump  Ver 8.4.3 for Linux'],
    ] as const) {
      const recording = recordingLauncher({ PATH: '/usr/bin:/bin' }, () => ({ file: 'echo', args: [said] }));
      const clients = await findClients({ launcher: recording, client: 'docker', searchPath: '' }, server);
      const [asked] = recording.commands;
      assert.deepEqual([asked?.file, asked?.prefix?.at(-1)], [dump, image]);
      const variables = clients.prefix.filter((word) => word.startsWith('--env'));
      assert.deepEqual(variables, ['--env=MYSQL_PWD', '--env=TZ']);
    }
  });
});
