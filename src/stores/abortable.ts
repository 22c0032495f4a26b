/**
 * The items of a source that may keep its reader waiting: when the signal is aborted, reading ends at once with the signal's reason, even
 * if the source never answers.
 */
export async function* abortable<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  let isWaiting = false;
  try {
    for (;;) {
      isWaiting = true;
      const next = await unlessAborted(iterator.next(), signal);
      isWaiting = false;
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    const returned = iterator.return?.();
    // A source that is still waiting cannot be asked to clean up before its wait is over.
    if (isWaiting) returned?.catch(() => undefined);
    else await returned;
  }
}

/** What the promise resolves to, or a rejection with the signal's reason if that comes first. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal.aborted) {
      promise.catch(() => undefined);
      signal.throwIfAborted();
    }
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
