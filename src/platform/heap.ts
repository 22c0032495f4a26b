import { setFlagsFromString } from 'node:v8';

/**
 * Lets the memory between two collections grow to five times what is held, instead of by a part of it. What an action holds is small, its code
 * mostly, and the buffers that pass through count: V8 would go over all of it every few megabytes of a dump, for a quarter of the run's time.
 */
export function collectSeldom(): void {
  setFlagsFromString('--heap-growing-percent=400');
}
