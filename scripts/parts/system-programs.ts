import { aptInstall, aptWorks } from './apt.ts';
import { programPath } from './locate.ts';
import { systemPartsAllowed, type Part } from './part.ts';

interface SystemProgramsOptions {
  /** Where the programs come from on a machine without apt; without it, the user is asked to install them. */
  readonly otherwise?: Part;
}

/** Programs that most machines have, found on PATH, or installed as a Debian package. */
export function systemPrograms(
  debianPackage: string,
  names: readonly string[],
  { otherwise }: SystemProgramsOptions = {},
): Part {
  const onPath = (): boolean => names.every(isOnPath);
  return {
    isHere: () => (otherwise !== undefined && !systemPartsAllowed() ? otherwise.isHere() : onPath()),
    async install() {
      if (await aptWorks()) return aptInstall(debianPackage);
      if (otherwise !== undefined) return otherwise.install();
      throw new Error(`${names.join(' and ')} not found: install ${debianPackage} with the system's package manager`);
    },
  };
}

/** Whether a program is in the parts folder or on PATH. */
export function isOnPath(name: string): boolean {
  try {
    programPath(name);
    return true;
  } catch {
    return false;
  }
}
