/** What a sandbox has to be so that a backup loads in it. */
export interface SandboxNeed {
  /** The manifest's `server`: flavour and version of the source. */
  readonly server: Readonly<Record<string, string>>;
  /** The fingerprint's `settings`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A throwaway server. Disposing of it ends the server and removes everything it wrote. */
export interface Sandbox extends AsyncDisposable {
  /**
   * Connection URL of an empty database in it that belongs to the connecting account; of the server, without a database, where the engine's
   * dumps have several and the server goes away with the sandbox.
   */
  readonly url: string;
  /** An empty folder for decrypted files that goes with the sandbox; the server's account cannot look elsewhere for them. */
  readonly scratch: string;
  /** For people: `PostgreSQL 15.18, private server from /usr/lib/postgresql/15/bin`. */
  readonly description: string;
  /** How the copy is kept from reaching other hosts. `none` is said in the report. */
  readonly isolation: 'network-namespace' | 'container' | 'none';
  /** Whether the server goes away with the sandbox. Where it does not, whoever makes databases or roles in it takes them back. */
  readonly isThrowaway: boolean;
  /**
   * Set where an engine may make a database and roles of its own in a server that outlives the sandbox. Whatever becomes of the drill, the
   * database of the name that `copyName` gives for it goes with the sandbox or with a later sweep, and so do roles that have it as a comment.
   */
  readonly mark?: string;
  /** Writes down accounts before they are made in a server that outlives the sandbox, so that a later sweep removes them too. */
  holdAccounts?(accounts: readonly string[]): Promise<void>;
  /** Version of the server that runs. */
  readonly version: string;
}

/** The name of the database with the copy, where it cannot have that of the source. */
export function copyName(mark: string): string {
  return `${mark}_copy`;
}

export interface SandboxProvider {
  /**
   * Starts a server and returns when it has answered a real query.
   *
   * @throws Failure `sandbox-unavailable` that names what is missing.
   */
  start(need: SandboxNeed, signal: AbortSignal): Promise<Sandbox>;
  /** Ends and removes sandboxes that runs left behind which no longer live. Returns how many. */
  sweep(): Promise<number>;
}
