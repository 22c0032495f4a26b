import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codecNamed, parseCompression } from '../../src/codecs/registry.ts';
import { collect, inChunks } from '../contracts/byte-streams.ts';
import { dumpLike } from '../contracts/codec-contract.ts';

describe('the input compression', () => {
  const plain = dumpLike(400_000);
  const sizeWith = async (text: string): Promise<number> =>
    (await collect(parseCompression(text).compress(inChunks(plain)))).length;

  it('knows zstd and gzip with and without a level, and none', () => {
    const seen = ['zstd', 'zstd:1', 'zstd:19', 'gzip', 'gzip:1', 'gzip:9', 'none', ' zstd '].map(
      (text) => parseCompression(text).name,
    );
    assert.deepEqual(seen, ['zstd', 'zstd', 'zstd', 'gzip', 'gzip', 'gzip', 'none', 'zstd']);
  });

  it('passes the level on, and takes 1 for zstd where none is given', async () => {
    assert.ok((await sizeWith('zstd:19')) < (await sizeWith('zstd:1')));
    assert.ok((await sizeWith('gzip:9')) < (await sizeWith('gzip:1')));
    assert.equal(await sizeWith('zstd'), await sizeWith('zstd:1'));
  });

  it('refuses everything else and says what there is', () => {
    for (const text of [
      '',
      'zstd:0',
      'zstd:20',
      'zstd:03',
      'zstd:-1',
      'zstd:',
      'gzip:10',
      'none:1',
      'xz',
      'ZSTD',
      'zstd 3',
    ]) {
      assert.throws(() => parseCompression(text), { code: 'input-invalid', hint: /zstd:1 to zstd:19/ }, text);
    }
  });

  it('finds the codec of a manifest by name, and leaves other formats alone', async () => {
    const packed = parseCompression('zstd:9').compress(inChunks(plain));
    assert.ok((await collect(codecNamed('zstd')?.decompress(packed) ?? inChunks(Buffer.alloc(0)))).equals(plain));
    assert.equal(codecNamed('gzip')?.extension, '.gz');
    assert.equal(codecNamed('none')?.extension, '');
    assert.equal(codecNamed('pg_dump-custom'), undefined);
  });

  it('lets bytes pass as they are with none', async () => {
    const none = parseCompression('none');
    assert.ok((await collect(none.compress(inChunks(plain)))).equals(plain));
    assert.ok((await collect(none.decompress(inChunks(plain)))).equals(plain));
  });
});
