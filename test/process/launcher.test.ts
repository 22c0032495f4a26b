import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, it } from 'node:test';
import { readFile } from 'node:fs/promises';
import { launcher, ProcessFailure } from '../../src/process/launcher.ts';

const tools = launcher({ PATH: process.env['PATH'] ?? '', GREETING: 'hello' });
const bash = (script: string): { file: string; args: string[] } => ({ file: 'bash', args: ['--norc', '-c', script] });

async function read(output: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of output) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Whether a process still runs; one that has ended and was not yet collected by its parent does not. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) [ZX] /.test(stat);
}

/** Waits until a process that was sent the signal that ends it is gone: on a busy machine that takes its time. */
async function isOver(pid: number): Promise<void> {
  for (let left = 400; await isRunning(pid); left -= 1) {
    assert.ok(left > 0, `process ${pid} still runs`);
    await delay(25);
  }
}

describe('a started program', () => {
  it('gives its output and ends when it exited with 0', async () => {
    await using running = tools.start(bash('echo one; sleep 0.1; echo two'));
    assert.equal(await read(running.output()), 'one\ntwo\n');
  });

  it('does not end its output well when it exits with another status, however complete the output looks', async () => {
    await using running = tools.start(bash('echo all of it; echo "no space" >&2; exit 3'));
    await assert.rejects(read(running.output()), (error) => {
      assert.ok(error instanceof ProcessFailure);
      assert.equal(error.status, 3);
      assert.equal(error.stderr, 'no space\n');
      return true;
    });
  });

  it('does not end its output well when it closes its output and fails much later', async () => {
    await using running = tools.start(bash('echo all; exec 1>&-; sleep 0.3; exit 1'));
    await assert.rejects(read(running.output()), ProcessFailure);
  });

  it('does not end its output well when a signal ends it', async () => {
    await using running = tools.start(bash('echo half; kill -9 $$'));
    await assert.rejects(
      read(running.output()),
      (error) => error instanceof ProcessFailure && error.signal === 'SIGKILL',
    );
  });

  it('is a failure that names the program when it cannot be started', async () => {
    await assert.rejects(
      tools.capture({ file: 'no-such-program-here', args: [] }),
      /cannot start no-such-program-here/,
    );
  });

  it('keeps its output for a reader who comes after it has exited', async () => {
    await using running = tools.start({ file: 'echo', args: ['still here'] });
    await running.done.catch(() => undefined);
    assert.equal(await read(running.output()), 'still here\n');
  });

  it('sees only the environment that it is given', async () => {
    process.env['MUSTER_LEAK'] = 'secret';
    assert.equal(await tools.capture(bash('echo "$GREETING$MUSTER_LEAK$EXTRA"')), 'hello\n');
    const command = { ...bash('echo "$EXTRA"'), env: { EXTRA: 'given' } };
    assert.equal(await tools.capture(command), 'given\n');
  });

  it('ends with all that it started when it is disposed of', async () => {
    const running = tools.start(bash('sleep 60 & echo $!; wait'));
    const output = running.output()[Symbol.asyncIterator]();
    const first = await output.next();
    const sleeper = Number(String(first.value));
    assert.ok(await isRunning(sleeper));
    await running[Symbol.asyncDispose]();
    await isOver(sleeper);
  });

  it('takes what it left behind with it when it is disposed of', async () => {
    const running = tools.start(bash('sleep 60 > /dev/null 2>&1 & echo $!'));
    const sleeper = Number(await read(running.output()));
    assert.ok(await isRunning(sleeper));
    await running[Symbol.asyncDispose]();
    await isOver(sleeper);
  });

  it('ends when the run is asked to stop, and its reader learns why', async () => {
    const controller = new AbortController();
    await using running = tools.start(bash('echo x; sleep 60'), controller.signal);
    const reading = read(running.output());
    setTimeout(() => controller.abort(new Error('stop now')), 50);
    await assert.rejects(reading, /stop now/);
  });

  it('takes its standard input', async () => {
    assert.equal(await tools.capture({ file: 'cat', args: [] }, { input: 'in and out' }), 'in and out');
  });
});
