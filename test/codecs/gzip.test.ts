import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { programPath } from '../../scripts/parts/locate.ts';
import { gzip } from '../../src/codecs/gzip.ts';
import { collect, inChunks } from '../contracts/byte-streams.ts';
import { codecContract, dumpLike } from '../contracts/codec-contract.ts';

codecContract('gzip', () => gzip());

const stock = (args: readonly string[], input: Uint8Array): Buffer =>
  execFileSync(programPath('gzip'), args, { input, maxBuffer: 1 << 28 });

describe('gzip and the stock tool', () => {
  const plain = dumpLike(3_000_000);

  it('writes what the tool reads, and reads what the tool writes', async () => {
    assert.ok(stock(['-dc'], await collect(gzip(9).compress(inChunks(plain, 10_000)))).equals(plain));
    assert.ok((await collect(gzip().decompress(inChunks(stock(['-c'], plain))))).equals(plain));
  });

  it('reads members that stand one behind the other as one, as the format says', async () => {
    const packed = stock(['-c'], plain);
    const twice = await collect(gzip().decompress(inChunks(Buffer.concat([packed, packed]))));
    assert.ok(twice.equals(Buffer.concat([plain, plain])));
  });
});
