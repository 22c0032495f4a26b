import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blockPool, giveBack } from '../../src/ports/chunk.ts';

const pool = (): ReturnType<typeof blockPool<Buffer>> => blockPool(64, (memory) => Buffer.from(memory));

describe('lent blocks', () => {
  it('have memory of their own until they are given back, and then it is lent again', () => {
    const lender = pool();
    const [one, two] = [lender.take(), lender.take()];
    assert.notEqual(one.buffer, two.buffer);
    giveBack(one);
    const three = lender.take();
    assert.equal(three.buffer, one.buffer);
    assert.ok(![one.buffer, two.buffer].includes(lender.take().buffer));
  });

  it('go to one reader at a time, however often an old one is given back', () => {
    const lender = pool();
    const old = lender.take();
    giveBack(old);
    const current = lender.take();
    giveBack(old);
    assert.notEqual(lender.take().buffer, current.buffer);
    giveBack(current);
    giveBack(current);
    assert.notEqual(lender.take().buffer, lender.take().buffer);
  });

  it('are not given back with a piece of them, nor is anything else', () => {
    const lender = pool();
    const whole = lender.take();
    giveBack(whole.subarray(0, 64));
    giveBack(Buffer.from('bytes of their own'));
    assert.notEqual(lender.take().buffer, whole.buffer);
  });
});
