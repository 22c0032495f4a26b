import type { Transform } from 'node:stream';
import { Failure, messageOf } from '../domain/failure.ts';
import { blocks } from '../pipeline/blocks.ts';
import { giveBack } from '../ports/chunk.ts';

/** One of Node's zlib streams; `bytesWritten` counts the input that it has used. */
export type ZlibStream = Transform & { readonly bytesWritten: number };

/** Bytes that go to zlib at once, and size of its output buffers: each is a trip to the thread pool and back. */
export const zlibBlockBytes = 1024 * 1024;

/**
 * What a zlib stream makes of `plain`. While one block is being compressed in the thread pool, the next is gathered; there is never more than
 * that one in memory. Fails with the source's own error.
 */
export async function* compressThrough(
  stream: ZlibStream,
  plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* drive(stream, plain);
}

/** What a zlib stream unpacks from `packed`; `format` names it in messages. See `Codec.decompress` for what it throws. */
export async function* decompressThrough(
  stream: ZlibStream,
  packed: AsyncIterable<Uint8Array>,
  format: string,
): AsyncGenerator<Uint8Array> {
  const source = { fedBytes: 0, failed: false };
  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of packed) {
        source.fedBytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      source.failed = true;
      throw error;
    }
  }
  try {
    yield* drive(stream, counted());
  } catch (cause) {
    if (source.failed) throw cause;
    throw new Failure('archive-damaged', `the ${format} data cannot be decompressed: ${messageOf(cause)}`, { cause });
  }
  // zlib says nothing about bytes behind the end of the format: it leaves them unread
  if (stream.bytesWritten < source.fedBytes) {
    throw new Failure('archive-damaged', `the ${format} data has something behind its end`);
  }
}

async function* drive(stream: ZlibStream, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const writer = blockWriter(stream);
  const feeding = feed(writer, source).catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(messageOf(error), { cause: error }));
  });
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
    if (writer.ended) await feeding;
  } finally {
    writer.stop();
    stream.destroy();
  }
}

async function feed(writer: BlockWriter, source: AsyncIterable<Uint8Array>): Promise<void> {
  let writing = Promise.resolve();
  for await (const block of blocks(source, zlibBlockBytes)) {
    await writing;
    writing = writer.write(block).then(() => giveBack(block));
    writing.catch(() => undefined); // it is looked at with the next block
  }
  await writing;
  writer.end();
}

interface BlockWriter {
  /** Whether all input was written. The output of an unpacking stream may end before: there is something behind the end of the format. */
  readonly ended: boolean;
  /** Resolves when the stream has used the block. */
  write(block: Uint8Array): Promise<void>;
  end(): void;
  /** Makes the write that is under way fail, and all that come: Node leaves writes behind the end of the format without an answer. */
  stop(): void;
}

function blockWriter(stream: ZlibStream): BlockWriter {
  const stopped = new Error('nobody reads the output any more');
  let state: 'open' | 'ended' | 'stopped' = 'open';
  let giveUp: (reason: Error) => void = () => undefined;
  // a stream that has ended its output still fails for what comes behind it, when nobody reads it any more
  stream.on('error', () => undefined);
  return {
    get ended() {
      return state === 'ended';
    },
    write: (block) =>
      new Promise((resolve, reject) => {
        giveUp = reject;
        if (state === 'stopped') reject(stopped);
        else stream.write(block, (error) => (error ? reject(error) : resolve()));
      }),
    end() {
      state = 'ended';
      stream.end();
    },
    stop() {
      state = 'stopped';
      giveUp(stopped);
    },
  };
}
