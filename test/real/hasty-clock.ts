import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../src/ports/clock.ts';

const longestMs = 50;

/** The machine's time, but nobody sleeps long: `slept` tells how long each sleep was meant to be, in seconds. */
export function hastyClock(): Clock & { readonly slept: readonly number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(),
    monotonicSeconds: () => performance.now() / 1000,
    async sleep(seconds, signal) {
      signal?.throwIfAborted();
      slept.push(seconds);
      await setTimeout(Math.min(seconds * 1000, longestMs));
      signal?.throwIfAborted();
    },
    random: () => Math.random(),
  };
}
