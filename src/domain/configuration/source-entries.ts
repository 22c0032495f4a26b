import { Failure } from '../failure.ts';
import { type BackupKind, isBackupKind } from '../kind.ts';
import { didYouMean } from '../nearest.ts';
import { type Configuration, type ConfiguredSource, levelsOf, usualKind } from './configuration.ts';
import { referencePattern } from './form.ts';
import { settingsFor } from './settings-for.ts';

/** One job of a matrix: one source, and one kind of its backups. */
export interface SourceEntry {
  readonly source: string;
  readonly kind: BackupKind;
  /** Empty where the source has none. */
  readonly environment: string;
  /** Names of the variables that hold secrets, by the input that each is for. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What is asked for; an empty list is everything. */
export interface Wanted {
  readonly sources: readonly string[];
  readonly environments: readonly string[];
  readonly kinds: readonly BackupKind[];
}

/** Inputs that may be secret, with an action that takes each from the file. */
const secrets = {
  backup: ['url', 'password', 'passphrase'],
  'restore-verify': ['passphrase', 'identity', 'sandbox'],
} as const;

/**
 * The sources of a file, in its order, once for each of their kinds.
 *
 * @throws Failure `source-unknown` for a source or an environment that the file does not have, and where nothing is left: a job with an empty
 *   matrix would do nothing, and look as if all were well.
 */
export function sourceEntries(configuration: Configuration, wanted: Wanted, file: string): readonly SourceEntry[] {
  const { sources, environments } = configuration;
  assertKnown('source', wanted.sources, [...sources.keys()], file);
  assertKnown('environment', wanted.environments, [...environments.keys()], file);
  const isIn = <T>(list: readonly T[], one: T): boolean => list.length === 0 || list.includes(one);
  const entries = [...sources.values()]
    .filter(({ name, environment = '' }) => isIn(wanted.sources, name) && isIn(wanted.environments, environment))
    .flatMap((source) => entriesOf(configuration, source, file))
    .filter(({ kind }) => isIn(wanted.kinds, kind));
  if (entries.length > 0) return entries;
  throw new Failure('source-unknown', `${file} has no source of what is asked for`, {
    hint: 'ask for more in the inputs "source", "environment" and "kind"; without them, every source is listed',
  });
}

function entriesOf(configuration: Configuration, source: ConfiguredSource, file: string): readonly SourceEntry[] {
  const textsFor = (action: string, given: readonly string[]): ReadonlyMap<string, string> =>
    settingsFor(configuration, { action, source: source.name, given, file }).texts;
  const variables: Record<string, string> = {};
  for (const [action, names] of Object.entries(secrets)) {
    const texts = textsFor(action, ['kind']);
    for (const name of names) {
      const text = texts.get(name) ?? '';
      for (const [all, variable = ''] of text.matchAll(referencePattern)) if (all === text) variables[name] = variable;
    }
  }
  const kinds: readonly BackupKind[] = (textsFor('prune', []).get('kind') ?? '').split('\n').filter(isBackupKind);
  const usual = usualKind(levelsOf(configuration, source));
  return (kinds.length > 0 ? kinds : [usual]).map((kind) => ({
    ...{ source: source.name, kind, environment: source.environment ?? '', variables },
  }));
}

function assertKnown(what: string, asked: readonly string[], known: readonly string[], file: string): void {
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const guess = didYouMean(unknown, known) || (known.length > 0 ? `; it has ${known.join(', ')}` : '');
  throw new Failure('source-unknown', `${file} has no ${what} ${JSON.stringify(unknown)}${guess}`, {
    hint: 'correct the name, or write it into the file',
  });
}
