import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { partsFolder } from './locate.ts';
import { isInstalled, noteInstalled, systemPartsAllowed, type Part } from './part.ts';
import { needPip } from './python-packages.ts';
import { runProgram } from './run-program.ts';
import { isOnPath } from './system-programs.ts';

interface PythonProgram {
  /** Name of the program. */
  readonly name: string;
  /** The package with its version, `name==1.2.3`. */
  readonly requirement: string;
  /** The module that runs as the program. */
  readonly module: string;
}

/** A program written in Python, from PATH, or from the package index with all that it needs, in a folder of its own below the parts. */
export function pythonProgram({ name, requirement, module }: PythonProgram): Part {
  const program = join(partsFolder, 'bin', name);
  return {
    isHere: () => (systemPartsAllowed() ? isOnPath(name) : isInstalled(name, requirement) && existsSync(program)),
    async install() {
      await needPip(requirement);
      const folder = join(partsFolder, 'python', name);
      rmSync(folder, { recursive: true, force: true });
      const options = ['--quiet', '--only-binary=:all:', '--disable-pip-version-check', '--no-warn-script-location'];
      await runProgram('python3', ['-m', 'pip', 'install', ...options, '--target', folder, requirement]);
      mkdirSync(join(partsFolder, 'bin'), { recursive: true });
      writeFileSync(program, `#!/bin/sh\nPYTHONPATH='${folder}' exec python3 -m ${module} "$@"\n`);
      chmodSync(program, 0o755);
      noteInstalled(name, requirement);
    },
  };
}
