import { Failure } from '../../domain/failure.ts';
import { ProcessFailure, type Command, type Launcher } from '../../process/launcher.ts';

/** Registers apt.postgresql.org; comes with the package postgresql-common of Debian and Ubuntu. */
export const registerRepository = '/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh';

/**
 * Installs the client tools of one major version, or the distribution's own where none is given, with apt: as root, or with a sudo that asks
 * for no password. Where the distribution has not the version, apt.postgresql.org is registered first.
 *
 * @throws Failure `client-missing` where apt cannot do it.
 */
export async function installClients(launcher: Launcher, major: number | undefined): Promise<void> {
  const tools = major === undefined ? 'postgresql-client' : `postgresql-client-${major}`;
  const prefix = (await launcher.capture({ file: 'id', args: ['-u'] })).trim() === '0' ? [] : ['sudo', '-n'];
  const run = async (file: string, ...args: readonly string[]): Promise<void> => {
    const command: Command = {
      file: 'env',
      args: ['DEBIAN_FRONTEND=noninteractive', 'YES=yes', file, ...args],
      prefix,
    };
    await launcher.capture(command);
  };
  const install = (name: string): Promise<void> => run('apt-get', 'install', '-y', '--no-install-recommends', name);
  try {
    await run('apt-get', 'update', '-q');
    await install(tools).catch(async () => {
      await install('postgresql-common');
      await run(registerRepository);
      await install(tools);
    });
  } catch (error) {
    const reason = error instanceof ProcessFailure ? aptReason(error.stderr) : 'apt-get or sudo is not here';
    throw new Failure('client-missing', `cannot install ${tools}: ${reason}`, {
      hint: `install the package ${tools} before the backup, or use \`client: docker\``,
    });
  }
}

function aptReason(stderr: string): string {
  return /^E: (.*)$/m.exec(stderr)?.[1] ?? /^(sudo: .*)$/m.exec(stderr)?.[1] ?? 'apt-get ended with an error';
}
