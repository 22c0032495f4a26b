import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { programPath } from '../../scripts/parts/locate.ts';
import { zstd } from '../../src/codecs/zstd.ts';
import { collect, inChunks, rejectsWith } from '../contracts/byte-streams.ts';
import { codecContract, dumpLike } from '../contracts/codec-contract.ts';

codecContract('zstd', () => zstd());

const stock = (args: readonly string[], input: Uint8Array): Buffer =>
  execFileSync(programPath('zstd'), args, { input, maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'ignore'] });

describe('zstd and the stock tool', () => {
  const plain = dumpLike(3_000_000);

  it('writes what the tool reads, with a checksum that the tool checks', async () => {
    const packed = await collect(zstd().compress(inChunks(plain, 10_000)));
    assert.ok(stock(['-dc'], packed).equals(plain));
    const damaged = Buffer.from(packed);
    damaged.writeUInt8(damaged.readUInt8(damaged.length - 1) ^ 1, damaged.length - 1);
    assert.throws(() => stock(['-dc'], damaged));
  });

  it('reads what the tool writes, on one thread and on several', async () => {
    for (const args of [
      ['-3', '-c'],
      ['-3', '-T2', '-c'],
      ['--no-check', '-c'],
    ]) {
      assert.ok((await collect(zstd().decompress(inChunks(stock(args, plain))))).equals(plain), args.join(' '));
    }
  });

  it('compresses better at a higher level', async () => {
    const sizes = await Promise.all(
      [1, 19].map(async (level) => (await collect(zstd(level).compress(inChunks(plain)))).length),
    );
    assert.ok((sizes[1] ?? 0) < (sizes[0] ?? 0), sizes.join(' '));
  });

  it('does not silently leave out a second frame', async () => {
    const packed = await collect(zstd().compress(inChunks(plain)));
    await rejectsWith('archive-damaged', collect(zstd().decompress(inChunks(Buffer.concat([packed, packed])))));
  });
});
