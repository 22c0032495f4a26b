import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { launcher, ProcessFailure, type RunningProcess } from '../../src/process/launcher.ts';
import { giveBack } from '../../src/ports/chunk.ts';

const blockBytes = 1024 * 1024;
const path = process.env['PATH'] ?? '';
const tools = launcher({ PATH: path });

function start(script: string, within = tools): RunningProcess {
  return within.start({ file: 'bash', args: ['--norc', '-c', script], isBulky: true });
}

/** `count` bytes that repeat only after several blocks. */
const numbered = (count: number): string => `seq 1 100000000 | head -c ${count}`;

function sha256(pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

async function sumOf(script: string): Promise<string> {
  const printed = await tools.capture({ file: 'bash', args: ['--norc', '-c', `${script} | sha256sum`] });
  return printed.slice(0, 64);
}

async function folderFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'block-pipe-test-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('the output of a bulky program', () => {
  it('comes in whole blocks that keep their bytes as long as they are not given back', async () => {
    const script = numbered(5 * blockBytes + 17);
    await using running = start(script);
    const blocks = await Array.fromAsync(running.output());
    assert.deepEqual(
      blocks.map(({ length }) => length),
      [...Array<number>(5).fill(blockBytes), 17],
    );
    assert.equal(sha256(blocks), await sumOf(script));
  });

  it('comes in the same few blocks again where they are given back', async () => {
    const script = numbered(20 * blockBytes);
    await using running = start(script);
    const memories = new Set<ArrayBufferLike>();
    const hash = createHash('sha256');
    for await (const block of running.output()) {
      memories.add(block.buffer);
      hash.update(block);
      giveBack(block);
    }
    assert.equal(hash.digest('hex'), await sumOf(script));
    assert.ok(memories.size <= 3, `${memories.size} blocks`);
  });

  it('comes as it comes while somebody waits for it, and then in blocks that end where those of the whole would', async () => {
    const script = numbered(2 * blockBytes + 100);
    await using running = start(`printf one; read -r; printf two; read -r; ${script}`);
    let hasWaited = false;
    const pieces: Buffer[] = [];
    for await (const piece of running.output(() => hasWaited)) {
      pieces.push(piece);
      if (pieces.length === 1) running.stdin.write('\n');
      if (pieces.length !== 2) continue;
      hasWaited = true;
      running.stdin.end('\n');
    }
    assert.deepEqual(pieces.slice(0, 2).map(String), ['one', 'two']);
    const ends: number[] = [];
    for (const { length } of pieces) ends.push((ends.at(-1) ?? 0) + length);
    assert.deepEqual(ends, [3, 6, blockBytes, 2 * blockBytes, 2 * blockBytes + 106]);
    assert.equal(sha256(pieces.slice(2)), await sumOf(script));
  });

  it('is kept for a reader who comes after the program has exited', async () => {
    await using running = start('echo still here');
    await running.done;
    assert.deepEqual((await Array.fromAsync(running.output())).map(String), ['still here\n']);
  });

  it('does not end well when the program fails, however complete it looks', async () => {
    for (const script of [
      'echo all of it; exit 3',
      'echo all; exec 1>&-; exit 3',
      `${numbered(3 * blockBytes)}; exit 3`,
    ]) {
      await using running = start(script);
      await assert.rejects(
        Array.fromAsync(running.output()),
        (thrown) => thrown instanceof ProcessFailure && thrown.status === 3,
      );
    }
  });

  it('does not end well when the program cannot be started', async () => {
    await using running = tools.start({ file: 'no-such-program-here', args: [], isBulky: true });
    await assert.rejects(Array.fromAsync(running.output()), /cannot start no-such-program-here/);
  });

  it('ends with the reason when the run is asked to stop, also while nothing comes', async () => {
    const controller = new AbortController();
    const args = ['--norc', '-c', 'echo x; sleep 60'];
    await using running = tools.start({ file: 'bash', args, isBulky: true }, controller.signal);
    const output = running.output(() => false)[Symbol.asyncIterator]();
    assert.equal(String((await output.next()).value), 'x\n');
    const waiting = output.next();
    controller.abort(new Error('stop now'));
    await assert.rejects(waiting, /stop now/);
  });

  it('leaves no file and no descriptor, read or not', async (t) => {
    const TMPDIR = await folderFor(t);
    const within = launcher({ PATH: path, TMPDIR });
    const descriptors = async (): Promise<number> => (await readdir('/proc/self/fd')).length;
    const before = await descriptors();
    for (let round = 0; round < 20; round += 1) {
      await using unread = start('echo x', within);
      await unread.done;
      await using half = start(numbered(3 * blockBytes), within);
      for await (const block of half.output()) if (block.length > 0) break;
      await using whole = start('echo x', within);
      await Array.fromAsync(whole.output());
    }
    assert.deepEqual(await readdir(TMPDIR), []);
    await new Promise((resolve) => setImmediate(resolve)); // streams close their descriptors a turn later
    assert.ok((await descriptors()) < before + 20, `${await descriptors()} descriptors, ${before} before`);
  });

  it('is whole, in pieces, where there is no folder for a pipe', async () => {
    const script = numbered(2 * blockBytes);
    await using running = start(script, launcher({ PATH: path, TMPDIR: '/no/such/folder' }));
    assert.equal(sha256(await Array.fromAsync(running.output())), await sumOf(script));
  });
});
