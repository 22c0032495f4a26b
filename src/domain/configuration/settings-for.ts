import { Failure } from '../failure.ts';
import { didYouMean } from '../nearest.ts';
import { safetySourceName } from '../restore-outcome.ts';
import { type Configuration, type ConfiguredSource, levelsOf, usualKind } from './configuration.ts';
import { referencePattern } from './form.ts';
import { alternatives, settingKeys } from './keys.ts';

/** What is asked of a configuration: values for the inputs of an action that the user did not give. */
export interface Asked {
  readonly action: string;
  /** The input `source`; empty where it is not given. */
  readonly source: string;
  /** Names of all inputs that are given, and are not empty. */
  readonly given: readonly string[];
  /** What the file is called, for messages. */
  readonly file: string;
}

/** What a configuration says for one run. */
export interface FoundSettings {
  /** Absent where every source is asked for. */
  readonly source: ConfiguredSource | undefined;
  /** Texts by the names of inputs, with references to the environment still in them. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Actions that work on several kinds of backups at once. */
const manyKinds = ['prune', 'list'];
/** Actions that work on a backup that is there, of one kind. */
const oneKind = ['restore-verify', 'restore'];

/**
 * The values that a file gives to an action. The input wins over the file, the source over its environment, and that over what holds for
 * all; a level that names one of several alternatives, such as `url` and `host`, sets the others aside.
 *
 * @throws Failure `source-unknown`, or `input-missing` where the file has several sources or kinds and none is named.
 */
export function settingsFor(configuration: Configuration, asked: Asked): FoundSettings {
  const source = sourceOf(configuration, asked);
  const texts = new Map<string, string>();
  const aside = new Set(asked.given);
  for (const name of outdone(asked.given, asked.action)) aside.add(name);
  for (const level of levelsOf(configuration, source)) {
    const fresh = [...level].filter(([name]) => !aside.has(name) && !texts.has(name) && serves(name, asked.action));
    for (const [name, text] of fresh) texts.set(name, text);
    for (const name of outdone(
      fresh.map(([name]) => name),
      asked.action,
    ))
      aside.add(name);
  }
  if (asked.action === 'encrypt-and-upload') leaveBackupsAsTheyAre(texts, asked.given);
  const usual = usualKind(levelsOf(configuration, source));
  if (usual !== 'full' && oneKind.includes(asked.action) && !aside.has('kind') && !texts.has('kind'))
    texts.set('kind', usual);
  requireOneKind(texts, asked, source);
  if (source !== undefined && asked.source === '') texts.set('source', source.name);
  return { source, texts };
}

/** Values with the environment in the place of references. @throws Failure `variable-missing` that names every one that is empty */
export function resolved(
  { source, texts }: FoundSettings,
  names: readonly string[],
  variable: (name: string) => string,
  file: string,
): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  const values = [...texts]
    .filter(([name]) => names.includes(name))
    .map(([name, text]) => {
      const value = text.replace(referencePattern, (_, reference: string) => {
        const found = variable(reference);
        if (found.trim() === '') missing.set(reference, name);
        return found;
      });
      return [name, value] as const;
    });
  if (missing.size > 0) throw variableMissing(missing, source?.name, file);
  return new Map(values);
}

function variableMissing(missing: ReadonlyMap<string, string>, source: string | undefined, file: string): Failure {
  const which = [...missing].map(([variable, name]) => `${variable} ("${name}")`).join(', ');
  const [first = ''] = missing.keys();
  const whose = source === undefined ? '' : ` for ${source}`;
  return new Failure('variable-missing', `${file} asks the environment${whose} for what it does not have: ${which}`, {
    hint:
      `set it as a secret; a step of your own also has to hand it over, by "env:" with ${first}: \${{ secrets.${first} }}, and the others ` +
      'likewise; pull requests from forks have no secrets',
  });
}

function sourceOf({ sources }: Configuration, { source, action, file }: Asked): ConfiguredSource | undefined {
  const names = [...sources.keys()];
  if (source === '') {
    if (action === 'list') return undefined;
    const [only] = sources.values();
    if (only !== undefined && sources.size === 1) return only;
    throw new Failure('input-missing', `input "source" is empty, and ${file} has several`, {
      hint: `name one of ${names.join(', ')}`,
    });
  }
  // the safety backups of a restore are the source's own
  const found = sources.get(source) ?? [...sources.values()].find(({ name }) => safetySourceName(name) === source);
  if (found !== undefined) return found;
  const guess = didYouMean(source, names) || `; it has ${names.join(', ')}`;
  throw new Failure('source-unknown', `${file} has no source ${JSON.stringify(source)}${guess}`, {
    hint: 'correct the name, write the source below "sources", or give config: none to do without the file',
  });
}

function serves(name: string, action: string): boolean {
  return settingKeys[name]?.only?.includes(action) ?? true;
}

/** The names that are set aside where `names` are said. */
function outdone(names: readonly string[], action: string): readonly string[] {
  return alternatives
    .filter(({ only }) => only?.includes(action) ?? true)
    .flatMap(({ ways }) => {
      const said = ways.filter((way) => way.some((name) => names.includes(name)));
      return said.length === 0 ? [] : ways.filter((way) => !said.includes(way)).flat();
    });
}

/** An existing backup is copied byte for byte unless an input says otherwise: what the file says is for new ones. */
function leaveBackupsAsTheyAre(texts: Map<string, string>, given: readonly string[]): void {
  if (['files', 'command'].some((name) => texts.has(name) || given.includes(name))) texts.delete('kind');
  else for (const name of ['recipients', 'passphrase', 'encryption', 'compression', 'min-bytes']) texts.delete(name);
}

function requireOneKind(texts: ReadonlyMap<string, string>, asked: Asked, source: ConfiguredSource | undefined): void {
  const kinds = (texts.get('kind') ?? '').split('\n').filter((kind) => kind !== '');
  if (kinds.length < 2 || manyKinds.includes(asked.action)) return;
  throw new Failure('input-missing', `input "kind" is empty, and ${source?.name ?? asked.file} has several`, {
    hint: `write one of ${kinds.join(', ')}`,
  });
}
