import { readFile } from 'node:fs/promises';
import { Failure, messageOf } from '../domain/failure.ts';
import { fileOptionOf, variableOf, type ActionOption } from './action-options.ts';
import type { EnvironmentInputs } from './environment-inputs.ts';
import type { Arguments } from './parse-arguments.ts';

/** Where an input can be given. The command line counts before the environment, and both before the configuration file. */
export interface GivenInputs {
  readonly options: readonly ActionOption[];
  readonly args: Pick<Arguments, 'inputs' | 'secretFiles'>;
  readonly environment: EnvironmentInputs;
}

/** The inputs that are given and not empty. @throws Failure where one is given in two ways at once, or in a file that cannot be read */
export async function givenInputs({ options, args, environment }: GivenInputs): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const { name } of options) {
    const [option, variable] = [`--${fileOptionOf(name)}`, variableOf(fileOptionOf(name))];
    const value =
      (await oneOf(args, name, [`--${name}`, option])) ??
      (await oneOf(environment, name, [variableOf(name), variable])) ??
      '';
    if (value.trim() !== '') values.set(name, value);
  }
  return values;
}

/** The value of every input: as it was given, as the configuration file says, or as action.yml does. @throws Failure where one is missing */
export function completeInputs(
  options: readonly ActionOption[],
  given: ReadonlyMap<string, string>,
  configured: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map(
    options.map(({ name, description, otherwise, isRequired }) => {
      const value = given.get(name) ?? configured.get(name) ?? otherwise;
      if (!isRequired || value.trim() !== '') return [name, value];
      const places = /\bconfiguration file\b/.test(description)
        ? `give it, set ${variableOf(name)}, or write it into muster.yml`
        : `give it, or set ${variableOf(name)}`;
      throw new Failure('input-missing', `"--${name}" is missing`, { hint: `${places}; --help says what it is` });
    }),
  );
}

/** @param labels what the user calls the value and the file */
async function oneOf(
  { inputs, secretFiles }: GivenInputs['args'],
  name: string,
  [value, file]: readonly [value: string, file: string],
): Promise<string | undefined> {
  const path = secretFiles.get(name);
  if (path === undefined) return inputs.get(name);
  if (!inputs.has(name)) return await secretIn(path, file);
  throw new Failure('input-invalid', `${value} and ${file} exclude each other`, { hint: 'give one of them' });
}

/** The text of a file without the line break at its end, which editors add. */
async function secretIn(path: string, label: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch (cause) {
    throw new Failure('input-invalid', `the file of ${label} cannot be read: ${messageOf(cause)}`, {
      hint: 'give the path of a file that this account may read',
      cause,
    });
  }
}
