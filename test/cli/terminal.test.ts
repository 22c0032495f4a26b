import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { assertGone, descendantsOf, signalTo, stillLives, type SeenProcess } from '../real/process-tree.ts';
import { startShell, type Shell, type ShellOptions } from './shell.ts';

const escape = '\u001b';
/** A command that gives some bytes and then goes on for ever. */
const endless = 'head -c 3000000 /dev/zero; sleep 600';
const store = (shell: Shell, command: string): string[] => [
  ...['encrypt-and-upload', '--source', 'shop', '--store', shell.store],
  ...['--encryption', 'none', '--compression', 'none', '--command', command],
];

/** What a screen shows in the end, and what was on its last line before. */
function screen(text: string): { readonly lines: readonly string[]; readonly drawn: readonly string[] } {
  const bare = text.replaceAll(/\u001b\[(?:\?7[lh]|\d*m)/g, '');
  const drawn = bare
    .split('\r')
    .filter((piece) => piece.endsWith(`${escape}[K`))
    .map((piece) => piece.slice(0, -3));
  const lines = bare
    .split('\n')
    .map((line) => line.replace(/\r$/, '').split('\r').at(-1)?.replaceAll(`${escape}[K`, '') ?? '');
  return { lines, drawn };
}

describe('progress on a screen', () => {
  it('is one line that is drawn anew, and leaves one for each stage', async () => {
    await using shell = await startShell();
    const { status, stdout, stderr } = await shell.musterOnScreen(store(shell, 'head -c 3145728 /dev/zero; sleep 1'));
    assert.equal(status, 0, stderr);
    const { lines, drawn } = screen(stderr);
    assert.ok(drawn.filter((line) => line.startsWith('dump: ')).length > 3, stderr);
    assert.ok(
      drawn.some((line) => /^dump: \d\.\d s, 3\.0 MiB, .*\/s$/.test(line)),
      stderr,
    );
    assert.deepEqual(lines.filter((line) => /^dump: \d\.\d s, 3\.0 MiB, /.test(line)).length, 1, stderr);
    assert.equal(lines.at(-1), '', 'something is left on the last line');
    assert.match(stdout, /^backup-id /m);
    assert.ok(!stdout.includes(escape), 'standard output, which is no screen, has control sequences');
  });

  it('is plain lines where there is no screen, or one that can do nothing', async () => {
    await using shell = await startShell();
    const plain = await shell.muster(store(shell, 'echo a'));
    assert.match(plain.stderr, /^dump …$/m);
    const dumb = await shell.musterOnScreen(store(shell, 'echo a'), { env: { TERM: 'dumb' } });
    assert.match(dumb.stderr, /^dump …\r$/m);
    for (const text of [plain.stderr, dumb.stderr]) assert.ok(!text.includes(escape), text);
  });

  it('stays away where quiet is asked for', async () => {
    await using shell = await startShell();
    const { stderr } = await shell.musterOnScreen([...store(shell, 'echo a'), '--quiet']);
    assert.equal(stderr, '');
  });

  it('keeps control sequences in names and messages off the screen', async () => {
    await using shell = await startShell();
    const { status, stderr } = await shell.musterOnScreen([
      'prune',
      '--source',
      `a${escape}[2Jb`,
      '--store',
      shell.store,
      '--keep-last',
      '1',
    ]);
    assert.equal(status, 2);
    assert.ok(!stderr.includes(`${escape}[2J`), stderr);
  });
});

describe('a failure on a screen', () => {
  const wrong = ['prune', '--source'];
  for (const [what, env, hasColor] of [
    ['is marked with a colour', { TERM: 'xterm' }, true],
    ['has no colour where none is wanted', { TERM: 'xterm', NO_COLOR: '1' }, false],
    ['has no colour where the screen has none', { TERM: 'dumb' }, false],
  ] as const) {
    it(what, async () => {
      await using shell = await startShell();
      const { stderr } = await shell.musterOnScreen(wrong, { env });
      assert.equal(stderr.includes(`${escape}[31mmuster: ${escape}[0m`), hasColor, stderr);
      assert.equal(stderr.startsWith('muster: '), !hasColor, stderr);
    });
  }

  it('has no colour in a pipe', async () => {
    await using shell = await startShell();
    assert.match((await shell.muster(wrong)).stderr, /^muster: "--source" has no value/);
  });
});

describe('a run that is asked to stop', () => {
  /** Calls once, as soon as the command sleeps, and keeps the processes that were running then. */
  function whenBusy(act: (child: ChildProcess) => void): ShellOptions & { readonly seen: readonly SeenProcess[] } {
    const seen: SeenProcess[] = [];
    const onStart = (child: ChildProcess): void => {
      const look = (): void => {
        const running = descendantsOf(child.pid ?? -1);
        if (running.some(({ name }) => name === 'sleep')) {
          seen.push(...running);
          act(child);
        } else if (child.exitCode === null) setTimeout(look, 10);
      };
      look();
    };
    return { seen, onStart };
  }

  /** Requires that nothing lives on, and that neither the store nor the folder for temporary files has anything of it. */
  async function assertNothingLeft(shell: Shell, seen: readonly SeenProcess[]): Promise<void> {
    assert.ok(seen.length > 0, 'it was never busy');
    await assertGone(seen);
    const files = await readdir(shell.storeFolder, { recursive: true, withFileTypes: true });
    assert.deepEqual(
      files.filter((entry) => entry.isFile()).map(({ name }) => name),
      [],
    );
    assert.deepEqual(
      (await shell.leftovers()).filter((name) => !/^muster-\d+$/.test(name)),
      [],
    );
  }

  it('by Ctrl-C takes back what it began, and says so', async () => {
    await using shell = await startShell();
    const options = whenBusy((child) => child.stdin?.write('\u0003'));
    const { status, stdout, stderr } = await shell.musterOnScreen([...store(shell, endless), '--json'], options);
    assert.equal(status, 1, stderr);
    assert.match(stderr, /stopping, and taking back what is unfinished/);
    assert.match(stderr, /the run was asked to stop \(SIGINT\) — .* \[interrupted\]\r\n$/);
    assert.equal((JSON.parse(stdout) as { failure: { code: string } }).failure.code, 'interrupted');
    await assertNothingLeft(shell, options.seen);
  });

  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    it(`by ${signal} does the same`, async () => {
      await using shell = await startShell();
      const options = whenBusy(({ pid = -1 }) => signalTo(pid, signal));
      const { status, stderr } = await shell.muster(store(shell, endless), options);
      assert.equal(status, 1, stderr);
      assert.match(stderr, new RegExp(`the run was asked to stop \\(${signal}\\) — .* \\[interrupted\\]\n$`));
      await assertNothingLeft(shell, options.seen);
    });
  }

  it('once more, when a second has passed, ends at once', async () => {
    await using shell = await startShell();
    const options = whenBusy(({ pid = -1 }) => signalTo(pid, 'SIGINT'));
    const stubborn = `trap '' TERM; ${endless}`;
    let again: NodeJS.Timeout | undefined;
    const { status, stderr } = await shell.muster(store(shell, stubborn), {
      ...options,
      onText: (text, child) => {
        if (text.includes('stopping') && again === undefined)
          again = setInterval(() => child.exitCode ?? child.signalCode ?? signalTo(child.pid ?? -1, 'SIGINT'), 200);
      },
    });
    clearInterval(again);
    for (const one of options.seen.filter(stillLives)) signalTo(one.pid, 'SIGKILL');
    assert.equal(status, null, stderr);
    assert.doesNotMatch(stderr, /interrupted/);
  });
});
