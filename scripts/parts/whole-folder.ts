import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Makes a folder that appears under its name only once it is whole, and takes the place of one that is there. What a set-up that was killed
 * left beside it is removed.
 *
 * @param fill gets a folder of its own beside the final one and fills it
 */
export async function wholeFolder(folder: string, fill: (work: string) => Promise<void>): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  removeAbandoned(folder);
  const work = mkdtempSync(`${folder}.${process.pid}-`);
  try {
    const filled = join(work, 'new');
    mkdirSync(filled);
    await fill(filled);
    if (existsSync(folder)) renameSync(folder, join(work, 'old'));
    renameSync(filled, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function removeAbandoned(folder: string): void {
  const [home, name] = [dirname(folder), `${basename(folder)}.`];
  for (const entry of readdirSync(home)) {
    const pid = entry.startsWith(name) ? Number(/^(\d+)-/.exec(entry.slice(name.length))?.[1]) : NaN;
    if (Number.isInteger(pid) && !existsSync(`/proc/${pid}`))
      rmSync(join(home, entry), { recursive: true, force: true });
  }
}
