import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { Failure } from '../../src/domain/failure.ts';
import type { Sandbox } from '../../src/ports/sandbox.ts';
import { programPath } from '../../scripts/parts/locate.ts';
import { launcher } from '../../src/process/launcher.ts';
import { localSandboxes, type LocalSandboxOptions } from '../../src/sandboxes/local/local-sandboxes.ts';
import { sandboxContract } from '../contracts/sandbox-contract.ts';
import { smallDisk } from '../real/small-disk.ts';
import { localOptions, major, need, postgresDialect, sandboxRoot, shell, sql } from './postgres-host.ts';

sandboxContract('private server', async () => {
  const root = await sandboxRoot();
  return {
    provider: localSandboxes(localOptions(root.path)),
    ...postgresDialect,
    need,
    major,
    sql,
    shell,
    traces: () => readdir(root.path),
    [Symbol.asyncDispose]: () => root[Symbol.asyncDispose](),
  };
});

const never = new AbortController().signal;
const startIn = (root: string, changes: Partial<LocalSandboxOptions> = {}): Promise<Sandbox> =>
  localSandboxes({ ...localOptions(root), ...changes }).start(need, never);

describe('private servers', () => {
  it('have a network namespace of their own where the machine allows it', async () => {
    await using root = await sandboxRoot();
    await using sandbox = await startIn(root.path);
    assert.equal(sandbox.isolation, 'network-namespace');
    const networks = "SELECT pg_read_file('/proc/self/net/dev')";
    assert.deepEqual(interfacesIn(await sql(sandbox.url, networks)), ['lo']);
  });

  it('run a hostile program as nobody in particular, and end it when they end', async () => {
    await using root = await sandboxRoot();
    const sandbox = await startIn(root.path);
    const folder = new URL(sandbox.url).searchParams.get('host') ?? '';
    try {
      const program =
        'cd "$PGDATA"; id -u > id; grep NoNewPrivs /proc/self/status >> id; env >> id; sleep 1000 > /dev/null 2>&1 &';
      await sql(sandbox.url, `COPY (SELECT 1) TO PROGRAM $$${program.replace('$PGDATA', join(folder, 'data'))}$$`);
      const [uid = '', privileges = '', ...environment] = (await sql(sandbox.url, "SELECT pg_read_file('id')")).split(
        '\n',
      );
      assert.notEqual(uid, String(process.getuid?.() === 0 ? 0 : -1));
      assert.match(privileges, /1$/);
      assert.deepEqual(
        environment.filter((line) => !/^(LC_|TZ|PATH|PWD|OLDPWD|SHLVL|_|PG|OOM)/.test(line)),
        [],
      );
      assert.equal(await programsOf(Number(uid), 'sleep'), 1);
      await sandbox[Symbol.asyncDispose]();
      assert.equal(await programsOf(Number(uid), 'sleep'), 0);
    } finally {
      await sandbox[Symbol.asyncDispose]();
    }
  });

  it('work without namespaces too, and say that nothing holds the copy back', async () => {
    await using root = await sandboxRoot();
    await using programs = await sandboxRoot();
    for (const name of ['setpriv', 'env', 'true', 'chown']) await symlink(programPath(name), join(programs.path, name));
    await using sandbox = await startIn(root.path, { launcher: launcher({ PATH: programs.path }) });
    assert.equal(sandbox.isolation, 'none');
    assert.equal(await sql(sandbox.url, 'SELECT 1'), '1');
    await sandbox[Symbol.asyncDispose]();
    assert.deepEqual(await readdir(root.path), []);
  });

  it('let no other account into the data, and the server not into the decrypted files', async () => {
    await using root = await sandboxRoot();
    await using sandbox = await startIn(root.path);
    const server = new URL(sandbox.url).searchParams.get('host') ?? '';
    assert.equal((await stat(server)).mode & 0o777, 0o700);
    assert.equal((await stat(sandbox.scratch)).mode & 0o777, 0o700);
    assert.equal((await stat(join(dirname(server), 'owner.json'))).mode & 0o777, 0o600);
    await writeFile(join(sandbox.scratch, 'rows'), 'secret');
    if (process.getuid?.() !== 0) return;
    await assert.rejects(sql(sandbox.url, `SELECT pg_read_file('${sandbox.scratch}/rows')`), /status 1/);
  });

  it('name the package where the programs are missing', async () => {
    await using root = await sandboxRoot();
    const provider = localSandboxes(localOptions(root.path));
    const old = { ...need, server: { flavour: 'postgresql', version: '9.6.24' } };
    await assert.rejects(provider.start(old, never), (error: Failure) => {
      assert.equal(error.code, 'sandbox-unavailable');
      assert.match(error.hint, /postgresql-9/);
      return true;
    });
    assert.deepEqual(await readdir(root.path), []);
  });

  it('refuse a flavour that they do not know', async () => {
    await using root = await sandboxRoot();
    const provider = localSandboxes(localOptions(root.path));
    await assert.rejects(provider.start({ server: { flavour: 'oracle' }, settings: {} }, never), /flavour "oracle"/);
  });

  it('say the last line of the log where the server ends at once, and leave nothing behind', async () => {
    await using root = await sandboxRoot();
    await using programs = await sandboxRoot();
    const script = `#!/bin/sh\n[ "$1" = --version ] && echo "postgres (PostgreSQL) ${major}.3" && exit\necho "FATAL: no room" >&2\nexit 1\n`;
    await install(programs.path, { postgres: script, initdb: '#!/bin/sh\nexit 0\n' });
    const starting = startIn(root.path, { extraFolders: [programs.path] });
    await assert.rejects(starting, {
      code: 'sandbox-unavailable',
      message: /ended while it was starting: FATAL: no room$/,
    });
    assert.deepEqual(await readdir(root.path), []);
  });

  it('say that the disk is full, and not what the tool says last, and leave nothing behind', async () => {
    await using disk = await smallDisk(8);
    await assert.rejects(startIn(disk.path), {
      code: 'sandbox-unavailable',
      message: /cannot prepare an empty PostgreSQL server: .*No space left on device/,
    });
    assert.deepEqual(await readdir(disk.path), []);
  });

  it('give up on a server that never answers', async () => {
    await using root = await sandboxRoot();
    await using programs = await sandboxRoot();
    const script = `#!/bin/sh\n[ "$1" = --version ] && echo "postgres (PostgreSQL) ${major}.3" && exit\nexec sleep 1000\n`;
    await install(programs.path, { postgres: script, initdb: '#!/bin/sh\nexit 0\n' });
    const starting = startIn(root.path, { extraFolders: [programs.path], startSeconds: 0.2 });
    await assert.rejects(starting, { code: 'sandbox-unavailable', message: /did not answer within 0.2 s/ });
    assert.deepEqual(await readdir(root.path), []);
  });

  it('refuse a folder whose path is too long for a socket', async () => {
    await using root = await sandboxRoot();
    const long = join(root.path, 'x'.repeat(90));
    await mkdir(long);
    await assert.rejects(startIn(long), { code: 'sandbox-unavailable', message: /too long/ });
    assert.deepEqual(await readdir(long), []);
  });
});

async function install(folder: string, programs: Readonly<Record<string, string>>): Promise<void> {
  await chmod(folder, 0o755);
  for (const [name, text] of Object.entries(programs)) await writeFile(join(folder, name), text, { mode: 0o755 });
}

/** The names in the text of `/proc/net/dev`, below its two lines of headings. */
function interfacesIn(text: string): readonly string[] {
  return text
    .split('\n')
    .slice(2)
    .map((line) => line.split(':')[0]?.trim() ?? '')
    .filter((name) => name !== '');
}

/** How many processes of an account run a program. */
async function programsOf(uid: number, program: string): Promise<number> {
  const found = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const { uid: owner } = await stat(`/proc/${name}`).catch(() => ({ uid: -1 }));
        const command = await readFile(`/proc/${name}/comm`, 'utf8').catch(() => '');
        return owner === uid && command.trim() === program;
      }),
  );
  return found.filter(Boolean).length;
}
