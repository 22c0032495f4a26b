import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A package file as apt's own index, which is signed, describes it. */
export interface PackageFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * Reads what `apt-get install --print-uris` prints with `Acquire::ForceHash=SHA256` (it is MD5 otherwise), a line for each file that it would
 * fetch: `'http://…' name.deb 1234 SHA256:…`.
 */
export function packageFilesIn(output: string): readonly PackageFile[] {
  return [...output.matchAll(/^'[^']+' (\S+\.deb) (\d+) SHA256:([0-9a-f]{64})$/gm)].map(
    ([, name = '', size = '', sha256 = '']) => ({ name, sizeBytes: Number(size), sha256 }),
  );
}

/**
 * What of the wanted files a folder lacks, and what it had that is not what the index says. That is removed, and so is every other package:
 * apt itself looks at names and sizes only.
 */
export async function checkArchive(
  folder: string,
  wanted: readonly PackageFile[],
): Promise<{ readonly missing: readonly string[]; readonly damaged: readonly string[] }> {
  const known = new Set(wanted.map(({ name }) => name));
  for (const name of await readdir(folder)) {
    if (name.endsWith('.deb') && !known.has(name)) await rm(join(folder, name), { force: true });
  }
  const missing: string[] = [];
  const damaged: string[] = [];
  for (const file of wanted) {
    const path = join(folder, file.name);
    const size = await stat(path).then(
      (found) => found.size,
      () => undefined,
    );
    if (size === undefined) missing.push(file.name);
    else if (size !== file.sizeBytes || (await digestOf(path)) !== file.sha256) {
      damaged.push(file.name);
      await rm(path, { force: true });
    }
  }
  return { missing, damaged };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
