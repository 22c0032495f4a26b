import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { Failure, messageOf } from '../domain/failure.ts';

/**
 * The folder for temporary files of this account, made where it is missing. It stays after a run, so that the next one finds what a killed
 * one left behind. The system's own folder is shared, and others could put files in our way. That one is not made: it may be on a disk that
 * is not mounted, and large files would fill another one.
 *
 * @throws Failure `input-invalid` where it cannot be made, or is not ours alone
 */
export async function privateTempFolder(): Promise<string> {
  const path = resolve(tmpdir(), `muster-${process.getuid?.() ?? 'user'}`);
  const hint = 'let TMPDIR name a folder that exists and that you may write to';
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    if (!isThere)
      throw new Failure('input-invalid', `the folder for temporary files cannot be made: ${messageOf(cause)}`, {
        hint,
        cause,
      });
  }
  const found = await lstat(path);
  const isOurs = found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid) && (found.mode & 0o077) === 0;
  if (isOurs) return path;
  throw new Failure('input-invalid', `the folder for temporary files, ${path}, can be changed or read by others`, {
    hint: `find out who made it, then remove it; or ${hint}`,
  });
}
