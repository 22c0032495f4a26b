import type { Failure } from '../domain/failure.ts';
import { emptySecretHint, lineBreakHint, quotesHint } from '../domain/secret.ts';
import { fileOptionOf, variableOf, type ActionOption } from './action-options.ts';

/**
 * The hint of a failure in the words of a command line: `confirm: shop` is `--confirm shop`, and a secret is one of an option and a variable
 * rather than of a repository.
 *
 * @param options of the action that failed
 */
export function commandLineHint(
  { message, hint }: Pick<Failure, 'message' | 'hint'>,
  options: readonly Pick<ActionOption, 'name' | 'secrecy'>[],
): string {
  const asOptions = options.reduce(
    (text, { name }) => text.replaceAll(new RegExp(`(?<![\\w-])${name}: (?=\\S)`, 'g'), `--${name} `),
    hint,
  );
  const secrets = options.filter(({ secrecy }) => secrecy !== 'none').map(({ name }) => name);
  return asOptions
    .replace(emptySecretHint, () =>
      whereFrom(secretsIn(emptyIn(message) ?? hint, secrets), emptyOption(message, options)),
    )
    .replace(lineBreakHint, () => ['take it out of', ...secretsIn(message, secrets).map(placesOf)].join(' '))
    .replace(quotesHint, () => `take them out of the option, ${secretsIn(message, secrets).map(placesOf).join()}`);
}

/** The part of a message that names the inputs that are empty. */
function emptyIn(message: string): string | undefined {
  return /inputs? "[a-z-]+"(?: and "[a-z-]+")* (?:is|are) empty/.exec(message)?.[0];
}

function secretsIn(text: string, secrets: readonly string[]): readonly string[] {
  return secrets.filter((name) => text.includes(`"${name}"`));
}

/** The one input that is empty, and is no secret. */
function emptyOption(message: string, options: readonly Pick<ActionOption, 'name'>[]): string | undefined {
  const name = /input "([a-z-]+)" is empty/.exec(message)?.[1];
  return options.some((option) => option.name === name) ? name : undefined;
}

/** Credentials of a store come by no input. */
function whereFrom(names: readonly string[], option: string | undefined): string {
  if (names.length === 0 && option !== undefined) return `it comes from --${option} or ${variableOf(option)}`;
  if (names.length === 0) return 'look whether the environment variable that it comes from is set';
  return names.map((name) => `"${name}" comes from ${placesOf(name)}`).join(', ');
}

function placesOf(name: string): string {
  return `${variableOf(name)} or the file of --${fileOptionOf(name)}`;
}
