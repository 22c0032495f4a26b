import type { DumpRequest } from '../../ports/engine.ts';
import type { RunningProcess } from '../../process/launcher.ts';
import type { Clients } from './clients.ts';
import type { Connection } from './connection.ts';
import { dumpReader, type DumpContents } from './dump-reader.ts';
import { failureOf } from './stderr-failures.ts';

/** What a dump tool writes, read as it passes. */
export interface DumpOutput {
  /** Reads ahead until the tool has its snapshot, or has ended. @throws Failure `dump-failed` and what the tool's words mean. */
  begun(): Promise<void>;
  /** The place in the binary log that the head of the dump names, such as `binlog.000005:34290`. */
  position(): string | undefined;
  /** All bytes, those that were read ahead first; to be read once. */
  chunks(): AsyncIterable<Buffer>;
  /** What was in it, after the last byte. @throws Failure `dump-incomplete`. */
  finish(): DumpContents;
}

export interface DumpOutputOptions {
  readonly clients: Clients;
  readonly connection: Connection;
  readonly request: Pick<DumpRequest, 'progress' | 'signal'>;
}

const positionLine = /^-- CHANGE MASTER TO MASTER_LOG_FILE='([^']*)', MASTER_LOG_POS=(\d+);$/m;

/** Reads the output of a dump tool that runs. */
export function readDump(
  running: RunningProcess,
  { clients, connection, request: { progress, signal } }: DumpOutputOptions,
): DumpOutput {
  let hasBegun = false;
  let hasEnded = false;
  let head = '';
  const reader = dumpReader({
    head: (lines) => (head += lines.toString('utf8')),
    begun: () => (hasBegun = true),
    item: (name) => progress.item(name),
  });
  const output = running.output(() => hasBegun)[Symbol.asyncIterator]();
  const next = async (): Promise<Buffer | undefined> => {
    try {
      const result = await output.next();
      if (result.done === true) return undefined;
      reader.write(result.value);
      return result.value;
    } catch (error) {
      signal.throwIfAborted();
      throw failureOf(error, {
        action: `${clients.product.dump[0]} of ${connection.description}`,
        fallback: 'dump-failed',
      });
    }
  };
  const ahead: Buffer[] = [];
  return {
    async begun() {
      while (!hasBegun && !hasEnded) {
        const chunk = await next();
        if (chunk === undefined) hasEnded = true;
        else ahead.push(chunk);
      }
    },
    position() {
      const [, file, offset] = positionLine.exec(head) ?? [];
      return file === undefined ? undefined : `${file}:${offset}`;
    },
    async *chunks() {
      yield* ahead.splice(0);
      if (hasEnded) return;
      for (let chunk = await next(); chunk !== undefined; chunk = await next()) yield chunk;
    },
    finish: () => reader.finish(),
  };
}
