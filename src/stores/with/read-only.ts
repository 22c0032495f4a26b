import { Failure } from '../../domain/failure.ts';
import type { AbandonedUpload, Store } from '../../ports/store.ts';

/** The store for someone who only reads: whatever would change it throws a Failure `bug` and touches nothing. */
export function readOnly(store: Store): Store {
  const refuse = (verb: string, key: string): Promise<never> =>
    Promise.reject(new Failure('bug', `a reader tried to ${verb} ${key} in ${store.name}`));
  return {
    name: store.name,
    get: (key, signal) => store.get(key, signal),
    stat: (key, signal) => store.stat(key, signal),
    list: (prefix, signal) => store.list(prefix, signal),
    put: (key) => refuse('write', key),
    putIfAbsent: (key) => refuse('write', key),
    remove: (key) => refuse('remove', key),
    async *abandoned(prefix, signal): AsyncGenerator<AbandonedUpload> {
      for await (const upload of store.abandoned(prefix, signal)) {
        yield { ...upload, abort: () => refuse('abort the upload of', upload.key) };
      }
    },
  };
}
