import { Failure } from '../../src/domain/failure.ts';
import type { Store } from '../../src/ports/store.ts';

/** When the call at which the store dies takes effect. */
export type CrashMoment = 'before' | 'after';

/**
 * A store that dies at its n-th call (1 is the first) and at each one after that, as a killed process would see it: the n-th call is done
 * or not done, as `moment` says, and no later one reaches the store behind it.
 */
export function crashingStore(store: Store, dieAt: number, moment: CrashMoment): Store & { readonly calls: number } {
  let calls = 0;
  const die = (): never => {
    throw new Failure('store-unreachable', `the store died at call ${dieAt}`);
  };
  const begin = (): void => {
    calls += 1;
    if (calls > dieAt || (calls === dieAt && moment === 'before')) die();
  };
  const end = (): void => {
    if (calls === dieAt) die();
  };
  const once = async <T>(work: () => Promise<T>): Promise<T> => {
    begin();
    const result = await work();
    end();
    return result;
  };
  async function* stream<T>(work: () => AsyncIterable<T>): AsyncIterable<T> {
    begin();
    yield* work();
    end();
  }
  return {
    get calls() {
      return calls;
    },
    name: store.name,
    put: (key, source, signal) => once(() => store.put(key, source, signal)),
    putIfAbsent: (key, bytes, signal) => once(() => store.putIfAbsent(key, bytes, signal)),
    get: (key, signal) => stream(() => store.get(key, signal)),
    stat: (key, signal) => once(() => store.stat(key, signal)),
    list: (prefix, signal) => stream(() => store.list(prefix, signal)),
    remove: (key, signal) => once(() => store.remove(key, signal)),
    abandoned: (prefix, signal) => stream(() => store.abandoned(prefix, signal)),
  };
}
