import { Failure } from '../../domain/failure.ts';
import { apt, aptReason } from '../../process/apt.ts';
import type { Launcher } from '../../process/launcher.ts';
import type { Product } from './product.ts';

/**
 * Installs the client tools of a product that the distribution has, which is one series of it: Ubuntu 22.04 and 24.04 have MySQL 8.0, Debian
 * has MariaDB alone.
 *
 * @throws Failure `client-missing` where apt cannot do it.
 */
export async function installClients(launcher: Launcher, product: Product): Promise<void> {
  const { update, install } = await apt(launcher);
  try {
    await update();
    await install(product.clientPackage);
  } catch (error) {
    throw new Failure('client-missing', `cannot install ${product.clientPackage}: ${aptReason(error)}`, {
      hint: 'install the tools before the backup, or use `client: docker`',
    });
  }
}

/** What to type where the tools of a series are missing, or those of any where none is given. */
export function remedyFor(product: Product, series?: string): string {
  const first = series === undefined ? '' : product.repository(series);
  const where = first === '' ? product.packagedBy : 'on Debian and Ubuntu';
  const steps = `${where}: ${first}sudo apt-get install -y ${product.clientPackage}`;
  if (series === undefined) return `${steps}; or write \`client: install\`, and Muster does that`;
  return `${steps}; or use \`client: docker\`, which takes the tools of the image ${product.image(series)}`;
}
