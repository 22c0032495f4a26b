import { accessSync, constants, mkdirSync, readdirSync, realpathSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The folder for real servers and tools that tests, demo and benchmarks need and that do not come with npm; not committed. */
export const partsFolder = join(import.meta.dirname, '..', '..', '.parts');

/** The same folder without symbolic links in its path, made where it is not there yet. */
export function realPartsFolder(): string {
  mkdirSync(partsFolder, { recursive: true });
  return realpathSync(partsFolder);
}

/** Path of a program, from the parts folder or PATH. Throws with what to run where it is in neither. */
export function programPath(name: string): string {
  const folders = [join(partsFolder, 'bin'), ...(process.env['PATH'] ?? '').split(delimiter)];
  const found = folders.map((folder) => join(folder, name)).find(isExecutable);
  if (found === undefined) throw new Error(`${name} is not here: run "npm test", which sets up what it needs`);
  return found;
}

/** Has a folder for each major version of PostgreSQL that was set up to be tested against. */
export const versionsFolder = join(partsFolder, 'versions', 'postgresql');

/**
 * Folder with `postgres`, `initdb`, `pg_dump`, `pg_restore` and `psql` of a major version; where none is given, of the newest that is there
 * for all tests, so that versions which were set up beside it change nothing.
 */
export function postgresBin(major?: number): string {
  const usual = ['/usr/lib/postgresql', join(partsFolder, 'postgresql')];
  // the set-up of one kind of machine may have been tried on the other
  if (process.env['MUSTER_PARTS'] === 'packages') usual.reverse();
  for (const root of major === undefined ? usual : [versionsFolder, ...usual]) {
    if (!existsSync(root)) continue;
    const [newest] = readdirSync(root)
      .map((name) => ({ version: Number(name), bin: join(root, name, 'bin') }))
      .filter(({ version, bin }) => (major === undefined || version === major) && hasPostgres(bin))
      .sort((a, b) => b.version - a.version);
    if (newest !== undefined) return newest.bin;
  }
  const command = major === undefined ? 'npm test' : 'npm run test:versions';
  throw new Error(`PostgreSQL ${major ?? ''} is not here: run "${command}", which sets it up`);
}

/** Folder whose `bin` and `sbin` have the programs of a series of MySQL or MariaDB, such as `mariadb-10.11`. */
export function mysqlFolder(name: string): string {
  return join(partsFolder, 'versions', name);
}

/** Whether a folder has all programs of PostgreSQL that tests start. */
export function hasPostgres(bin: string): boolean {
  return ['postgres', 'initdb', 'pg_dump', 'pg_restore', 'psql'].every((name) => isExecutable(join(bin, name)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
