import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import type { Launcher } from '../../process/launcher.ts';
import type { Flavour, Installation } from './flavour.ts';

/** Where to look besides the folders of the system's packages. */
export interface SearchFolders {
  /** Looked at first. */
  readonly extraFolders: readonly string[];
  /** The folders of `PATH`, looked at last. */
  readonly pathFolders: readonly string[];
}

/** The first installation of a series of the flavour, or undefined. A folder counts by what its server says of itself, not by its name. */
export async function findInstallation(
  flavour: Flavour,
  series: string,
  { extraFolders, pathFolders }: SearchFolders,
  launcher: Launcher,
): Promise<Installation | undefined> {
  for (const folder of [...extraFolders, ...flavour.folders(series), ...pathFolders]) {
    if (!(await hasAll(folder, flavour.programs))) continue;
    const version = await versionIn(folder, flavour.programs[0], launcher);
    if (version !== undefined && flavour.series(version) === series) return { folder, version };
  }
  return undefined;
}

async function versionIn(folder: string, program: string, launcher: Launcher): Promise<string | undefined> {
  try {
    const said = await launcher.capture({ file: join(folder, program), args: ['--version'], cwd: '/' });
    // some print the path by which they were started in front, which may hold numbers too
    return /(?:\bVer |\) )(\d+(?:\.\d+)*)/.exec(said)?.[1];
  } catch {
    return undefined; // a program that does not even start is not installed
  }
}

async function hasAll(folder: string, programs: readonly string[]): Promise<boolean> {
  try {
    await Promise.all(programs.map((program) => access(join(folder, program), constants.X_OK)));
    return true;
  } catch {
    return false;
  }
}
