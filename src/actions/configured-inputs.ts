import { resolved, settingsFor } from '../domain/configuration/settings-for.ts';
import type { Runtime } from '../ports/runtime.ts';
import { configFile } from './config-file.ts';
import type { Action } from './context.ts';

/** What a run knows before its configuration file is read. */
export interface GivenRun {
  readonly action: string;
  /** The text of an input as it was given; empty where it was not. */
  readonly input: (name: string) => string;
  /** Names of the inputs that were given and are not empty. */
  readonly given: readonly string[];
  readonly workFolder: string;
  readonly variable: (name: string) => string;
  readonly info: (line: string) => void;
}

/** Gives the values of inputs that the file has, of those in `names`. @throws Failure `variable-missing` */
export type ConfiguredInputs = (names: readonly string[]) => ReadonlyMap<string, string>;

/** The actions that are about the file itself. */
const readers = ['sources'];

/** What the configuration file of a run says for its inputs; the empty map where there is no file. @throws Failure about the file */
export async function configuredInputs(run: GivenRun): Promise<ConfiguredInputs> {
  const config = run.input('config').trim();
  const file = readers.includes(run.action) ? undefined : await configFile({ ...run, config });
  if (file === undefined) return () => new Map();
  const { action, given, variable } = run;
  const asked = { action, given, source: run.input('source').trim(), file: file.path };
  const settings = settingsFor(file.configuration, asked);
  const whose = settings.source === undefined ? 'every source' : settings.source.name;
  run.info(`what is not given as an input comes from ${file.path}, as it says for ${whose}`);
  return (names) =>
    resolved(
      settings,
      names.filter((name) => !given.includes(name)),
      variable,
      file.path,
    );
}

/** An action whose inputs, where they are not given, are those of the configuration file. */
export function configured(name: string, action: Action): Action {
  return async (context) => action({ ...context, runtime: await configuredRuntime(name, context.runtime) });
}

async function configuredRuntime(action: string, runtime: Runtime): Promise<Runtime> {
  const valuesFor = await configuredInputs({
    action,
    input: (name) => runtime.input(name),
    given: runtime.givenInputs(),
    workFolder: runtime.workFolder,
    variable: (name) => runtime.variable(name),
    info: (line) => runtime.info(line),
  });
  let values: ReadonlyMap<string, string> = new Map();
  return {
    ...runtime,
    expect: (names) => void (values = valuesFor(names)),
    input: (name) => {
      const given = runtime.input(name);
      return given.trim() === '' ? (values.get(name) ?? given) : given;
    },
  };
}
