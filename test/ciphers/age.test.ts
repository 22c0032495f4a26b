import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { programPath } from '../../scripts/parts/locate.ts';
import { ageCipher, ageOpener } from '../../src/ciphers/age/age.ts';
import { parseIdentities } from '../../src/domain/recipient.ts';
import { collect, inChunks, rejectsWith } from '../contracts/byte-streams.ts';
import { cipherContract } from '../contracts/cipher-contract.ts';
import { ageKey } from './throwaway-keys.ts';

cipherContract('age', () => {
  const [key, other] = [ageKey(), ageKey()];
  return Promise.resolve({
    cipher: ageCipher([key.recipient]),
    opener: ageOpener([key.identity]),
    stranger: ageOpener([other.identity]),
  });
});

const age = (args: readonly string[], input: Uint8Array): Buffer =>
  execFileSync(programPath('age'), args, { input, maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'pipe'] });

describe('age and the stock tool', () => {
  const sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 3_145_728];
  const [first, second, third] = [ageKey(), ageKey(), ageKey()];

  it('writes what the tool opens, with the identity of each recipient', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'age-'));
    const cipher = ageCipher([first.recipient, second.recipient]);
    for (const [index, { file }] of [first, second].entries()) {
      const path = join(folder.path, `identity-${index}`);
      writeFileSync(path, file, { mode: 0o600 });
      for (const size of sizes) {
        const plain = randomBytes(size);
        const sealed = await collect(cipher.seal(inChunks(plain, 10_000)));
        assert.ok(age(['--decrypt', '-i', path], sealed).equals(plain), `${size} bytes`);
      }
    }
  });

  it('opens what the tool writes for several recipients, with any of several identities', async () => {
    const files = `# the old key, kept for the old backups\n${third.file}\n\n${second.file}`;
    const opener = ageOpener(parseIdentities(files).keys);
    for (const size of sizes) {
      const plain = randomBytes(size);
      const sealed = age(['-r', first.recipient, '-r', second.recipient], plain);
      assert.ok((await collect(opener.open(inChunks(sealed, 9999)))).equals(plain), `${size} bytes`);
    }
  });

  it('says in the manifest who can open it', () => {
    assert.deepEqual(ageCipher([first.recipient, second.recipient]).encryption, {
      format: 'age',
      recipients: [first.recipient, second.recipient],
    });
  });

  it('refuses a recipient with a typing error and names it', () => {
    const wrong = first.recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'));
    assert.throws(() => ageCipher([wrong]), { code: 'recipient-invalid', message: new RegExp(wrong) });
  });

  it('refuses an identity with a typing error and does not show it', () => {
    const wrong = first.identity.replace(/.$/, (last) => (last === 'Q' ? 'P' : 'Q'));
    assert.throws(
      () => ageOpener([second.identity, wrong]),
      (error: Error & { code?: string }) =>
        error.code === 'identity-invalid' && error.message.includes('key 2') && !error.message.includes(wrong),
    );
  });

  it('does not open a file that begins like none of age', async () => {
    for (const text of [
      '',
      'age-encryption.org/v2\n',
      '-----BEGIN AGE ENCRYPTED FILE-----\n',
      'age-encryption.org/v1\n',
    ]) {
      await rejectsWith('archive-damaged', collect(ageOpener([first.identity]).open(inChunks(Buffer.from(text)))));
    }
  });

  it('seals for post-quantum recipients, but not for them and others at once', async () => {
    const { generateHybridIdentity, identityToRecipient } = await import('age-encryption');
    const identity = await generateHybridIdentity();
    const recipient = await identityToRecipient(identity);
    const plain = randomBytes(70_000);
    const sealed = await collect(ageCipher([recipient]).seal(inChunks(plain)));
    assert.ok((await collect(ageOpener([identity]).open(inChunks(sealed)))).equals(plain));
    assert.throws(() => ageCipher([recipient, first.recipient]), { code: 'recipient-invalid' });
  });
});
