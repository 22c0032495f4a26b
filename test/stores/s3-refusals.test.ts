import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Secret } from '../../src/domain/secret.ts';
import type { Store } from '../../src/ports/store.ts';
import { s3Failure } from '../../src/stores/s3/s3-failure.ts';
import { failsWith, keysOf, never, readAll, someBytes } from '../contracts/store-probe.ts';
import { partsOf } from '../real/parts-of.ts';
import { startS3Server, type S3Server } from '../real/s3-server.ts';
import { partBytes, s3BehindProxy, tries } from './s3-behind-proxy.ts';

let server: S3Server;
before(async () => {
  server = await startS3Server();
});
after(() => server[Symbol.asyncDispose]());

describe('a bucket that cannot be used', () => {
  const every: readonly (readonly [string, (store: Store) => Promise<unknown>])[] = [
    ['put', (store) => store.put('a', partsOf(someBytes(2 * partBytes), partBytes), never)],
    ['put of one large part', (store) => store.put('a', partsOf(someBytes(partBytes), partBytes), never)],
    ['putIfAbsent', (store) => store.putIfAbsent('a', Buffer.from('x'), never)],
    ['get', (store) => readAll(store, 'a')],
    ['stat', (store) => store.stat('a', never)],
    ['list', (store) => keysOf(store, '')],
    ['remove', (store) => store.remove('a', never)],
    ['abandoned', (store) => Array.fromAsync(store.abandoned('', never))],
  ];
  const key = (accessKeyId: string, secret: string) => ({
    credentials: () => Promise.resolve({ accessKeyId, secretAccessKey: new Secret(secret) }),
  });

  for (const [what, use] of every) {
    it(`is missing for ${what}`, async () => {
      await using setup = await s3BehindProxy(server, { bucket: 'not-there' });
      await assert.rejects(use(setup.store), failsWith('store-missing'));
    });

    it(`is denied for ${what} with a wrong secret, which is not shown`, async () => {
      await using setup = await s3BehindProxy(server, key(server.accessKeyId, 'wrong-secret'));
      await assert.rejects(use(setup.store), (thrown) => {
        failsWith('store-denied')(thrown);
        assert.match(String(thrown), /SignatureDoesNotMatch/);
        assert.doesNotMatch(JSON.stringify(everything(thrown)), /wrong-secret|muster-test|Signature=/);
        return true;
      });
    });
  }

  it('does not know a wrong access key id', async () => {
    await using setup = await s3BehindProxy(server, key('nobody', 'secret'));
    await assert.rejects(keysOf(setup.store, ''), (thrown) => {
      failsWith('store-denied')(thrown);
      assert.match(String(thrown), /does not know the access key id/);
      return true;
    });
  });

  it('is unreachable where nobody listens', async () => {
    await using setup = await s3BehindProxy(server, { endpoint: 'http://127.0.0.1:1' });
    await assert.rejects(keysOf(setup.store, ''), failsWith('store-unreachable'));
    assert.equal(setup.clock.slept.length, tries - 1);
  });

  it('is unreachable over TLS where the server has none, or a certificate that nobody knows', async () => {
    await using setup = await s3BehindProxy(server, { endpoint: server.endpoint.replace('http:', 'https:') });
    await assert.rejects(keysOf(setup.store, ''), (thrown) => {
      failsWith('store-unreachable')(thrown);
      assert.match(String(thrown), /does not speak TLS/);
      return true;
    });
    const own = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    const { message, hint } = s3Failure(own, 's3://bucket', 'list');
    assert.match(message, /a certificate that is not accepted: self-signed/);
    assert.match(hint, /NODE_EXTRA_CA_CERTS/);
  });

  const refusals = [
    [400, 'ExpiredToken', 'store-denied', /session token/],
    [403, 'InvalidAccessKeyId', 'store-denied', /does not know the access key id/],
    [403, 'AccessDenied', 'store-denied', /AccessDenied/],
    [301, 'PermanentRedirect', 'store-denied', /another region/],
    [400, 'AuthorizationHeaderMalformed', 'store-denied', /another region/],
    [403, 'RequestTimeTooSkewed', 'store-denied', /clock/],
    [400, 'InvalidBucketName', 'store-denied', /name cannot be one/],
    [400, 'EntityTooLarge', 'store-denied', /large/],
    [507, 'XMinioStorageFull', 'store-full', /no room/],
    [501, 'NotImplemented', 'store-denied', /does not support/],
    [503, 'ServiceUnavailable', 'store-unreachable', /several tries/],
  ] as const;
  for (const [status, code, expected, words] of refusals) {
    it(`says what ${code} means`, async () => {
      await using setup = await s3BehindProxy(server);
      setup.proxy.inject({ fault: { kind: 'status', status, code }, times: Infinity });
      await assert.rejects(keysOf(setup.store, ''), (thrown) => {
        failsWith(expected)(thrown);
        assert.match(String(thrown), words);
        return true;
      });
    });
  }
});

/** All that an error carries, however deep. */
function everything(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const members = Object.getOwnPropertyNames(thrown) as (keyof typeof thrown)[];
  return Object.fromEntries(members.map((member) => [member, everything(thrown[member])]));
}
