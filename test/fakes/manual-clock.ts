import type { Clock } from '../../src/ports/clock.ts';

/** A clock that stands still until a test sets it; sleeping moves it on at once. */
export interface ManualClock extends Clock {
  set(moment: string): void;
}

export function manualClock(moment: string): ManualClock {
  let milliseconds = Date.parse(moment);
  return {
    set: (next) => void (milliseconds = Date.parse(next)),
    now: () => new Date(milliseconds),
    monotonicSeconds: () => milliseconds / 1000,
    async sleep(seconds, signal) {
      signal?.throwIfAborted();
      milliseconds += seconds * 1000;
      await Promise.resolve();
    },
    random: () => 0.5,
  };
}
