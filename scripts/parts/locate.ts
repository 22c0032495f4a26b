import { accessSync, constants, readdirSync, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The folder for real servers and tools that tests, demo and benchmarks need and that do not come with npm; not committed. */
export const partsFolder = join(import.meta.dirname, '..', '..', '.parts');

/** Path of a program, from the parts folder or PATH. Throws with what to run where it is in neither. */
export function programPath(name: string): string {
  const folders = [join(partsFolder, 'bin'), ...(process.env['PATH'] ?? '').split(delimiter)];
  const found = folders.map((folder) => join(folder, name)).find(isExecutable);
  if (found === undefined) throw new Error(`${name} is not here: run "npm test", which sets up what it needs`);
  return found;
}

/**
 * Folder with `postgres`, `initdb`, `pg_dump`, `pg_restore` and `psql` of a major version, or of the newest that is complete where none is
 * given.
 */
export function postgresBin(major?: number): string {
  const roots = ['/usr/lib/postgresql', join(partsFolder, 'postgresql')].filter((root) => existsSync(root));
  const candidates = roots
    .flatMap((root) =>
      readdirSync(root).map((version) => ({ version: Number(version), bin: join(root, version, 'bin') })),
    )
    .filter(({ version, bin }) => (major === undefined || version === major) && isComplete(bin))
    .sort((a, b) => b.version - a.version);
  const [newest] = candidates;
  if (newest === undefined) throw new Error(`PostgreSQL ${major ?? ''} is not here: run "npm test", which sets it up`);
  return newest.bin;
}

function isComplete(bin: string): boolean {
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
