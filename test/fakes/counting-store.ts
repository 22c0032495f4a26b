import type { Store } from '../../src/ports/store.ts';

/** A store that keeps the keys of what was read from it, and the prefixes of what was listed, in order. */
export interface CountingStore extends Store {
  readonly read: readonly string[];
  readonly listed: readonly string[];
}

export function countingStore(store: Store): CountingStore {
  const read: string[] = [];
  const listed: string[] = [];
  return {
    ...store,
    read,
    listed,
    get(key, signal) {
      read.push(key);
      return store.get(key, signal);
    },
    list(prefix, signal) {
      listed.push(prefix);
      return store.list(prefix, signal);
    },
  };
}
