import { isBackupId, type BackupId } from '../backup-id.ts';
import { Failure } from '../failure.ts';
import { backupKinds, type BackupKind } from '../kind.ts';
import { readRecord } from '../record-reader.ts';

export const gateFormat = 'muster/gate/v1';

/** Which backup stood behind a pull request when it was let through: what a rollback of its migrations restores. */
export interface GateRecord {
  readonly format: typeof gateFormat;
  /** Where the pull request is, e.g. `octo-org/shop`; numbers mean nothing without it. */
  readonly repository: string;
  readonly pullRequest: number;
  /** The commit that was judged. */
  readonly commit: string;
  readonly source: string;
  readonly kind: BackupKind;
  readonly backup: BackupId;
  readonly manifestSha256: string;
  /** By the runner's clock; ISO 8601, UTC. */
  readonly judgedAt: string;
  readonly run: string;
}

/** Where the records of a pull request lie in a store: beside the kinds of a source, where no backup can be. Ends with `/`. */
export function gateFolder(source: string, pullRequest: number): string {
  return `${source}/gates/pull-request-${pullRequest}/`;
}

/** Whether a key is that of a gate's record. They belong to no backup, and nothing that reads, prunes or sweeps backups minds them. */
export function isGateKey(key: string): boolean {
  return /^[^/]+\/gates\/pull-request-\d+\/[^/]+\.json$/.test(key);
}

/** The key of a record. Keys sort by time. */
export function gateKey({ source, pullRequest, judgedAt, run }: GateRecord): string {
  const moment = new Date(judgedAt).toISOString().replace(/[-:.]/g, '');
  return `${gateFolder(source, pullRequest)}${moment}-${run.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100)}.json`;
}

/** The record as it is stored. */
export function serializeGateRecord(record: GateRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/**
 * Reads a record as it came from a store.
 *
 * @throws Failure `gate-record-invalid` that says which part is wrong, or that it is about another pull request than its folder.
 */
export function parseGateRecord(
  text: string,
  where: string,
  of: Pick<GateRecord, 'source' | 'pullRequest'>,
): GateRecord {
  const root = readRecord(text, 'gate-record-invalid', where);
  const format = root.text('format');
  if (format !== gateFormat)
    throw new Failure('gate-record-invalid', `${where}: unknown format ${JSON.stringify(format)}`);
  const backup = root.text('backup');
  if (!isBackupId(backup)) return root.reject('backup', 'is not a backup id');
  const manifestSha256 = root.text('manifestSha256');
  if (!/^[0-9a-f]{64}$/.test(manifestSha256)) root.reject('manifestSha256', 'is not a SHA-256 digest');
  const about = { source: root.text('source'), pullRequest: root.count('pullRequest') };
  if (about.source !== of.source) root.reject('source', `is not ${of.source}`);
  if (about.pullRequest !== of.pullRequest) root.reject('pullRequest', `is not ${of.pullRequest}`);
  return {
    format,
    ...about,
    repository: root.text('repository'),
    commit: root.text('commit'),
    kind: root.oneOf('kind', backupKinds),
    backup,
    manifestSha256,
    judgedAt: root.moment('judgedAt'),
    run: root.text('run'),
  };
}
