import { Failure } from './failure.ts';
import type { FailureCode } from './failure-codes.ts';

/** Keys as they were given, all of one format, since a sealed object has one. For OpenPGP each is an armored block. */
export interface KeyTexts {
  readonly format: 'age' | 'openpgp';
  readonly keys: readonly string[];
}

interface Entry {
  readonly text: string;
  /** Where it begins, 1 for the first. */
  readonly line: number;
}

/** What a text that begins like this is, and what to say where it is not what was asked for. */
interface Form {
  readonly begins: RegExp;
  readonly is: 'public' | 'private' | 'unusable';
  readonly format?: KeyTexts['format'];
  readonly what: string;
  readonly hint?: string;
  /** How to come by its other half. */
  readonly otherHalf?: string;
}

const useAgeKey =
  'make an age key with `age-keygen`; its recipient begins with age1, its identity with AGE-SECRET-KEY-1';

const ageHalves = {
  public: 'the line of the key file that begins with "# public key: ", or what `age-keygen -y` prints',
  private: 'the line of the key file that begins with AGE-SECRET-KEY-1',
};
const pgpHalves = {
  public: 'what `gpg --armor --export` prints',
  private: 'what `gpg --armor --export-secret-keys` prints',
};

const ageIdentity: Form = {
  begins: /^AGE-SECRET-KEY-(?:PQ-)?1/i,
  is: 'private',
  format: 'age',
  what: 'an age identity',
  otherHalf: ageHalves.public,
};

const forms: readonly Form[] = [
  ageIdentity,
  { begins: /^AGE-PLUGIN-/i, is: 'unusable', what: 'an identity of an age plugin', hint: useAgeKey },
  { begins: /^age1pq1/i, is: 'public', format: 'age', what: 'an age recipient', otherHalf: ageHalves.private },
  { begins: /^age1[a-z0-9+._-]*1/i, is: 'unusable', what: 'a recipient of an age plugin', hint: useAgeKey },
  { begins: /^age1/i, is: 'public', format: 'age', what: 'an age recipient', otherHalf: ageHalves.private },
  {
    begins: /^-----BEGIN PGP PUBLIC KEY/,
    is: 'public',
    format: 'openpgp',
    what: 'an OpenPGP public key',
    otherHalf: pgpHalves.private,
  },
  {
    begins: /^-----BEGIN PGP PRIVATE KEY/,
    is: 'private',
    format: 'openpgp',
    what: 'an OpenPGP private key',
    otherHalf: pgpHalves.public,
  },
  {
    begins: /^-----BEGIN PGP/,
    is: 'unusable',
    what: 'an OpenPGP message, not a key',
    hint: 'export the key with `gpg --armor --export`',
  },
  {
    begins: /^(?:-----BEGIN AGE|age-encryption\.org\/)/, // with --armor, and without
    is: 'unusable',
    what: 'an encrypted age file',
    hint: 'decrypt the identity first, with `age --decrypt`, and give what that prints',
  },
  {
    begins: /^-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    is: 'unusable',
    what: 'a private key of SSH or TLS',
    hint: useAgeKey,
  },
  { begins: /^(?:ssh-|ecdsa-|sk-)/, is: 'unusable', what: 'an SSH key', hint: useAgeKey },
  {
    begins: /^(?:[0-9A-F]{4} ?){2,10}$|^0x[0-9A-F]+$|^\S+@\S+$/i,
    is: 'unusable',
    what: 'the name of a key, not the key',
    hint: 'there is no keyring to look it up in: give the block that `gpg --armor --export` prints',
  },
];

const crowded: Form = {
  begins: /^/,
  is: 'unusable',
  what: 'more than an age key',
  hint: 'write one key a line and nothing else on it: no quotes, commas or words',
};

const unknownForm: Form = { begins: /^/, is: 'unusable', what: 'no key that Muster knows' };

/**
 * The public keys in the input `recipients`: age recipients, one per line, or armored OpenPGP blocks. Blank lines and lines that begin with
 * `#` are skipped. The keys' own checksums are not looked at here.
 *
 * @throws Failure `recipient-invalid`, which names a line and never shows it.
 */
export function parseRecipients(text: string): KeyTexts {
  return parseKeys(text, { input: 'recipients', side: 'public', code: 'recipient-invalid' });
}

/**
 * The private keys in the input `identity`, in the forms that `age-keygen` and `gpg --armor --export-secret-keys` write.
 *
 * @throws Failure `identity-invalid`, which names a line and never shows it.
 */
export function parseIdentities(text: string): KeyTexts {
  return parseKeys(text, { input: 'identity', side: 'private', code: 'identity-invalid' });
}

interface Wanted {
  readonly input: 'recipients' | 'identity';
  readonly side: 'public' | 'private';
  readonly code: FailureCode;
}

function parseKeys(text: string, wanted: Wanted): KeyTexts {
  const entries = entriesOf(text, wanted);
  const formats = new Set(entries.map((entry) => formatOf(entry, wanted)));
  const [format] = formats;
  if (format === undefined) {
    const details = agePart.test(text)
      ? { hint: 'give the key on a line of its own: what begins with # is a comment up to the end of its line' }
      : {};
    throw new Failure(wanted.code, `input "${wanted.input}" holds no key, only comments`, details);
  }
  if (formats.size > 1) {
    throw new Failure(wanted.code, `input "${wanted.input}" mixes age and OpenPGP keys`, {
      hint: 'give keys of one kind: a backup is sealed in one format',
    });
  }
  return { format, keys: entries.map((entry) => entry.text) };
}

/** An age key wherever it stands in a text. */
const agePart = /(?:^|[^a-z0-9])age1[a-z0-9]{20}|AGE-SECRET-KEY-/i;

function formatOf(entry: Entry, { input, side, code }: Wanted): KeyTexts['format'] {
  const { line } = entry;
  const form = formOf(entry, side);
  if (form.is === side && form.format !== undefined) return form.format;
  const where = `line ${line} of input "${input}" is ${form.what}`;
  const { otherHalf = 'the other half of the key' } = form;
  if (form.is === 'private') {
    throw new Failure(code, `${where}, the private half`, {
      hint: `give the public half, ${otherHalf}; the private half must never be on a machine that backs up: replace this key`,
    });
  }
  if (form.is === 'public') throw new Failure(code, `${where}, the public half`, { hint: `give ${otherHalf}` });
  throw new Failure(code, where, form.hint === undefined ? {} : { hint: form.hint });
}

function formOf({ text }: Entry, side: Wanted['side']): Form {
  const form = forms.find(({ begins }) => begins.test(text)) ?? unknownForm;
  if (text.startsWith('-----BEGIN ') || (form.is === 'unusable' && form !== unknownForm)) return form;
  // in whatever it was pasted along with, and never to be shown as a recipient that is not whole
  if (side === 'public' && /AGE-SECRET-KEY-/i.test(text)) return ageIdentity;
  return agePart.test(text) && /[^a-z0-9-]/i.test(text) ? crowded : form;
}

function entriesOf(text: string, { input, code }: Wanted): readonly Entry[] {
  const entries: Entry[] = [];
  let block: { lines: string[]; line: number } | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (block !== undefined) block.lines.push(line);
    else if (line.startsWith('-----BEGIN ')) block = { lines: [line], line: index + 1 };
    else if (line !== '' && !line.startsWith('#')) entries.push({ text: line, line: index + 1 });
    if (block !== undefined && line === block.lines[0]?.replace('BEGIN', 'END')) {
      entries.push({ text: `${block.lines.join('\n')}\n`, line: block.line });
      block = undefined;
    }
  }
  if (block !== undefined) {
    throw new Failure(code, `the block that begins at line ${block.line} of input "${input}" has no end`, {
      hint: 'give the whole block, from its BEGIN line to its END line, with its line breaks',
    });
  }
  return entries;
}
