import { createHash } from 'node:crypto';
import { asFailure, type Failure } from '../domain/failure.ts';
import { serializeStatus, statusFormat, statusName } from '../domain/gate/published-status.ts';
import { serializeManifest, type Manifest } from '../domain/manifest.ts';
import type { Verdict } from '../domain/verification/verdict.ts';
import { publishArtifact } from '../platform/github/publish-artifact.ts';
import type { ActionContext } from './context.ts';

/** Gates ask for backups that are younger by far. */
const retentionDays = 30;

/** What became of a backup in this run. */
export interface StatusToPublish {
  readonly manifest: Manifest;
  /** SHA-256 of the manifest's bytes where it was read, lower-case hex; absent for one that this run wrote. */
  readonly manifestSha256?: string;
  /** Absent where it was only taken. */
  readonly verdict?: Verdict;
}

/**
 * Publishes a status for gates without access to the store. The run says what it has to say first:
 * what keeps the status from being published is returned, for the step to end with, and not thrown. Of a backup of chosen tables, which stands
 * behind no migration, nothing is published.
 */
export async function publishStatus(
  { manifest, manifestSha256, verdict }: StatusToPublish,
  { runtime, clock }: ActionContext,
): Promise<Failure | undefined> {
  const { source, kind, id, snapshotAt } = manifest;
  if (manifest.chosenTables) {
    runtime.info(`the status of ${id} is not published: it holds chosen tables, and a gate asks for a whole database`);
    return undefined;
  }
  const text = serializeStatus({
    format: statusFormat,
    ...{ source, kind, backup: id, snapshotAt },
    manifestSha256: manifestSha256 ?? createHash('sha256').update(serializeManifest(manifest)).digest('hex'),
    verdict: verdict ?? null,
    verifiedAt: verdict === undefined ? null : clock.now().toISOString(),
    run: runtime.run.id,
  });
  const nameOf = (number: number): string => statusName(source, number);
  try {
    const name = await publishArtifact({ nameOf, fileName: 'status.json', text, retentionDays }, runtime.tempFolder);
    runtime.info(`published the status of ${id} as ${name}`);
    return undefined;
  } catch (thrown) {
    const failure = asFailure(thrown);
    runtime.warn(failure.message); // also where something worse turns the run red
    return failure;
  }
}
