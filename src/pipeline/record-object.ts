import { formatBytes } from '../domain/bytes.ts';
import { Failure } from '../domain/failure.ts';
import type { FailureCode } from '../domain/failure-codes.ts';
import { folderOf, manifestName, type BackupAddress } from '../domain/object-key.ts';
import type { Store } from '../ports/store.ts';
import { gathered, sha256Hex } from './measure.ts';

/** Manifests, verifications and what gates write down have a few kilobytes; anything above this is none of them, and is not held in memory. */
const recordLimitBytes = 4 * 1024 ** 2;

/** A small record as it lies in a store. */
export interface RecordObject {
  readonly bytes: Uint8Array;
  /** The bytes as UTF-8. */
  readonly text: string;
  /** Of the bytes, lower-case hex. */
  readonly sha256: string;
}

/** A small record, whole. @throws Failure with `code` where it is too large to be one, `object-missing`, and the store's own */
export async function recordObject(
  store: Store,
  key: string,
  { code, signal }: { readonly code: FailureCode; readonly signal: AbortSignal },
): Promise<RecordObject> {
  const tooLarge = (): Failure =>
    new Failure(
      code,
      `${key} in ${store.name} has more than ${formatBytes(recordLimitBytes)}: too large to be a record`,
    );
  const bytes = Buffer.from(await gathered(store.get(key, signal), recordLimitBytes, tooLarge));
  return { bytes, text: bytes.toString('utf8'), sha256: sha256Hex(bytes) };
}

/** The manifest of a backup. @throws Failure `manifest-invalid` where it is too large to be one, `object-missing`, and the store's own */
export async function manifestObject(store: Store, backup: BackupAddress, signal: AbortSignal): Promise<RecordObject> {
  return await recordObject(store, `${folderOf(backup)}${manifestName}`, { code: 'manifest-invalid', signal });
}
