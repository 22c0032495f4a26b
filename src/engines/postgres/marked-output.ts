/** Cuts an output into answers that each end with the same mark. */
export interface MarkedOutput {
  /** The bytes up to the next mark, as they come. */
  answer(): AsyncGenerator<Buffer>;
}

/** `more` gives the next bytes of the output, and throws at its end. The mark's first byte is rare in the data: that saves copies. */
export function markedOutput(mark: Buffer, more: () => Promise<Buffer>): MarkedOutput {
  const first = mark[0] ?? 0;
  let rest: Buffer = Buffer.alloc(0);

  /** How many of the bytes at hand are surely no part of a mark. */
  const clear = (): number => {
    const begun = rest.indexOf(first, Math.max(0, rest.length - mark.length + 1));
    return begun < 0 ? rest.length : begun;
  };
  return {
    async *answer() {
      for (;;) {
        const end = rest.indexOf(mark);
        const length = end < 0 ? clear() : end;
        const ready = rest.subarray(0, length);
        rest = rest.subarray(end < 0 ? length : end + mark.length);
        if (ready.length > 0) yield ready;
        if (end >= 0) return;
        const chunk = await more();
        rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      }
    },
  };
}
