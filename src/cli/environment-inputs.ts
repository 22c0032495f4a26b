import { Failure } from '../domain/failure.ts';
import { nearest } from '../domain/nearest.ts';
import type { Environment } from '../platform/environment.ts';
import { fileOptionOf, variableOf, type ActionOption } from './action-options.ts';

/** What Muster itself sets for the commands that it starts, which may call it again. */
const ownVariables = ['MUSTER_SANDBOX_URL', 'MUSTER_TARGET_URL'];

/** Inputs that come from the environment. */
export interface EnvironmentInputs {
  readonly inputs: ReadonlyMap<string, string>;
  /** Paths of files that hold a secret input, by the input's name. */
  readonly secretFiles: ReadonlyMap<string, string>;
}

/**
 * Reads `MUSTER_<INPUT>` and `MUSTER_<INPUT>_FILE`. One environment serves several actions, so that variables for the inputs of another
 * action are left alone, and so is what resembles none.
 *
 * @param options of the action that runs. @param known options of all actions.
 * @throws Failure `input-unknown` for a variable whose name is nearly that of an input
 */
export function environmentInputs(
  environment: Environment,
  options: readonly ActionOption[],
  known: readonly ActionOption[],
): EnvironmentInputs {
  rejectMisspelt(environment, [...known.flatMap(variablesOf), ...ownVariables]);
  const read = (variable: (name: string) => string, from: readonly ActionOption[]): ReadonlyMap<string, string> =>
    new Map(
      from.flatMap(({ name }) => {
        const value = environment[variable(name)] ?? '';
        return value === '' ? [] : [[name, value] as const];
      }),
    );
  return {
    inputs: read(variableOf, options),
    secretFiles: read((name) => variableOf(fileOptionOf(name)), options.filter(isSecret)),
  };
}

function rejectMisspelt(environment: Environment, known: readonly string[]): void {
  const prefix = variableOf('');
  for (const variable of Object.keys(environment)) {
    if (!variable.startsWith(prefix) || known.includes(variable)) continue;
    const bare = variable.slice(prefix.length);
    const guess = nearest(
      bare,
      known.map((one) => one.slice(prefix.length)),
    );
    if (guess === undefined) continue;
    throw new Failure('input-unknown', `the environment has ${variable}, which is no input`, {
      hint: `remove it, or correct its name, did you mean ${prefix}${guess}?`,
    });
  }
}

function variablesOf(option: ActionOption): readonly string[] {
  const names = isSecret(option) ? [option.name, fileOptionOf(option.name)] : [option.name];
  return names.map(variableOf);
}

function isSecret({ secrecy }: ActionOption): boolean {
  return secrecy !== 'none';
}
