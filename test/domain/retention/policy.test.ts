import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePolicy } from '../../../src/domain/retention/policy.ts';
import { parseMaxShrink } from '../../../src/domain/retention/guards.ts';
import { policyOf } from '../../fakes/policy-fixture.ts';

describe('a policy read from inputs', () => {
  it('holds for every kind unless it says otherwise for one', () => {
    const policy = policyOf({ 'keep-daily': '7, schema=30', 'keep-within': '2d\nfiles = 1w' });
    assert.deepEqual([policy.full.keepDaily, policy.schema.keepDaily], [7, 30]);
    assert.deepEqual([policy.full.keepWithin, policy.files.keepWithin], [172_800, 604_800]);
    assert.equal(policy.full.keepLast, 0);
  });

  it('keeps everything, some kinds or some ids for ever', () => {
    assert.equal(policyOf({ 'keep-forever': 'true' }).full.keepForever, true);
    const inputs = { 'keep-last': '1', 'keep-forever': 'schema, 20261121T041502Z-k3f9qa' };
    assert.deepEqual(policyOf(inputs).full.keepForever, ['20261121T041502Z-k3f9qa']);
    assert.equal(policyOf(inputs).schema.keepForever, true);
    assert.equal(policyOf({ 'keep-last': '1', 'keep-forever': 'false' }).full.keepForever, false);
  });

  for (const inputs of [
    {},
    { 'keep-last': '0', 'keep-daily': '0' },
    { 'keep-forever': 'false' },
    { 'keep-forever': '20261121T041502Z-k3f9qa' },
    { 'keep-last': 'schema=7' },
  ]) {
    it(`is refused as empty where it would keep nothing: ${JSON.stringify(inputs)}`, () => {
      assert.throws(() => policyOf(inputs), { code: 'policy-empty' });
    });
  }

  it('may be empty for a kind that is not pruned', () => {
    const get = (input: string) => (input === 'keep-last' ? 'schema=7' : '');
    assert.equal(parsePolicy(get, ['schema']).schema.keepLast, 7);
  });

  for (const [input, text] of [
    ['keep-last', '-1'],
    ['keep-last', 'seven'],
    ['keep-last', '7 8'],
    ['keep-last', '7, 8'],
    ['keep-daily', 'everything=7'],
    ['keep-within', '30'],
    ['keep-within', '6m'],
    ['keep-within', '1h, schema=6 M'],
    ['keep-forever', 'yes'],
  ] as const) {
    it(`is refused where ${input} is ${JSON.stringify(text)}, and the message names the input`, () => {
      assert.throws(() => policyOf({ 'keep-monthly': '1', [input]: text }), {
        code: 'input-invalid',
        message: new RegExp(input),
      });
    });
  }

  it('reads how far a backup may shrink', () => {
    assert.equal(parseMaxShrink('50%'), 0.5);
    for (const text of ['50', '150%', '', '-1%']) assert.throws(() => parseMaxShrink(text), { code: 'input-invalid' });
  });
});
