import { ReadableStream } from 'node:stream/web';

/** A source as a web stream that remembers how the source ended, for a library that may lose that on the way. */
export interface ObservedStream {
  readonly stream: ReadableStream<Uint8Array>;
  /** Reads what the library left unread, to the end; throws what the source threw, whoever saw it first. */
  finish(): Promise<void>;
  /** Throws what the source threw, if it did. */
  rethrow(): void;
  /** Closes the source. */
  close(): Promise<void>;
}

/** Observes `source`, which is read only as far as the stream is. */
export function observedStream(source: AsyncIterable<Uint8Array>): ObservedStream {
  const chunks = source[Symbol.asyncIterator]();
  let outcome: 'open' | 'ended' | { readonly thrown: unknown } = 'open';
  const rethrow = (): void => {
    if (typeof outcome === 'object') throw outcome.thrown;
  };
  const next = async (): Promise<Uint8Array | undefined> => {
    if (outcome !== 'open') return undefined;
    try {
      const result = await chunks.next();
      if (result.done !== true) return result.value;
      outcome = 'ended';
    } catch (thrown) {
      outcome = { thrown };
      throw thrown;
    }
    return undefined;
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await next();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
    },
    { highWaterMark: 0 },
  );
  return {
    stream,
    rethrow,
    async finish() {
      while ((await next()) !== undefined);
      rethrow();
    },
    async close() {
      if (outcome === 'open') await chunks.return?.();
    },
  };
}
