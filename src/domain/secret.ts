import { Failure } from './failure.ts';

/** For the hint of whatever ends for want of a secret. */
export const emptySecretHint =
  'a secret is empty where the workflow may not read it: pull requests from forks have no secrets';

/** For the hint where a secret has a line break that was stored along. */
export const lineBreakHint =
  'store the secret again without it, for example with `printf %s "$VALUE" | gh secret set NAME`';

/** For the hint where a secret stands in quotes that were stored along. */
export const quotesHint = 'store the secret again without them';

/** A text that must not be shown: it prints as `***` wherever it is turned into text by accident. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. Hand it to a tool by file, environment or standard input, never by argument. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}

/**
 * A secret that has to be one line, as passwords and passphrases have to be: nobody can type a line break, `gpg` reads no further than the
 * first one, and a server takes it for a part of the password. It is mostly pasted along, so it is refused rather than guessed away.
 *
 * @param input the input's name. @throws Failure `input-invalid`
 */
export function oneLine(secret: Secret, input: string): Secret {
  const text = secret.reveal();
  if (!/[\r\n]/.test(text)) return secret;
  const where = /^[^\r\n]*[\r\n]+$/.test(text) ? 'ends with a line break' : 'has a line break in it';
  throw new Failure('input-invalid', `input "${input}" ${where}`, {
    hint: lineBreakHint,
  });
}
