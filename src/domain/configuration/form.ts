/** As much of JSON Schema (draft 7) as the values of a configuration file need. Editors and the validator read the same. */
export interface ValueSchema {
  readonly type?: 'string' | 'integer' | 'boolean' | 'array';
  readonly enum?: readonly string[];
  /** With the flag `u`, as JSON Schema has it. */
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: ValueSchema;
  readonly minItems?: number;
  readonly anyOf?: readonly ValueSchema[];
}

/** What the value of a key looks like. */
export interface Form {
  readonly schema: ValueSchema;
  /** What to write instead of a value that does not fit. */
  readonly advice: string;
  /** A wrong value may hold a secret, so that no message shows it. */
  readonly isSecret?: true;
  /** The words that the value is one of, for guesses. */
  readonly words?: readonly string[];
}

/** A reference to a variable of the environment. */
export const referencePattern = /\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g;

const reference = String.raw`\$\{env:[A-Za-z_][A-Za-z0-9_]*\}`;
/** Text with references in it and no other `${`: an expression of a workflow is only text here, and never what was meant. */
const withReferences = String.raw`(?:[^$]|\$(?!\{)|${reference})*`;
const notBlank = String.raw`(?=[\s\S]*\S)`;
const noPassword = String.raw`(?![\s\S]*://[^:@/]*:[\s\S]+@)(?![\s\S]*[?&][Pp][Aa][Ss][Ss][Ww][Oo][Rr][Dd]=)`;

const text = (pattern: string): ValueSchema => ({ type: 'string', pattern: `^${pattern}$` });
const referenceAdvice = 'write a text; ${env:NAME} stands for a variable of the environment';

function listOf(item: ValueSchema, advice: string, words?: readonly string[]): Form {
  const schema = { anyOf: [item, { type: 'array', items: item, minItems: 1 } as const] };
  return { schema, advice, ...(words && { words }) };
}

/** A text that may refer to the environment. */
export const template: Form = { schema: text(notBlank + withReferences), advice: referenceAdvice };

/** One such text, or a list of them. */
export const templates = listOf(template.schema, `${referenceAdvice}; several are a list`);

/** Text as it is, such as a command: bash has its own variables. */
export const plainText: Form = {
  schema: text(String.raw`${notBlank}(?![\s\S]*\$\{\{)(?![\s\S]*\$\{env:)[\s\S]*`),
  advice: 'write a text, without ${env:…} and ${{ … }}, which mean nothing here',
};

/** One such text, or a list of them. */
export const plainTexts = listOf(plainText.schema, `${plainText.advice}; several are a list`);

/** A secret is never in the file. */
export const secret: Form = {
  schema: text(reference),
  advice: 'a secret does not belong in a file: write ${env:NAME}, and hand the secret to the step in that variable',
  isSecret: true,
};

/** A URL without a password in it, one of some words, or all of it by reference. */
export function urlOr(words: readonly string[], advice: string): Form {
  const url = String.raw`${noPassword}[a-z][a-z0-9+.]*://${withReferences}`;
  return {
    schema: { anyOf: [...(words.length > 0 ? [{ enum: words }] : []), text(`(?:${reference}|${url})`)] },
    advice,
    isSecret: true,
  };
}

/** One of some words. */
export function choice(words: readonly string[]): Form {
  return { schema: { enum: words }, advice: `write ${orList(words)}`, words };
}

/** One or more of some words. */
export function choices(words: readonly string[]): Form {
  return listOf({ enum: words }, `write ${orList(words)}; several are a list`, words);
}

/** Text of a form, which needs no reference. */
export function matching(pattern: string, advice: string): Form {
  return { schema: text(`(?:${pattern})`), advice };
}

/** A whole number, or what `pattern` says. */
export function wholeNumber(minimum: number, maximum: number, pattern: string, advice: string): Form {
  return { schema: { anyOf: [{ type: 'integer', minimum, maximum }, text(`(?:${pattern})`)] }, advice };
}

/** Sizes as `parseBytes` takes them. */
export const size: Form = {
  schema: {
    anyOf: [{ type: 'integer', minimum: 0 }, text(String.raw`\d+(?:\.\d+)?\s*(?:[KMGTPkmgtp](?:[Ii]?[Bb])?|[Bb])?`)],
  },
  advice: 'write a size such as 512MiB or 2GB',
};

/** Durations as `parseDuration` takes them. */
export const duration = matching(String.raw`(?:\d+[smhdw])+`, 'write a duration such as 30m, 26h or 30d');

/** `true`, `false`, or what `pattern` says. */
export function flagOr(pattern: string, advice: string): Form {
  return { schema: { anyOf: [{ type: 'boolean' }, text(`(?:${pattern})`)] }, advice };
}

/** Whether a value, as YAML gives it, is what a schema asks for. */
export function fits(value: unknown, schema: ValueSchema): boolean {
  if (schema.anyOf !== undefined) return schema.anyOf.some((one) => fits(value, one));
  if (schema.enum !== undefined) return schema.enum.some((word) => word === value);
  if (schema.type === 'string') return typeof value === 'string' && new RegExp(schema.pattern ?? '', 'u').test(value);
  if (schema.type === 'boolean') return typeof value === 'boolean';
  if (schema.type === 'integer') {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    return typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum;
  }
  const { items = {}, minItems = 0 } = schema;
  return Array.isArray(value) && value.length >= minItems && value.every((item) => fits(item, items));
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
