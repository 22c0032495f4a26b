import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Failure } from '../../../src/domain/failure.ts';
import { commandSource } from '../../../src/engines/command/command-source.ts';
import { systemClock } from '../../../src/platform/system-clock.ts';
import type { Source } from '../../../src/ports/engine.ts';
import { launcher } from '../../../src/process/launcher.ts';
import { collect } from '../../contracts/byte-streams.ts';
import { sourceContract, startDump } from '../../contracts/source-contract.ts';

const tools = launcher({ PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' });
const clock = systemClock;

function sourceOf(command: string, workFolder = tmpdir()): Source {
  return commandSource({ launcher: tools, clock, workFolder, command });
}

async function output(command: string, workFolder?: string): Promise<string> {
  await using dump = await startDump(sourceOf(command, workFolder), 'command');
  return (await collect(dump.bytes())).toString();
}

sourceContract('a command', () =>
  Promise.resolve({
    kind: 'command',
    tool: 'bash',
    small: sourceOf('echo one; echo two'),
    large: sourceOf('yes "a row" | head -c 50000000'),
    failing: sourceOf('yes "a row" | head -c 1000000; echo "row of Ada Lovelace" >&2; exit 3'),
    secrets: ['Ada Lovelace', 'a row', 'head -c'],
    isWhole: (bytes: Buffer) => Promise.resolve(bytes.toString() === 'one\ntwo\n'),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }),
);

describe('a command as a source', () => {
  it('fails where any part of a pipe fails, though the last one is well', async () => {
    await assert.rejects(output('(echo half; exit 7) | cat'), { code: 'dump-failed', message: /status 7/ });
  });

  it('fails at the first of several commands that fails', async () => {
    await assert.rejects(output('false; echo all is well'), { code: 'dump-failed' });
    await assert.rejects(output('false\necho all is well'), { code: 'dump-failed' });
  });

  it('fails where it uses a variable that is not set', async () => {
    await assert.rejects(output('echo "$NO_SUCH_FOLDER/data"'), { code: 'dump-failed' });
  });

  it('fails where its text is no bash', async () => {
    await assert.rejects(output('if true; then'), { code: 'dump-failed' });
  });

  it('says with which status it ended, and nothing of what it wrote', async () => {
    await assert.rejects(output('echo "password is hunter2" >&2; echo "data hunter2"; exit 3'), (thrown) => {
      assert.ok(thrown instanceof Failure);
      assert.match(thrown.message, /^the command ended with status 3/);
      assert.ok(!`${thrown.message} ${thrown.hint}`.includes('hunter2'));
      return true;
    });
  });

  it('ends where bash is killed, though something that it had started would hold its output open for long', async () => {
    await assert.rejects(output('sleep 600 & echo half; kill -9 $$'), { code: 'dump-failed', message: /SIGKILL/ });
  });

  it('does not wait for input', async () => {
    assert.equal(await output('cat; echo end'), 'end\n');
  });

  it('keeps every byte as it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'command-'));
    try {
      const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
      await writeFile(join(folder, 'all bytes'), bytes);
      await using dump = await startDump(sourceOf('cat "all bytes"', folder), 'command');
      assert.ok((await collect(dump.bytes())).equals(bytes));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('takes quotes, lines and signs of its text as bash does', async () => {
    assert.equal(await output(`printf '%s|' "a b" 'c"d' $((1 + 1))\nprintf 'é🦊'`), 'a b|c"d|2|é🦊');
  });

  it('sees no inputs and no credentials, and not its own text', async () => {
    process.env['INPUT_PASSPHRASE'] = 'hunter2';
    try {
      const names = (await output('env'))
        .split('\n')
        .map((line) => line.split('=')[0])
        .filter(Boolean);
      const own = ['LC_ALL', 'OLDPWD', 'PATH', 'PWD', 'SHLVL', '_'];
      assert.deepEqual(
        names.filter((name) => !own.includes(name ?? '')),
        [],
      );
    } finally {
      delete process.env['INPUT_PASSPHRASE'];
    }
  });

  it('is not seen in the list of processes', async () => {
    const seen = await output(`tr '\\0' ' ' < /proc/$$/cmdline; : hunter2`);
    assert.ok(seen.startsWith('bash ') && !seen.includes('hunter2'), seen);
  });

  it('reads no profile of the account', async () => {
    const home = await mkdtemp(join(tmpdir(), 'command-home-'));
    try {
      for (const name of ['.bashrc', '.bash_profile', '.profile']) await writeFile(join(home, name), 'echo profile\n');
      const atHome = launcher({ PATH: '/usr/bin:/bin', HOME: home });
      const source = commandSource({ launcher: atHome, clock, workFolder: home, command: 'echo data' });
      await using dump = await startDump(source, 'command');
      assert.equal((await collect(dump.bytes())).toString(), 'data\n');
      assert.equal(await readFile(join(home, '.bashrc'), 'utf8'), 'echo profile\n');
    } finally {
      await rm(home, { recursive: true });
    }
  });
});
