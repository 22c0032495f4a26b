import { Failure } from '../domain/failure.ts';
import type { ManifestEncryption } from '../domain/manifest.ts';
import { parseIdentities, parseRecipients } from '../domain/recipient.ts';
import type { Secret } from '../domain/secret.ts';
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
    throw new Failure('input-invalid', 'input "encryption" is none, but there are recipients or a passphrase', {
      hint: 'remove `encryption: none`, or the other inputs',
    });
  }
  if (recipients === undefined) {
    if (passphrase === undefined) throw nobodyCanOpen();
    return openPgp([], passphrase);
  }
  const { format, keys } = parseRecipients(recipients);
  if (format === 'openpgp') return openPgp(keys, passphrase);
  if (passphrase !== undefined) {
    throw new Failure('input-invalid', 'age recipients and a passphrase cannot be used together', {
      hint: 'remove the input "passphrase", or give OpenPGP keys in "recipients"',
    });
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

/** A passphrase with a line break at its end works here and fails at a keyboard, where nobody can type it: it is refused. */
function usablePassphrase(passphrase: Secret | undefined): Secret | undefined {
  const text = passphrase?.reveal() ?? '';
  if (text === '') return undefined;
  if (/[\r\n]$/.test(text)) {
    throw new Failure('input-invalid', 'input "passphrase" ends with a line break', {
      hint: 'store the secret again without it, for example with `printf %s "$PASSPHRASE" | gh secret set …`',
    });
  }
  return passphrase;
}

function nobodyCanOpen(): Failure {
  return new Failure('input-missing', 'nothing says who can open the backup', {
    hint: 'give `recipients` (age or OpenPGP public keys) or a `passphrase`, or write `encryption: none`; a secret is empty in pull requests from forks',
  });
}

function nothingToOpenWith(format: 'age' | 'openpgp', given: string | undefined): Failure {
  const names = { age: 'age', openpgp: 'OpenPGP' };
  if (given === 'age' || given === 'openpgp') {
    return new Failure(
      'identity-mismatch',
      `the backup is sealed with ${names[format]}, the identity is for ${names[given]}`,
    );
  }
  const needed = format === 'age' ? 'an `identity`' : 'an `identity` or the `passphrase`';
  return new Failure(
    'input-missing',
    `the backup is sealed with ${names[format]} and there is nothing to open it with`,
    {
      hint: `give ${needed}; a secret is empty where the workflow may not read it, as in pull requests from forks`,
    },
  );
}
