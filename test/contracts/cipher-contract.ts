import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Failure } from '../../src/domain/failure.ts';
import type { Cipher, Opener } from '../../src/ports/cipher.ts';
import { collect, inChunks, failingAfter, endless, lentChunks, rejectsWith } from './byte-streams.ts';

/** A cipher with an opener that fits, and one that does not. */
export interface CipherUnderTest {
  readonly cipher: Cipher;
  readonly opener: Opener;
  readonly stranger: Opener;
}

/** What every cipher promises, beyond `plain`, which seals nothing. */
export function cipherContract(name: string, make: () => Promise<CipherUnderTest>): void {
  describe(`${name} keeps the promises of a cipher`, async () => {
    const { cipher, opener, stranger } = await make();
    const seal = (plain: Uint8Array, sizeBytes?: number): Promise<Buffer> =>
      collect(cipher.seal(inChunks(plain, sizeBytes)));
    const open = (sealed: Uint8Array, sizeBytes?: number): Promise<Buffer> =>
      collect(opener.open(inChunks(sealed, sizeBytes)));
    const isRefused = (sealed: Uint8Array): Promise<void> =>
      assert.rejects(open(sealed), (error: unknown) => {
        assert.ok(error instanceof Failure, `not a Failure: ${String(error)}`);
        assert.match(error.code, /^(?:archive-damaged|identity-mismatch)$/);
        return true;
      });

    it('gives back the same bytes, for every size around its own block sizes', async () => {
      for (const size of [
        0, 1, 511, 512, 513, 65_535, 65_536, 65_537, 131_072, 262_144, 1_048_576, 1_048_577, 3_145_728,
      ]) {
        const plain = randomBytes(size);
        assert.ok((await open(await seal(plain))).equals(plain), `${size} bytes`);
      }
    });

    it('does not care how the bytes are cut into chunks', async () => {
      const plain = randomBytes(70_001);
      const sealed = await seal(plain, 1);
      assert.ok((await open(sealed, 1)).equals(plain));
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 70_001 }), fc.integer({ min: 1, max: 70_001 }), async (a, b) => {
          assert.ok((await open(await seal(plain, a), b)).equals(plain));
        }),
        { numRuns: 20 },
      );
    });

    it('gives back what it is lent only when it has read it', async () => {
      const plain = randomBytes(4_200_000);
      for (const size of [1_048_576, 16 * (65_536 + 16), 300_000]) {
        const sealed = await collect(cipher.seal(lentChunks(plain, size)));
        assert.ok((await collect(opener.open(lentChunks(sealed, size)))).equals(plain), `chunks of ${size}`);
      }
    });

    it('gives other bytes each time', async () => {
      const plain = Buffer.from('the same');
      assert.ok(!(await seal(plain)).equals(await seal(plain)));
    });

    it('shows nothing of the plain bytes', async () => {
      const plain = Buffer.alloc(200_000, 'INSERT INTO customers VALUES');
      assert.ok(!(await seal(plain)).includes('INSERT INTO'));
    });

    it('fails with the error of its source, at the beginning and halfway, and then is not a whole message', async () => {
      for (const size of [0, 1, 100_000, 3_000_000]) {
        const seen: Uint8Array[] = [];
        const sealing = async (): Promise<void> => {
          for await (const chunk of cipher.seal(failingAfter(randomBytes(size), 'the dump failed'))) seen.push(chunk);
        };
        await assert.rejects(sealing, { message: 'the dump failed' });
        await isRefused(Buffer.concat(seen));
      }
    });

    it('opens with the error of its source', async () => {
      const sealed = await seal(randomBytes(300_000));
      for (const size of [0, 10, 1000, 200_000, sealed.length]) {
        await assert.rejects(collect(opener.open(failingAfter(sealed.subarray(0, size), 'the store failed'))), {
          message: 'the store failed',
        });
      }
    });

    it('notices a changed bit anywhere', async () => {
      const sealed = await seal(randomBytes(140_000));
      const flipped = (bit: number): Buffer => {
        const copy = Buffer.from(sealed);
        copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        return copy;
      };
      for (let byte = 0; byte < 200; byte += 1) await isRefused(flipped(byte * 8 + (byte % 8)));
      for (let byte = 1; byte <= 40; byte += 1) await isRefused(flipped((sealed.length - byte) * 8 + (byte % 8)));
      await fc.assert(
        fc.asyncProperty(fc.nat(sealed.length * 8 - 1), (bit) => isRefused(flipped(bit))),
        { numRuns: 60 },
      );
    });

    it('notices a missing end, wherever it was cut', async () => {
      const sealed = await seal(randomBytes(140_000));
      for (let missing = 1; missing <= 80; missing += 1)
        await rejectsWith('archive-damaged', open(sealed.subarray(0, -missing)));
      for (let size = 0; size < 200; size += 1) await rejectsWith('archive-damaged', open(sealed.subarray(0, size)));
      await fc.assert(
        fc.asyncProperty(fc.nat(sealed.length - 1), (size) =>
          rejectsWith('archive-damaged', open(sealed.subarray(0, size))),
        ),
        { numRuns: 40 },
      );
    });

    it('notices bytes behind the end, few, many or a second message', async () => {
      const sealed = await seal(randomBytes(140_000));
      for (const more of [
        Buffer.from([0]),
        Buffer.from([0xd2]),
        Buffer.alloc(1_200_000),
        sealed,
        sealed.subarray(0, 50),
      ]) {
        await rejectsWith('archive-damaged', open(Buffer.concat([sealed, more])));
        await rejectsWith('archive-damaged', open(Buffer.concat([sealed, more]), 4096));
      }
    });

    it('says so where the key is another', async () => {
      for (const size of [0, 100_000]) {
        const sealed = await seal(randomBytes(size));
        await rejectsWith('identity-mismatch', collect(stranger.open(inChunks(sealed))));
      }
    });

    it('lets go of its source when the reader stops', async () => {
      const sealed = await seal(randomBytes(3_000_000));
      for (const stage of [
        (source: AsyncIterable<Uint8Array>) => cipher.seal(source),
        (source: AsyncIterable<Uint8Array>) => opener.open(source),
      ]) {
        const source = endless(sealed);
        let seenBytes = 0;
        for await (const chunk of stage(source.bytes)) if ((seenBytes += chunk.length) > 100_000) break;
        await source.closed;
      }
    });
  });
}
