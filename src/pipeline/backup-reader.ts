import { Failure } from '../domain/failure.ts';
import {
  sealedPart,
  type Manifest,
  type ManifestEncryption,
  type ManifestObject,
  type ObjectRole,
} from '../domain/manifest.ts';
import { folderOf } from '../domain/object-key.ts';
import { parseFingerprint, type SealedFingerprint } from '../domain/sealed-fingerprint.ts';
import type { Opener } from '../ports/cipher.ts';
import type { Codec } from '../ports/codec.ts';
import type { Store } from '../ports/store.ts';
import { checked, counted, drain, gathered, sha256Hex } from './measure.ts';
import { manifestObject, type RecordObject } from './record-object.ts';

const fingerprintLimitBytes = 512 * 1024 ** 2;

/** How the objects of backups are opened; only what a manifest asks for is made. */
export interface Keys {
  openerFor(encryption: ManifestEncryption): Promise<Opener>;
  /** The codec of that name, or undefined where a format is none. */
  codecNamed(name: string): Codec | undefined;
}

export interface ObjectReading {
  readonly store: Store;
  readonly manifest: Manifest;
  /** Of the bytes that `manifest` was read from, lower-case hex. */
  readonly manifestSha256: string;
  readonly signal: AbortSignal;
  readonly onBytes?: (count: number) => void;
}

/** The object of a role. @throws Failure `manifest-invalid` where the manifest has none */
export function objectOf(manifest: Manifest, role: ObjectRole): ManifestObject {
  const object = manifest.objects.find((candidate) => candidate.role === role);
  if (object !== undefined) return object;
  throw new Failure('manifest-invalid', `the manifest of ${manifest.id} has no ${role} object`);
}

/** An object's bytes as they lie in the store, held against the manifest. @throws Failure `object-missing`, `object-damaged` */
export function storedBytes(object: ManifestObject, reading: ObjectReading): AsyncIterable<Uint8Array> {
  const { store, manifest, signal, onBytes = () => undefined } = reading;
  return checked(counted(store.get(`${folderOf(manifest)}${object.name}`, signal), onBytes), object);
}

/**
 * An object's bytes decrypted, still compressed. Not to be trusted before they end.
 *
 * @throws Failure `identity-mismatch` only where the object is as it was written: a damaged header fits no key either.
 */
export async function* packedBytes(
  object: ManifestObject,
  reading: ObjectReading,
  keys: Keys,
): AsyncGenerator<Uint8Array> {
  const { encryption } = reading.manifest;
  const stored = storedBytes(object, reading);
  if (encryption.format === 'none') {
    yield* stored;
    return;
  }
  try {
    const opener = await keys.openerFor(encryption);
    yield* opener.open(stored);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const { code, message, hint } = thrown;
    if (code !== 'identity-mismatch' && code !== 'input-missing') throw thrown;
    if (code === 'identity-mismatch') await drain(storedBytes(object, reading));
    throw new Failure(code, `${message}; ${whoCanOpen(reading.manifest)}`, { hint, cause: thrown });
  }
}

const namedRecipients = 5;

/** The recipients of a backup, as public as its manifest. */
function whoCanOpen({ id, encryption: { recipients } }: Manifest): string {
  const names = recipients.slice(0, namedRecipients).map((name) => (name === 'passphrase' ? 'a passphrase' : name));
  const more = recipients.length > names.length ? ` and ${recipients.length - names.length} more` : '';
  return `backup ${id} is sealed for ${names.join(', ')}${more}`;
}

/** An object's plain bytes: fetched, held against the manifest, decrypted, decompressed. Not to be trusted before they end. */
export function plainBytes(object: ManifestObject, reading: ObjectReading, keys: Keys): AsyncIterable<Uint8Array> {
  const codec = object.formats.map((name) => keys.codecNamed(name)).find((found) => found !== undefined);
  const packed = packedBytes(object, reading, keys);
  return codec === undefined ? packed : codec.decompress(packed);
}

/** @throws Failure `object-missing` or `object-damaged` unless every object of the backup is there with its size */
export async function assertObjectsPresent({ store, manifest, signal }: ObjectReading): Promise<void> {
  for (const { name, sizeBytes } of manifest.objects) {
    const found = await store.stat(`${folderOf(manifest)}${name}`, signal);
    if (found === undefined)
      throw new Failure('object-missing', `${name} of backup ${manifest.id} is not in ${store.name}`);
    if (found.sizeBytes !== sizeBytes) {
      const detail = `${name} of backup ${manifest.id} has ${found.sizeBytes} bytes, its manifest says ${sizeBytes}`;
      throw new Failure('object-damaged', detail);
    }
  }
}

/**
 * The opened fingerprint.
 *
 * @throws Failure `fingerprint-invalid`, `manifest-edited` where the manifest has another plain size, or what fetching and opening throw
 */
export async function readFingerprint(reading: ObjectReading, keys: Keys): Promise<SealedFingerprint> {
  const object = objectOf(reading.manifest, 'fingerprint');
  const tooLarge = (): Failure =>
    new Failure('fingerprint-invalid', `${object.name}: is too large to be a fingerprint`);
  const text = await gathered(plainBytes(object, reading, keys), fingerprintLimitBytes, tooLarge);
  // The one entry of the manifest that cannot be sealed in the fingerprint is its own.
  if (text.length !== object.plainSizeBytes) {
    const { id } = reading.manifest;
    throw new Failure('manifest-edited', `the manifest of ${id} has another size for ${object.name} than it opens to`);
  }
  return parseFingerprint(Buffer.from(text).toString('utf8'), object.name);
}

/** The manifest's bytes, once more. @throws Failure `manifest-edited` where they are not those that `manifest` was read from */
export async function storedManifest(reading: ObjectReading): Promise<RecordObject> {
  const { store, manifest, manifestSha256, signal } = reading;
  const stored = await manifestObject(store, manifest, signal);
  if (stored.sha256 === manifestSha256) return stored;
  throw new Failure('manifest-edited', `the manifest of ${manifest.id} in ${store.name} was changed during this run`);
}

/** @throws Failure `manifest-edited` unless the manifest that was read is the one whose digest was sealed with the backup */
export async function assertManifestSealed(reading: ObjectReading, sealedSha256: string): Promise<void> {
  const { text } = await storedManifest(reading);
  if (sha256Hex(sealedPart(text)) === sealedSha256) return;
  const { id } = reading.manifest;
  throw new Failure('manifest-edited', `the manifest of ${id} is not the one that was sealed with the backup`);
}

/** How the backup in another store differs from what `reading` says of it, or undefined where all of its bytes are the same. */
export async function replicaDifference(reading: ObjectReading): Promise<string | undefined> {
  const { store, manifest, manifestSha256, signal } = reading;
  try {
    const { sha256 } = await manifestObject(store, manifest, signal);
    if (sha256 !== manifestSha256) return 'has another manifest for this backup';
    for (const object of manifest.objects) await drain(storedBytes(object, reading));
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'integrity') return thrown.message;
    throw thrown;
  }
}
