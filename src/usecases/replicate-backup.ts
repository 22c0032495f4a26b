import type { BackupSelector } from '../domain/backup-selector.ts';
import type { CatalogEntry } from '../domain/catalog.ts';
import { Failure } from '../domain/failure.ts';
import type { BackupKind } from '../domain/kind.ts';
import { sealedPart, serializeManifest, storedSizeOf, type Manifest, type ManifestObject } from '../domain/manifest.ts';
import { type BackupAddress, folderOf, manifestName } from '../domain/object-key.ts';
import { serializeFingerprint } from '../domain/sealed-fingerprint.ts';
import {
  assertManifestSealed,
  objectOf,
  packedBytes,
  readFingerprint,
  storedBytes,
  storedManifest,
  type Keys,
  type ObjectReading,
} from '../pipeline/backup-reader.ts';
import { BackupWriter, type StoreOutcome } from '../pipeline/backup-writer.ts';
import { selectBackup } from '../pipeline/backup-finder.ts';
import { missingSource } from '../pipeline/missing-source.ts';
import { once, sha256Hex } from '../pipeline/measure.ts';
import { manifestObject, recordObject, type RecordObject } from '../pipeline/record-object.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';
import type { Store } from '../ports/store.ts';

export interface ReplicateBackupRequest {
  readonly sourceName: string;
  readonly kind: BackupKind;
  readonly selector: BackupSelector;
  /** Where the backup is. */
  readonly from: Store;
  /** Where it is to be as well. */
  readonly stores: readonly Store[];
  /** Seals it for these recipients; as it is, byte for byte and with its verifications, where absent. */
  readonly cipher?: Cipher;
  /** Opens it where it is sealed already and is to be sealed anew. */
  readonly keys: Keys;
  readonly spool: { readonly folder: string; readonly budgetBytes: number };
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface ReplicatedBackup {
  readonly manifest: Manifest;
  readonly stores: readonly StoreOutcome[];
  readonly seconds: number;
  readonly notes: readonly string[];
  readonly keepsProof: boolean;
}

/**
 * Brings a backup from one store to others, as it is or sealed for other recipients, in one stream. Its bytes are held against its
 * manifest on the way; the copy exists once its manifest does.
 */
export async function replicateBackup(request: ReplicateBackupRequest): Promise<ReplicatedBackup> {
  const { from, sourceName, kind, clock, progress, signal, cipher } = request;
  const start = clock.monotonicSeconds();
  progress.stage('find the backup');
  const entry = await selectBackup(from, request);
  if (entry === undefined) throw await missingSource([from], { source: sourceName, kinds: [kind] }, signal);
  const { manifest } = entry;
  if (manifest === undefined)
    throw new Failure('manifest-invalid', `the manifest of ${entry.address.id} cannot be used`);
  const reading: ObjectReading = { store: from, manifest, manifestSha256: entry.manifestSha256, signal };
  const missing = await storesWithout(entry, request);
  const present = request.stores.filter((store) => !missing.includes(store)).map(({ name }) => ({ store: name }));
  if (missing.length === 0) {
    await copyVerifications(entry, request, () => true); // only one that is sealed as it is can be there
    const seconds = clock.monotonicSeconds() - start;
    return { manifest, stores: present, seconds, notes: ['it was there already'], keepsProof: cipher === undefined };
  }
  const writer = new BackupWriter({ ...request, stores: missing, address: entry.address });
  try {
    progress.stage(cipher === undefined ? 'copy' : 'seal');
    progress.expect(storedSizeOf(manifest));
    const written =
      cipher === undefined ? await copy(writer, reading) : await seal(writer, reading, cipher, request.keys);
    const outcomes = await writer.commit(written.manifestText);
    const failed = new Set(outcomes.filter(({ failure }) => failure !== undefined).map(({ store }) => store));
    if (cipher === undefined) await copyVerifications(entry, request, (store) => !failed.has(store.name));
    return {
      manifest: written.manifest,
      stores: [...present, ...outcomes],
      seconds: clock.monotonicSeconds() - start,
      notes: [`from ${from.name}${cipher === undefined ? ', byte for byte' : ', sealed on the way'}`],
      keepsProof: cipher === undefined,
    };
  } catch (thrown) {
    await writer.discard();
    throw thrown;
  }
}

interface Written {
  readonly manifest: Manifest;
  readonly manifestText: string;
}

async function copy(writer: BackupWriter, reading: ObjectReading): Promise<Written> {
  const { manifest } = reading;
  const { text } = await storedManifest(reading);
  for (const object of manifest.objects) await writer.write({ ...object, plain: storedBytes(object, reading) }, {});
  return { manifest, manifestText: text };
}

/**
 * Encrypts what was not encrypted, or for others than before. What was compressed stays compressed. A new seal must not hide that the old
 * one was broken.
 */
async function seal(writer: BackupWriter, reading: ObjectReading, cipher: Cipher, keys: Keys): Promise<Written> {
  const { manifest } = reading;
  const { content, manifestSha256 } = await readFingerprint(reading, keys);
  await assertManifestSealed(reading, manifestSha256);
  const objects: ManifestObject[] = [];
  for (const object of manifest.objects.filter(({ role }) => role !== 'fingerprint'))
    objects.push(await sealObject(writer, object, reading, cipher, keys));
  const draft: Manifest = { ...manifest, objects, encryption: cipher.encryption };
  const text = serializeFingerprint({
    format: 'muster/fingerprint/v1',
    manifestSha256: sha256Hex(sealedPart(serializeManifest(draft))),
    ...(content && { content }),
  });
  const fingerprint = objectOf(manifest, 'fingerprint');
  const codec = fingerprint.formats.map((name) => keys.codecNamed(name)).find((found) => found !== undefined);
  const plain = once(Buffer.from(text));
  const sealed = await writer.write(
    { role: 'fingerprint', name: 'fingerprint.json', formats: ['json'], plain },
    { codec, cipher },
  );
  const resealed = { ...draft, objects: [...objects, sealed] };
  return { manifest: resealed, manifestText: serializeManifest(resealed) };
}

async function sealObject(
  writer: BackupWriter,
  object: ManifestObject,
  reading: ObjectReading,
  cipher: Cipher,
  keys: Keys,
): Promise<ManifestObject> {
  const { format } = reading.manifest.encryption;
  return await writer.write(
    {
      role: object.role,
      name: object.name.replace(/\.(age|gpg)$/, ''),
      formats: object.formats.filter((name) => name !== format),
      plain: packedBytes(object, reading, keys),
      plainSizeBytes: object.plainSizeBytes,
    },
    { cipher },
  );
}

/** The stores that do not have the backup yet. @throws Failure `backup-exists` where one has another of the same id */
async function storesWithout(entry: CatalogEntry, request: ReplicateBackupRequest): Promise<readonly Store[]> {
  const { stores, cipher, signal } = request;
  const missing: Store[] = [];
  for (const store of stores) {
    const present = await manifestIn(store, entry.address, signal);
    if (present === undefined) missing.push(store);
    else if (cipher !== undefined || present.sha256 !== entry.manifestSha256) {
      throw new Failure('backup-exists', `${store.name} already has a backup with the id ${entry.address.id}`, {
        hint: 'nothing is written over; a copy that is encrypted for others keeps the id, so give it a store of its own, such as another prefix of the bucket',
      });
    }
  }
  return missing;
}

async function manifestIn(
  store: Store,
  address: BackupAddress,
  signal: AbortSignal,
): Promise<RecordObject | undefined> {
  if ((await store.stat(`${folderOf(address)}${manifestName}`, signal)) === undefined) return undefined;
  return await manifestObject(store, address, signal);
}

/** The same bytes keep their proof, and what later drills said of them, also where the backup was there before. */
async function copyVerifications(
  entry: CatalogEntry,
  { from, stores, signal }: ReplicateBackupRequest,
  hasBackup: (store: Store) => boolean,
): Promise<void> {
  const records = entry.keys.filter((key) => key.startsWith(`${entry.folder}verifications/`));
  for (const key of records) {
    const { bytes } = await recordObject(from, key, { code: 'verification-invalid', signal });
    for (const store of stores.filter(hasBackup)) {
      if ((await store.stat(key, signal)) === undefined) await store.putIfAbsent(key, bytes, signal);
    }
  }
}
