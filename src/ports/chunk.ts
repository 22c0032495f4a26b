/**
 * Bytes on their way. Whoever made them may lend their memory, and then they are `Disposable`: the last who reads them may dispose of them, and
 * they are overwritten from then on. Nobody has to, and a piece that is cut out of them is not lent.
 */
export type Chunk = Uint8Array & Partial<Disposable>;

/** Gives the memory of a chunk back to where it is lent from, if it is. To be called by the last who reads it. */
export function giveBack(chunk: Chunk): void {
  chunk[Symbol.dispose]?.();
}

/** Blocks of one size, lent and taken back: memory that is made anew for each costs more than what is done with the bytes in it. */
export interface BlockPool<T extends Uint8Array> {
  /** A block that nobody else has until it is given back. One that never is goes to the garbage. */
  take(): T & Chunk;
}

/** @param view Makes a block of memory. */
export function blockPool<T extends Uint8Array>(sizeBytes: number, view: (memory: ArrayBuffer) => T): BlockPool<T> {
  const free: ArrayBuffer[] = [];
  return {
    take() {
      const memory = free.pop() ?? new ArrayBuffer(sizeBytes);
      let isLent = true;
      // a view of its own each time: giving an old one back once more does nothing to whoever has the memory by then
      return Object.assign(view(memory), {
        [Symbol.dispose]() {
          if (isLent) free.push(memory);
          isLent = false;
        },
      });
    },
  };
}
