import { after, before } from 'node:test';
import { ageKey, gnuPgHome, type GnuPgHome } from '../ciphers/throwaway-keys.ts';
import { refuses, type BadInput, type Inputs } from './bad-input.ts';

const other = ageKey();
const phrase = 'correct horse battery';
let home: GnuPgHome;
let pgp: {
  readonly fingerprint: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly locked: string;
  readonly signing: string;
};
before(() => {
  home = gnuPgHome();
  const fingerprint = home.makeKey('shop');
  const locked = home.makeKey('locked', { passphrase: phrase });
  home.run(['--passphrase', '', '--quick-generate-key', 'signer', 'ed25519', 'sign', 'never']);
  pgp = {
    fingerprint,
    publicKey: home.publicKey(fingerprint),
    privateKey: home.privateKey(fingerprint),
    locked: home.privateKey(locked, phrase),
    signing: home.publicKey('signer'),
  };
});
after(() => home[Symbol.dispose]());

const hides = [other.identity, phrase];
const writing: readonly Omit<BadInput, 'to'>[] = [
  {
    bad: 'a recipient that is no key',
    inputs: { recipients: 'the backup team' },
    code: 'recipient-invalid',
    says: ['"recipients"', 'line 1', /age1/],
  },
  {
    bad: 'a recipient that is cut off',
    inputs: { recipients: other.recipient.slice(0, -5) },
    code: 'recipient-invalid',
    says: ['"recipients"', /age-keygen/],
  },
  {
    bad: 'a recipient with a typo',
    inputs: {
      recipients: `${other.recipient}\n${other.recipient.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'))}`,
    },
    code: 'recipient-invalid',
    says: ['"recipients"', 'key 2'],
  },
  {
    bad: 'an age identity as recipient',
    inputs: { recipients: other.identity },
    code: 'recipient-invalid',
    says: ['"recipients"', 'the private half', 'age-keygen -y', /replace this key/],
  },
  {
    bad: 'an age identity behind a recipient',
    inputs: { recipients: `${other.recipient}, ${other.identity}` },
    code: 'recipient-invalid',
    says: ['"recipients"', 'the private half', /replace this key/],
  },
  {
    bad: 'recipients on one line',
    inputs: { recipients: `"${other.recipient}", "${other.recipient}"` },
    code: 'recipient-invalid',
    says: ['"recipients"', 'line 1', /one key a line/],
  },
  {
    bad: 'a recipient as passphrase, which everybody may know',
    inputs: { recipients: '', passphrase: other.recipient },
    code: 'input-invalid',
    says: ['"passphrase"', 'an age recipient', '"recipients"'],
  },
  {
    bad: 'an OpenPGP private key as recipient',
    inputs: () => ({ recipients: pgp.privateKey }),
    code: 'recipient-invalid',
    says: ['"recipients"', 'the private half', 'gpg --armor --export'],
  },
  {
    bad: 'the file that age-keygen writes as recipient',
    inputs: { recipients: other.file },
    code: 'recipient-invalid',
    says: ['"recipients"', 'the private half'],
  },
  {
    bad: 'the id of a key',
    inputs: () => ({ recipients: pgp.fingerprint }),
    code: 'recipient-invalid',
    says: ['"recipients"', 'gpg --armor --export'],
  },
  {
    bad: 'an address',
    inputs: { recipients: 'ops@example.com' },
    code: 'recipient-invalid',
    says: ['"recipients"', 'gpg --armor --export'],
  },
  {
    bad: 'an SSH key',
    inputs: { recipients: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB ops' },
    code: 'recipient-invalid',
    says: ['"recipients"', 'age-keygen'],
  },
  {
    bad: 'a public key cut off',
    inputs: () => ({ recipients: pgp.publicKey.slice(0, 200) }),
    code: 'recipient-invalid',
    says: ['"recipients"', /END/],
  },
  {
    bad: 'a public key on one line',
    inputs: () => ({ recipients: pgp.publicKey.replaceAll('\n', ' ') }),
    code: 'recipient-invalid',
    says: ['"recipients"', /line breaks/],
  },
  {
    bad: 'a key that only signs',
    inputs: () => ({ recipients: pgp.signing }),
    code: 'recipient-invalid',
    says: ['"recipients"', /encryption subkey/],
  },
  {
    bad: 'keys of two kinds',
    inputs: () => ({ recipients: `${other.recipient}\n${pgp.publicKey}` }),
    code: 'recipient-invalid',
    says: ['"recipients"', /one kind/],
  },
  {
    bad: 'a passphrase that ends with a line break',
    inputs: { recipients: '', passphrase: `${phrase}\n` },
    code: 'input-invalid',
    says: ['"passphrase"', 'line break', 'printf'],
  },
  {
    bad: 'a passphrase that ends with a line break of Windows',
    inputs: { recipients: '', passphrase: `${phrase}\r\n` },
    code: 'input-invalid',
    says: ['"passphrase"', 'line break', 'printf'],
  },
  {
    bad: 'a passphrase of two lines',
    inputs: { recipients: '', passphrase: `${phrase}\nand more` },
    code: 'input-invalid',
    says: ['"passphrase"', 'line break'],
  },
  {
    bad: 'age recipients and a passphrase',
    inputs: { recipients: other.recipient, passphrase: phrase },
    code: 'input-invalid',
    says: ['"recipients"', '"passphrase"'],
  },
  {
    bad: 'recipients and no encryption',
    inputs: { recipients: other.recipient, encryption: 'none' },
    code: 'input-invalid',
    says: ['"encryption"', '"recipients"'],
  },
];
const reading: readonly Omit<BadInput, 'to'>[] = [
  {
    bad: 'an identity that does not match',
    inputs: { identity: other.identity },
    code: 'identity-mismatch',
    says: ['"identity"', other.recipient, ({ age }) => age.recipient],
  },
  {
    bad: 'an OpenPGP key for an age backup',
    inputs: () => ({ identity: pgp.privateKey }),
    code: 'identity-mismatch',
    says: ['"identity"', ({ age }) => age.recipient],
  },
  {
    bad: 'a passphrase for an age backup',
    inputs: { identity: '', passphrase: phrase },
    code: 'input-missing',
    says: ['"identity"', ({ age }) => age.recipient],
  },
  {
    bad: 'a recipient as identity',
    inputs: { identity: other.recipient },
    code: 'identity-invalid',
    says: ['"identity"', 'the public half', 'AGE-SECRET-KEY-1'],
  },
  {
    bad: 'a word as identity',
    inputs: { identity: 'hidden-word' },
    code: 'identity-invalid',
    says: ['"identity"', 'AGE-SECRET-KEY-1'],
    hides: ['hidden-word'],
  },
  {
    bad: 'an identity that is cut off',
    inputs: { identity: other.identity.slice(0, -3) },
    code: 'identity-invalid',
    says: ['"identity"', 'age-keygen'],
    hides: [other.identity.slice(0, -3)],
  },
  {
    bad: 'a key file without its line breaks',
    inputs: ({ age }) => ({ identity: age.file.replaceAll('\n', ' ') }),
    code: 'identity-invalid',
    says: ['"identity"', /on a line of its own/],
  },
  {
    bad: 'an identity in quotes',
    inputs: ({ age }) => ({ identity: `"${age.identity}"` }),
    code: 'identity-invalid',
    says: ['"identity"', 'line 1', /no quotes/],
  },
  {
    bad: 'a private key that is locked',
    inputs: () => ({ identity: pgp.locked }),
    code: 'identity-mismatch',
    says: ['"identity"'],
  },
  {
    bad: 'a passphrase that ends with a line break',
    inputs: { passphrase: `${phrase}\n` },
    code: 'input-invalid',
    says: ['"passphrase"', 'line break'],
  },
];
const resealing = ({ age }: { age: { recipient: string } }): Inputs => ({ recipients: age.recipient });

refuses('a key that cannot be used', [
  ...writing.map((row): BadInput => ({ hides, ...row, to: 'backup' })),
  ...reading.map((row): BadInput => ({ hides, ...row, to: 'restore-verify' })),
  // there, a passphrase is one to seal with
  ...reading
    .filter(({ bad }) => bad !== 'a passphrase for an age backup')
    .map((row): BadInput => ({
      ...{ hides, ...row, to: 'encrypt-and-upload' },
      inputs: async (place) => ({
        ...resealing(place),
        ...(typeof row.inputs === 'function' ? await row.inputs(place) : row.inputs),
      }),
    })),
]);
