import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { postgresBin } from '../../scripts/parts/locate.ts';

/** An installation of PostgreSQL that has more extensions than that of the machine. Disposing of it removes it. */
export interface PostgresCopy extends AsyncDisposable {
  /** Folder of its programs. */
  readonly bin: string;
}

/**
 * Copies the installed server and gives the copy one more extension, made up, with a function of its own. A server looks for its files from
 * where its program is (`make_relative_path`), so programs are copied, and the rest is linked.
 */
export async function copyPostgresWith(extension: string): Promise<PostgresCopy> {
  const installed = postgresBin();
  const folder = await mkdtemp('/tmp/pgcopy-');
  await chmod(folder, 0o755);
  // Debian: <prefix>/lib/postgresql/15/bin and <prefix>/share/postgresql/15; elsewhere: <home>/bin and <home>/share
  const isDebian = installed.startsWith('/usr/lib/postgresql/');
  const major = basename(resolve(installed, '..'));
  const home = isDebian ? join(folder, 'lib', 'postgresql', major) : folder;
  const bin = join(home, 'bin');
  await mkdir(bin, { recursive: true });
  for (const name of await readdir(installed)) {
    const isServer = name === 'postgres' || name === 'initdb';
    await (isServer ? copyFile : symlink)(join(installed, name), join(bin, name));
  }
  await symlink(join(installed, '..', 'lib'), join(home, 'lib'));
  const share = isDebian ? `/usr/share/postgresql/${major}` : sharedFolder(join(installed, '..', 'share'));
  const ownShare = isDebian ? join(folder, 'share', 'postgresql', major) : join(folder, 'share');
  await linkAll(share, ownShare, ['extension']);
  await linkAll(join(share, 'extension'), join(ownShare, 'extension'), []);
  const control = `comment = 'made up'\ndefault_version = '1.0'\nrelocatable = true\n`;
  await writeFile(join(ownShare, 'extension', `${extension}.control`), control);
  await writeFile(
    join(ownShare, 'extension', `${extension}--1.0.sql`),
    `CREATE FUNCTION ${extension}_dims() RETURNS int LANGUAGE sql AS 'SELECT 3';\n`,
  );
  return { bin, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

function sharedFolder(share: string): string {
  const own = join(share, 'postgresql');
  return existsSync(join(own, 'extension')) ? own : share;
}

async function linkAll(from: string, to: string, without: readonly string[]): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) if (!without.includes(name)) await symlink(join(from, name), join(to, name));
}
