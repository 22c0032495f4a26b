import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../scripts/parts/run-program.ts';

/** An archive of packages on loopback, and a system of its own that the machine's apt installs them into. Disposing of it removes both. */
export interface AptArchive extends AsyncDisposable {
  /** Has an `apt-get` that knows this archive and this system alone, and an `id` that says root. */
  readonly bin: string;
  /** The system's own root. */
  readonly root: string;
  /** Names of the package files that were fetched, in their order. */
  readonly fetched: readonly string[];
  /** Takes away what was installed. */
  forget(): Promise<void>;
}

/** Starts an archive with one package for each name, which puts the given programs below `/usr`. */
export async function startAptArchive(
  packages: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<AptArchive> {
  const folder = await mkdtemp(join(tmpdir(), 'apt-'));
  await chmod(folder, 0o755);
  const [pool, root, bin] = ['pool', 'root', 'bin'].map((name) => join(folder, name)) as [string, string, string];
  for (const path of [pool, bin, ...['etc/apt.conf.d', 'state/lists/partial', 'log'].map((name) => join(folder, name))])
    await mkdir(path, { recursive: true });
  let index = '';
  for (const [name, files] of Object.entries(packages)) index += await pack(folder, pool, name, files);
  await writeFile(join(pool, 'Packages'), index);

  const fetched: string[] = [];
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').replace(/^.*\//, ''));
    readFile(join(pool, name)).then(
      (bytes) => {
        if (name.endsWith('.deb')) fetched.push(name);
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await writeFile(
    join(folder, 'etc/sources.list'),
    `deb [trusted=yes allow-insecure=yes] http://127.0.0.1:${port}/ ./\n`,
  );
  await writeFile(join(folder, 'apt.conf'), configuration(folder, root));
  const asRoot = process.getuid?.() === 0 ? '' : 'sudo -n ';
  await writeFile(
    join(bin, 'apt-get'),
    `#!/bin/sh\nexec ${asRoot}env APT_CONFIG=${folder}/apt.conf /usr/bin/apt-get "$@"\n`,
  );
  await writeFile(join(bin, 'id'), '#!/bin/sh\necho 0\n');
  for (const name of await readdir(bin)) await chmod(join(bin, name), 0o755);

  const forget = async (): Promise<void> => {
    await rm(root, { recursive: true, force: true });
    const database = join(root, 'var/lib/dpkg');
    for (const path of ['info', 'updates', 'triggers']) await mkdir(join(database, path), { recursive: true });
    await writeFile(join(database, 'status'), '');
  };
  await forget();
  return {
    ...{ bin, root, fetched, forget },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Makes a package and returns its entry in the index. */
async function pack(
  folder: string,
  pool: string,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const [version, tree] = ['17.2-1', join(folder, 'trees', name)];
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(tree, path, '..'), { recursive: true });
    await writeFile(join(tree, path), text, { mode: 0o755 });
  }
  const about = `Package: ${name}\nVersion: ${version}\nArchitecture: all\nMaintainer: a <a@example.com>\nDescription: a test\n`;
  await mkdir(join(tree, 'DEBIAN'), { recursive: true });
  await writeFile(join(tree, 'DEBIAN/control'), about);
  const file = `${name}_${version}_all.deb`;
  await runProgram('dpkg-deb', ['--root-owner-group', '--build', tree, join(pool, file)]);
  const bytes = await readFile(join(pool, file));
  const digest = createHash('sha256').update(bytes).digest('hex');
  return `${about}Filename: ./${file}\nSize: ${bytes.byteLength}\nSHA256: ${digest}\n\n`;
}

function configuration(folder: string, root: string): string {
  const values = {
    'Dir::Etc': `${folder}/etc`,
    'Dir::Etc::parts': `${folder}/etc/apt.conf.d`,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State': `${folder}/state`,
    'Dir::State::status': `${root}/var/lib/dpkg/status`,
    'Dir::Cache': `${folder}/cache`,
    'Dir::Log': `${folder}/log`,
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
  };
  const lines = Object.entries(values).map(([name, value]) => `${name} "${value}";\n`);
  return `#clear DPkg::Post-Invoke;\n#clear DPkg::Pre-Install-Pkgs;\n#clear APT::Update;\n${lines.join('')}DPkg::Options {"--root=${root}";"--log=/dev/null";};\n`;
}
