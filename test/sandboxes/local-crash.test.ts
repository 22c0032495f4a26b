import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { identify, stateOf, type ProcessIdentity } from '../../src/process/identity.ts';
import type { RunningProcess } from '../../src/process/launcher.ts';
import { localSandboxes } from '../../src/sandboxes/local/local-sandboxes.ts';
import { clock, localOptions, sandboxRoot, sql, tools } from './postgres-host.ts';

const program = join(import.meta.dirname, 'start-and-wait.ts');

describe('private servers whose run was killed', () => {
  it('end with the run, at the latest when the next one sweeps', async () => {
    await using root = await sandboxRoot();
    await using run = tools.start({ file: process.execPath, args: [program, root.path] });
    const url = await firstLine(run);
    assert.equal(await sql(url, 'SELECT 1'), '1');
    const [folder = ''] = await readdir(root.path);
    const { owner, holds: server } = await recordIn(join(root.path, folder));
    assert.equal(await stateOf(server), 'lives');

    process.kill(run.pid, 'SIGKILL'); // the run alone, not its process group
    await until(async () => (await stateOf(owner)) === 'gone');
    // Behind sudo, the server does not see that the run was killed.
    if (process.getuid?.() === 0) await until(async () => (await stateOf(server)) === 'gone');

    assert.equal(await localSandboxes(localOptions(root.path)).sweep(), 1);
    assert.equal(await stateOf(server), 'gone');
    await assert.rejects(sql(url, 'SELECT 1'));
    assert.deepEqual(await readdir(root.path), []);
  });

  it('are ended by the sweep where they still live', async () => {
    await using root = await sandboxRoot();
    const folder = await abandoned(root.path);
    await using server = tools.start({ file: 'tail', args: ['-f', join(folder.path, 'server', 'log')] });
    const identity = await folder.hold(server.pid);
    assert.equal(await localSandboxes(localOptions(root.path)).sweep(), 1);
    assert.equal(await stateOf(identity), 'gone');
    assert.deepEqual(await readdir(root.path), []);
  });

  it('do not make the sweep end a process that took over the number', async () => {
    await using root = await sandboxRoot();
    const folder = await abandoned(root.path);
    await using innocent = tools.start({ file: 'sleep', args: ['1000'] });
    const identity = await folder.hold(innocent.pid);
    assert.equal(await localSandboxes(localOptions(root.path)).sweep(), 1);
    assert.equal(await stateOf(identity), 'lives');
  });

  it('are left alone where the owner cannot be judged', async () => {
    await using root = await sandboxRoot();
    await abandoned(root.path, { namespace: 'pid:[1]' });
    await mkdir(join(root.path, 'muster-local-being-made'));
    assert.equal(await localSandboxes(localOptions(root.path)).sweep(), 0);
    assert.equal((await readdir(root.path)).length, 2);
  });
});

interface AbandonedFolder {
  readonly path: string;
  hold(pid: number): Promise<ProcessIdentity>;
}

/** A sandbox's folder as a run leaves it that does not live any more. */
async function abandoned(root: string, changes: Partial<ProcessIdentity> = {}): Promise<AbandonedFolder> {
  const here = await identify(process.pid);
  assert.ok(here !== undefined);
  const owner = { ...here, startedAt: '1', ...changes }; // nothing that lives now started one tick after the boot
  const path = join(root, 'muster-local-abandoned');
  await mkdir(join(path, 'server'), { recursive: true });
  await writeFile(join(path, 'server', 'log'), '');
  const write = (holds?: ProcessIdentity): Promise<void> =>
    writeFile(join(path, 'owner.json'), JSON.stringify({ runId: 'dead', owner, holds }));
  await write();
  return {
    path,
    async hold(pid) {
      const identity = await identify(pid);
      assert.ok(identity !== undefined);
      await write(identity);
      return identity;
    },
  };
}

async function recordIn(folder: string): Promise<{ owner: ProcessIdentity; holds: ProcessIdentity }> {
  return JSON.parse(await readFile(join(folder, 'owner.json'), 'utf8')) as {
    owner: ProcessIdentity;
    holds: ProcessIdentity;
  };
}

async function firstLine(run: RunningProcess): Promise<string> {
  let text = '';
  for await (const chunk of run.output()) {
    text += chunk.toString('utf8');
    if (text.includes('\n')) break;
  }
  return text.trim();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await clock.sleep(0.02);
}
