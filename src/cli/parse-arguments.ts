import { Failure } from '../domain/failure.ts';
import { didYouMean } from '../domain/nearest.ts';
import { exposesSecret, fileOptionOf, variableOf, type ActionOption } from './action-options.ts';

/** What the command line knows besides the inputs of actions. */
export const ownOptions = {
  json: {
    takesValue: false,
    meaning: 'Print one JSON object on standard output: action, status, outputs, failure and report.',
  },
  quiet: { takesValue: false, meaning: 'Say only warnings and failures on standard error.' },
  summary: { takesValue: true, meaning: 'Write the summary, a page for people, as Markdown to this file.' },
  report: { takesValue: true, meaning: 'Write the report, with every detail, as JSON to this file.' },
  help: { takesValue: false, meaning: 'Print this.' },
} as const satisfies Readonly<Record<string, { readonly takesValue: boolean; readonly meaning: string }>>;

/** What was written behind the name of an action. */
export interface Arguments {
  readonly inputs: ReadonlyMap<string, string>;
  /** Paths of files that hold a secret input, by the input's name. */
  readonly secretFiles: ReadonlyMap<string, string>;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly summary: string | undefined;
  readonly report: string | undefined;
}

/** One option as it was written; undefined where nothing was written behind it. */
interface Written {
  readonly name: string;
  readonly value: string | undefined;
}

/**
 * Reads `--input value`, `--input=value` and flags. An input that is given more than once has one line for each.
 *
 * @throws Failure that names the option that is wrong and never a value, which may be secret
 */
export function parseArguments(args: readonly string[], options: readonly ActionOption[]): Arguments {
  const own = new Map<string, string>();
  const files = new Map<string, string>();
  const inputs = new Map<string, string>();
  for (const { name, value } of written(args, options)) {
    const option = options.find((one) => one.name === name);
    if (option !== undefined) {
      const given = value ?? 'true';
      if (exposesSecret(option, given)) throw exposed(option);
      inputs.set(name, inputs.has(name) ? `${inputs.get(name) ?? ''}\n${given}` : given);
      continue;
    }
    const target = name in ownOptions ? own : files;
    if (target.has(name))
      throw new Failure('input-invalid', `"--${name}" is given more than once`, { hint: 'give it once' });
    target.set(name, value ?? '');
  }
  if (own.has('summary') && own.get('summary') === own.get('report'))
    throw new Failure('input-invalid', '"--summary" and "--report" name the same file', { hint: 'give each its own' });
  const secretFiles = options.flatMap(({ name }) => {
    const path = files.get(fileOptionOf(name));
    return path === undefined ? [] : [[name, path] as const];
  });
  return {
    inputs,
    secretFiles: new Map(secretFiles),
    json: own.has('json'),
    quiet: own.has('quiet'),
    summary: own.get('summary'),
    report: own.get('report'),
  };
}

function written(args: readonly string[], options: readonly ActionOption[]): readonly Written[] {
  const found: Written[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const [, name = '', equals] = /^--([A-Za-z0-9_-]+)(=|$)/.exec(args[at] ?? '') ?? [];
    if (name === '') throw notAnOption(at);
    const form = formOf(name, options);
    const inline = equals === '=' ? (args[at] ?? '').slice(name.length + '--='.length) : undefined;
    const next = args[at + 1];
    const follows = inline === undefined && form !== 'bare' && next !== undefined && !next.startsWith('--');
    if (follows) at += 1;
    const value = inline ?? (follows ? next : undefined);
    if (form === 'value' && value === undefined) throw valueMissing(name);
    if (form === 'bare' && value !== undefined) {
      throw new Failure('input-invalid', `"--${name}" takes no value`, { hint: `write --${name} alone` });
    }
    found.push({ name, value });
  }
  return found;
}

/** `bare` stands alone, `flag` may, `value` may not. @throws Failure `input-unknown` */
function formOf(name: string, options: readonly ActionOption[]): 'bare' | 'flag' | 'value' {
  if (Object.hasOwn(ownOptions, name)) return ownOptions[name as keyof typeof ownOptions].takesValue ? 'value' : 'bare';
  const option = options.find((one) => one.name === name);
  if (option !== undefined) return option.isFlag ? 'flag' : 'value';
  const files = options.filter(({ secrecy }) => secrecy !== 'none').map((one) => fileOptionOf(one.name));
  if (files.includes(name)) return 'value';
  const known = [...options.map((one) => one.name), ...files, ...Object.keys(ownOptions)];
  throw new Failure('input-unknown', `there is no option "--${name}"`, {
    hint: `correct its name, which --help lists, or remove it${didYouMean(name, known).replace(/"(.+)"/, '"--$1"')}`,
  });
}

function notAnOption(at: number): Failure {
  return new Failure('input-unknown', `argument ${at + 1} behind the action is no option and belongs to none`, {
    hint: 'write --input value, with the value in quotes where it has spaces; --help lists the inputs',
  });
}

function valueMissing(name: string): Failure {
  return new Failure('input-missing', `"--${name}" has no value`, {
    hint: `write --${name} value, or --${name}=value where the value begins with dashes`,
  });
}

function exposed({ name, secrecy }: ActionOption): Failure {
  const what = secrecy === 'in-url' ? `the password in "--${name}"` : `"--${name}"`;
  return new Failure(
    'secret-exposed',
    `${what} can be read by everyone on this machine while it stands on the command line`,
    {
      hint: `put it in ${variableOf(name)}, or in a file and give --${fileOptionOf(name)}; if a secret stood there, change it, since it was seen`,
    },
  );
}
