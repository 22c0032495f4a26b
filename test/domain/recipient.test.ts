import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../../src/domain/failure.ts';
import { parseIdentities, parseRecipients } from '../../src/domain/recipient.ts';

const ageOne = `age1${'q'.repeat(58)}`;
const ageTwo = `age1${'p'.repeat(58)}`;
const ageIdentity = `AGE-SECRET-KEY-1${'Q'.repeat(58)}`;
const block = (side: 'PUBLIC' | 'PRIVATE', body: string): string =>
  `-----BEGIN PGP ${side} KEY BLOCK-----\n\n${body}\n=abcd\n-----END PGP ${side} KEY BLOCK-----\n`;

function refusal(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof Failure);
    return error;
  }
  return assert.fail('it was accepted');
}

describe('recipients', () => {
  it('are age recipients, one per line, between comments and blank lines', () => {
    assert.deepEqual(parseRecipients(`# ops\n ${ageOne}\r\n\n#dr\n${ageTwo}`), {
      format: 'age',
      keys: [ageOne, ageTwo],
    });
  });

  it('are OpenPGP blocks, which span lines', () => {
    const [first, second] = [block('PUBLIC', 'AAAA'), block('PUBLIC', 'BBBB')];
    assert.deepEqual(parseRecipients(`# ops\n${first}\n${second}`), { format: 'openpgp', keys: [first, second] });
    assert.deepEqual(parseRecipients(first.replaceAll('\n', '\r\n')).keys, [first]);
  });

  it('are refused where one is the private half, which is not shown', () => {
    for (const text of [`${ageOne}\n${ageIdentity}`, `\n${block('PRIVATE', 'AAAA')}`]) {
      const failure = refusal(() => parseRecipients(text));
      assert.equal(failure.code, 'recipient-invalid');
      assert.match(failure.message, /^line 2 of input "recipients" is .*, the private half$/);
      assert.match(failure.hint, /never be on a machine that backs up/);
      assert.ok(!`${failure.message}${failure.hint}`.includes('QQQQ'));
    }
  });

  it('are refused with what they are where they are something else', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['ssh-ed25519 AAAAC3Nza root@host', /an SSH key/],
      ['age1yubikey1qqqq', /age plugin/],
      ['0x1234ABCD1234ABCD', /the name of a key/],
      ['ops@example.com', /the name of a key/],
      ['-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----', /message, not a key/],
      ['-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----', /private key of SSH/],
      ['age-encryption.org/v1\n-> scrypt AAAA 18\n\u{fffd}', /an encrypted age file/],
      ['hunter2 hunter2', /no key that Muster knows/],
      [block('PUBLIC', 'AAAA').slice(0, 60), /has no end/],
      ['# nobody\n\n', /holds no key/],
      [`${ageOne}\n${block('PUBLIC', 'AAAA')}`, /mixes age and OpenPGP/],
    ];
    for (const [text, message] of cases) {
      const failure = refusal(() => parseRecipients(text));
      assert.equal(failure.code, 'recipient-invalid', text);
      assert.match(failure.message, message);
      assert.doesNotMatch(failure.message, /hunter2/);
    }
  });
});

describe('identities', () => {
  it('are read from the file that age-keygen writes, and from OpenPGP private blocks', () => {
    const file = `# created: 2026-11-21T04:15:02Z\n# public key: ${ageOne}\n${ageIdentity}\n`;
    assert.deepEqual(parseIdentities(file), { format: 'age', keys: [ageIdentity] });
    const armored = block('PRIVATE', 'AAAA');
    assert.deepEqual(parseIdentities(armored), { format: 'openpgp', keys: [armored] });
  });

  it('are refused where one is the public half or no key', () => {
    for (const text of [ageOne, block('PUBLIC', 'AAAA'), 'AGE-PLUGIN-YUBIKEY-1QQQ', 'hunter2', '']) {
      const failure = refusal(() => parseIdentities(text));
      assert.equal(failure.code, 'identity-invalid', text);
      assert.doesNotMatch(failure.message, /hunter2/);
    }
  });
});
