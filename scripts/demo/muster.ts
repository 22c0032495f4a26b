import { print } from './screen.ts';
import { renderMarkdown } from './render-markdown.ts';
import type { World } from './world.ts';

/** What came of a run. */
export interface Told {
  readonly status: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  /** The summary, or what the command line prints in its place. */
  readonly page: string;
}

/** The id of the backup that a run took. */
export function idOf({ outputs }: Told): string {
  return outputs['backup-id'] ?? '';
}

/** Runs an action by its inputs and prints what a person sees of it. */
export type Muster = (action: string, inputs: Readonly<Record<string, string>>) => Promise<Told>;

/** Runs actions as a runner does. */
export function asAction({ job, env }: Pick<World, 'job' | 'env'>): Muster {
  return async (action, inputs) => {
    print(`\n▶ actions/${action}\n`, '');
    const onLog = (text: string): void => print(text, '  │ ');
    const { status, outputs, summary } = await job.run(action, { inputs, env, onLog });
    const page = renderMarkdown(summary);
    print(`\n${page}\n`);
    return { status, outputs, page };
  };
}

/** Runs actions as somebody does who types `muster`; secrets are in the environment. */
export function onCommandLine({ shell, env }: World): Muster {
  return async (action, inputs) => {
    const secrets = Object.entries(inputs).filter(([name]) => secretInputs.includes(name));
    const variables = secrets.map(([name, value]) => [`MUSTER_${name.toUpperCase()}`, value] as const);
    const args = Object.entries(inputs).flatMap(([name, value]) =>
      secretInputs.includes(name) ? [] : value.split('\n').flatMap((line) => optionOf(name, line)),
    );
    const shown = [...variables.map(([name]) => `${name}=…`), 'muster', action, ...args.map(quoted)];
    print(`\n$ ${shown.join(' ')}\n`, '');
    const run = await shell.muster([action, ...args], { env: { ...env, ...Object.fromEntries(variables) } });
    print(run.stderr, '  │ ');
    print(`\n${run.stdout}`);
    const outputs = Array.from(run.stdout.matchAll(/^([a-z-]+) {2,}(.*)$/gm), ([, name = '', value = '']) => [
      name,
      value,
    ]);
    return { status: run.status, outputs: Object.fromEntries(outputs) as Record<string, string>, page: run.stdout };
  };
}

const secretInputs: readonly string[] = ['url', 'identity'];

function optionOf(name: string, value: string): readonly string[] {
  return value === 'true' ? [`--${name}`] : [`--${name}`, value];
}

function quoted(word: string): string {
  return /^[\w./:=-]+$/.test(word) ? word : `'${word}'`;
}
