import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { Failure } from '../../src/domain/failure.ts';
import { githubRuntime } from '../../src/platform/github-runtime.ts';
import type { Runtime } from '../../src/ports/runtime.ts';
import type { Store } from '../../src/ports/store.ts';
import { openStore } from '../../src/stores/registry.ts';
import { roleCredentials, type WebIdentity } from '../../src/stores/s3/role-credentials.ts';
import { failsWith, keysOf, never, readAll, someBytes } from '../contracts/store-probe.ts';
import { startFaultyProxy, type Fault, type FaultyProxy } from '../real/faulty-proxy.ts';
import { hastyClock } from '../real/hasty-clock.ts';
import { partsOf } from '../real/parts-of.ts';
import { startS3Server, type S3Server } from '../real/s3-server.ts';
import { startTokenServices, type TokenServices } from '../real/token-services.ts';
import { partBytes } from './s3-behind-proxy.ts';

const role = 'arn:aws:iam::123456789012:role/backup';
const bytes = someBytes(4 * partBytes);
const thirdPart = /partNumber=3\b/;
const expired: Fault = { kind: 'status', status: 400, code: 'ExpiredToken' };
/** The SDK asks for new credentials this long before the old ones end. */
const renewalSeconds = 300;

function webIdentity(runtime: Runtime): WebIdentity {
  const token = (audience: string) => runtime.identityToken(audience);
  return { token, runId: runtime.run.id, signal: runtime.signal };
}

describe('a store URL with a role', () => {
  let server: S3Server;
  let services: TokenServices;
  let proxy: FaultyProxy;
  let clock: ReturnType<typeof hastyClock>;
  let store: Store;
  const runtime = githubRuntime(Object.assign(process.env, { GITHUB_RUN_ID: '42', GITHUB_RUN_ATTEMPT: '1' }));
  const ends = new AsyncDisposableStack();
  before(async () => {
    server = ends.use(await startS3Server());
  });
  after(() => ends.disposeAsync());
  beforeEach(async () => {
    services = ends.use(await startTokenServices(server));
    proxy = ends.use(await startFaultyProxy(server.endpoint));
    clock = hastyClock();
    // The toolkit and the SDK read these from the process.
    Object.assign(process.env, services.env);
    store = await open(runtime);
  });

  async function open(runtime: Runtime): Promise<Store> {
    const url = `s3://${await server.createBucket()}/p?region=${server.region}&endpoint=${proxy.endpoint}&role=${role}`;
    return await openStore(url, { clock, webIdentity: webIdentity(runtime) });
  }

  /** What a request failed with, with nothing secret in it, nor in what it carries. */
  async function failureOf(request: Promise<unknown>): Promise<Failure> {
    const thrown = await request.then(
      () => assert.fail('it did not fail'),
      (reason: unknown) => reason,
    );
    assert.ok(thrown instanceof Failure, inspect(thrown));
    const shown = inspect(thrown, { depth: Infinity, showHidden: true });
    for (const secret of [...services.tokens, server.secretAccessKey]) assert.ok(!shown.includes(secret), shown);
    return thrown;
  }

  it('takes on the role with a token of the runner, once for many requests', async () => {
    await store.put('a', partsOf(bytes, partBytes), never);
    assert.ok(bytes.equals(await readAll(store, 'a')));
    const [token = ''] = services.tokens;
    assert.deepEqual(services.sessions, [{ role, name: 'muster-github-42-1', token }]);
    assert.deepEqual(services.audiences, ['sts.amazonaws.com']);
  });

  it('hands on all that AWS STS gives', async () => {
    services.giveSessionToken('session-1');
    services.liveFor(1000);
    const from = Date.now();
    const ask = roleCredentials({ role, region: 'eu-central-1', webIdentity: webIdentity(runtime), clock });
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = await ask();
    assert.equal(accessKeyId, server.accessKeyId);
    assert.equal(secretAccessKey.reveal(), server.secretAccessKey);
    assert.equal(sessionToken?.reveal(), 'session-1');
    assert.ok(expiresAt !== undefined && expiresAt.getTime() >= from + 1_000_000);
  });

  it('asks with a new token for new credentials before the old ones end, in the middle of an upload', async () => {
    services.liveFor(renewalSeconds + 2);
    const asked: number[] = [];
    const source = partsOf(bytes, partBytes, {
      before: async (index) => {
        if (index === 2) {
          services.liveFor(3600);
          await sleep(2100); // now the credentials have less than the renewal time left
        }
        asked.push(services.sessions.length);
      },
    });
    await store.put('a', source, never);
    assert.ok(bytes.equals(await readAll(store, 'a')));
    assert.equal(asked[2], 1, 'the first parts went out with the first session');
    assert.equal(services.sessions.length, 2);
    assert.deepEqual(
      services.sessions.map(({ token }) => token),
      services.tokens,
    );
    assert.equal(new Set(services.tokens).size, 2);
  });

  it('gets new credentials where the bucket calls the session expired, and sends the part again at once', async () => {
    proxy.inject({ method: 'PUT', query: thirdPart, fault: expired });
    await store.put('a', partsOf(bytes, partBytes), never);
    assert.ok(bytes.equals(await readAll(store, 'a')));
    assert.equal(proxy.requests.filter(({ query }) => thirdPart.test(query)).length, 2);
    assert.equal(services.sessions.length, 2);
    assert.deepEqual(clock.slept, []);
  });

  it('does so while it reads, too', async () => {
    await store.putIfAbsent('a', bytes, never);
    proxy.inject({ method: 'GET', fault: expired });
    assert.ok(bytes.equals(await readAll(store, 'a')));
    assert.equal(services.sessions.length, 2);
    proxy.inject({ method: 'HEAD', fault: expired });
    assert.equal((await store.stat('a', never))?.sizeBytes, bytes.byteLength);
    assert.equal(services.sessions.length, 3);
  });

  it('gives up where new credentials are called expired as well', async () => {
    proxy.inject({ method: 'PUT', query: thirdPart, fault: expired, times: Infinity });
    const failure = await failureOf(store.put('a', partsOf(bytes, partBytes), never));
    assert.equal(failure.code, 'store-denied');
    assert.match(failure.message, /refuses the session token/);
    assert.equal(services.sessions.length, 2);
    proxy.heal();
    assert.deepEqual(await keysOf(store, ''), []);
  });

  it('says which role AWS refuses, and does not ask again', async () => {
    const message = 'Not authorized to perform sts:AssumeRoleWithWebIdentity';
    services.refuse({ status: 403, code: 'AccessDenied', message });
    const failure = await failureOf(keysOf(store, ''));
    failsWith('store-denied')(failure);
    assert.ok(failure.message.includes(role), failure.message);
    assert.ok(failure.message.includes(message), failure.message);
    assert.match(failure.hint, /trust policy/);
    assert.equal(services.sessions.length, 1);
    assert.deepEqual(proxy.requests, [], 'nothing was asked of the bucket');
  });

  it('shows no token, even where AWS repeats it', async () => {
    services.refuse({ status: 400, code: 'InvalidIdentityToken', message: 'eyJhIjoxfQ.eyJiIjoyfQ.c2ln is not valid' });
    const failure = await failureOf(keysOf(store, ''));
    assert.match(failure.message, /: \*\*\* is not valid \(InvalidIdentityToken, HTTP 400\)$/);
    assert.match(failure.hint, /identity provider/);
    assert.equal(services.sessions.length, 1);
  });

  it('tries again with a new token when AWS STS or the token service fails for a while', async () => {
    services.refuse({ status: 503, code: 'ServiceUnavailable', message: 'later' }, 2);
    services.failTokens(500, 1);
    assert.deepEqual(await keysOf(store, ''), []);
    assert.equal(services.sessions.length, 3);
    assert.equal(services.tokens.length, 3);
    assert.equal(clock.slept.length, 3);
  });

  it('gives up on an AWS STS or a token service that keeps failing', async () => {
    services.refuse({ status: 500, code: 'InternalFailure', message: 'no' });
    const failure = await failureOf(keysOf(store, ''));
    failsWith('store-unreachable')(failure);
    assert.match(failure.message, /role\/backup could not be taken on: AWS STS .* kept failing/);
    assert.equal(services.sessions.length, 8);
    services.failTokens(500, Infinity);
    const other = await failureOf(keysOf(store, ''));
    failsWith('store-unreachable')(other);
    assert.match(other.message, /the platform gave no identity token/);
    assert.equal(services.sessions.length, 8);
  });

  it('says what a job lacks that may not ask for tokens', async () => {
    const failure = await failureOf(keysOf(await open(githubRuntime({})), ''));
    failsWith('store-denied')(failure);
    assert.match(failure.hint, /"id-token: write"/);
    assert.deepEqual(services.sessions, []);
  });

  it('is refused where nothing can take on a role', async () => {
    const url = `s3://bucket/p?region=eu-central-1&role=${role}`;
    await assert.rejects(openStore(url, { clock, label: 'to' }), failsWith('input-invalid'));
  });
});
