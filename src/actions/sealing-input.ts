import { openCipher, openOpener } from '../ciphers/registry.ts';
import { codecNamed } from '../codecs/registry.ts';
import type { Keys } from '../pipeline/backup-reader.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { InputReader } from './input-reader.ts';

/** Inputs that say who can open what is written. */
export const sealingInputNames = ['recipients', 'passphrase', 'encryption'] as const;

/** Inputs with which what was written is opened. */
export const openingInputNames = ['identity', 'passphrase'] as const;

/** Whether any input says who can open what is written. */
export function hasSealing(inputs: InputReader): boolean {
  return (
    ['recipients', 'encryption'].some((name) => inputs.text(name) !== '') || inputs.secret('passphrase') !== undefined
  );
}

/** The cipher that the inputs ask for. @throws Failure `input-missing` where they ask for none, not even in words */
export async function sealingInput(inputs: InputReader): Promise<Cipher> {
  return await openCipher({
    recipients: inputs.text('recipients'),
    passphrase: inputs.secret('passphrase'),
    encryption: inputs.text('encryption'),
  });
}

/** The keys with which backups are opened; what is missing is said only when a backup asks for it. */
export function openingInput(inputs: InputReader): Keys {
  const identity = inputs.secret('identity');
  const passphrase = inputs.secret('passphrase');
  return {
    codecNamed,
    openerFor: ({ format }) => openOpener({ format, ...(identity && { identity }), ...(passphrase && { passphrase }) }),
  };
}
