import { systemPartsAllowed } from './part.ts';
import { runProgram, tryProgram } from './run-program.ts';

const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
const ready = Promise.withResolvers<boolean>();
let asked = false;
let queue: Promise<unknown> = Promise.resolve();

/** Whether packages can be installed with apt, as root or through sudo without a password. */
export function aptWorks(): Promise<boolean> {
  if (!asked) {
    asked = true;
    ready.resolve(probe());
  }
  return ready.promise;
}

/** Installs Debian packages, one call after the other; refreshes the package lists only where the install fails without. */
export function aptInstall(...packages: string[]): Promise<void> {
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  const next = queue.then(async () => {
    if ((await tryProgram(...asRoot('apt-get', install), quiet)).status === 0) return;
    await runProgram(...asRoot('apt-get', ['update']), quiet);
    await runProgram(...asRoot('apt-get', install), quiet);
  });
  queue = next.catch(() => undefined);
  return next;
}

/** A program and its arguments, through sudo where we are not root. */
export function asRoot(file: string, args: readonly string[]): [string, readonly string[]] {
  return isRoot() ? [file, args] : ['sudo', ['-n', '--preserve-env=DEBIAN_FRONTEND', file, ...args]];
}

async function probe(): Promise<boolean> {
  if (!systemPartsAllowed() || (await tryProgram('apt-get', ['--version'])).status !== 0) return false;
  return isRoot() || (await tryProgram('sudo', ['-n', 'true'])).status === 0;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
