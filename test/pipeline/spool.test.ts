import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { crc32 } from 'node:zlib';
import { partSizeBytes } from '../../src/pipeline/part-size.ts';
import { Spool, type SpoolReader } from '../../src/pipeline/spool.ts';

const mebibyte = 1024 ** 2;

async function folderFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'spool-test-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function* chunked(bytes: Buffer, chunkBytes = 700_001): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    await Promise.resolve();
    yield bytes.subarray(at, at + chunkBytes);
  }
}

/** Reads everything as a store would, releasing each part after `delay`. */
async function readAll(reader: SpoolReader, afterPart: () => Promise<void> = () => Promise.resolve()): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const part of reader.parts()) {
    const own: Uint8Array[] = [];
    for await (const chunk of part.open()) own.push(chunk);
    const bytes = Buffer.concat(own);
    assert.equal(bytes.length, part.sizeBytes);
    assert.equal(crc32(bytes), part.crc32);
    chunks.push(bytes);
    await afterPart();
    part.release();
  }
  reader.leave();
  return Buffer.concat(chunks);
}

/** Puts a folder in the place of a file of the spool: removing the file then fails. */
async function replaceByFolder(folder: string, file: string): Promise<void> {
  const [spool = ''] = await readdir(folder);
  await rm(join(folder, spool, file), { recursive: true, force: true });
  await mkdir(join(folder, spool, file));
}

describe('the spool', () => {
  it('gives every reader the same bytes, and their digest', async (t) => {
    const bytes = randomBytes(30 * mebibyte + 17);
    await using spool = await Spool.open({ folder: await folderFor(t), budgetBytes: 64 * mebibyte, readers: 2 });
    const [digest, ...read] = await Promise.all([
      spool.fill(chunked(bytes)),
      ...spool.readers.map((reader) => readAll(reader)),
    ]);
    for (const copy of read) assert.ok(copy.equals(bytes));
    assert.equal(digest.sizeBytes, bytes.length);
    assert.equal(digest.sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.equal(digest.crc32, crc32(bytes));
  });

  it('says of one part only that it is the last, and that is the last', async (t) => {
    for (const sizeBytes of [0, 1, 8 * mebibyte, 8 * mebibyte + 1, 16 * mebibyte]) {
      await using spool = await Spool.open({ folder: await folderFor(t), budgetBytes: 64 * mebibyte, readers: 1 });
      const filling = spool.fill(chunked(Buffer.alloc(sizeBytes)));
      const lasts: boolean[] = [];
      const [reader] = spool.readers;
      assert.ok(reader);
      for await (const part of reader.parts()) lasts.push(part.isLast);
      await filling;
      assert.deepEqual(
        lasts,
        [...Array<boolean>(Math.max(0, lasts.length - 1)).fill(false), true],
        `${sizeBytes} bytes`,
      );
      assert.equal(lasts.length, Math.max(1, Math.ceil(sizeBytes / (8 * mebibyte))));
    }
  });

  it('lets the writer wait when the budget is full, and says so', async (t) => {
    const folder = await folderFor(t);
    let fullTimes = 0;
    const onFull = (): void => void (fullTimes += 1);
    await using spool = await Spool.open({ folder, budgetBytes: 32 * mebibyte, readers: 1, onFull });
    let largestBytes = 0;
    const [reader] = spool.readers;
    assert.ok(reader);
    const sizes = new Map<string, number>();
    const look = async (): Promise<void> => {
      const [name = ''] = await readdir(folder);
      const parts = await readdir(join(folder, name));
      largestBytes = Math.max(largestBytes, parts.length * 8 * mebibyte);
      sizes.set(name, parts.length);
    };
    const bytes = randomBytes(100 * mebibyte);
    const [, copy] = await Promise.all([spool.fill(chunked(bytes)), readAll(reader, look)]);
    assert.ok(copy.equals(bytes));
    assert.ok(fullTimes > 0, 'nobody was told');
    assert.ok(largestBytes <= 40 * mebibyte, `${largestBytes} bytes lay on the disk`);
  });

  it('fails every reader with what the source throws, and never calls a cut object whole', async (t) => {
    await using spool = await Spool.open({ folder: await folderFor(t), budgetBytes: 64 * mebibyte, readers: 2 });
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(randomBytes(20 * mebibyte));
      throw new Error('the dump died');
    };
    const outcomes = await Promise.allSettled([
      spool.fill(broken()),
      ...spool.readers.map((reader) => readAll(reader)),
      spool.digest,
    ]);
    for (const outcome of outcomes) {
      assert.equal(outcome.status, 'rejected');
      assert.match(String(outcome.reason), /the dump died/);
    }
    assert.ok(spool.isBroken);
  });

  it('goes on for the others when a reader leaves, and stops when the last one has', async (t) => {
    await using spool = await Spool.open({ folder: await folderFor(t), budgetBytes: 32 * mebibyte, readers: 2 });
    const [first, second] = spool.readers;
    assert.ok(first && second);
    first.leave(new Error('the first store failed'));
    const bytes = randomBytes(60 * mebibyte);
    const [, copy] = await Promise.all([spool.fill(chunked(bytes)), readAll(second)]);
    assert.ok(copy.equals(bytes));

    await using other = await Spool.open({ folder: await folderFor(t), budgetBytes: 32 * mebibyte, readers: 1 });
    other.readers[0]?.leave(new Error('the only store failed'));
    await assert.rejects(other.fill(chunked(bytes)), /the only store failed/);
  });

  it('fails every reader also where its files cannot be removed', async (t) => {
    const folder = await folderFor(t);
    await using spool = await Spool.open({ folder, budgetBytes: 32 * mebibyte, readers: 1 });
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield randomBytes(1000);
      await replaceByFolder(folder, 'part-0');
      throw new Error('the source broke');
    }
    const reading = spool.readers.map((reader) => readAll(reader));
    await Promise.all([
      assert.rejects(spool.fill(broken()), /the source broke/),
      ...reading.map((read) => assert.rejects(read, /the source broke/)),
    ]);
  });

  it('goes on where a part that every reader has cannot be removed', async (t) => {
    const folder = await folderFor(t);
    await using spool = await Spool.open({ folder, budgetBytes: 32 * mebibyte, readers: 1 });
    const bytes = randomBytes(40 * mebibyte);
    const [read] = await Promise.all([
      readAll(spool.readers[0] as SpoolReader, () => replaceByFolder(folder, 'part-0')),
      spool.fill(chunked(bytes)),
    ]);
    assert.ok(read.equals(bytes));
  });

  it('leaves nothing on the disk', async (t) => {
    const folder = await folderFor(t);
    {
      await using spool = await Spool.open({ folder, budgetBytes: 64 * mebibyte, readers: 1 });
      await spool.fill(chunked(randomBytes(20 * mebibyte)));
    }
    assert.deepEqual(await readdir(folder), []);
  });
});

describe('the size of parts', () => {
  it('holds 28 TiB in ten thousand parts that S3 takes', () => {
    let total = 0;
    for (let index = 0; index < 10_000; index += 1) {
      const sizeBytes = partSizeBytes(index, Number.MAX_SAFE_INTEGER);
      assert.ok(sizeBytes >= 5 * mebibyte && sizeBytes <= 5 * 1024 * mebibyte);
      total += sizeBytes;
    }
    assert.ok(total > 28 * 1024 ** 4, `${total / 1024 ** 4} TiB`);
  });

  it('lets four parts into the budget', () => {
    assert.equal(partSizeBytes(9_999, 1024 * mebibyte), 256 * mebibyte);
  });
});
