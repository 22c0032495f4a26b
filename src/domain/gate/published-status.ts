import { isBackupId, type BackupId } from '../backup-id.ts';
import { Failure } from '../failure.ts';
import { backupKinds, type BackupKind } from '../kind.ts';
import { readRecord } from '../record-reader.ts';
import type { Verdict } from '../verification/verdict.ts';

export const statusFormat = 'muster/status/v1';

/**
 * What a run tells those who have no key to the store about one backup: that it was taken, or what its drill said. Everyone who may read the
 * repository can read it, so it names no table, no store and no server.
 */
export interface PublishedStatus {
  readonly format: typeof statusFormat;
  readonly source: string;
  readonly kind: BackupKind;
  readonly backup: BackupId;
  /** When the snapshot was taken, by the source's clock; ISO 8601, UTC. */
  readonly snapshotAt: string;
  /** SHA-256 of the manifest's bytes, lower-case hex. */
  readonly manifestSha256: string;
  /** Null where the backup was only taken. */
  readonly verdict: Verdict | null;
  /** When the drill ended, by the runner's clock; null where there was none. */
  readonly verifiedAt: string | null;
  /** Which run says so. */
  readonly run: string;
}

/**
 * The name of the artifact with a source's status. A run that publishes more than one numbers them from the second on; the sign in between
 * is in no source's name.
 */
export function statusName(source: string, number = 1): string {
  return `muster-status-${source}${number === 1 ? '' : `~${number}`}`;
}

/** Whether an artifact's name is one of those of a source. */
export function isStatusName(name: string, source: string): boolean {
  return name === statusName(source) || (name.startsWith(`${statusName(source)}~`) && /~\d+$/.test(name));
}

/** The status as it is published. */
export function serializeStatus(status: PublishedStatus): string {
  return `${JSON.stringify(status, null, 2)}\n`;
}

/** Reads a status as it came from an artifact. @throws Failure `status-invalid` that says which part is wrong */
export function parseStatus(text: string, where: string): PublishedStatus {
  const root = readRecord(text, 'status-invalid', where);
  const format = root.text('format');
  if (format !== statusFormat) {
    throw new Failure('status-invalid', `${where}: unknown format ${JSON.stringify(format)}`, {
      hint: `this version reads ${statusFormat}; use the same version of Muster in both workflows`,
    });
  }
  const backup = root.text('backup');
  if (!isBackupId(backup)) return root.reject('backup', 'is not a backup id');
  const manifestSha256 = root.text('manifestSha256');
  if (!/^[0-9a-f]{64}$/.test(manifestSha256)) root.reject('manifestSha256', 'is not a SHA-256 digest');
  const hasVerdict = root.has('verdict') && !root.isNull('verdict');
  return {
    format,
    source: root.text('source'),
    kind: root.oneOf('kind', backupKinds),
    backup,
    snapshotAt: root.moment('snapshotAt'),
    manifestSha256,
    verdict: hasVerdict ? root.oneOf('verdict', ['proven', 'failed', 'could-not-tell']) : null,
    verifiedAt: hasVerdict ? root.moment('verifiedAt') : null,
    run: root.text('run'),
  };
}
