import { type ActionInput, type ActionMetadata, defaultOf, isNeeded } from './action-metadata.ts';

/** Where an input holds a secret: it is one, or it is a URL with one inside. */
export type Secrecy = 'none' | 'whole' | 'in-url';

/** An input of an action as an option of the command line. */
export interface ActionOption {
  /** Without the dashes. */
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  /** The value where none is given. */
  readonly otherwise: string;
  /** Whether the option alone, without a value, means `true`. */
  readonly isFlag: boolean;
  readonly secrecy: Secrecy;
}

/** The options of an action, in the order of its action.yml. */
export function optionsOf({ inputs }: Pick<ActionMetadata, 'inputs'>): readonly ActionOption[] {
  return Object.entries(inputs).map(([name, input]) => ({
    name,
    description: (input.description ?? '').trim(),
    isRequired: isNeeded(input),
    otherwise: input.default ?? '',
    isFlag: ['true', 'false'].includes(defaultOf(input)),
    secrecy: secrecyOf(input),
  }));
}

/** The environment variable that an input can come from, e.g. `MUSTER_KEEP_LAST`. */
export function variableOf(name: string): string {
  return `MUSTER_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** The option, without the dashes, that names a file in which a secret input is. */
export function fileOptionOf(name: string): string {
  return `${name}-file`;
}

/** Whether others would learn a secret from a value that stands on the command line. */
export function exposesSecret({ secrecy }: Pick<ActionOption, 'secrecy'>, value: string): boolean {
  if (secrecy === 'none' || value.trim() === '') return false;
  return secrecy === 'whole' || /:\/\/[^:@/]*:.+@/s.test(value) || /password=./i.test(value);
}

/** A description in action.yml says "a secret" of an input that holds one, and "URL" where only a part of it is secret. */
function secrecyOf({ description = '' }: ActionInput): Secrecy {
  if (!/\ba secret\b/.test(description)) return 'none';
  return /\bURL\b/.test(description) ? 'in-url' : 'whole';
}
