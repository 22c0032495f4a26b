import { ProcessFailure, type Launcher } from './launcher.ts';

/** The package manager of Debian and Ubuntu: as root, or with a sudo that asks for no password. */
export interface Apt {
  readonly update: () => Promise<void>;
  readonly install: (name: string) => Promise<void>;
  /** Runs a program with the same rights. */
  readonly run: (file: string, ...args: readonly string[]) => Promise<void>;
}

/** @throws where there is no `id` */
export async function apt(launcher: Launcher): Promise<Apt> {
  const prefix = (await launcher.capture({ file: 'id', args: ['-u'] })).trim() === '0' ? [] : ['sudo', '-n'];
  const run: Apt['run'] = async (file, ...args) => {
    const words = ['DEBIAN_FRONTEND=noninteractive', 'YES=yes', file, ...args];
    await launcher.capture({ file: 'env', args: words, prefix });
  };
  return {
    run,
    update: () => run('apt-get', 'update', '-q'),
    install: (name) => run('apt-get', 'install', '-y', '--no-install-recommends', name),
  };
}

/** Why it could not be done, in its own words. */
export function aptReason(thrown: unknown): string {
  if (!(thrown instanceof ProcessFailure)) return 'apt-get or sudo is not here';
  const { stderr } = thrown;
  return /^E: (.*)$/m.exec(stderr)?.[1] ?? /^(sudo: .*)$/m.exec(stderr)?.[1] ?? 'apt-get ended with an error';
}
