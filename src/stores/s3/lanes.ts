/** Jobs that run at the same time, up to a limit; the first failure stops the others. */
export interface Lanes {
  /** Aborted with the first failure, or with the outer signal's reason. For the jobs, and for whoever makes them. */
  readonly signal: AbortSignal;
  /** Starts a job, as soon as there is room. */
  add(job: () => Promise<void>): Promise<void>;
  /** Resolves when no job runs; throws the first failure. */
  idle(): Promise<void>;
  /** Stops all jobs and waits until they have ended. */
  stop(): Promise<void>;
}

export function lanes(limit: number, outer: AbortSignal): Lanes {
  const failed = new AbortController();
  const signal = AbortSignal.any([outer, failed.signal]);
  const running = new Set<Promise<void>>();
  return {
    signal,
    async add(job) {
      while (running.size >= limit) await Promise.race(running);
      signal.throwIfAborted();
      const run: Promise<void> = job()
        .catch((thrown: unknown) => failed.abort(thrown))
        .finally(() => running.delete(run));
      running.add(run);
    },
    async idle() {
      await Promise.all(running);
      signal.throwIfAborted();
    },
    async stop() {
      failed.abort();
      await Promise.all(running);
    },
  };
}
