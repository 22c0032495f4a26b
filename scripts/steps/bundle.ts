import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../parts/run-program.ts';
import { root } from './task.ts';

/** Where the committed bundle is: one entry, and a chunk for each part that is loaded when first used. */
export const bundleFolder = join(root, 'dist');

/**
 * Bundles `src/main.ts` and everything it needs into a folder, which is emptied first. The same sources give the same bytes on every
 * machine and in every folder. Not minified, so that a change can be read in its diff. Tests and scripts do not count: src has a tsconfig of its own.
 */
export async function buildBundle(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const ncc = join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js');
  const options = ['--out', folder, '--target', 'es2023', '--license', 'licenses.txt', '--no-cache'];
  await runProgram(process.execPath, [ncc, 'build', join(root, 'src', 'main.ts'), ...options]);
}

/** The names of the files in which the committed bundle differs from what the sources give now. */
export async function staleBundleFiles(): Promise<string[]> {
  const work = mkdtempSync(join(tmpdir(), 'muster-bundle-'));
  try {
    const fresh = join(work, 'dist');
    await buildBundle(fresh);
    const names = new Set([...filesOf(fresh), ...filesOf(bundleFolder)]);
    return [...names].filter((name) => !sameFile(join(fresh, name), join(bundleFolder, name))).sort();
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function filesOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function sameFile(one: string, other: string): boolean {
  return existsSync(one) && existsSync(other) && readFileSync(one).equals(readFileSync(other));
}
