import { didYouMean } from '../nearest.ts';
import type { Configuration, ConfiguredSource, Settings } from './configuration.ts';
import { fits, type Form } from './form.ts';
import { alternatives, namePattern, settingKeys } from './keys.ts';

/** The way to a value in the file: `['sources', 'shop', 'store', 1]`. */
export type ValuePath = readonly (string | number)[];

/** Something in the file that is wrong. */
export interface Problem {
  readonly path: ValuePath;
  /** Whether it is the key at the end of the path that is wrong, not its value. */
  readonly isKey: boolean;
  readonly text: string;
}

export type Validated =
  { readonly problems: readonly Problem[] } | { readonly problems: readonly []; readonly configuration: Configuration };

type Tell = (path: ValuePath, text: string, isKey?: boolean) => void;
type Mapping = Readonly<Record<string, unknown>>;

const settingNames = Object.keys(settingKeys);

/** Reads a configuration file as YAML gives it, with numbers as numbers. Every problem is told, in the order of the file's levels. */
export function validate(value: unknown): Validated {
  const problems: Problem[] = [];
  const tell: Tell = (path, text, isKey = false) => void problems.push({ path, text, isKey });
  if (value === null || value === undefined) {
    tell([], 'the file is empty; it needs at least "sources" with one source');
    return { problems };
  }
  if (!isMapping(value)) {
    tell([], 'the file has to be keys with values, and "sources" among them');
    return { problems };
  }
  const all = settingsIn(value, [], tell, ['environments', 'sources']);
  const environments = new Map(
    namedIn(value['environments'], 'environments', tell).map(([name, entry]) => [
      name,
      settingsIn(entry, ['environments', name], tell, []),
    ]),
  );
  const entries = namedIn(value['sources'], 'sources', tell);
  if (entries.length === 0 && !Array.isArray(value['sources']) && isEmpty(value['sources'])) {
    tell(
      'sources' in value ? ['sources'] : [],
      'there is no source: write "sources" with a name below it, such as shop-prod',
    );
  }
  const sources = new Map(
    entries.map(([name, entry]) => [name, sourceIn(name, entry, [...environments.keys()], tell)]),
  );
  return problems.length > 0 ? { problems } : { problems: [], configuration: { all, environments, sources } };
}

function sourceIn(name: string, entry: Mapping, environments: readonly string[], tell: Tell): ConfiguredSource {
  const path = ['sources', name];
  const own = settingsIn(entry, path, tell, ['environment']);
  const { environment } = entry;
  if (environment === undefined) return { name, environment: undefined, own };
  if (typeof environment !== 'string' || !new RegExp(namePattern, 'u').test(environment)) {
    tell([...path, 'environment'], '"environment" has to be the name of one below "environments"');
    return { name, environment: undefined, own };
  }
  if (!environments.includes(environment)) {
    const guess = didYouMean(environment, environments) || ', write it below "environments"';
    tell([...path, 'environment'], `there is no environment ${JSON.stringify(environment)}${guess}`);
  }
  return { name, environment, own };
}

/** The entries of `environments` or `sources`, each of which may be empty. */
function namedIn(value: unknown, key: string, tell: Tell): readonly (readonly [string, Mapping])[] {
  if (value === undefined || value === null) return [];
  if (!isMapping(value)) {
    tell([key], `"${key}" has to be names with keys below them`);
    return [];
  }
  return Object.entries(value).map(([name, entry]) => {
    if (!new RegExp(namePattern, 'u').test(name)) {
      tell(
        [key, name],
        `${JSON.stringify(name)} is no usable name: use 1 to 100 letters, digits, dots, dashes or underscores`,
        true,
      );
    }
    if (entry === null || isMapping(entry)) return [name, entry ?? {}];
    tell([key, name], `${JSON.stringify(name)} has to have keys with values below it`);
    return [name, {}];
  });
}

function settingsIn(entry: Mapping, path: ValuePath, tell: Tell, besides: readonly string[]): Settings {
  const settings = new Map<string, string>();
  for (const [name, value] of Object.entries(entry)) {
    if (besides.includes(name)) continue;
    const key = Object.hasOwn(settingKeys, name) ? settingKeys[name] : undefined;
    if (key === undefined) tell([...path, name], unknownKey(name, [...besides, ...settingNames]), true);
    else if (fits(value, key.form.schema)) settings.set(name, textOf(value));
    else for (const wrong of misfits(value, name, key.form)) tell([...path, name, ...wrong.path], wrong.text);
  }
  for (const [one, other] of clashes(entry)) {
    tell([...path, other], `"${one}" and "${other}" exclude each other`, true);
  }
  return settings;
}

/** Pairs of keys of one level of which only one may be there. Schemas say so, too. */
export const exclusivePairs: readonly (readonly [string, string])[] = alternatives
  .filter(({ only }) => only === undefined)
  .flatMap(({ ways }) =>
    ways.flatMap((way, at) =>
      ways.slice(at + 1).flatMap((other) => way.flatMap((a) => other.map((b) => [a, b] as const))),
    ),
  )
  .filter((pair) => pair.every((name) => Object.hasOwn(settingKeys, name)));

function clashes(entry: Mapping): readonly (readonly [string, string])[] {
  return exclusivePairs.filter(([one, other]) => Object.hasOwn(entry, one) && Object.hasOwn(entry, other));
}

function unknownKey(name: string, known: readonly string[]): string {
  const guess = didYouMean(name, known);
  return `there is no key ${JSON.stringify(name)}${guess === '' ? `; keys are ${known.join(', ')}` : guess}`;
}

/** What is wrong with a value, item by item where it is a list. */
function misfits(value: unknown, name: string, form: Form): readonly { path: ValuePath; text: string }[] {
  const list = form.schema.anyOf?.find(({ type }) => type === 'array');
  if (Array.isArray(value) && list?.items !== undefined && value.length > 0) {
    const { items } = list;
    return value.flatMap((item: unknown, index) =>
      fits(item, items) ? [] : [{ path: [index], text: misfit(item, name, form) }],
    );
  }
  return [{ path: [], text: misfit(value, name, form) }];
}

function misfit(value: unknown, name: string, { advice, isSecret, words }: Form): string {
  if (isEmpty(value) || value === '') return `"${name}" has no value: ${advice}`;
  if (typeof value === 'string' && value.includes('${{')) {
    return `"${name}" has an expression, which only workflows know: \${env:NAME} stands for a variable of the environment`;
  }
  const shown = isSecret || !isPlain(value) ? '' : ` ${JSON.stringify(value).slice(0, 60)}`;
  const guess = typeof value === 'string' && words !== undefined ? didYouMean(value, words) : '';
  return `"${name}" cannot be${shown === '' ? ' what is written here' : shown}: ${advice}${guess}`;
}

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** A value as an input has it: lists one value a line. */
function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join('\n') : String(value);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
