import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hastyClock } from '../real/hasty-clock.ts';
import { assertEmpty, failsWith, keysOf, never, readAll, someBytes } from '../contracts/store-probe.ts';
import { partsOf } from '../real/parts-of.ts';
import { startS3Server, type S3Server } from '../real/s3-server.ts';
import { internalError, partBytes, s3BehindProxy, slowDown, tries } from './s3-behind-proxy.ts';

let server: S3Server;
before(async () => {
  server = await startS3Server();
});
after(() => server[Symbol.asyncDispose]());

const thirdPart = /partNumber=3\b/;

describe('writing to a bucket that fails now and then', () => {
  it('sends a part again that was answered with 503, from its beginning', async () => {
    await using setup = await s3BehindProxy(server);
    const bytes = someBytes(3 * partBytes);
    const source = partsOf(bytes, partBytes);
    setup.proxy.inject({ method: 'PUT', query: thirdPart, fault: slowDown, times: 2 });
    await setup.store.put('a', source, never);
    assert.ok(bytes.equals(await readAll(setup.store, 'a')));
    assert.equal(setup.proxy.requests.filter(({ query }) => thirdPart.test(query)).length, 3);
    assert.equal(setup.clock.slept.length, 2);
  });

  it('waits for up to twice as long after each failure', async () => {
    const clock = hastyClock();
    await using setup = await s3BehindProxy(server, { clock: { ...clock, random: () => 1 } });
    setup.proxy.inject({ fault: slowDown, times: 3 });
    assert.deepEqual(await keysOf(setup.store, ''), []);
    assert.deepEqual(clock.slept, [0.5, 1, 2]);
  });

  for (const [what, fault] of [
    ['the connection is cut in the middle of it', { kind: 'cut-request', afterBytes: 1_000_000 }],
    ['its answer is lost', { kind: 'lose-response' }],
    ['a byte of it is changed on the way', { kind: 'flip-request', atByte: 1_234_567 }],
  ] as const) {
    it(`sends a part again when ${what}`, async () => {
      await using setup = await s3BehindProxy(server);
      const bytes = someBytes(3 * partBytes);
      const source = partsOf(bytes, partBytes);
      setup.proxy.inject({ method: 'PUT', query: thirdPart, fault });
      await setup.store.put('a', source, never);
      assert.ok(bytes.equals(await readAll(setup.store, 'a')));
      assert.deepEqual(source.opened.toSorted(), [0, 1, 2, 2]);
      assert.equal(setup.proxy.requests.filter(({ query }) => query.includes('partNumber=')).length, 4);
    });

    it(`sends an object of one part again when ${what}`, async () => {
      await using setup = await s3BehindProxy(server);
      const bytes = someBytes(3_000_000);
      setup.proxy.inject({ method: 'PUT', fault });
      await setup.store.put('a', partsOf(bytes, partBytes), never);
      assert.ok(bytes.equals(await readAll(setup.store, 'a')));
      assert.equal(setup.proxy.requests.filter(({ method }) => method === 'PUT').length, 2);
    });
  }

  it('sends a part again when the server stops answering', async () => {
    await using setup = await s3BehindProxy(server, { stallSeconds: 1 });
    const bytes = someBytes(3 * partBytes);
    setup.proxy.inject({ method: 'PUT', query: thirdPart, fault: { kind: 'hang' } });
    await setup.store.put('a', partsOf(bytes, partBytes), never);
    assert.ok(bytes.equals(await readAll(setup.store, 'a')));
    assert.equal(setup.proxy.requests.filter(({ query }) => thirdPart.test(query)).length, 2);
  });

  it('finds its object when the answer to the last request is lost', async () => {
    await using setup = await s3BehindProxy(server);
    const bytes = someBytes(2 * partBytes);
    setup.proxy.inject({ method: 'POST', query: /uploadId=/, fault: { kind: 'lose-response' } });
    const stored = await setup.store.put('a', partsOf(bytes, partBytes), never);
    assert.equal(stored.sizeBytes, bytes.byteLength);
    assert.ok(bytes.equals(await readAll(setup.store, 'a')));
  });

  it('knows its own small object when the answer to its first try is lost', async () => {
    await using setup = await s3BehindProxy(server);
    setup.proxy.inject({ method: 'PUT', fault: { kind: 'lose-response' } });
    await setup.store.putIfAbsent('m', Buffer.from('{}'), never);
    assert.equal((await readAll(setup.store, 'm')).toString(), '{}');
    await assert.rejects(setup.store.putIfAbsent('m', Buffer.from('{}'), never), failsWith('backup-exists'));
  });

  it("does not take another's object for its own", async () => {
    await using setup = await s3BehindProxy(server);
    await setup.store.putIfAbsent('m', Buffer.from('{}'), never);
    setup.proxy.inject({ method: 'PUT', fault: { kind: 'lose-response' } });
    await assert.rejects(setup.store.putIfAbsent('m', Buffer.from('{}'), never), failsWith('backup-exists'));
  });

  it('asks again after a conflict with another writer', async () => {
    await using setup = await s3BehindProxy(server);
    const fault = { kind: 'status', status: 409, code: 'ConditionalRequestConflict' } as const;
    setup.proxy.inject({ method: 'PUT', fault });
    await setup.store.putIfAbsent('m', Buffer.from('{}'), never);
    setup.proxy.inject({ method: 'PUT', fault, times: Infinity });
    await assert.rejects(setup.store.putIfAbsent('other', Buffer.from('{}'), never), failsWith('backup-exists'));
  });
});

describe('writing to a bucket that fails for good', () => {
  it('gives up after the last try and leaves no upload behind', async () => {
    await using setup = await s3BehindProxy(server);
    setup.proxy.inject({ method: 'PUT', query: thirdPart, fault: internalError, times: Infinity });
    const source = partsOf(someBytes(6 * partBytes), partBytes);
    await assert.rejects(setup.store.put('a', source, never), failsWith('store-unreachable'));
    assert.equal(setup.proxy.requests.filter(({ query }) => thirdPart.test(query)).length, tries);
    assert.ok(!source.released.has(2));
    await assertEmpty(setup.store);
  });

  it('says that bytes arrive changed when every try was changed', async () => {
    await using setup = await s3BehindProxy(server);
    const fault = { kind: 'flip-request', atByte: 42 } as const;
    setup.proxy.inject({ method: 'PUT', fault, times: Infinity });
    const { store } = setup;
    await assert.rejects(
      store.put('a', partsOf(someBytes(2 * partBytes), partBytes), never),
      failsWith('store-corrupted'),
    );
    await assert.rejects(store.put('b', partsOf(someBytes(1000), partBytes), never), failsWith('store-corrupted'));
    await assert.rejects(store.putIfAbsent('c', someBytes(1000), never), failsWith('store-corrupted'));
    await assertEmpty(store);
  });

  it('removes an object that the server describes otherwise than it was sent', async () => {
    await using setup = await s3BehindProxy(server);
    const bytes = someBytes(1000);
    const source = partsOf(bytes, partBytes);
    const lying = { parts: () => source.parts(), digest: source.digest.then((digest) => ({ ...digest, crc32: 7 })) };
    await assert.rejects(setup.store.put('a', lying, never), failsWith('store-corrupted'));
    await assertEmpty(setup.store);
    const large = partsOf(someBytes(2 * partBytes), partBytes);
    const lyingLarge = { parts: () => large.parts(), digest: large.digest.then((digest) => ({ ...digest, crc32: 7 })) };
    await assert.rejects(setup.store.put('a', lyingLarge, never), failsWith('store-corrupted'));
    await assertEmpty(setup.store);
  });

  it('does not wait for ever for a server that hangs', async () => {
    await using setup = await s3BehindProxy(server, { stallSeconds: 1, tries: 2 });
    setup.proxy.inject({ fault: { kind: 'hang' }, times: Infinity });
    await assert.rejects(setup.store.putIfAbsent('m', Buffer.from('{}'), never), failsWith('store-unreachable'));
    assert.equal(setup.proxy.requests.length, 2);
  });

  it('does not write a part twice that its own machine damaged', async () => {
    await using setup = await s3BehindProxy(server);
    const source = partsOf(someBytes(2 * partBytes), partBytes);
    const parts = await Array.fromAsync(source.parts());
    const damaged = { digest: source.digest, parts: () => wrongChecksums(parts) };
    await assert.rejects(setup.store.put('a', damaged, never), failsWith('store-corrupted'));
    assert.ok(source.opened.filter((index) => index === 0).length <= 1);
    await assertEmpty(setup.store);
  });
});

/** Parts whose checksums are not those of their bytes. */
async function* wrongChecksums<T extends { readonly crc32: number }>(parts: readonly T[]): AsyncGenerator<T> {
  for (const part of parts) {
    await Promise.resolve();
    yield { ...part, crc32: (part.crc32 ^ 1) >>> 0 };
  }
}
