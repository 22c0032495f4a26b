import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonicSeconds: () => performance.now() / 1000,
  sleep: (seconds, signal) => delay(seconds * 1000, undefined, signal === undefined ? {} : { signal }),
  random: () => Math.random(),
};
