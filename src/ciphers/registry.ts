import { Failure } from '../domain/failure.ts';
import type { ManifestEncryption } from '../domain/manifest.ts';
import { parseIdentities, parseRecipients } from '../domain/recipient.ts';
import { emptySecretHint, oneLine, type Secret } from '../domain/secret.ts';
import type { Cipher, Opener } from '../ports/cipher.ts';
import { plainCipher, plainOpener } from './plain.ts';

// The libraries are loaded when a cipher is made: a run needs one of them at most.

/** The inputs that say who can open a backup; empty ones count as not given. */
export interface SealingInputs {
  readonly recipients?: string | undefined;
  readonly passphrase?: Secret | undefined;
  /** `none`, or nothing. */
  readonly encryption?: string | undefined;
}

/** What a reader has to open a backup, and the format that its manifest names. */
export interface OpeningInputs {
  readonly format: ManifestEncryption['format'];
  readonly identity?: Secret | undefined;
  readonly passphrase?: Secret | undefined;
}

/**
 * The cipher that a writer's inputs ask for: age or OpenPGP by the form of the recipients, OpenPGP for a passphrase, none only in words.
 *
 * @throws Failure `input-missing` where nothing is given, `input-invalid` where inputs contradict each other, `recipient-invalid`.
 */
export async function openCipher(inputs: SealingInputs): Promise<Cipher> {
  const recipients = inputs.recipients?.trim() === '' ? undefined : inputs.recipients;
  const passphrase = usablePassphrase(inputs.passphrase);
  if (isPlainAsked(inputs.encryption)) {
    if (recipients === undefined && passphrase === undefined) return plainCipher();
    const other = recipients === undefined ? 'passphrase' : 'recipients';
    throw new Failure('input-invalid', `input "encryption" is none, but "${other}" is given`, {
      hint: `remove one of the two: with "${other}" the backup is encrypted`,
    });
  }
  if (recipients === undefined) {
    if (passphrase === undefined) throw nobodyCanOpen();
    return openPgp([], passphrase);
  }
  const { format, keys } = parseRecipients(recipients);
  if (format === 'openpgp') return openPgp(keys, passphrase);
  if (passphrase !== undefined) {
    throw new Failure(
      'input-invalid',
      'inputs "passphrase" and "recipients" exclude each other where the recipients are age keys',
      {
        hint: 'remove the input "passphrase", or give OpenPGP keys in "recipients"',
      },
    );
  }
  return (await import('./age/age.ts')).ageCipher(keys);
}

/**
 * The opener for backups of a format.
 *
 * @throws Failure `input-missing` where what the format needs is not given, `identity-mismatch` where the identity is for the other format,
 *   `identity-invalid`, `input-invalid`.
 */
export async function openOpener(inputs: OpeningInputs): Promise<Opener> {
  if (inputs.format === 'none') return plainOpener();
  const passphrase = usablePassphrase(inputs.passphrase);
  const text = inputs.identity?.reveal() ?? '';
  const identities = text.trim() === '' ? undefined : parseIdentities(text);
  const keys = identities?.format === inputs.format ? identities.keys : [];
  const canUsePassphrase = inputs.format === 'openpgp' && passphrase !== undefined;
  if (keys.length === 0 && !canUsePassphrase) throw nothingToOpenWith(inputs.format, identities?.format);
  if (inputs.format === 'age') return (await import('./age/age.ts')).ageOpener(keys);
  return (await import('./openpgp/openpgp.ts')).openPgpOpener({ armoredKeys: keys, passphrase });
}

/**
 * The cipher for those who hold an identity or a passphrase: it seals for the public half, which no manifest is asked for, since whoever may
 * write to a store could name himself in one.
 *
 * @throws Failure `input-missing` where neither is given, `identity-invalid`, `recipient-invalid` for a key that expired.
 */
export async function openCounterpart({ identity, passphrase }: Omit<OpeningInputs, 'format'>): Promise<Cipher> {
  const text = identity?.reveal() ?? '';
  if (text.trim() === '') return await openCipher({ passphrase });
  const { format, keys } = parseIdentities(text);
  if (format === 'age') {
    const { ageCipher, ageRecipientsOf } = await import('./age/age.ts');
    return ageCipher(await ageRecipientsOf(keys));
  }
  const { publicHalvesOf } = await import('./openpgp/keys.ts');
  return await openPgp(await publicHalvesOf(keys), undefined);
}

async function openPgp(armoredKeys: readonly string[], passphrase: Secret | undefined): Promise<Cipher> {
  return (await import('./openpgp/openpgp.ts')).openPgpCipher({ armoredKeys, passphrase });
}

function isPlainAsked(encryption = ''): boolean {
  if (encryption.trim() === '') return false;
  if (encryption.trim() === 'none') return true;
  throw new Failure('input-invalid', `input "encryption" is unknown: ${JSON.stringify(encryption)}`, {
    hint: 'write none, or leave it out: how a backup is encrypted follows from "recipients" and "passphrase"',
  });
}

function usablePassphrase(passphrase: Secret | undefined): Secret | undefined {
  const text = passphrase?.reveal().trim() ?? '';
  // a recipient is public: whoever knows it could open what is sealed with it as a passphrase
  if (/^age1[a-z0-9]{58}$/i.test(text)) throw misplaced('an age recipient', 'recipients');
  if (/^AGE-SECRET-KEY-/i.test(text)) throw misplaced('an age identity', 'identity');
  return passphrase === undefined || passphrase.reveal() === '' ? undefined : oneLine(passphrase, 'passphrase');
}

function misplaced(what: string, input: string): Failure {
  return new Failure('input-invalid', `input "passphrase" is ${what}`, { hint: `give it in input "${input}"` });
}

function nobodyCanOpen(): Failure {
  return new Failure(
    'input-missing',
    'inputs "recipients" and "passphrase" are empty, so nobody could open the backup',
    {
      hint: `give age or OpenPGP public keys, or a passphrase, or write \`encryption: none\`; ${emptySecretHint}`,
    },
  );
}

function nothingToOpenWith(format: 'age' | 'openpgp', given: string | undefined): Failure {
  const names = { age: 'age', openpgp: 'OpenPGP' };
  if (given === 'age' || given === 'openpgp') {
    return new Failure(
      'identity-mismatch',
      `input "identity" holds a key for ${names[given]}, and the backup is sealed with ${names[format]}`,
    );
  }
  const needed = format === 'age' ? 'input "identity" is empty' : 'inputs "identity" and "passphrase" are empty';
  return new Failure('input-missing', `${needed}, and the backup is sealed with ${names[format]}`);
}
