import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { openCipher, openCounterpart, openOpener } from '../../src/ciphers/registry.ts';
import { Secret } from '../../src/domain/secret.ts';
import { collect, inChunks } from '../contracts/byte-streams.ts';
import { ageKey, gnuPgHome } from './throwaway-keys.ts';

const rows = Buffer.from('rows');
const key = ageKey();
const passphrase = new Secret('correct horse');

describe('the inputs that say who can open a backup', () => {
  it('choose age or OpenPGP by the form of the recipients, and open it again', async () => {
    using gpg = gnuPgHome();
    const fingerprint = gpg.makeKey('ops@example.com');
    const cases = [
      [{ recipients: key.recipient }, { format: 'age', identity: new Secret(key.file) }, '.age'],
      [{ passphrase, recipients: '' }, { format: 'openpgp', passphrase }, '.gpg'],
      [
        { recipients: gpg.publicKey(fingerprint), passphrase: new Secret('') },
        { format: 'openpgp', identity: new Secret(gpg.privateKey(fingerprint)) },
        '.gpg',
      ],
      [{ encryption: 'none' }, { format: 'none' }, ''],
    ] as const;
    for (const [sealing, opening, extension] of cases) {
      const cipher = await openCipher(sealing);
      const opener = await openOpener(opening);
      assert.equal(cipher.encryption.format, opening.format);
      assert.equal(cipher.extension, extension);
      assert.ok((await collect(opener.open(cipher.seal(inChunks(rows))))).equals(rows));
    }
  });

  it('must be given: no encryption only in words', async () => {
    for (const inputs of [{}, { recipients: ' \n', passphrase: new Secret(''), encryption: '' }]) {
      await assert.rejects(openCipher(inputs), {
        code: 'input-missing',
        message: /"recipients" and "passphrase" are empty/,
        hint: /encryption: none.*forks have no secrets/,
      });
    }
  });

  it('must not contradict each other', async () => {
    for (const inputs of [
      { encryption: 'none', passphrase },
      { encryption: 'none', recipients: key.recipient },
      { encryption: 'aes' },
      { recipients: key.recipient, passphrase },
    ]) {
      await assert.rejects(openCipher(inputs), { code: 'input-invalid' });
    }
  });

  it('refuse a passphrase that ends with a line break, and do not show it', async () => {
    for (const text of ['correct horse\n', 'correct horse\r\n', '\n']) {
      const wrong = new Secret(text);
      for (const work of [openCipher({ passphrase: wrong }), openOpener({ format: 'openpgp', passphrase: wrong })]) {
        await assert.rejects(work, { code: 'input-invalid', message: 'input "passphrase" ends with a line break' });
      }
    }
  });
});

describe('the inputs that open a backup', () => {
  it('must be there and of the right format', async () => {
    await assert.rejects(openOpener({ format: 'age' }), { code: 'input-missing', message: /"identity" is empty/ });
    await assert.rejects(openOpener({ format: 'age', passphrase }), { code: 'input-missing' });
    await assert.rejects(openOpener({ format: 'openpgp', identity: new Secret('') }), { code: 'input-missing' });
    await assert.rejects(openOpener({ format: 'openpgp', identity: new Secret(key.file) }), {
      code: 'identity-mismatch',
    });
  });

  it('may hold an identity for other backups beside the passphrase', async () => {
    const cipher = await openCipher({ passphrase });
    const opener = await openOpener({ format: 'openpgp', identity: new Secret(key.file), passphrase });
    assert.ok((await collect(opener.open(cipher.seal(inChunks(rows))))).equals(rows));
  });
});

describe('the registry of ciphers', () => {
  it('loads no library before it is needed', () => {
    const script = `
      const { openCipher } = await import(${JSON.stringify(new URL('../../src/ciphers/registry.ts', import.meta.url).href)});
      await openCipher({ encryption: 'none' });
      const { registerHooks } = await import('node:module');
      const seen = [];
      registerHooks({ resolve(name, context, next) { seen.push(name); return next(name, context); } });
      await openCipher({ recipients: ${JSON.stringify(key.recipient)} });
      console.log(JSON.stringify(seen));`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    const seen = JSON.parse(printed) as string[];
    assert.ok(seen.includes('age-encryption'), printed);
    assert.ok(!seen.includes('openpgp'), printed);
  });
});

describe('what someone holds who can open backups', () => {
  it('also seals them, for the public half or the same passphrase, and needs no unlocking for that', async () => {
    using gpg = gnuPgHome();
    const locked = gpg.makeKey('ops@example.com', { passphrase: passphrase.reveal() });
    const identity = new Secret(gpg.privateKey(locked, passphrase.reveal()));
    const cases = [
      [{ identity: new Secret(key.file) }, { format: 'age' }, [key.recipient]],
      [{ passphrase }, { format: 'openpgp' }, ['passphrase']],
      [{ identity, passphrase }, { format: 'openpgp' }, [locked]],
    ] as const;
    for (const [keys, { format }, recipients] of cases) {
      const cipher = await openCounterpart(keys);
      assert.deepEqual(cipher.encryption, { format, recipients });
      const opener = await openOpener({ format, ...keys });
      assert.ok((await collect(opener.open(cipher.seal(inChunks(rows))))).equals(rows));
    }
    await openCounterpart({ identity }); // no passphrase that would unlock it
  });

  it('must be something', async () => {
    for (const keys of [{}, { identity: new Secret(' \n') }]) {
      await assert.rejects(openCounterpart(keys), { code: 'input-missing' });
    }
    await assert.rejects(openCounterpart({ identity: new Secret(key.recipient) }), { code: 'identity-invalid' });
  });
});
