import { Failure } from '../domain/failure.ts';
import {
  gateFolder,
  gateKey,
  type GateRecord,
  isGateKey,
  parseGateRecord,
  serializeGateRecord,
} from '../domain/gate/gate-record.ts';
import type { BackupKind } from '../domain/kind.ts';
import type { RunIdentity } from '../domain/manifest.ts';
import type { Progress } from '../ports/progress.ts';
import type { Store } from '../ports/store.ts';
import { recordObject } from './record-object.ts';

/** Writes down which backup stood behind a pull request. @returns why it was not, where the credentials may not write */
export async function writeGateRecord(
  store: Store,
  record: GateRecord,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await store.putIfAbsent(gateKey(record), Buffer.from(serializeGateRecord(record)), signal);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'store-denied') return thrown.message;
    throw thrown;
  }
}

export interface GatedSearch {
  readonly sourceName: string;
  readonly kind: BackupKind;
  /** Whose repository the number of the pull request is of. */
  readonly run?: RunIdentity;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * The newest record of a pull request about a backup of that kind. One that cannot be read and is newer may name a later backup, so it is never
 * passed over.
 *
 * @throws Failure `gate-record-invalid` for such a one, `backup-missing` where there is none, or nobody can know whose
 */
export async function gatedBackup(store: Store, number: number, search: GatedSearch): Promise<GateRecord> {
  const { sourceName, kind, run, progress } = search;
  const found = await recordsOf(store, number, search);
  const isOwn = (record: GateRecord | Failure): record is GateRecord =>
    !(record instanceof Failure) && (run?.repository ?? record.repository) === record.repository;
  const at = found.findIndex((record) => isOwn(record) && record.kind === kind);
  const unreadable = found.find((record, index) => record instanceof Failure && (at === -1 || index < at));
  if (unreadable instanceof Failure) throw mayBeLater(number, unreadable);

  const own = found.filter(isOwn);
  const repositories = [...new Set(own.map(({ repository }) => repository))];
  if (repositories.length > 1) {
    throw new Failure('backup-missing', `pull request ${number} may be one of ${repositories.join(', ')}`, {
      hint: 'run in a workflow of the one that is meant, or write the id of the backup',
    });
  }
  const newest = own.find((record) => record.kind === kind);
  if (newest === undefined) throw noneRecorded(`${sourceName} for pull request ${number} in ${store.name}`, kind, own);
  for (const record of found) {
    if (record instanceof Failure)
      progress.warn(`passed over, since a later record of pull request ${number} can be read: ${record.message}`);
  }
  return newest;
}

/** The records of a pull request, newest first; why it cannot be used in place of one that cannot. */
async function recordsOf(
  store: Store,
  number: number,
  { sourceName, signal }: GatedSearch,
): Promise<readonly (GateRecord | Failure)[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(gateFolder(sourceName, number), signal)) if (isGateKey(key)) keys.push(key);
  const found: (GateRecord | Failure)[] = [];
  for (const key of keys.toReversed()) {
    try {
      const { text } = await recordObject(store, key, { code: 'gate-record-invalid', signal });
      found.push(parseGateRecord(text, key, { source: sourceName, pullRequest: number }));
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.code !== 'gate-record-invalid') throw thrown;
      found.push(thrown);
    }
  }
  return found;
}

function mayBeLater(number: number, cause: Failure): Failure {
  const message = `a record of pull request ${number}, which may name a later backup than others, cannot be used: ${cause.message}`;
  return new Failure('gate-record-invalid', message, { cause });
}

function noneRecorded(what: string, kind: BackupKind, others: readonly GateRecord[]): Failure {
  const kinds = [...new Set(others.map((record) => record.kind))];
  if (kinds.length > 0) {
    return new Failure('backup-missing', `no migration gate has recorded a backup of kind ${kind} of ${what}`, {
      hint: `write in input "kind" what it has recorded: ${kinds.join(', ')}`,
    });
  }
  return new Failure('backup-missing', `no migration gate has recorded a backup of ${what}`, {
    hint: 'write latest-proven or an id in input "backup"; list shows them',
  });
}
