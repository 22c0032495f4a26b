import { Failure, messageOf } from '../../domain/failure.ts';

/** The `errno` name of what the file system threw, e.g. `ENOENT`. */
export function errorCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** What a file system's error means for the store called `name`. A failure of ours stays what it is. */
export function diskFailure(thrown: unknown, name: string): unknown {
  if (thrown instanceof Failure) return thrown;
  const code = errorCode(thrown);
  switch (code) {
    case undefined:
      return thrown;
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure('store-full', `${name} has no room left (${code})`, { cause: thrown });
    case 'EROFS':
      return new Failure('store-denied', `${name} is on a file system that is mounted read-only`, {
        cause: thrown,
        hint: 'mount it so that it can be written',
      });
    case 'EACCES':
    case 'EPERM':
      return new Failure('store-denied', `${name} refuses access to this account (${code})`, {
        cause: thrown,
        hint: `let the account that runs Muster${accountName()} read and write the folder, with chown or chmod`,
      });
    case 'ENAMETOOLONG':
      return new Failure('store-denied', `${name} takes no name as long as this`, { cause: thrown });
    default:
      return new Failure('store-unreachable', `${name} failed: ${messageOf(thrown)}`, {
        cause: thrown,
        hint: 'check the disk or the mount under the folder',
      });
  }
}

function accountName(): string {
  const uid = process.getuid?.();
  return uid === undefined ? '' : ` (uid ${uid})`;
}

/** Awaits work of the file system and throws its errors as failures of the store called `name`. */
export async function onDisk<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw diskFailure(thrown, name);
  }
}
