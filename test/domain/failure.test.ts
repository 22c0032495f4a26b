import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { asFailure, Failure } from '../../src/domain/failure.ts';

describe('what was thrown', () => {
  it('is the failure itself, or a bug that carries it', () => {
    const failure = new Failure('object-damaged', 'data has other bytes');
    assert.equal(asFailure(failure), failure);
    assert.equal(asFailure(new Error('oops')).code, 'bug');
  });

  it('is what came first where cleaning up failed as well', async () => {
    const damage = new Failure('archive-damaged', 'the dump ends early');
    const broken = async (): Promise<never> => {
      await using _sandbox = {
        [Symbol.asyncDispose]: () => Promise.reject(new Failure('sandbox-unavailable', 'the server is gone')),
      };
      await Promise.resolve();
      throw damage;
    };
    const thrown: unknown = await broken().catch((error: unknown) => error);
    assert.notEqual(thrown, damage);
    assert.equal(asFailure(thrown), damage);
  });
});
