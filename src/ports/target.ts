import type { Fingerprint } from '../domain/fingerprint.ts';
import type { Comparison } from '../domain/verification/compare.ts';
import type { Progress } from './progress.ts';

/** What a live database is to become. */
export interface RestoreNeed {
  /** What the backup holds. */
  readonly expected: Fingerprint;
  /** The manifest's `server`: flavour, version and, where known, identity of the source's server. */
  readonly server: Readonly<Record<string, string>>;
  /** Size of the plain dump. */
  readonly dumpBytes: number;
  /** Patterns of tables to bring back, in the form of the dump tool; the whole database where empty. */
  readonly tables: readonly string[];
  /** A private folder, the only place where decrypted bytes may be written. */
  readonly scratch: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/**
 * How a backup will come into the target. `create`: there is no such database, and it is made. `swap`: a fresh database is loaded beside
 * it, and takes its name. `transaction`: all is cleared and loaded in one transaction. `tables`: chosen tables, in one transaction.
 */
export type RestoreWay = 'create' | 'swap' | 'transaction' | 'tables';

/** What a restore will do, decided before anything is touched. */
export interface RestorePlan {
  readonly way: RestoreWay;
  /** The part of the backup that is brought back, which the target has to equal afterwards. */
  readonly expected: Fingerprint;
  /** Whether the target is, as far as can be known, the very database that the backup was taken of. */
  readonly isSource: boolean;
  /** Why it is only taken for it, where the server does not tell. */
  readonly sourceDoubt?: string;
  /** Whether the target holds anything that could be lost. */
  readonly holdsData: boolean;
  /** What will be done, one line each, with the names of what is replaced, and of what depends on it. */
  readonly steps: readonly string[];
  /** What a person should know beside that, one line each. */
  readonly notes: readonly string[];
}

/** A live database that a backup is brought back into. */
export interface Target {
  /** The engine's name, which the manifest has to have too. */
  readonly engine: string;
  /** Name of the database, which a person has to confirm. */
  readonly database: string;
  /** Host and database for people. */
  readonly description: string;
  /**
   * Looks whether the restore can succeed (version, privileges, roles, extensions, room) and decides how it is done. Changes nothing.
   *
   * @throws Failure `target-unfit` that names what is in the way and what to do; `source-…` where the server does not answer.
   */
  assess(need: RestoreNeed): Promise<RestorePlan>;
  /**
   * Loads the dump beside what is there, or in a transaction that stays open: nobody else sees it yet. Removes first what restores into the
   * same database left behind that no longer run.
   *
   * @throws Failure `restore-failed` with the server's reason; `archive-damaged`. The target is as it was then.
   */
  load(bytes: AsyncIterable<Uint8Array>, plan: RestorePlan, need: RestoreNeed): Promise<StagedRestore>;
}

/** A loaded copy that is not in place yet. Disposing of it before `commit` takes it back and leaves the target as it was. */
export interface StagedRestore extends AsyncDisposable {
  /** What was loaded, read in the way in which the plan's `expected` was made. */
  inspect(): Promise<Fingerprint>;
  /** Whether what was loaded keeps the rules of a sound database. */
  examine(): Promise<Comparison>;
  /**
   * Puts it in place, at one moment: closes connections that are in the way, swaps or commits, and refreshes statistics. Once it is in place
   * the promise resolves, whatever becomes of the statistics and though the run is asked to stop.
   *
   * @throws Failure `target-busy` where connections cannot be closed, or another one: the target is as it was then. `restore-unsettled` where
   *   the server was lost at that moment and nobody can say which of the two is in place; its hint says how to see it.
   */
  commit(): Promise<CommittedRestore>;
}

/** A restore that is in place. */
export interface CommittedRestore {
  /** Statements that bring back what was there before, in order; empty where nothing was kept on the server. */
  readonly wayBack: readonly string[];
  /** Statements that do what `removePrevious` does, for a person, in order; empty where nothing was kept on the server. */
  readonly removal: readonly string[];
  /** Set where what was kept holds something that the plan did not know of, and no safety backup has: it is not to be removed. */
  readonly isPreviousNeeded?: boolean;
  /** What did not come along, and what a person should know, one line each. */
  readonly notes?: readonly string[];
  /** Removes what was there before, where it was kept. The way back ends here. */
  removePrevious(): Promise<void>;
}
