import type { BackupId } from './backup-id.ts';

/**
 * What a target is after a restore has ended, however it ended. `unsettled`: the server was lost at the moment in which the copy was put in
 * place, so that it is one of the two.
 */
export type TargetState = 'as-it-was' | 'restored' | 'unsettled';

/** A backup of what a target held before a restore. */
export interface SafetyBackup {
  readonly source: string;
  readonly id: BackupId;
  /** The store's name. */
  readonly store: string;
  /** What was written to the target after this moment is not in it; ISO 8601, UTC. */
  readonly snapshotAt: string;
}

/** What was there before and is kept on the server, by the statements that do something about it. */
export interface KeptPrevious {
  readonly wayBack: readonly string[];
  readonly removal: readonly string[];
}

/** What decides how a person can go back. */
export interface WayBack {
  readonly database: string;
  readonly previous?: KeptPrevious;
  readonly safetyBackup?: SafetyBackup;
  /** Whether anything that was there before could have been lost. */
  readonly heldData: boolean;
  /** Patterns of the tables that were restored; the whole database where empty. */
  readonly tables: readonly string[];
}

/** How to get back what was there before, as one line. */
export function wayBackInWords({ database, previous, safetyBackup, heldData, tables }: WayBack): string {
  if (previous !== undefined && previous.wayBack.length > 0) return `to go back, run ${previous.wayBack.join(' ')}`;
  if (safetyBackup !== undefined) {
    const inputs = inputsBack({ database, safetyBackup, tables });
    return `to go back, restore with ${inputs.map(([name, value]) => `${name}: ${value}`).join(', ')}`;
  }
  return heldData ? 'there is no way back: no safety backup was taken' : 'nothing that was there before was replaced';
}

/** The inputs of a restore that brings a safety backup back; it was taken of that very database, so it has to be told to replace it. */
export function inputsBack({
  database,
  safetyBackup: { source, id },
  tables,
}: Pick<WayBack, 'database' | 'tables'> & { readonly safetyBackup: SafetyBackup }): readonly (readonly [
  name: string,
  value: string,
])[] {
  return [
    ['source', source],
    ['backup', id],
    ['confirm', database],
    ['replace-source', 'true'],
    ...tables.map((pattern) => ['tables', pattern] as const),
  ];
}

const safetySuffix = '.before-restore';
const longestSourceName = 100;

/**
 * The source name of safety backups: a name of its own, so that what a damaged target held is never the `latest` backup of the real source,
 * and has no part in its retention. The long end of a name that would exceed the limit is cut off.
 */
export function safetySourceName(sourceName: string): string {
  if (sourceName.endsWith(safetySuffix)) return sourceName;
  return `${sourceName.slice(0, longestSourceName - safetySuffix.length)}${safetySuffix}`;
}
