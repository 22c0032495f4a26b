import { parseVerification, type Verification } from '../../src/domain/verification/record.ts';
import type { Store } from '../../src/ports/store.ts';
import type { DrillReport } from '../../src/report/verification-summary.ts';
import type { VerifyBackupRequest } from '../../src/usecases/verify-backup.ts';
import { keptProgress } from '../fakes/kept-progress.ts';
import { lineRestorer, lineSandboxes } from '../fakes/line-database.ts';
import { clock, contentOf, keysOf, never } from './line-backups.ts';

/** A drill of the latest backup of `shop` on a server without faults. */
export function requestFor(stores: readonly Store[], more: Partial<VerifyBackupRequest> = {}): VerifyBackupRequest {
  return {
    ...{ sourceName: 'shop', kind: 'full', selector: { by: 'latest' }, stores, keys: keysOf() },
    ...{ restorerFor: () => Promise.resolve(lineRestorer()), sandboxes: lineSandboxes(), checks: [], targets: {} },
    ...{ run: { id: 'drill-1' }, clock, progress: keptProgress(), signal: never },
    ...more,
  };
}

/** The verifications of a store. */
export async function verificationsIn(store: Store): Promise<Verification[]> {
  const records = [...(await contentOf(store))].filter(([key]) => key.includes('/verifications/'));
  return records.map(([key, text]) => parseVerification(text, key));
}

/** What a drill found. */
export const codes = ({ findings }: DrillReport): string[] => findings.map(({ code }) => code);
