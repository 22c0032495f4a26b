import { Failure } from '../domain/failure.ts';
import { storedSizeOf, type Manifest } from '../domain/manifest.ts';
import { replicaDifference, type ObjectReading } from './backup-reader.ts';
import type { Ladder } from './ladder.ts';
import type { Progress } from '../ports/progress.ts';
import type { Store } from '../ports/store.ts';

/** What another store is worth for a backup that was proven from the first. */
export interface Replica {
  readonly store: Store;
  readonly verdict: 'proven' | 'failed';
}

/** A backup that was proven, and the steps of its drill. */
export interface ProvenBackup {
  readonly manifest: Manifest;
  readonly readingIn: (store: Store) => ObjectReading;
  readonly ladder: Ladder<'replicas'>;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * Holds the other stores' bytes against the manifest: the same bytes are proven by the same drill. A store that cannot be read is a gap, and
 * takes nothing from what was proven in the first.
 */
export async function compareReplicas(
  others: readonly Store[],
  { manifest, readingIn, ladder, progress, signal }: ProvenBackup,
): Promise<readonly Replica[]> {
  return await ladder.step('replicas', async (report) => {
    const replicas: Replica[] = [];
    progress.expect(storedSizeOf(manifest) * others.length);
    for (const store of others) {
      let difference: string | undefined;
      try {
        difference = await replicaDifference(readingIn(store));
      } catch (thrown) {
        if (!(thrown instanceof Failure) || thrown.kind === 'bug' || signal.aborted) throw thrown;
        report({ findings: [], gaps: [`the backup in ${store.name}: ${thrown.message}`] });
        continue;
      }
      replicas.push({ store, verdict: difference === undefined ? 'proven' : 'failed' });
      if (difference === undefined) continue;
      report({ findings: [{ code: 'replica-differs', subject: store.name, detail: difference }], gaps: [] });
    }
    return replicas;
  });
}
