/** Reads a stream's beginning piece by piece, and then the rest of it as a stream. */
export interface PrefixReader extends AsyncDisposable {
  /**
   * Takes the next bytes: as many as `lengthOf` says when it is shown all that is there, or undefined while it needs more. Undefined where
   * the stream ends before.
   */
  take(lengthOf: (bytes: Buffer) => number | undefined): Promise<Buffer | undefined>;
  /** What was not taken. */
  rest(): AsyncIterable<Uint8Array>;
}

/** A reader of `source`; disposing of it closes the source. */
export function prefixReader(source: AsyncIterable<Uint8Array>): PrefixReader {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  return {
    async take(lengthOf) {
      for (;;) {
        const length = lengthOf(held);
        if (length !== undefined) {
          const taken = held.subarray(0, length);
          held = held.subarray(length);
          return taken;
        }
        const next = await chunks.next();
        if (next.done === true) return undefined;
        held = Buffer.concat([held, next.value]);
      }
    },
    async *rest() {
      if (held.length > 0) yield held;
      for (;;) {
        const next = await chunks.next();
        if (next.done === true) return;
        yield next.value;
      }
    },
    async [Symbol.asyncDispose]() {
      await chunks.return?.();
    },
  };
}
