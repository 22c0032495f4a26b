import { momentOf } from './backup-id.ts';
import { isAhead } from './clock-tolerance.ts';
import { Failure } from './failure.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { type BackupAddress, folderOf, manifestName } from './object-key.ts';
import { parseVerification, type Verification, verificationName } from './verification/record.ts';
import type { Verdict } from './verification/verdict.ts';

/** An object as a store listed it. */
export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/** What a store holds of one backup that has a manifest. */
export interface BackupFiles {
  readonly address: BackupAddress;
  /** Every object in the backup's folder. */
  readonly objects: readonly ListedObject[];
  /** Undefined text: too large to be a manifest. */
  readonly manifest: { readonly text: string | undefined; readonly sha256: string };
  readonly verifications: readonly { readonly key: string; readonly text: string | undefined }[];
  /** A verification that is dated later, and found nothing wrong, does not count: it would hide every later one until then. */
  readonly now: Date;
}

/** A stored verification that does not count, and why. */
export interface DisregardedVerification {
  readonly key: string;
  readonly because: string;
  /** False where nobody knows what it says: it may say `failed`. */
  readonly readable: boolean;
}

/** One backup of a store. */
export interface CatalogEntry {
  readonly address: BackupAddress;
  readonly folder: string;
  /** Undefined where it cannot be read; then `unreadable` says why. */
  readonly manifest: Manifest | undefined;
  readonly unreadable: string | undefined;
  /** SHA-256 of the manifest's bytes, lower-case hex. */
  readonly manifestSha256: string;
  /** When the snapshot was taken; from the id where the manifest cannot be read. */
  readonly snapshotAt: Date;
  /** Those that were made against this very manifest, newest first. */
  readonly verifications: readonly Verification[];
  readonly disregarded: readonly DisregardedVerification[];
  /** The verdict of the newest verification. */
  readonly lastVerdict: Verdict | undefined;
  /** See `isProven`. */
  readonly proven: boolean;
  /** Objects of the manifest that the store does not list, or lists with another size. Empty for a whole backup. */
  readonly faults: readonly string[];
  /** Bytes of its objects in the store, and before compression and encryption, as the manifest says. */
  readonly sizeBytes: number;
  readonly plainSizeBytes: number;
  /** Every key in its folder. */
  readonly keys: readonly string[];
}

/** A folder without a manifest: a backup that is being written, was given up, or is being removed. */
export interface IncompleteFolder {
  readonly address: BackupAddress;
  readonly folder: string;
  readonly keys: readonly string[];
  readonly sizeBytes: number;
  /** The newest of its objects by the store's clock. */
  readonly modifiedAt: Date;
}

/** The backups of a store, newest first, and what else lies where backups lie. */
export interface Catalog {
  readonly entries: readonly CatalogEntry[];
  readonly incomplete: readonly IncompleteFolder[];
  /** Keys that belong to no backup. Muster never touches them. */
  readonly strays: readonly string[];
}

/** Makes the entry of a backup from what a store holds of it. Does not throw: what is wrong with the backup stands in the entry. */
export function catalogEntry(files: BackupFiles): CatalogEntry {
  const folder = folderOf(files.address);
  const { manifest, unreadable } = readManifest(files, folder);
  const { verifications, disregarded } = readVerifications(files);
  const objects = manifest?.objects ?? [];
  return {
    address: files.address,
    folder,
    manifest,
    unreadable,
    manifestSha256: files.manifest.sha256,
    snapshotAt: manifest === undefined ? momentOf(files.address.id) : new Date(manifest.snapshotAt),
    verifications,
    disregarded,
    lastVerdict: verifications[0]?.verdict,
    proven: manifest !== undefined && isProven(verifications, disregarded, folder),
    faults: manifest === undefined ? [] : faultsOf(manifest, folder, files.objects),
    sizeBytes: sum(objects.map((object) => object.sizeBytes)),
    plainSizeBytes: sum(objects.map((object) => object.plainSizeBytes)),
    keys: files.objects.map((object) => object.key),
  };
}

/**
 * Whether a backup counts as proven: the newest verification that came to a decision says `proven`. A later `failed` takes the proof back;
 * a later `could-not-tell` found no difference and leaves it standing. A later verification that cannot be read may say `failed`, so it
 * takes the proof back as well.
 */
function isProven(
  verifications: readonly Verification[],
  disregarded: readonly DisregardedVerification[],
  folder: string,
): boolean {
  const decision = verifications.find(({ verdict }) => verdict !== 'could-not-tell');
  if (decision?.verdict !== 'proven') return false;
  const decidedAt = folder + verificationName(decision);
  return !disregarded.some(({ key, readable }) => !readable && key > decidedAt);
}

/** Entries newest first; two of the same moment are ordered by id. */
export function newestFirst(entries: readonly CatalogEntry[]): CatalogEntry[] {
  return entries.toSorted((a, b) => {
    const later = b.snapshotAt.getTime() - a.snapshotAt.getTime();
    return later === 0 ? (a.folder < b.folder ? 1 : -1) : later;
  });
}

function readManifest(
  { address, manifest: { text } }: BackupFiles,
  folder: string,
): Pick<CatalogEntry, 'manifest' | 'unreadable'> {
  if (text === undefined) return { manifest: undefined, unreadable: 'is too large to be a manifest' };
  try {
    const manifest = parseManifest(text, folder + manifestName);
    const belongs = manifest.id === address.id && manifest.source === address.source && manifest.kind === address.kind;
    if (!belongs) return { manifest: undefined, unreadable: 'is the manifest of another backup' };
    return { manifest, unreadable: undefined };
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    return { manifest: undefined, unreadable: thrown.message };
  }
}

function readVerifications({ address, manifest, verifications, now }: BackupFiles): {
  verifications: readonly Verification[];
  disregarded: readonly DisregardedVerification[];
} {
  const counting: Verification[] = [];
  const disregarded: DisregardedVerification[] = [];
  for (const { key, text } of verifications) {
    const read = readVerification(key, text);
    if (typeof read === 'string') disregarded.push({ key, because: read, readable: false });
    else if (read.backup !== address.id || read.manifestSha256 !== manifest.sha256)
      disregarded.push({ key, because: 'was made against another manifest', readable: true });
    else if (read.verdict !== 'failed' && isAhead(new Date(read.finishedAt), now))
      disregarded.push({ key, because: `is dated in the future, ${read.finishedAt}`, readable: true });
    else counting.push(read);
  }
  counting.sort((a, b) => Date.parse(b.finishedAt) - Date.parse(a.finishedAt));
  return { verifications: counting, disregarded };
}

function readVerification(key: string, text: string | undefined): Verification | string {
  if (text === undefined) return 'is too large to be a verification';
  try {
    return parseVerification(text, key);
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.message;
    throw thrown;
  }
}

function faultsOf(manifest: Manifest, folder: string, listed: readonly ListedObject[]): readonly string[] {
  const sizes = new Map(listed.map(({ key, sizeBytes }) => [key, sizeBytes]));
  return manifest.objects.flatMap(({ name, sizeBytes }) => {
    const found = sizes.get(folder + name);
    if (found === sizeBytes) return [];
    return found === undefined ? `${name} is missing` : `${name} has ${found} bytes instead of ${sizeBytes}`;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
