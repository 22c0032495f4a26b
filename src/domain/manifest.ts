import type { BackupId } from './backup-id.ts';
import { isBackupId } from './backup-id.ts';
import { Failure } from './failure.ts';
import { backupKinds, type BackupKind } from './kind.ts';
import { manifestName } from './object-key.ts';
import { readPortabilityNote, type PortabilityNote } from './portability.ts';
import { readRecord, type RecordReader } from './record-reader.ts';

export const manifestFormat = 'muster/backup/v1';

/** What an object of a backup is for. */
export const objectRoles = ['data', 'fingerprint', 'globals'] as const;
export type ObjectRole = (typeof objectRoles)[number];

/** One object of a backup, as it lies in the store. */
export interface ManifestObject {
  readonly role: ObjectRole;
  /** File name in the backup's folder, e.g. `data.dump.zst.age`. */
  readonly name: string;
  /** Bytes in the store. */
  readonly sizeBytes: number;
  /** SHA-256 of the bytes in the store, lower-case hex. */
  readonly sha256: string;
  /** Bytes before compression and encryption. */
  readonly plainSizeBytes: number;
  /** What was done to the bytes, innermost first, e.g. `["pg_dump-custom", "zstd", "age"]`. */
  readonly formats: readonly string[];
}

/** The objects of a backup beside its data and its fingerprint. */
export function companionsOf({ objects }: Pick<Manifest, 'objects'>): readonly ManifestObject[] {
  return objects.filter(({ role }) => role !== 'data' && role !== 'fingerprint');
}

/** Who can open a backup. Recipients are public: age recipients, OpenPGP fingerprints, or the word `passphrase`. */
export interface ManifestEncryption {
  readonly format: 'age' | 'openpgp' | 'none';
  readonly recipients: readonly string[];
}

/** Which run wrote something: what a person needs to find its log. */
export interface RunIdentity {
  /** Opaque and unique, e.g. `github-1234567890-1` or `local-…`. */
  readonly id: string;
  readonly repository?: string;
  readonly workflow?: string;
  readonly actor?: string;
  readonly commit?: string;
  readonly url?: string;
}

/**
 * The commit record of a backup: written last, removed first, never overwritten. It can be read without a key and therefore names no
 * table and no database.
 */
export interface Manifest {
  readonly format: typeof manifestFormat;
  readonly id: BackupId;
  readonly source: string;
  readonly kind: BackupKind;
  readonly engine: string;
  /** When the snapshot was taken, by the source's own clock; ISO 8601, UTC. */
  readonly snapshotAt: string;
  /** When the run began and ended, by the runner's clock. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly objects: readonly ManifestObject[];
  readonly encryption: ManifestEncryption;
  /** Flavour and version of the server, e.g. `{"flavour": "postgresql", "version": "15.18"}`. */
  readonly server: Readonly<Record<string, string>>;
  /** There where the dump holds chosen tables: it is no backup of the whole, and stands for none. */
  readonly chosenTables?: true;
  /** Where in the source's history the snapshot lies, e.g. `{"lsn": "0/3A1B2C8"}`. */
  readonly position: Readonly<Record<string, string>>;
  /** Versions of the tools that made it. */
  readonly tools: Readonly<Record<string, string>>;
  readonly run: RunIdentity;
  /** What a restore on another server needs or does not bring back. Absent from manifests of before it was recorded. */
  readonly portability?: readonly PortabilityNote[];
}

/** Bytes that a backup takes in one store, its manifest not counted. */
export function storedSizeOf({ objects }: Manifest): number {
  return objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** The manifest as it is stored. */
export function serializeManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * The part of a stored manifest that is sealed inside its fingerprint object: all of it but the fingerprint's own entry, as one text that is
 * the same for the same content, whatever the order of members and the white space.
 */
export function sealedPart(manifestText: string): string {
  const manifest = JSON.parse(manifestText) as { objects: readonly { role: string }[] };
  const own = manifest.objects.findIndex(({ role }) => role === 'fingerprint');
  return canonicalJson({ ...manifest, objects: manifest.objects.filter((_, index) => index !== own) });
}

/**
 * Reads a manifest as it came from a store.
 *
 * @throws Failure `manifest-invalid` that says which part is wrong.
 */
export function parseManifest(text: string, where: string): Manifest {
  const root = readRecord(text, 'manifest-invalid', where);
  const format = root.text('format');
  if (format !== manifestFormat) {
    throw new Failure(
      'manifest-invalid',
      `${where}: unknown format ${JSON.stringify(format)}; a newer Muster may have written it`,
      {
        hint: `take a Muster that knows it; this one reads ${manifestFormat}`,
      },
    );
  }
  const id = root.text('id');
  if (!isBackupId(id)) return root.reject('id', 'is not a backup id');
  const encryption = root.record('encryption');
  return {
    format,
    id,
    source: root.text('source'),
    kind: root.oneOf('kind', backupKinds),
    engine: root.text('engine'),
    snapshotAt: root.moment('snapshotAt'),
    startedAt: root.moment('startedAt'),
    finishedAt: root.moment('finishedAt'),
    objects: root.list('objects').map(readObject),
    encryption: {
      format: encryption.oneOf('format', ['age', 'openpgp', 'none']),
      recipients: encryption.texts('recipients'),
    },
    server: root.record('server').strings(),
    ...(root.has('chosenTables') ? { chosenTables: root.isTrue('chosenTables') } : {}),
    position: root.record('position').strings(),
    tools: root.record('tools').strings(),
    run: root.record('run').strings() as unknown as RunIdentity,
    ...(root.has('portability') ? { portability: root.list('portability').map(readPortabilityNote) } : {}),
  };
}

function readObject(object: RecordReader): ManifestObject {
  const name = object.text('name');
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) object.reject('name', 'is not a file name');
  if (name.startsWith(manifestName)) object.reject('name', 'is that of the manifest itself');
  const sha256 = object.text('sha256');
  if (!/^[0-9a-f]{64}$/.test(sha256)) object.reject('sha256', 'is not a SHA-256 digest');
  return {
    role: object.oneOf('role', objectRoles),
    name,
    sizeBytes: object.count('sizeBytes'),
    sha256,
    plainSizeBytes: object.count('plainSizeBytes'),
    formats: object.texts('formats'),
  };
}

/** JSON with sorted keys and no white space. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}
