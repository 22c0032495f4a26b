import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket, type OnReadOpts } from 'node:net';
import { join } from 'node:path';
import { blockPool } from '../ports/chunk.ts';

/** A pipe for the output of one program. */
export interface BlockPipe {
  /** A descriptor for the program to write to. */
  readonly writeEnd: number;
  /** To be called once the program has started: the pipe ends when nobody else can write to it. */
  closeWriteEnd(): void;
  /**
   * What is written, to be read once: in blocks of 1 MiB, which are lent, for as long as `mayGather` says that nobody waits for what is in
   * them, and else as it comes. Ends with the pipe, or when it is closed.
   */
  read(mayGather: () => boolean): AsyncIterable<Buffer>;
  /** Closes our end. Idempotent. */
  close(): void;
}

const blockBytes = 1024 * 1024;

/**
 * A named pipe whose name is gone again when this returns. Programs write 4 KiB at a time. Through a stream of Node, each piece that is read
 * is memory of its own, which costs more than the bytes in it; a descriptor can be read into ours, and Node hands out none of its own pipes.
 * Undefined where none can be made.
 */
export function openBlockPipe(environment: Readonly<Record<string, string>>): BlockPipe | undefined {
  try {
    const folder = mkdtempSync(join(environment['TMPDIR'] ?? '/tmp', 'muster-pipe-'));
    try {
      const path = join(folder, 'pipe');
      execFileSync('mkfifo', ['-m', '600', path], { env: environment, stdio: 'ignore' });
      const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK); // it would wait for a writer
      return blockPipe(readEnd, openSync(path, constants.O_WRONLY));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    return undefined;
  }
}

function blockPipe(readEnd: number, writeEnd: number): BlockPipe {
  let reader: BlockReader | undefined;
  let isClosed = false;
  return {
    writeEnd,
    closeWriteEnd: () => closeSync(writeEnd),
    async *read(mayGather) {
      if (isClosed) return;
      reader = blockReader(readEnd, mayGather);
      try {
        for (let piece = await reader.next(); piece !== undefined; piece = await reader.next()) yield piece;
      } finally {
        reader.socket.destroy();
      }
    },
    close() {
      if (!isClosed && reader === undefined) closeSync(readEnd);
      isClosed = true;
      reader?.socket.destroy();
    },
  };
}

interface BlockReader {
  readonly socket: Socket;
  /** The next piece, or undefined at the end. */
  next(): Promise<Buffer | undefined>;
}

function blockReader(fd: number, mayGather: () => boolean): BlockReader {
  const pool = blockPool(blockBytes, (memory) => Buffer.from(memory));
  let block = pool.take();
  let [from, to] = [0, 0];
  const ready: Buffer[] = [];
  const cut = (): void => {
    ready.push(from === 0 && to === blockBytes ? block : block.subarray(from, to));
    if (to === blockBytes) [block, from, to] = [pool.take(), 0, 0];
    else from = to;
  };
  let isOver = false;
  let failure: Error | undefined;
  let wake = (): void => undefined;
  const onread: OnReadOpts = {
    buffer: () => block.subarray(to),
    callback(count) {
      to += count;
      if (to < blockBytes && mayGather()) return true;
      cut();
      wake();
      return false; // no more is read until it is asked for
    },
  };
  const socket = new Socket({ fd, readable: true, writable: false, onread });
  socket.once('error', (error) => (failure = error));
  socket.once('close', () => {
    isOver = true;
    if (to > from) cut();
    wake();
  });
  return {
    socket,
    async next() {
      while (!isOver && ready.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          socket.resume();
        });
      }
      const piece = ready.shift();
      if (piece === undefined && failure !== undefined) throw failure;
      return piece;
    },
  };
}
