import { Readable } from 'node:stream';
import { Failure } from '../../domain/failure.ts';
import type { Part } from '../../ports/store.ts';
import { checkedPart } from '../checked-part.ts';

const bufferBytes = 256 * 1024;

/**
 * Sends the bytes of a part with `send`, once, in constant memory. A part that cannot be read ends the request at once; whatever happens,
 * the part is closed and the connection is not left waiting.
 *
 * @throws Failure `store-corrupted` for a part that is not what it was, a Failure `bug` for one that cannot be read, or what `send` throws.
 */
export async function sendPart<T>(
  part: Part,
  key: string,
  signal: AbortSignal,
  send: (body: Readable | Uint8Array, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (part.sizeBytes === 0) return send(new Uint8Array(0), signal);
  const sending = new AbortController();
  const body = Readable.from(checkedPart(part, key), { objectMode: false, highWaterMark: bufferBytes });
  let unreadable: unknown;
  body.on('error', (error) => {
    // The client pipes the body and would neither see this nor end the request.
    unreadable ??= error;
    sending.abort(error);
  });
  try {
    return await send(body, AbortSignal.any([signal, sending.signal]));
  } catch (thrown) {
    if (unreadable === undefined) throw thrown;
    if (unreadable instanceof Failure) throw unreadable;
    throw new Failure('bug', `part ${part.index} of ${key} cannot be read`, { cause: unreadable });
  } finally {
    body.destroy();
    sending.abort();
  }
}
