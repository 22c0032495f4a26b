import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Failure } from '../../src/domain/failure.ts';
import type { Codec } from '../../src/ports/codec.ts';
import { collect, failingAfter, inChunks, endless, lentChunks, rejectsWith } from './byte-streams.ts';

/** Bytes that compress as a dump does: neither random nor constant. */
export function dumpLike(sizeBytes: number): Buffer {
  const rows: string[] = [];
  for (let row = 0, size = 0; size < sizeBytes; row += 1) {
    const text = `${row}\tcustomer ${(row * 7919) % 10_007}\t2026-11-${(row % 28) + 1}\t${((row * 31) % 977) / 7}\n`;
    rows.push(text);
    size += text.length;
  }
  return Buffer.from(rows.join('')).subarray(0, sizeBytes);
}

/** What every codec that compresses promises. */
export function codecContract(name: string, make: () => Codec): void {
  describe(`${name} keeps the promises of a codec`, () => {
    const codec = make();
    const pack = (plain: Uint8Array, sizeBytes?: number): Promise<Buffer> =>
      collect(codec.compress(inChunks(plain, sizeBytes)));
    const unpack = (packed: Uint8Array, sizeBytes?: number): Promise<Buffer> =>
      collect(codec.decompress(inChunks(packed, sizeBytes)));

    it('gives back the same bytes, for every size around its own block sizes', async () => {
      for (const size of [0, 1, 65_536, 1_048_575, 1_048_576, 1_048_577, 5_000_000]) {
        for (const plain of [dumpLike(size), randomBytes(size)]) {
          assert.ok((await unpack(await pack(plain))).equals(plain), `${size} bytes`);
        }
      }
    });

    it('does not care how the bytes are cut into chunks', async () => {
      const plain = dumpLike(40_000);
      assert.ok((await unpack(await pack(plain, 1), 1)).equals(plain));
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 1, max: 8000 }), async (a, b) => {
          assert.ok((await unpack(await pack(plain, a), b)).equals(plain));
        }),
        { numRuns: 20 },
      );
    });

    it('gives back what it is lent only when it has read it', async () => {
      const plain = randomBytes(4_200_000);
      for (const size of [1_048_576, 300_000]) {
        const packed = await collect(codec.compress(lentChunks(plain, size)));
        assert.ok((await collect(codec.decompress(lentChunks(packed, size)))).equals(plain), `chunks of ${size}`);
      }
    });

    it('fails with the error of its source, and then is not a whole archive', async () => {
      for (const size of [0, 1, 3_000_000]) {
        const seen: Uint8Array[] = [];
        const packing = async (): Promise<void> => {
          for await (const chunk of codec.compress(failingAfter(randomBytes(size), 'the dump failed')))
            seen.push(chunk);
        };
        await assert.rejects(packing, { message: 'the dump failed' });
        await rejectsWith('archive-damaged', unpack(Buffer.concat(seen)));
      }
    });

    it('decompresses with the error of its source', async () => {
      const packed = await pack(randomBytes(2_000_000));
      for (const size of [0, 10, 1_500_000, packed.length]) {
        await assert.rejects(collect(codec.decompress(failingAfter(packed.subarray(0, size), 'the store failed'))), {
          message: 'the store failed',
        });
      }
    });

    it('notices a missing end, wherever it was cut', async () => {
      for (const plain of [Buffer.alloc(0), dumpLike(30_000)]) {
        const packed = await pack(plain);
        for (let size = 0; size < Math.min(packed.length, 60); size += 1) {
          await rejectsWith('archive-damaged', unpack(packed.subarray(0, size)));
          await rejectsWith('archive-damaged', unpack(packed.subarray(0, packed.length - 1 - size)));
        }
      }
    });

    it('never gives other bytes for a changed bit in the data or in its checksum', async () => {
      const plain = dumpLike(30_000);
      const packed = await pack(plain);
      let damaged = 0;
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 20 * 8, max: packed.length * 8 - 1 }), async (bit) => {
          const copy = Buffer.from(packed);
          copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
          // A few bits mean nothing to the format: then the bytes are the same.
          const [outcome] = await Promise.allSettled([unpack(copy)]);
          if (outcome.status === 'fulfilled') assert.ok(plain.equals(outcome.value));
          else assert.equal((outcome.reason as Failure).code, 'archive-damaged');
          damaged += outcome.status === 'rejected' ? 1 : 0;
        }),
        { numRuns: 100 },
      );
      assert.ok(damaged > 90, `${damaged} of 100 were noticed`);
    });

    it('notices bytes behind the end, few or many, in one chunk or several', async () => {
      const packed = await pack(dumpLike(30_000));
      for (const more of [Buffer.from([0]), Buffer.from([7]), Buffer.alloc(4_000_000), Buffer.alloc(4_000_000, 7)]) {
        await rejectsWith('archive-damaged', unpack(Buffer.concat([packed, more])));
        await rejectsWith('archive-damaged', unpack(Buffer.concat([packed, more]), packed.length));
      }
    });

    it('notices bytes behind an end that falls on the edge of a block', async () => {
      const packed = await pack(dumpLike(30_000));
      const padded = async function* (): AsyncGenerator<Uint8Array> {
        yield* inChunks(packed);
        await new Promise((resolve) => setImmediate(resolve));
        yield Buffer.from('xxxxxxxx');
      };
      await rejectsWith('archive-damaged', collect(codec.decompress(padded())));
    });

    it('refuses what is not of its format', async () => {
      await rejectsWith('archive-damaged', unpack(Buffer.from('CREATE TABLE customers (id integer);\n')));
    });

    it('lets go of its source when the reader stops', async () => {
      const packed = await pack(randomBytes(3_000_000));
      for (const stage of [
        (source: AsyncIterable<Uint8Array>) => codec.compress(source),
        (source: AsyncIterable<Uint8Array>) => codec.decompress(source),
      ]) {
        const source = endless(packed);
        let seenBytes = 0;
        for await (const chunk of stage(source.bytes)) if ((seenBytes += chunk.length) > 100_000) break;
        await source.closed;
      }
    });
  });
}
