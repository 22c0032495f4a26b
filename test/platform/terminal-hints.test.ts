import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptySecretHint } from '../../src/domain/secret.ts';
import { commandLineHint } from '../../src/platform/terminal-runtime.ts';

const inputs = ['confirm', 'safety-backup', 'source', 'backup'];

describe('a hint on a command line', () => {
  it('has the options that the inputs are', () => {
    assert.equal(
      commandLineHint('give confirm: shop; or do without, by safety-backup: false', inputs),
      'give --confirm shop; or do without, by --safety-backup false',
    );
  });

  it('speaks of the environment and not of forks where a secret is empty', () => {
    assert.doesNotMatch(commandLineHint(`give it a value; ${emptySecretHint}`, inputs), /workflow|fork/);
  });

  it('leaves alone what only looks like an input', () => {
    const hint = 'the safety backup: none; a resource: x; source:';
    assert.equal(commandLineHint(hint, ['source', 'up']), hint);
  });
});
