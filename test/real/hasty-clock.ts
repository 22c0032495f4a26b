import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/ports/clock.ts';

/** The machine's time, but nobody sleeps: `slept` tells how long each sleep would have been, in seconds. */
export function hastyClock(): Clock & { readonly slept: readonly number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(),
    monotonicSeconds: () => performance.now() / 1000,
    async sleep(seconds, signal) {
      signal?.throwIfAborted();
      slept.push(seconds);
      await setImmediate();
      signal?.throwIfAborted();
    },
    random: () => Math.random(),
  };
}
