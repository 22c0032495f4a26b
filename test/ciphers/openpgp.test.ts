import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { openPgpCipher, openPgpOpener } from '../../src/ciphers/openpgp/openpgp.ts';
import { Secret } from '../../src/domain/secret.ts';
import { collect, inChunks, rejectsWith } from '../contracts/byte-streams.ts';
import { cipherContract } from '../contracts/cipher-contract.ts';
import { gnuPgHome } from './throwaway-keys.ts';

const passphrase = new Secret('correct horse battery staple');
const gpg = gnuPgHome();
after(() => gpg[Symbol.dispose]());

cipherContract('OpenPGP with a passphrase', async () => ({
  cipher: await openPgpCipher({ armoredKeys: [], passphrase }),
  opener: await openPgpOpener({ armoredKeys: [], passphrase }),
  stranger: await openPgpOpener({ armoredKeys: [], passphrase: new Secret('incorrect') }),
}));

cipherContract('OpenPGP with a key', async () => {
  const [ours, other] = [gpg.makeKey('ours@example.com'), gpg.makeKey('other@example.com')];
  return {
    cipher: await openPgpCipher({ armoredKeys: [gpg.publicKey(ours)], passphrase: undefined }),
    opener: await openPgpOpener({ armoredKeys: [gpg.privateKey(ours)], passphrase: undefined }),
    stranger: await openPgpOpener({ armoredKeys: [gpg.privateKey(other)], passphrase: undefined }),
  };
});

const sizes = [0, 1, 511, 512, 65_537, 3_000_001];

describe('OpenPGP with a passphrase and the stock tool', () => {
  const withPassphrase = ['--passphrase', passphrase.reveal()];

  it('writes what gpg opens, with AES-256 and a modification detection code', async () => {
    const cipher = await openPgpCipher({ armoredKeys: [], passphrase });
    for (const size of sizes) {
      const plain = randomBytes(size);
      const sealed = await collect(cipher.seal(inChunks(plain, 10_000)));
      assert.ok(gpg.run([...withPassphrase, '--decrypt'], sealed).equals(plain), `${size} bytes`);
      const packets = gpg.run([...withPassphrase, '--list-packets'], sealed).toString();
      assert.match(packets, /symkey enc packet: version 4, cipher 9,/);
      assert.match(packets, /mdc_method: 2/);
      assert.doesNotMatch(packets, /compressed packet/);
    }
  });

  it('opens what gpg writes, compressed or not', async () => {
    const opener = await openPgpOpener({ armoredKeys: [], passphrase });
    for (const options of [[], ['--compress-level', '0']]) {
      for (const size of sizes) {
        const plain = Buffer.concat([randomBytes(size >> 1), Buffer.alloc(size - (size >> 1))]);
        const sealed = gpg.run([...withPassphrase, ...options, '--symmetric'], plain);
        assert.ok(
          (await collect(opener.open(inChunks(sealed, 9999)))).equals(plain),
          `${size} bytes ${options.join(' ')}`,
        );
      }
    }
  });

  it('notices packets behind the end that mean nothing', async () => {
    const cipher = await openPgpCipher({ armoredKeys: [], passphrase });
    const opener = await openPgpOpener({ armoredKeys: [], passphrase });
    const marker = Buffer.from([0xca, 3, 0x50, 0x47, 0x50]);
    const sealed = await collect(cipher.seal(inChunks(randomBytes(1000))));
    await rejectsWith('archive-damaged', collect(opener.open(inChunks(Buffer.concat([sealed, marker])))));
    assert.equal((await collect(opener.open(inChunks(Buffer.concat([marker, sealed]))))).length, 1000);
  });

  it('says that a passphrase is wrong, also for what gpg wrote', async () => {
    const sealed = gpg.run([...withPassphrase, '--symmetric'], randomBytes(100_000));
    const opener = await openPgpOpener({ armoredKeys: [], passphrase: new Secret('incorrect') });
    await rejectsWith('identity-mismatch', collect(opener.open(inChunks(sealed))));
  });
});

describe('OpenPGP with keys and the stock tool', () => {
  const first = gpg.makeKey('first@example.com');
  const locked = gpg.makeKey('locked@example.com', { passphrase: 'key passphrase' });
  const rsa = gpg.makeKey('rsa@example.com', { algorithms: ['rsa2048', 'rsa2048'] });

  it('writes what gpg opens, for each of several keys', async () => {
    const armoredKeys = [first, locked, rsa].map((key) => gpg.publicKey(key));
    const cipher = await openPgpCipher({ armoredKeys, passphrase: undefined });
    const plain = randomBytes(300_000);
    const sealed = await collect(cipher.seal(inChunks(plain, 10_000)));
    for (const key of [first, locked, rsa]) {
      using lonely = gnuPgHome();
      const unlock = ['--passphrase', key === locked ? 'key passphrase' : ''];
      lonely.run([...unlock, '--import'], Buffer.from(gpg.privateKey(key, 'key passphrase')));
      assert.ok(lonely.run([...unlock, '--decrypt'], sealed).equals(plain));
    }
    assert.deepEqual(cipher.encryption, { format: 'openpgp', recipients: [first, locked, rsa] });
  });

  it('opens what gpg writes, with a key that may be locked', async () => {
    for (const size of sizes) {
      const plain = randomBytes(size);
      const sealed = gpg.run(['--recipient', rsa, '--recipient', locked, '--encrypt'], plain);
      for (const armored of [gpg.privateKey(rsa), gpg.privateKey(locked, 'key passphrase')]) {
        const opener = await openPgpOpener({ armoredKeys: [armored], passphrase: new Secret('key passphrase') });
        assert.ok((await collect(opener.open(inChunks(sealed, 9999)))).equals(plain), `${size} bytes`);
      }
    }
  });

  it('opens with a key of which only the subkeys were exported', async () => {
    const subkeys = gpg.run(['--armor', '--export-secret-subkeys', first]).toString();
    const cipher = await openPgpCipher({ armoredKeys: [gpg.publicKey(first)], passphrase: undefined });
    const opener = await openPgpOpener({ armoredKeys: [subkeys], passphrase: undefined });
    assert.equal((await collect(opener.open(cipher.seal(inChunks(Buffer.from('rows')))))).toString(), 'rows');
  });

  it('seals for keys and a passphrase together, and either opens it', async () => {
    const cipher = await openPgpCipher({ armoredKeys: [gpg.publicKey(first)], passphrase });
    assert.deepEqual(cipher.encryption.recipients, [first, 'passphrase']);
    const sealed = await collect(cipher.seal(inChunks(Buffer.from('rows'))));
    const byKey = await openPgpOpener({ armoredKeys: [gpg.privateKey(first)], passphrase: undefined });
    const byPassphrase = await openPgpOpener({ armoredKeys: [], passphrase });
    const byOtherKeyAndPassphrase = await openPgpOpener({ armoredKeys: [gpg.privateKey(rsa)], passphrase });
    for (const opener of [byKey, byPassphrase, byOtherKeyAndPassphrase]) {
      assert.equal((await collect(opener.open(inChunks(sealed)))).toString(), 'rows');
    }
  });

  it('says what a locked key needs', async () => {
    const armoredKeys = [gpg.privateKey(locked, 'key passphrase')];
    await rejectsWith('input-missing', openPgpOpener({ armoredKeys, passphrase: undefined }));
    await rejectsWith('identity-mismatch', openPgpOpener({ armoredKeys, passphrase }));
  });

  it('refuses recipients that nobody should encrypt to, and says why', async () => {
    const revoked = gpg.makeKey('revoked@example.com');
    const longAgo = ['--faked-system-time', '20200101T000000', '--passphrase', ''];
    gpg.run([...longAgo, '--quick-generate-key', 'past@example.com', 'ed25519', 'sign', '1d']);
    const past = gpg.run(['--armor', '--export', 'past@example.com']).toString();
    gpg.run(['--passphrase', '', '--quick-generate-key', 'signer@example.com', 'ed25519', 'sign']);
    const signing = gpg.run(['--armor', '--export', 'signer@example.com']).toString();
    const revocation = revocationOf(revoked);
    gpg.run(['--import'], Buffer.from(revocation));
    for (const [armored, why] of [
      [past, /expiry is 2020-01-02/],
      [signing, /cannot be encrypted to/],
      [gpg.publicKey(revoked), /revoked/],
      [gpg.privateKey(first), /private key/],
      [gpg.publicKey(first).replace(/\n[^\n]{20}/g, '\n'), /cannot be read/],
    ] as const) {
      await assert.rejects(openPgpCipher({ armoredKeys: [armored], passphrase: undefined }), {
        code: 'recipient-invalid',
        message: why,
      });
    }
  });
});

/** The revocation that gpg makes with every key and keeps with a colon before it, so that nobody imports it by mistake. */
function revocationOf(fingerprint: string): string {
  const text = readFileSync(join(gpg.path, 'openpgp-revocs.d', `${fingerprint}.rev`), 'utf8');
  return text.slice(text.indexOf(':-----BEGIN') + 1);
}
