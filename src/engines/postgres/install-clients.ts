import { Failure } from '../../domain/failure.ts';
import { apt, aptReason } from '../../process/apt.ts';
import type { Launcher } from '../../process/launcher.ts';

/** Registers apt.postgresql.org; comes with the package postgresql-common of Debian and Ubuntu. */
export const registerRepository = '/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh';

/**
 * Installs the client tools of one major version, or the distribution's own where none is given. Where the distribution has not the version,
 * apt.postgresql.org is registered first.
 *
 * @throws Failure `client-missing` where apt cannot do it.
 */
export async function installClients(launcher: Launcher, major: number | undefined): Promise<void> {
  const tools = major === undefined ? 'postgresql-client' : `postgresql-client-${major}`;
  const { update, install, run } = await apt(launcher);
  try {
    await update();
    await install(tools).catch(async () => {
      await install('postgresql-common');
      await run(registerRepository);
      await install(tools);
    });
  } catch (error) {
    throw new Failure('client-missing', `cannot install ${tools}: ${aptReason(error)}`, {
      hint: `install the package ${tools} before the backup, or use \`client: docker\``,
    });
  }
}
