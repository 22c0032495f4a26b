import { createHash } from 'node:crypto';
import { backupId } from '../../src/domain/backup-id.ts';
import { type BackupFiles, catalogEntry, type CatalogEntry } from '../../src/domain/catalog.ts';
import type { BackupKind } from '../../src/domain/kind.ts';
import { type Manifest, manifestFormat, serializeManifest } from '../../src/domain/manifest.ts';
import { folderOf, manifestName } from '../../src/domain/object-key.ts';
import {
  serializeVerification,
  type Verification,
  verificationFormat,
  verificationName,
} from '../../src/domain/verification/record.ts';
import type { Verdict } from '../../src/domain/verification/verdict.ts';
import type { Store } from '../../src/ports/store.ts';

export interface FixtureOptions {
  readonly source?: string;
  readonly kind?: BackupKind;
  readonly salt?: string;
  readonly chosenTables?: true;
  /** More that the manifest says of its server. */
  readonly server?: Readonly<Record<string, string>>;
  /** When the run that made it began and ended, by the runner's clock; the moment of the snapshot where it is not given. */
  readonly madeAt?: string;
  readonly sizeBytes?: number;
  readonly plainSizeBytes?: number;
  /** The verdicts of its drills, oldest first, an hour apart beginning an hour after the snapshot, or after `drillsFrom`. */
  readonly drills?: readonly Verdict[];
  readonly drillsFrom?: string;
  /** Written instead of the manifest. */
  readonly manifestText?: string;
  /** More files in the folder, by name. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Names of files to leave out. */
  readonly without?: readonly string[];
}

/** A backup as it lies in a store: its address and the text of each file by key, the manifest last. */
export interface BackupFixture {
  readonly folder: string;
  readonly address: BackupFiles['address'];
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, string>;
}

/** A small but complete backup with its snapshot at an ISO 8601 moment, written by the project's own serializers. */
export function backupFixture(moment: string, options: FixtureOptions = {}): BackupFixture {
  const { source = 'shop', kind = 'full', salt = 'aaaaaa', sizeBytes = 10, drills = [], without = [] } = options;
  const snapshotAt = new Date(moment);
  const [madeAt, drillsFrom] = [new Date(options.madeAt ?? moment), new Date(options.drillsFrom ?? moment)];
  const address = { source, kind, id: backupId(snapshotAt, salt) };
  const folder = folderOf(address);
  const data = 'x'.repeat(sizeBytes);
  const manifest: Manifest = {
    format: manifestFormat,
    ...address,
    engine: 'postgres',
    snapshotAt: snapshotAt.toISOString(),
    startedAt: madeAt.toISOString(),
    finishedAt: madeAt.toISOString(),
    objects: [
      {
        role: 'data',
        name: 'data.dump.zst.age',
        sizeBytes,
        sha256: sha256(data),
        plainSizeBytes: options.plainSizeBytes ?? sizeBytes * 4,
        formats: ['pg_dump-custom', 'zstd', 'age'],
      },
    ],
    encryption: { format: 'age', recipients: ['age1example'] },
    server: { flavour: 'postgresql', version: '15.18', ...options.server },
    ...(options.chosenTables && { chosenTables: true }),
    position: {},
    tools: {},
    run: { id: 'test-1' },
  };
  const manifestText = options.manifestText ?? serializeManifest(manifest);
  const files = new Map([[`${folder}data.dump.zst.age`, data]]);
  drills.forEach((verdict, index) => {
    const finishedAt = new Date(drillsFrom.getTime() + (index + 1) * 3_600_000).toISOString();
    const verification = verificationFixture({
      backup: address.id,
      manifestSha256: sha256(manifestText),
      verdict,
      finishedAt,
    });
    files.set(folder + verificationName(verification), serializeVerification(verification));
  });
  for (const [name, text] of Object.entries(options.extra ?? {})) files.set(folder + name, text);
  files.set(folder + manifestName, manifestText);
  for (const name of without) files.delete(folder + name);
  return { folder, address, manifest, files };
}

/** A complete verification around what a test cares about. */
export function verificationFixture(
  about: Pick<Verification, 'backup' | 'manifestSha256' | 'verdict' | 'finishedAt'>,
): Verification {
  return {
    format: verificationFormat,
    ...about,
    findings: about.verdict === 'failed' ? [{ code: 'rows-missing', count: 2 }] : [],
    gaps: about.verdict === 'could-not-tell' ? 1 : 0,
    ladder: [{ step: 'restore', outcome: 'passed', seconds: 3.2 }],
    rtoSeconds: 4.1,
    rpoSeconds: 3600,
    targets: { rtoSeconds: 1800, rpoSeconds: null },
    sandbox: { description: 'local server', version: '15.18' },
    startedAt: about.finishedAt,
    run: { id: 'drill-1', url: 'https://example.com/run/1' },
  };
}

/** The catalog's entry for a fixture, as if a store had listed it; nothing of it is dated in the future unless `now` is given. */
export function entryOf({ address, folder, files }: BackupFixture, now = new Date(8.64e15)): CatalogEntry {
  const manifest = files.get(folder + manifestName) ?? '';
  return catalogEntry({
    address,
    objects: [...files].map(([key, text]) => ({ key, sizeBytes: text.length, modifiedAt: new Date(0) })),
    manifest: { text: manifest, sha256: sha256(manifest) },
    verifications: [...files]
      .filter(([key]) => key.startsWith(`${folder}verifications/`))
      .map(([key, text]) => ({ key, text })),
    now,
  });
}

/** The catalog's entry of a new fixture. */
export function entryAt(moment: string, options: FixtureOptions = {}, now?: Date): CatalogEntry {
  return entryOf(backupFixture(moment, options), now);
}

/** Writes fixtures into a store, each one's manifest last. */
export async function fill(store: Store, fixtures: readonly BackupFixture[]): Promise<void> {
  const signal = new AbortController().signal;
  for (const { files } of fixtures) {
    for (const [key, text] of files) await store.putIfAbsent(key, Buffer.from(text), signal);
  }
}

/** Lower-case hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
