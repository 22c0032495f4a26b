import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FaultRule } from '../real/faulty-proxy.ts';
import {
  assertDone,
  assertFailed,
  assertNothingLeft,
  assertUntouched,
  manifestsIn,
  startScene,
  startWorld,
  type World,
} from './scene.ts';

const mebibyte = 1024 ** 2;
const error500 = { kind: 'status', status: 500, code: 'InternalError' } as const;
const slowDown = { kind: 'status', status: 503, code: 'SlowDown' } as const;

const passing: readonly [string, FaultRule][] = [
  ['an error 500 for three parts', { method: 'PUT', query: /partNumber/, fault: error500, times: 3 }],
  ['an error 500 for the manifest', { method: 'PUT', path: /manifest/, fault: error500, times: 3 }],
  ['a burst of SlowDown', { fault: slowDown, times: 6 }],
  [
    'a cut in the middle of a part',
    { query: /partNumber=2/, fault: { kind: 'cut-request', afterBytes: 3 * mebibyte } },
  ],
  [
    'a lost answer to the last request of an upload',
    { method: 'POST', query: /uploadId/, fault: { kind: 'lose-response' } },
  ],
  ['a lost answer to the manifest', { method: 'PUT', path: /manifest/, fault: { kind: 'lose-response' } }],
  [
    'a byte that is changed on the way',
    { query: /partNumber=1/, fault: { kind: 'flip-request', atByte: 5 * mebibyte } },
  ],
];

const lasting: readonly [string, FaultRule, string][] = [
  [
    'the token expires in the middle',
    { query: /partNumber=[3-9]/, fault: { kind: 'status', status: 403, code: 'ExpiredToken' } },
    'store-denied',
  ],
  [
    'parts are refused',
    { query: /partNumber/, fault: { kind: 'status', status: 403, code: 'AccessDenied' } },
    'store-denied',
  ],
  [
    'the upload cannot be completed',
    { method: 'POST', query: /uploadId/, fault: { kind: 'status', status: 507, code: 'QuotaExceeded' } },
    'store-full',
  ],
  [
    'the manifest is refused',
    { method: 'PUT', path: /manifest/, fault: { kind: 'status', status: 403, code: 'AccessDenied' } },
    'store-denied',
  ],
];

const forEver: readonly [string, FaultRule][] = [
  ['a part', { query: /partNumber/, fault: error500 }],
  ['the completion', { method: 'POST', query: /uploadId/, fault: error500 }],
  ['the manifest', { method: 'PUT', path: /manifest/, fault: error500 }],
];

describe('a backup to a bucket', { concurrency: 3 }, () => {
  let world: World;
  before(async () => void (world = await startWorld()));
  after(() => world[Symbol.asyncDispose]());

  it('survives what passes, and is proven', async () => {
    await using scene = await startScene(world);
    for (const [what, rule] of passing) {
      const from = scene.proxy.requests.length;
      scene.proxy.inject(rule);
      const run = await scene.backup('large', scene.bucketUrl);
      assertDone(run);
      const met = scene.proxy.requests.slice(from).filter(({ fault }) => fault !== undefined).length;
      assert.equal(met, rule.times ?? 1, what);
      scene.proxy.heal();
    }
    assert.equal(manifestsIn(await scene.contents()).length, passing.length);
    const cut = {
      method: 'GET',
      path: /data\.dump/,
      fault: { kind: 'cut-response', afterBytes: 9 * mebibyte },
    } as const;
    scene.proxy.inject({ ...cut, times: 2 });
    const proof = await scene.drill(scene.bucketUrl);
    assertDone(proof);
    assert.equal(proof.outputs['verdict'], 'proven');
    await assertNothingLeft(scene, proof);
  });

  it('is none where the bucket refuses it at any point', async () => {
    await using scene = await startScene(world);
    assertDone(await scene.backup('small', scene.bucketUrl));
    const stored = await scene.contents();
    for (const [what, rule, code] of lasting) {
      scene.proxy.inject({ ...rule, times: Infinity });
      const run = await scene.backup('large', scene.bucketUrl);
      scene.proxy.heal();
      assertFailed(run, code);
      assert.deepEqual(await scene.contents(), stored, what);
      await assertNothingLeft(scene, run);
    }
    assertDone(await scene.backup('large', scene.bucketUrl));
    assertUntouched(stored, await scene.contents());
  });

  it('is none where the bucket answers one kind of request with errors for ever, and is whole in the folder', async () => {
    const one = async ([what, rule]: (typeof forEver)[number]): Promise<void> => {
      await using scene = await startScene(world);
      assertDone(await scene.backup('small', `${scene.folder.url}\n${scene.bucketUrl}`));
      const stored = await scene.contents();
      scene.proxy.inject({ ...rule, times: Infinity });
      const run = await scene.backup('large', `${scene.folder.url}\n${scene.bucketUrl}`);
      scene.proxy.heal();
      const line = assertFailed(run, 'store-unreachable');
      assert.match(line, /is not in s3:.*the other stores have it/, what);
      const left = await scene.contents();
      assertUntouched(stored, left);
      assert.deepEqual(
        manifestsIn(left).map((key) => key.slice(0, 3)),
        ['fil', 'fil', 's3:'],
      );
      await assertNothingLeft(scene, run);
      const proof = await scene.drill(scene.folder.url);
      assert.equal(proof.outputs['verdict'], 'proven', proof.log);
    };
    await Promise.all(forEver.map(one));
  });

  it('judges nothing where the bucket does not give the data', async () => {
    await using scene = await startScene(world);
    assertDone(await scene.backup('small', scene.bucketUrl));
    const stored = await scene.contents();
    scene.proxy.inject({ method: 'GET', path: /data\.dump/, fault: error500, times: Infinity });
    const drill = scene.drill(scene.bucketUrl);
    const run = await drill;
    scene.proxy.heal();
    assertFailed(run, 'could-not-tell', 3);
    assert.equal(run.outputs['verdict'], 'could-not-tell');
    assertUntouched(stored, await scene.contents());
    await assertNothingLeft(scene, run);
  });

  it('removes nothing where the bucket cannot be listed', async () => {
    await using scene = await startScene(world);
    assertDone(await scene.backup('small', scene.bucketUrl));
    const stored = await scene.contents();
    scene.proxy.inject({ query: /list-type=2/, fault: error500, times: Infinity });
    const run = await scene.prune(scene.bucketUrl);
    scene.proxy.heal();
    assertFailed(run, 'store-unreachable');
    assert.deepEqual(await scene.contents(), stored);
  });

  it('waits for a bucket that takes nothing while the spool is full, and says so', async () => {
    await using scene = await startScene(world);
    scene.proxy.inject({ query: /partNumber/, fault: slowDown, times: 14 });
    const run = await scene.backup('large', scene.bucketUrl, { inputs: { 'spool-budget': '32MiB' } });
    assertDone(run);
    assert.match(run.log, /the spool is full: the source has to wait for the stores/);
    assert.equal(run.log.match(/the spool is full/g)?.length, 1, 'it is said again and again');
    await assertNothingLeft(scene, run);
  });
});
