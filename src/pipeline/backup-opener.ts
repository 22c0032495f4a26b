import type { SealedFingerprint } from '../domain/sealed-fingerprint.ts';
import {
  assertManifestSealed,
  assertObjectsPresent,
  readFingerprint,
  type Keys,
  type ObjectReading,
} from './backup-reader.ts';
import type { Ladder } from './ladder.ts';

/** The steps before a backup is trusted far enough to be fetched. */
export type OpeningStep = 'objects' | 'fingerprint' | 'manifest';

/** Looks whether a backup is whole, opens with the keys, and has the manifest that was sealed with it. @throws what the reader throws */
export async function openBackup(
  reading: ObjectReading,
  keys: Keys,
  ladder: Ladder<OpeningStep>,
): Promise<SealedFingerprint> {
  await ladder.step('objects', () => assertObjectsPresent(reading));
  const sealed = await ladder.step('fingerprint', () => readFingerprint(reading, keys));
  await ladder.step('manifest', () => assertManifestSealed(reading, sealed.manifestSha256));
  return sealed;
}
