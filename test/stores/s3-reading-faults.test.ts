import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { FaultyProxy } from '../real/faulty-proxy.ts';
import { failsWith, keysOf, never, readAll, someBytes } from '../contracts/store-probe.ts';
import { partsOf } from '../real/parts-of.ts';
import { startS3Server, type S3Server } from '../real/s3-server.ts';
import { internalError, partBytes, s3BehindProxy, slowDown, tries } from './s3-behind-proxy.ts';

let server: S3Server;
before(async () => {
  server = await startS3Server();
});
after(() => server[Symbol.asyncDispose]());

describe('reading from a bucket that fails now and then', () => {
  it('goes on where an answer is cut, or ends as if that were all, byte for byte', async () => {
    await using setup = await s3BehindProxy(server);
    const bytes = someBytes(2 * partBytes);
    await setup.store.put('a', partsOf(bytes, partBytes), never);
    setup.proxy.inject({ method: 'GET', fault: { kind: 'cut-response', afterBytes: 3_000_000 } });
    setup.proxy.inject({ method: 'GET', fault: { kind: 'truncate-response', afterBytes: 3_000_000 } });
    assert.ok(bytes.equals(await readAll(setup.store, 'a')));
    assert.deepEqual(rangesOf(setup.proxy), [undefined, 'bytes=3000000-', 'bytes=6000000-']);
  });

  it('trusts no answer without a length', async () => {
    await using setup = await s3BehindProxy(server);
    const bytes = someBytes(partBytes);
    await setup.store.put('a', partsOf(bytes, partBytes), never);
    setup.proxy.inject({ method: 'GET', fault: { kind: 'truncate-response', afterBytes: 3_000_000 } });
    assert.ok(bytes.equals(await readAll(setup.store, 'a')));
    assert.deepEqual(rangesOf(setup.proxy), [undefined, undefined]);
  });

  it('goes on when the server stops in the middle of an answer', async () => {
    await using setup = await s3BehindProxy(server, { stallSeconds: 1 });
    const bytes = someBytes(partBytes);
    await setup.store.put('a', partsOf(bytes, partBytes), never);
    setup.proxy.inject({ method: 'GET', fault: { kind: 'stall-response', afterBytes: 3_000_000 } });
    assert.ok(bytes.equals(await readAll(setup.store, 'a')));
    assert.deepEqual(rangesOf(setup.proxy), [undefined, 'bytes=3000000-']);
  });

  it('does not count tries as long as something arrives between them', async () => {
    await using setup = await s3BehindProxy(server);
    const bytes = someBytes(2 * partBytes);
    await setup.store.put('a', partsOf(bytes, partBytes), never);
    setup.proxy.inject({ method: 'GET', fault: { kind: 'cut-response', afterBytes: 700_000 }, times: 3 * tries });
    assert.ok(bytes.equals(await readAll(setup.store, 'a')));
  });

  it('gives up when nothing arrives any more', async () => {
    await using setup = await s3BehindProxy(server);
    await setup.store.put('a', partsOf(someBytes(partBytes), partBytes), never);
    setup.proxy.inject({ method: 'GET', fault: { kind: 'cut-response', afterBytes: 1_000_000 } });
    setup.proxy.inject({ method: 'GET', fault: internalError, times: Infinity });
    await assert.rejects(readAll(setup.store, 'a'), failsWith('store-unreachable'));
    assert.equal(setup.proxy.requests.filter(({ method }) => method === 'GET').length, tries);
  });

  it('notices a changed byte', async () => {
    await using setup = await s3BehindProxy(server);
    for (const [key, sizeBytes] of [
      ['a', partBytes + 1000],
      ['b', 1000],
    ] as const) {
      await setup.store.put(key, partsOf(someBytes(sizeBytes), partBytes), never);
      setup.proxy.inject({ method: 'GET', fault: { kind: 'flip-response', atByte: 500 } });
      await assert.rejects(readAll(setup.store, key), failsWith('store-corrupted'));
    }
  });

  it('notices that the object was replaced in between', async () => {
    await using setup = await s3BehindProxy(server);
    await setup.store.put('a', partsOf(someBytes(partBytes), partBytes), never);
    setup.proxy.inject({ method: 'GET', fault: { kind: 'cut-response', afterBytes: 1_000_000 } });
    const reading = async (): Promise<void> => {
      let isFirst = true;
      for await (const _ of setup.store.get('a', never)) {
        if (isFirst) await setup.store.put('a', partsOf(someBytes(partBytes).reverse(), partBytes), never);
        isFirst = false;
      }
    };
    await assert.rejects(reading, /a in s3:.* was replaced while it was read/);
  });

  it('lists every object once when a page fails or is cut', async () => {
    await using setup = await s3BehindProxy(server, { pageSize: 3, tries: 5 });
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    for (const key of keys) await setup.store.putIfAbsent(key, Buffer.from('x'), never);
    setup.proxy.inject({ method: 'GET', query: /list-type/, fault: slowDown });
    setup.proxy.inject({ method: 'GET', query: /list-type/, fault: { kind: 'truncate-response', afterBytes: 300 } });
    setup.proxy.inject({ method: 'GET', query: /list-type/, fault: { kind: 'truncate-response', afterBytes: 0 } });
    setup.proxy.inject({ method: 'GET', query: /list-type/, fault: { kind: 'cut-response', afterBytes: 300 } });
    assert.deepEqual(await keysOf(setup.store, ''), keys);
  });
});

describe('a listing that leaves something out', () => {
  const entry = '<Key>p/a</Key><Size>1</Size><LastModified>2026-11-21T02:00:00Z</LastModified>';
  const answers: readonly [what: string, body: string][] = [
    ['how it goes on', `<IsTruncated>true</IsTruncated><Contents>${entry}</Contents>`],
    ['a size', `<IsTruncated>false</IsTruncated><Contents>${entry.replace(/<Size>.*<.Size>/, '')}</Contents>`],
  ];
  for (const [what, body] of answers) {
    it(`is refused, not taken for all there is: ${what}`, async () => {
      const answering = createServer((_, answer) => void answer.end(`<ListBucketResult>${body}</ListBucketResult>`));
      answering.listen(0, '127.0.0.1');
      await once(answering, 'listening');
      try {
        const { port } = answering.address() as AddressInfo;
        await using setup = await s3BehindProxy(server, { endpoint: `http://127.0.0.1:${port}` });
        await assert.rejects(keysOf(setup.store, ''), {
          code: 'store-unreachable',
          message: /leaves out what belongs/,
        });
      } finally {
        answering.closeAllConnections();
        answering.close();
      }
    });
  }
});

/** The ranges that reads asked for. */
function rangesOf(proxy: FaultyProxy): (string | undefined)[] {
  return proxy.requests.filter(({ method }) => method === 'GET').map(({ range }) => range);
}
