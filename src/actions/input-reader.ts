import { Failure } from '../domain/failure.ts';
import { didYouMean } from '../domain/nearest.ts';
import { Secret } from '../domain/secret.ts';
import type { Runtime } from '../ports/runtime.ts';
import { hiderOn, isHideable } from './masking.ts';

/** Reads the inputs of one action; what is wrong with one is a `Failure` that names it. */
export interface InputReader {
  /** Trimmed; `otherwise` where it is empty. */
  text(name: string, otherwise?: string): string;
  required(name: string): string;
  oneOf<const T extends string>(name: string, choices: readonly T[], otherwise: T): T;
  flag(name: string, otherwise: boolean): boolean;
  /** Lines that are neither empty nor comments (`#`), trimmed. */
  lines(name: string): readonly string[];
  /** As given, and masked in all output from here on as far as that hides it; undefined where it is empty. */
  secret(name: string): Secret | undefined;
  /**
   * Masks a text that is a secret, or says once that masking would show it.
   *
   * @param what for people: `input "password"`
   * @param beside what else came with it and is no secret
   */
  hide(text: string, what: string, beside?: string): void;
}

/** Inputs that are secrets, or have one in them: those whose description in action.yml says "a secret". */
export const secretInputs = ['url', 'sandbox', 'password', 'passphrase', 'identity', 'github-token'];

/**
 * @param known every input that the action has.
 * @param configurable those of them that the configuration file may give in this run.
 * @throws Failure `input-unknown` where another one is given.
 */
export function inputReader(
  runtime: Runtime,
  known: readonly string[],
  configurable: readonly string[] = known,
): InputReader {
  for (const name of runtime.givenInputs()) {
    if (!known.includes(name)) throw unknownInput(name, known);
  }
  runtime.expect?.(configurable);
  const text = (name: string, otherwise = ''): string => runtime.input(name).trim() || otherwise;
  const secrets = new Set(secretInputs);
  const open = (): readonly string[] => known.filter((name) => !secrets.has(name)).map((name) => text(name));
  const hide = hiderOn(runtime, open);
  return {
    text,
    required(name) {
      const value = text(name);
      if (value === '') throw new Failure('input-missing', `input "${name}" is empty`);
      return value;
    },
    oneOf(name, choices, otherwise) {
      const value = text(name, otherwise);
      const choice = choices.find((candidate) => candidate === value);
      if (choice !== undefined) return choice;
      throw new Failure('input-invalid', `input "${name}" cannot be ${JSON.stringify(value)}`, {
        hint: `write one of ${choices.join(', ')}${didYouMean(value, choices)}`,
      });
    },
    flag(name, otherwise) {
      const value = text(name, String(otherwise)).toLowerCase();
      if (value === 'true' || value === 'false') return value === 'true';
      throw new Failure('input-invalid', `input "${name}" is neither true nor false: ${JSON.stringify(value)}`, {
        hint: 'write true or false',
      });
    },
    lines: (name) =>
      runtime
        .input(name)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#')),
    secret(name) {
      const value = runtime.input(name);
      if (value.trim() === '') return undefined;
      secrets.add(name);
      hide(value, `input "${name}"`);
      // whoever reads it may trim it; a short line of a key is none that anybody would know it by
      const forms = new Set([value, ...value.split('\n')].map((form) => form.trim()));
      for (const form of forms) if (isHideable(form, open())) runtime.mask(form);
      return new Secret(value);
    },
    hide,
  };
}

function unknownInput(name: string, known: readonly string[]): Failure {
  const guess = didYouMean(name, known);
  const hint = guess === '' ? `; there are ${known.join(', ')}` : guess;
  return new Failure('input-unknown', `there is no input "${name}"`, { hint: `remove it, or correct its name${hint}` });
}
