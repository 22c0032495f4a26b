import { readFile } from 'node:fs/promises';
import { Failure, messageOf } from '../domain/failure.ts';
import { fileOptionOf, variableOf, type ActionOption } from './action-options.ts';
import type { EnvironmentInputs } from './environment-inputs.ts';
import type { Arguments } from './parse-arguments.ts';

/** Where an input can come from. The command line counts before the environment, and both before what action.yml says. */
export interface GivenInputs {
  readonly options: readonly ActionOption[];
  readonly args: Pick<Arguments, 'inputs' | 'secretFiles'>;
  readonly environment: EnvironmentInputs;
}

/** The value of every input. @throws Failure where one is missing, given in two ways at once, or in a file that cannot be read */
export async function givenInputs({ options, args, environment }: GivenInputs): Promise<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  for (const { name, otherwise, isRequired } of options) {
    const [option, variable] = [`--${fileOptionOf(name)}`, variableOf(fileOptionOf(name))];
    const value =
      (await oneOf(args, name, [`--${name}`, option])) ??
      (await oneOf(environment, name, [variableOf(name), variable])) ??
      otherwise;
    if (isRequired && value.trim() === '') {
      throw new Failure('input-missing', `"--${name}" is missing`, {
        hint: `give it, or set ${variableOf(name)}; --help says what it is`,
      });
    }
    values.set(name, value);
  }
  return values;
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
