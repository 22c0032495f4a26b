import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Secrecy } from '../../src/cli/action-options.ts';
import { commandLineHint } from '../../src/cli/command-line-hint.ts';
import { emptySecretHint, quotesHint } from '../../src/domain/secret.ts';

const secrecies: Readonly<Record<string, Secrecy>> = {
  ...{ confirm: 'none', 'safety-backup': 'none', source: 'none', backup: 'none', store: 'none' },
  ...{ url: 'in-url', password: 'whole', recipients: 'none', passphrase: 'whole', identity: 'whole' },
};
const options = Object.entries(secrecies).map(([name, secrecy]) => ({ name, secrecy }));
const hinted = (hint: string, message = ''): string => commandLineHint({ message, hint }, options);
const places = (name: string): string =>
  `"${name}" comes from MUSTER_${name.toUpperCase()} or the file of --${name}-file`;

describe('a hint on a command line', () => {
  it('has the options that the inputs are', () => {
    assert.equal(
      hinted('give confirm: shop; or do without, by safety-backup: false'),
      'give --confirm shop; or do without, by --safety-backup false',
    );
  });

  for (const [message, hint, names] of [
    ['input "identity" is empty, and the backup is sealed with age', 'give it', ['identity']],
    ['inputs "recipients" and "passphrase" are empty, so nobody could open the backup', 'give it', ['passphrase']],
    ['key X in input "identity" is locked, and input "passphrase" is empty', 'give it', ['passphrase']],
    ['input "url" is empty, and so is "host"', 'give it', ['url']],
    ['the server asks for a password', 'give it in input "url" (or in "password")', ['url', 'password']],
  ] as const) {
    it(`names where ${names.join(' and ')} would come from, and not forks: ${message}`, () => {
      assert.equal(hinted(`${hint}; ${emptySecretHint}`, message), `${hint}; ${names.map(places).join(', ')}`);
    });
  }

  it('says where quotes stand that a shell did not take away', () => {
    assert.equal(
      hinted(quotesHint, 'input "url" stands in quotes'),
      'take them out of the option, MUSTER_URL or the file of --url-file',
    );
  });

  it('speaks of a variable where what is empty is no input', () => {
    const said = 'give it a value; look whether the environment variable that it comes from is set';
    assert.equal(hinted(`give it a value; ${emptySecretHint}`, 'no credentials were found'), said);
    const named = hinted(`give it a value; ${emptySecretHint}`, 'input "store" is empty');
    assert.equal(named, 'give it a value; it comes from --store or MUSTER_STORE');
  });

  it('leaves alone what only looks like an input', () => {
    const hint = 'what they restore: none; a resource: x; source:';
    assert.equal(hinted(hint), hint);
  });
});
