import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** An input as action.yml declares it. */
export interface ActionInput {
  readonly description?: string;
  readonly required?: boolean;
  readonly default?: string;
}

/** What action.yml says about an action. */
export interface ActionMetadata {
  readonly name?: string;
  readonly description?: string;
  readonly inputs: Readonly<Record<string, ActionInput>>;
  readonly outputs: Readonly<Record<string, { readonly description?: string }>>;
  /** `using` and `main`, or, of one that is made of others, `using` and `steps`. */
  readonly runs: Readonly<Record<string, unknown>>;
  readonly branding: Readonly<Record<string, string>>;
}

/** Reads an action.yml; what it does not say is empty. */
export function readActionMetadata(path: string): ActionMetadata {
  const said = parse(readFileSync(path, 'utf8')) as Partial<ActionMetadata>;
  return { inputs: {}, outputs: {}, runs: {}, branding: {}, ...said };
}

/**
 * The value of an input that is not given, as its description states it: "`24h` by default". Inputs that the configuration file can give have
 * no `default` in action.yml, since a runner hands that over as if the user had given it.
 */
export function defaultOf({ default: value, description = '' }: ActionInput): string {
  return value ?? /`([^`]+)`(?: \([^)]*\))? by default/.exec(description)?.[1] ?? '';
}

/** Whether an input has to be given somewhere: a description says "Required", where the configuration file can give it as well. */
export function isNeeded({ required = false, description = '' }: ActionInput): boolean {
  return required || /\bRequired\b/.test(description);
}
