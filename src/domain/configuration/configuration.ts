import type { BackupKind } from '../kind.ts';

/** What the file says about one thing, by key: text as an input would have it, one value a line. */
export type Settings = ReadonlyMap<string, string>;

/** A source of the file. */
export interface ConfiguredSource {
  readonly name: string;
  readonly environment: string | undefined;
  /** What is said of this source alone. */
  readonly own: Settings;
}

/** A configuration file that is right. */
export interface Configuration {
  /** What holds for every source. */
  readonly all: Settings;
  readonly environments: ReadonlyMap<string, Settings>;
  readonly sources: ReadonlyMap<string, ConfiguredSource>;
}

/** The settings that hold for a source, nearest first: its own, those of its environment, those of every source. */
export function levelsOf(
  { all, environments }: Configuration,
  source: ConfiguredSource | undefined,
): readonly Settings[] {
  const environment = source?.environment === undefined ? undefined : environments.get(source.environment);
  return [source?.own, environment, all].filter((level) => level !== undefined);
}

/** The kind of backups that a source has where it names none: that of its `files` or `command`, or a whole database. */
export function usualKind(levels: readonly Settings[]): BackupKind {
  const nearest = levels.find((level) =>
    ['files', 'command', 'url', 'host', 'database'].some((name) => level.has(name)),
  );
  return (['files', 'command'] as const).find((kind) => nearest?.has(kind)) ?? 'full';
}
