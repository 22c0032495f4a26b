import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory with little room. Disposing of it takes it away. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
}

/** Mounts a file system of so many mebibytes; needs the rights of root, by itself or by `sudo`. */
export async function smallDisk(mebibytes: number): Promise<SmallDisk> {
  const path = await mkdtemp(join(tmpdir(), 'disk-'));
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (...args: readonly string[]): void => {
    const [file = '', ...rest] = [...asRoot, ...args];
    execFileSync(file, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  const owner = `uid=${process.getuid?.() ?? 0}`;
  run('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0711,${owner}`, 'tmpfs', path);
  return {
    path,
    async [Symbol.asyncDispose]() {
      run('umount', '--lazy', path);
      await rm(path, { recursive: true, force: true });
    },
  };
}
