import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, messageOf } from '../domain/failure.ts';

/** Writes a file that only this account can read, of a name that is not taken. @returns its path. @throws Failure `result-unwritten` */
export async function outputFile(folder: string, file: string, text: string): Promise<string> {
  const path = join(folder, file);
  try {
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw unwritten(path, cause);
  }
  return path;
}

export function unwritten(what: string, cause: unknown): Failure {
  return new Failure('result-unwritten', `${what} cannot be written: ${messageOf(cause)}`, { cause });
}
