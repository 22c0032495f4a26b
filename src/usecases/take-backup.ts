import { backupId } from '../domain/backup-id.ts';
import { formatBytes } from '../domain/bytes.ts';
import { formatAge } from '../domain/duration.ts';
import { Failure } from '../domain/failure.ts';
import { sizeOf, type Fingerprint, type FingerprintSize } from '../domain/fingerprint.ts';
import type { BackupKind } from '../domain/kind.ts';
import {
  manifestFormat,
  sealedPart,
  serializeManifest,
  type Manifest,
  type ManifestObject,
  type RunIdentity,
} from '../domain/manifest.ts';
import { clockToleranceSeconds } from '../domain/clock-tolerance.ts';
import { fingerprintFormat, serializeFingerprint } from '../domain/sealed-fingerprint.ts';
import { BackupWriter, type StoreOutcome } from '../pipeline/backup-writer.ts';
import { once, sha256Hex } from '../pipeline/measure.ts';
import { salt } from '../pipeline/salt.ts';
import type { Cipher } from '../ports/cipher.ts';
import type { Clock } from '../ports/clock.ts';
import type { Codec } from '../ports/codec.ts';
import type { Dump, Source } from '../ports/engine.ts';
import type { Progress } from '../ports/progress.ts';
import type { Store } from '../ports/store.ts';

export interface TakeBackupRequest {
  /** Name of the source, a folder in every store. */
  readonly sourceName: string;
  readonly source: Source;
  readonly kind: BackupKind;
  readonly tables: readonly string[];
  readonly excludeTables: readonly string[];
  readonly digest: 'stream' | 'server';
  /** A dump smaller than this is not kept. */
  readonly minBytes: number;
  readonly codec: Codec;
  readonly cipher: Cipher;
  readonly stores: readonly Store[];
  readonly spool: { readonly folder: string; readonly budgetBytes: number };
  readonly run: RunIdentity;
  /** Muster's own version. */
  readonly version: string;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface TakenBackup {
  readonly manifest: Manifest;
  readonly stores: readonly StoreOutcome[];
  /** What the source held; absent for sources without tables. */
  readonly size?: FingerprintSize;
  readonly seconds: number;
}

/**
 * Dumps a source into its stores: one pass, constant memory, nothing but sealed bytes on the disk. The backup exists, in a store, from the
 * moment that its manifest does; if anything fails before, what was written is taken back.
 */
export async function takeBackup(request: TakeBackupRequest): Promise<TakenBackup> {
  const { source, clock, progress, sourceName, kind } = request;
  const startedAt = clock.now();
  const start = clock.monotonicSeconds();
  progress.stage('dump');
  await using dump = await source.dump(request);
  warnOfClocks(dump.snapshotAt, request);
  const id = backupId(dump.snapshotAt, salt());
  const writer = new BackupWriter({ ...request, address: { source: sourceName, kind, id } });
  try {
    const { data, fingerprint } = await writeData(writer, dump, request);
    const companions = await writeCompanions(writer, dump, request);
    const draft: Manifest = {
      format: manifestFormat,
      id,
      source: sourceName,
      kind,
      engine: source.engine,
      snapshotAt: dump.snapshotAt.toISOString(),
      startedAt: startedAt.toISOString(),
      finishedAt: clock.now().toISOString(),
      objects: [data, ...companions],
      encryption: request.cipher.encryption,
      server: { ...dump.server, ...databaseMark(sourceName, dump) },
      ...(request.tables.length > 0 && { chosenTables: true }),
      position: dump.position,
      tools: { ...dump.tools, muster: request.version },
      run: request.run,
      portability: dump.portability,
    };
    progress.stage('fingerprint');
    const sealed = await writeFingerprint(writer, draft, fingerprint, request);
    const manifest = { ...draft, objects: [...draft.objects, sealed] };
    progress.stage('manifest');
    const outcomes = await writer.commit(serializeManifest(manifest));
    return {
      manifest,
      stores: outcomes,
      ...(fingerprint && { size: sizeOf(fingerprint) }),
      seconds: clock.monotonicSeconds() - start,
    };
  } catch (thrown) {
    await writer.discard();
    throw thrown;
  }
}

/**
 * Tells two databases of one server apart without naming them: a manifest can be read without a key. Who guesses the name can see that the guess
 * fits.
 */
function databaseMark(sourceName: string, { database }: Dump): Readonly<Record<string, string>> {
  return database === undefined ? {} : { 'database-mark': sha256Hex(`${sourceName}/${database}`).slice(0, 8) };
}

/** Backups are put in order by the clocks of their sources: with a wrong one, the newest is not the `latest`. */
function warnOfClocks(snapshotAt: Date, { clock, progress }: TakeBackupRequest): void {
  const seconds = (clock.now().getTime() - snapshotAt.getTime()) / 1000;
  if (Math.abs(seconds) <= clockToleranceSeconds) return;
  const which = seconds > 0 ? 'behind' : 'ahead of';
  progress.warn(
    `the clock of the source is ${formatAge(Math.abs(seconds))} ${which} that of this machine: set it right, or this backup is not found in its place`,
  );
}

async function writeData(
  writer: BackupWriter,
  dump: Dump,
  { codec, cipher, minBytes }: TakeBackupRequest,
): Promise<{ data: ManifestObject; fingerprint: Fingerprint | undefined }> {
  const data = await writer.write(
    { role: 'data', name: `data${dump.extension}`, formats: [dump.format], plain: dump.bytes() },
    { codec, cipher },
  );
  if (data.plainSizeBytes < minBytes) {
    throw new Failure(
      'dump-too-small',
      `the dump has ${formatBytes(data.plainSizeBytes)}, less than ${formatBytes(minBytes)}`,
    );
  }
  return { data, fingerprint: await dump.fingerprint() };
}

/** Writes what belongs to the backup beside its data, before the fingerprint: the manifest that it seals names them. */
async function writeCompanions(
  writer: BackupWriter,
  { companions }: Dump,
  { codec, cipher }: TakeBackupRequest,
): Promise<readonly ManifestObject[]> {
  const written: ManifestObject[] = [];
  for (const { role, name, format, bytes } of companions)
    written.push(await writer.write({ role, name, formats: [format], plain: once(bytes) }, { codec, cipher }));
  return written;
}

/** Seals what the source held together with the digest of the manifest, so that a manifest edited later is noticed. */
async function writeFingerprint(
  writer: BackupWriter,
  draft: Manifest,
  content: Fingerprint | undefined,
  { codec, cipher }: TakeBackupRequest,
): Promise<ManifestObject> {
  const text = serializeFingerprint({
    format: fingerprintFormat,
    manifestSha256: sha256Hex(sealedPart(serializeManifest(draft))),
    ...(content === undefined ? {} : { content }),
  });
  return await writer.write(
    { role: 'fingerprint', name: 'fingerprint.json', formats: ['json'], plain: once(Buffer.from(text)) },
    { codec, cipher },
  );
}
