import type { Fingerprint } from '../domain/fingerprint.ts';
import type { BackupKind } from '../domain/kind.ts';
import type { ObjectRole } from '../domain/manifest.ts';
import type { PortabilityNote } from '../domain/portability.ts';
import type { Comparison } from '../domain/verification/compare.ts';
import type { Progress } from './progress.ts';
import type { Sandbox } from './sandbox.ts';

export interface DumpRequest {
  readonly kind: BackupKind;
  /** Patterns of tables to dump; all where empty. */
  readonly tables: readonly string[];
  readonly excludeTables: readonly string[];
  /** How rows are digested: from the dump as it passes, or also by the server in the same snapshot. */
  readonly digest: 'stream' | 'server';
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** A further object that belongs to a backup beside its data, such as the roles of the server. */
export interface Companion {
  readonly role: Exclude<ObjectRole, 'data' | 'fingerprint'>;
  /** File name, e.g. `globals.sql`. */
  readonly name: string;
  /** Name of the format for the manifest. */
  readonly format: string;
  /** Its bytes, which are complete: no tool has to end well any more. */
  readonly bytes: Uint8Array;
}

/** A dump that has begun: its snapshot is taken and held. Disposing of it ends the tool and lets the snapshot go. */
export interface Dump extends AsyncDisposable {
  /** When the snapshot was taken, by the source's clock. */
  readonly snapshotAt: Date;
  readonly server: Readonly<Record<string, string>>;
  /** Name of the one database that it is of; undefined where it is of a whole server, or of none. */
  readonly database?: string | undefined;
  readonly position: Readonly<Record<string, string>>;
  readonly tools: Readonly<Record<string, string>>;
  /** Name of the format for the manifest, e.g. `pg_dump-custom`. */
  readonly format: string;
  /** Extension of the data object, e.g. `.dump`. */
  readonly extension: string;
  /** What a restore on another server needs or does not bring back, as it was when the dump began. */
  readonly portability: readonly PortabilityNote[];
  /** Small enough for memory, and complete before the data begin: what cannot be read fails a backup at its start. */
  readonly companions: readonly Companion[];
  /**
   * The dump's bytes, which may be lent (see `Chunk`); to be read once. Ends only when the tool exited with 0 and its output was seen to be complete.
   *
   * @throws Failure `dump-failed` or `dump-incomplete`.
   */
  bytes(): AsyncIterable<Uint8Array>;
  /**
   * What the source held in the dump's snapshot. To be called after `bytes` has ended.
   *
   * @throws Failure `dump-untrue` where the dump's rows are not those that the server counted.
   */
  fingerprint(): Promise<Fingerprint | undefined>;
}

/** A dump that was loaded. Disposing of it removes it from a server that outlives the sandbox. */
export interface RestoredCopy extends AsyncDisposable {
  /** Connection URL of the restored database, for the user's own commands. */
  readonly url: string;
  /** What was not loaded because the sandbox cannot have it, one line each; each makes the verdict `could-not-tell`. */
  readonly gaps: readonly string[];
}

/** Reads a source. */
export interface Source {
  /** The engine's name for the manifest, e.g. `postgres`. */
  readonly engine: string;
  /** Connects, takes the snapshot and starts the dump. */
  dump(request: DumpRequest): Promise<Dump>;
}

/** Brings dumps of one engine back to life in a sandbox and says what is in the copy. Where it needs tools, they match the sandbox. */
export interface Restorer {
  readonly engine: string;
  /**
   * Looks whether a backup has the tables that patterns, in the form of the dump tool, mean.
   *
   * @throws Failure that names a pattern which fits none
   */
  assertTablesThere(patterns: readonly string[], expected: Fingerprint): void;
  /**
   * Loads a dump into an empty sandbox. The plain bytes may be written below the sandbox's scratch folder, nowhere else.
   *
   * @throws Failure `restore-failed` with the server's reason, `archive-damaged` where the bytes are no whole dump.
   */
  restore(
    bytes: AsyncIterable<Uint8Array>,
    expected: Fingerprint,
    sandbox: Sandbox,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<RestoredCopy>;
  /**
   * What the copy holds, read in the way in which `expected` was made. Definitions that differ as text but mean the same to the server are
   * given back as `expected` has them.
   */
  inspect(expected: Fingerprint, sandbox: Sandbox, progress: Progress, signal: AbortSignal): Promise<Fingerprint>;
  /** Looks whether the copy keeps the rules of a sound database: foreign keys, indexes, sequences. */
  examine(expected: Fingerprint, sandbox: Sandbox, progress: Progress, signal: AbortSignal): Promise<Comparison>;
  /** Runs one read-only statement in the copy and returns its rows, every value as text or null. */
  query(
    sql: string,
    sandbox: Sandbox,
    signal: AbortSignal,
  ): Promise<readonly Readonly<Record<string, string | null>>[]>;
  /** The plan of a statement as text, one line a step. */
  explain(sql: string, sandbox: Sandbox, signal: AbortSignal): Promise<string>;
}
