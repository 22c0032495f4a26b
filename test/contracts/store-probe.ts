import assert from 'node:assert/strict';
import { Failure } from '../../src/domain/failure.ts';
import type { FailureCode } from '../../src/domain/failure-codes.ts';
import type { Store } from '../../src/ports/store.ts';

/** An empty store that goes when it is disposed of. */
export type OpenedStore = AsyncDisposable & { readonly store: Store };

export interface StoreTraits {
  /** Smallest size of a part that is not the last. */
  readonly partBytes: number;
  /** Objects that a listing has to cope with. */
  readonly manyObjects: number;
}

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** Asserts that something fails with a `Failure` of that code. */
export function failsWith(code: FailureCode): (thrown: unknown) => true {
  return (thrown) => {
    assert.ok(thrown instanceof Failure, `a Failure was expected, but got ${String(thrown)}`);
    assert.equal(thrown.code, code, thrown.message);
    assert.match(thrown.message, /^[^\n]+$/);
    return true;
  };
}

/** All bytes of an object. */
export async function readAll(store: Store, key: string): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(store.get(key, never)));
}

/** Keys of all objects below a prefix, as listed. */
export async function keysOf(store: Store, prefix: string): Promise<string[]> {
  return (await Array.fromAsync(store.list(prefix, never))).map(({ key }) => key);
}

/** Bytes that do not repeat, the same each time. */
export function someBytes(sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = 1;
  for (let at = 0; at + 4 <= sizeBytes; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes.writeUInt32LE(state, at);
  }
  return bytes;
}

/** Asserts that a store holds neither objects nor unfinished uploads. */
export async function assertEmpty(store: Store): Promise<void> {
  assert.deepEqual(await keysOf(store, ''), []);
  assert.deepEqual(
    (await Array.fromAsync(store.abandoned('', never))).map(({ key }) => key),
    [],
  );
}
