import type { BackupId } from '../domain/backup-id.ts';
import { Failure } from '../domain/failure.ts';
import {
  gateFolder,
  gateKey,
  type GateRecord,
  parseGateRecord,
  serializeGateRecord,
} from '../domain/gate/gate-record.ts';
import type { RunIdentity } from '../domain/manifest.ts';
import type { Store } from '../ports/store.ts';

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
  /** Whose repository the number of the pull request is of. */
  readonly run?: RunIdentity;
  readonly signal: AbortSignal;
}

/** The backup that the newest record of a pull request names. @throws Failure `backup-missing` where there is none, or nobody can know whose */
export async function gatedBackup(
  store: Store,
  number: number,
  { sourceName, run, signal }: GatedSearch,
): Promise<BackupId> {
  const repository = run?.repository;
  const keys: string[] = [];
  for await (const { key } of store.list(gateFolder(sourceName, number), signal)) keys.push(key);
  const records: GateRecord[] = [];
  for (const key of keys.toReversed()) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of store.get(key, signal)) chunks.push(chunk);
    const record = parseGateRecord(Buffer.concat(chunks).toString('utf8'), key);
    if (repository === undefined || record.repository === repository) records.push(record);
  }
  const repositories = new Set(records.map(({ repository }) => repository));
  const [newest] = records;
  if (newest === undefined) {
    const message = `no migration gate has recorded a backup of ${sourceName} for pull request ${number} in ${store.name}`;
    throw new Failure('backup-missing', message, {
      hint: 'write latest-proven or an id in input "backup"; list shows them',
    });
  }
  if (repositories.size === 1) return newest.backup;
  throw new Failure('backup-missing', `pull request ${number} may be one of ${[...repositories].join(', ')}`, {
    hint: 'run in a workflow of the one that is meant, or write the id of the backup',
  });
}
