import { Failure } from '../domain/failure.ts';
import { didYouMean } from '../domain/nearest.ts';
import { Secret } from '../domain/secret.ts';
import type { SandboxProvider } from '../ports/sandbox.ts';
import type { ClientEnvironment } from './given/given-server.ts';
import type { LocalSandboxOptions } from './local/local-sandboxes.ts';

/** Where sandboxes come from: `auto` takes installed server programs where there are, a docker engine otherwise. */
export type SandboxChoice = 'auto' | 'local' | 'docker' | { readonly url: Secret };

/** What any of the providers may need; see there. */
export type SandboxOptions = LocalSandboxOptions & {
  readonly psql?: string;
  readonly environmentFor: ClientEnvironment;
};

/**
 * What the input `sandbox` says.
 *
 * @throws Failure `input-invalid`, without the text, which may hold a password.
 */
export function parseSandboxChoice(text: string): SandboxChoice {
  const choice = text.trim();
  if (choice === 'auto' || choice === 'local' || choice === 'docker') return choice;
  if (/^(?:postgres(?:ql)?|mysql|mariadb):\/\//.test(choice)) return { url: new Secret(choice) };
  throw new Failure('input-invalid', 'input "sandbox" is neither auto, local, docker nor a URL', {
    hint: `write auto, local, docker or a URL such as postgresql://user:password@host:5432/postgres${didYouMean(choice, ['auto', 'local', 'docker'])}`,
  });
}

/** The provider of the choice; its code is loaded only then. */
export async function openSandboxes(choice: SandboxChoice, options: SandboxOptions): Promise<SandboxProvider> {
  if (choice === 'local') return (await import('./local/local-sandboxes.ts')).localSandboxes(options);
  if (choice === 'docker') return (await import('./docker/docker-sandboxes.ts')).dockerSandboxes(options);
  if (choice === 'auto') return automatic(options);
  return (await import('./given/given-sandboxes.ts')).givenSandboxes({ ...options, url: choice.url });
}

/** Why no private server of that flavour and version can be started on this machine; undefined where one can. */
export async function missingServer(
  server: Readonly<Record<string, string>>,
  options: LocalSandboxOptions,
): Promise<Failure | undefined> {
  return await (await import('./local/local-sandboxes.ts')).missingPrograms({ server, settings: {} }, options);
}

/** The part of a version that a sandbox shares with its source, such as `17` or `10.11`. @throws Failure `sandbox-unavailable` */
export async function seriesOf(flavour: string, version: string): Promise<string> {
  const { flavours } = await import('./local/flavours.ts');
  const found = flavours.get(flavour);
  if (found !== undefined) return found.series(version);
  throw new Failure('sandbox-unavailable', `there is no server for backups of the flavour ${JSON.stringify(flavour)}`, {
    hint: `flavours that have one: ${[...flavours.keys()].join(', ')}`,
  });
}

/** Decides at each start, since only then it is known which version is needed. */
async function automatic(options: SandboxOptions): Promise<SandboxProvider> {
  const { localSandboxes, missingPrograms } = await import('./local/local-sandboxes.ts');
  const { dockerSandboxes, hasDocker } = await import('./docker/docker-sandboxes.ts');
  const local = localSandboxes(options);
  const docker = dockerSandboxes(options);
  return {
    async start(need, signal) {
      const missing = await missingPrograms(need, options);
      if (missing === undefined) return local.start(need, signal);
      if (await hasDocker(options.launcher)) return docker.start(need, signal);
      throw new Failure(missing.code, `${missing.message}, and no docker engine answers`, {
        hint: `${missing.hint}, or start docker`,
      });
    },
    sweep: async () => (await local.sweep()) + (await docker.sweep()),
  };
}
